import pytest

from publicstats.analysis.paging import Page, find_number, turn

LIST = tuple(range(95))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("", 1),
        ("1", 1),
        ("3", 3),
        (" 3 ", 3),
        ("003", 3),
        ("３", 3),
        ("10", 10),
        ("0", 1),
        ("-1", 1),
        ("x", 1),
        ("2.5", 1),
        ("²", 1),
        ("11", 10),
        ("1000000000", 10),
        ("9" * 5000, 10),
        ("0" * 5000 + "2", 2),
    ],
)
def test_any_number_that_is_typed_gives_the_page_nearest_to_it_and_nonsense_the_first(typed, number):
    assert turn(LIST, typed, 10).number == number


def test_pages_hold_each_item_once_in_order():
    pages = [turn(LIST, str(number), 10) for number in range(1, 11)]
    assert [item for page in pages for item in page.items] == list(LIST)
    assert {page.count for page in pages} == {10}
    assert [(page.first, page.last) for page in pages][::9] == [(1, 10), (91, 95)]


def test_an_empty_list_has_one_page_without_items():
    nothing: tuple[int, ...] = ()
    page = turn(nothing, "7", 10)
    assert (page.items, page.number, page.count, page.is_all) == ((), 1, 1, True)


def test_a_list_that_just_fills_its_page_has_no_second():
    assert turn(LIST[:10], "2", 10).is_all
    assert turn(LIST[:11], "2", 10).items == (10,)


def test_the_page_with_a_wanted_item_is_found():
    assert find_number(LIST, lambda item: item == 94, 10) == 10
    assert find_number(LIST, lambda item: item == 0, 10) == 1
    assert find_number(LIST, lambda item: item == 95, 10) is None


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 8, 1000])
def test_numbers_offered_are_few_and_hold_the_ends_and_the_neighbours(count):
    for number in range(1, count + 1):
        offered = Page((), number, count, 1, 0).offered
        named = [one for one in offered if one]
        assert len(offered) <= 7
        assert {1, count, number, max(number - 1, 1), min(number + 1, count)} <= set(named)
        assert named == sorted(set(named))
        places = zip(offered, offered[2:], strict=False)
        gaps = [pair for pair, middle in zip(places, offered[1:], strict=False) if middle == 0]
        assert all(after - before > 2 for before, after in gaps)
