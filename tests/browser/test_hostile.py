"""Every page over CSVs whose every text is hostile: all of it is shown, and none of it is done."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page

from publicstats.text.i18n import LANGS, translate
from tests.browser.live import read_heard, read_tip, wake_all
from tests.browser.opening import PageOpener, wait_until_drawn
from tests.browser.servers import Server
from tests.helpers import make_files, save
from tests.hostile import MARKUP, make_coded_files, make_hostile_files

VARIANTS = 1
"""Pages of one address that are looked at, by what stands after its question mark."""

# Before any script of the page: what the hostile texts call if they can.
TRAP = "window.harm = []; window.hostile = () => window.harm.push(1);"
# What is wrong with the page as it is: anything that only markup out of a cell can have made.
LIVE = """() => {
  const found = [...window.harm.map(() => "a script ran")];
  const seen = (what, element) => found.push(what + ": " + element.outerHTML.slice(0, 200));
  for (const closed of document.querySelectorAll("details")) closed.open = true;
  for (const element of document.querySelectorAll("body *")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) seen("handler", element);
      if (/^(href|src|action|formaction|xlink:href)$/i.test(name) && element.localName !== "script") {
        const url = new URL(value, document.baseURI);
        const isPicture = element.localName === "img" && url.protocol === "data:";
        const isOurs = url.protocol.startsWith("http") && url.origin === location.origin;
        if (!isOurs && !isPicture) seen("link", element);
      }
    }
  }
  for (const element of document.querySelectorAll(
    "#root script, iframe, object, embed, base, form[action], meta[http-equiv=refresh], foreignObject"
  )) seen("element", element);
  return found;
}"""
LINKS = "[...document.querySelectorAll('a[href]')].map((a) => a.href)"


@pytest.fixture(scope="module")
def hostile_server(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    return serve(save(make_hostile_files(), tmp_path_factory.mktemp("hostile") / "data"))


def find_harm(page: Page) -> list[str]:
    """What a hostile text has done to a page that is drawn."""
    found: list[str] = page.evaluate(LIVE)
    return found


def crawl(page: Page) -> Iterator[str]:
    """The address of every page that links lead to, a few of each kind, once it is drawn."""
    origin = page.url.partition("?")[0].rstrip("/")
    waiting, kinds = [page.url], dict[str, int]()
    known = set(waiting)
    while waiting:
        url = waiting.pop(0)
        address = urlsplit(url)
        kind = f"{address.path} {sorted(name for name, _ in parse_qsl(address.query) if name != 'lang')}"
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > VARIANTS or address.path.startswith("/api/"):
            continue
        page.goto(url)
        wait_until_drawn(page)
        yield url.removeprefix(origin)
        links = {urljoin(url, link).partition("#")[0] for link in page.evaluate(LINKS)}
        waiting += sorted(link for link in links - known if link.startswith(origin))
        known |= links


@pytest.mark.parametrize("lang", LANGS)
def test_no_cell_runs_loads_or_links_anything_on_any_page(
    open_page: PageOpener, hostile_server: Server, lang: str
) -> None:
    page = open_page("/", lang=lang, server=hostile_server)
    page.add_init_script(TRAP)
    dialogs: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note_dialog)
    harm: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for address in crawl(page):
        harm[address] = find_harm(page)
        texts[address] = page.locator("body").inner_text()
    paths = {urlsplit(address).path for address in texts}
    assert {
        "/",
        "/care",
        "/calls",
        "/indicator",
        "/calendar",
        "/sources",
        "/audit",
        "/changes",
        "/quality",
    } <= paths
    assert {address: found for address, found in harm.items() if found} == {}
    assert dialogs == []
    whole = "\n".join(texts.values())
    for part in ("<script>hostile()</script>", "{{7*7}} ${7*7} {0}", "[b](javascript:hostile())", ":red[g]"):
        assert part in whole, "what is hostile is shown as it was typed"


@pytest.mark.alive
@pytest.mark.parametrize("path", ["/care", "/calls"])
def test_live_chart_shows_hostile_texts_and_does_none_of_them(
    open_page: PageOpener, hostile_server: Server, path: str
) -> None:
    page = open_page(path, server=hostile_server, height=4000)
    page.add_init_script(TRAP)
    page.reload()
    wait_until_drawn(page)
    said = []
    for plot in wake_all(page):
        plot.focus()
        page.keyboard.press("ArrowRight")
        said.append(read_tip(plot) + read_heard(plot))
    assert find_harm(page) == []
    assert any("<script>hostile()</script>" in text for text in said)


def test_very_long_words_do_not_widen_a_page(open_page: PageOpener, hostile_server: Server) -> None:
    page = open_page("/", lang="en", width=390, server=hostile_server)
    excess = {}
    for path in ("/", "/calls", "/sources", "/indicator", "/indicator?indicator=members"):
        page.goto(hostile_server.url + path)
        wait_until_drawn(page)
        excess[path] = page.locator("[data-testid=stMain]").evaluate("el => el.scrollWidth - el.clientWidth")
    assert max(excess.values()) <= 0, excess


def test_problems_of_a_hostile_edit_are_told_without_harm(
    open_page: PageOpener, serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = save(make_files(), tmp_path_factory.mktemp("edit") / "data")
    server = serve(folder)
    page = open_page("/quality", server=server)
    page.add_init_script(TRAP)
    save(make_coded_files("figures"), folder)
    page.get_by_text(translate("quality.held", "zh")).wait_for(timeout=20_000)
    page.reload()
    wait_until_drawn(page)
    assert "<script>hostile()" in page.locator("body").inner_text()
    assert find_harm(page) == []


def test_address_does_no_harm_either(open_page: PageOpener, hostile_server: Server) -> None:
    page = open_page("/sources", server=hostile_server)
    page.add_init_script(TRAP)
    for path in (
        "/sources?source=",
        "/sources?figure=",
        "/figure?figure=",
        "/indicator?indicator=",
        "/explore?q=",
    ):
        page.goto(f"{hostile_server.url}{path}{quote(MARKUP)}&lang={quote(MARKUP)}&theme={quote(MARKUP)}")
        wait_until_drawn(page)
        assert find_harm(page) == []
        assert "hostile" not in page.title()


@pytest.mark.parametrize(
    ("harm", "sign"),
    [
        ("<a href=http://evil.example>a</a>", "link"),
        ("<a href=javascript:hostile()>a</a>", "link"),
        ("<p onclick=hostile()>a</p>", "handler"),
        ("<iframe></iframe>", "element"),
        ("<script>hostile()</script>", "a script ran"),
        ("<p>a</p>", ""),
    ],
)
def test_what_looks_for_harm_can_be_seen_to_work(browser: Browser, harm: str, sign: str) -> None:
    page = browser.new_page()
    page.add_init_script(TRAP)
    page.goto(f"data:text/html,{quote(harm)}")
    found = find_harm(page)
    page.close()
    assert sign in "".join(found)
    assert bool(found) == bool(sign)
