"""What places are called beside one another: those of one name are told apart by what they lie in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publicstats.contract.records import Region
from publicstats.text.i18n import Lang, Text, translate

Around = Mapping[str, tuple[Text, ...]]
"""Of each place, by its id, the names of the places that it lies in, from the nearest outwards."""


def name_places(places: Sequence[Region], around: Around, lang: Lang) -> list[str]:
    """The name of each place; of different ones of one name with the place around that tells them apart."""
    names = [place.name.to(lang) for place in places]
    alike: dict[str, set[str]] = {}
    for place, name in zip(places, names, strict=True):
        alike.setdefault(name, set()).add(place.id)
    return [
        _name_within(place.id, name, alike[name], around, lang) if len(alike[name]) > 1 else name
        for place, name in zip(places, names, strict=True)
    ]


def _name_within(place: str, name: str, others: set[str], around: Around, lang: Lang) -> str:
    """A place's name with that of the nearest place around it which differs from all of the others'."""
    chains = {other: [text.to(lang) for text in around.get(other, ())] for other in others}
    for level, outer in enumerate(chains[place]):
        if all(chains[other][level : level + 1] != [outer] for other in others - {place}):
            return translate("chart.place_within", lang, place=name, around=outer)
    return name
