"""What the patterns of all forms are made of, and what a form finds.

They read simplified characters, 0-9 and not \\d, which takes the digits of every script.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from publicstats.quantity.numerals import DIGITS
from publicstats.quantity.qualifiers import LEAD, TAIL, alternatives
from publicstats.quantity.quantities import Number
from publicstats.quantity.vocabulary import COUNTED, JOINTS, MORES, SCALES

ANY_DIGIT = "".join(DIGITS)
ONES = ANY_DIGIT[2:]
SCALE = rf"(?:[十万亿]|百(?!分[点之])|千(?![{COUNTED}分]))"
MASKED_SCALE = rf"(?:{alternatives(scale for scale in SCALES if scale not in ('', '千'))}|千(?![{COUNTED}]))"
RUN = rf"(?:[0-9](?:[0-9,.]*[0-9])?|[{ANY_DIGIT}]|{SCALE})++"
SIGNED = rf"[-+负]?{RUN}"
JOINT = alternatives(JOINTS)
MORE = rf"(?:(?P<more>[{MORES}])(?P<scale>{SCALE}++)?)?"
# A unit begins with no number word: 三分之一 is no three of anything, nor is 九成 nine of 成.
_BEGINS = (
    rf"分之|成|增长|个?半|[至到–—{MORES}{ANY_DIGIT}十亿几数万]|百(?!分点)|千(?![{COUNTED}])|点[{ANY_DIGIT}]"
)
_INSIDE = r"[^\d\s,.;:!?*×()<>=+\[\]{}\"'“”‘’、。；：！？（）《》/≥≤≈~-]|/(?:10+[万亿]?|[十百千万亿]+)?"
UNIT = rf"(?:(?!{_BEGINS})(?:{_INSIDE})+?)??"
"""A unit, or none; as short as what follows allows, so that 以上 is no part of it."""
_ROLES = frozenset({"before", "lower_unit", "unit", "after"})


@dataclass(frozen=True, slots=True)
class Body:
    """What stands between the words around a figure."""

    number: Number
    unit: str = ""
    mores: str = ""
    """多, 余 or 来 inside the number."""
    upper: Number | None = None
    rule: str = ""
    """The interval rule of a word that is number and qualifier in one, as 大半."""
    direction: str = ""
    words: str = ""
    """Words that stand inside the form and belong before the number."""


Read = Callable[[str, re.Match[str]], Body | None]
"""Given the text as typed and the match: what is found, or none where it is another form after all."""


@dataclass(frozen=True)
class Form:
    """A form: what its pattern has between the words around a figure, and how what it takes is read.

    Groups that name no role of their own print the number.
    """

    name: str
    body: str
    read: Read

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The whole pattern, made when it is first asked: nearly every figure is of the plain form."""
        return re.compile(LEAD + self.body + TAIL)

    @cached_property
    def roles(self) -> tuple[tuple[str, int], ...]:
        """The role of each group in the print, in order."""
        groups = self.pattern.groupindex.items()
        return tuple((group if group in _ROLES else "number", place) for group, place in groups)
