"""What may stand after the question mark, as rows: each is checked and documented from here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

from publicstats.analysis.find.facets import FACETS, NORMAL
from publicstats.analysis.find.selection import DESCENDING, MAX_QUERY, SEPARATOR
from publicstats.analysis.find.sorting import SORTS
from publicstats.analysis.suggested_charts import SUGGESTED
from publicstats.contract.codelists import BASES, DERIVED, KINDS, STATUSES
from publicstats.contract.columns import ID_PATTERN, REGION_PATTERN
from publicstats.contract.problems import quote_typed
from publicstats.server.api.refusals import RefusalError
from publicstats.text.i18n import LANGS, translate

Pairs = list[tuple[str, str]]
DIGITS = 9
"""Digits of a whole number that are read."""


@dataclass(frozen=True)
class Parameter:
    """One parameter: a text, a whole number from `low` to `high`, or a list of values joined by commas."""

    name: str
    description: str
    type: Literal["text", "integer", "list"] = "text"
    choices: tuple[str, ...] = ()
    pattern: str = ""
    low: int = 0
    high: int = 10**DIGITS - 1
    default: int | None = None

    def build_schema(self) -> dict[str, Any]:
        """What it may be, as JSON Schema."""
        if self.type == "integer":
            return {"type": "integer", "minimum": self.low, "maximum": self.high, "default": self.default}
        value: dict[str, Any] = {"type": "string"}
        if self.choices:
            value["enum"] = list(self.choices)
        elif self.pattern:
            value["pattern"] = f"^{self.pattern}$"
        else:
            value["maxLength"] = self.high
        return {"type": "array", "items": value} if self.type == "list" else value

    def check(self, typed: str) -> None:
        """Refuses a value that it may not have; what an edition does not have is no matter of form."""
        if self.type == "integer":
            is_whole = re.fullmatch(rf"[0-9]{{1,{DIGITS}}}", typed) is not None
            if not is_whole or not self.low <= int(typed) <= self.high:
                self._refuse("api.value_number", typed, low=str(self.low), high=str(self.high))
        elif self.choices:
            for value in self.split(typed):
                if value not in self.choices:
                    self._refuse("api.value_choice", value, choices=", ".join(self.choices))
        elif self.type == "text" and len(typed) > self.high:
            self._refuse("api.value_long", typed, limit=str(self.high))

    def split(self, typed: str) -> list[str]:
        """The values of a list, or the one value; nothing typed is no value of a list."""
        if self.type != "list":
            return [typed]
        return [value.strip() for value in typed.split(SEPARATOR) if value.strip()]

    def _refuse(self, key: str, typed: str, **words: str) -> None:
        raise RefusalError(HTTPStatus.BAD_REQUEST, key, name=self.name, typed=quote_typed(typed), **words)


def check_pairs(parameters: Iterable[Parameter], pairs: Pairs) -> Mapping[str, str]:
    """The value of each parameter given; refuses unknown names, single values given twice, wrong forms."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, str] = {}
    for name, typed in pairs:
        parameter = known.get(name)
        if parameter is None:
            choices = ", ".join(known)
            raise RefusalError(
                HTTPStatus.BAD_REQUEST, "api.no_parameter", name=quote_typed(name), choices=choices
            )
        parameter.check(typed)
        if name in values and parameter.type != "list":
            raise RefusalError(HTTPStatus.BAD_REQUEST, "api.given_twice", name=name)
        values[name] = f"{values[name]}{SEPARATOR}{typed}" if name in values else typed
    return values


LANGUAGE = Parameter("lang", "Language of a file's words, and of a refusal's", choices=tuple(LANGS))
CHART = Parameter(
    "chart", "Id of a chart", pattern=rf"{ID_PATTERN}({SUGGESTED}[a-z_]+({SUGGESTED}{REGION_PATTERN})?)?"
)
FIGURE = Parameter("figure", "Id of a figure", pattern=ID_PATTERN)
PAGE = (
    Parameter("limit", "Figures of a page", "integer", low=1, high=1000, default=100),
    Parameter("offset", "Figures before the page", "integer", default=0),
)
_CHOICES = {"basis": BASES, "kind": KINDS, "status": (*(s or NORMAL for s in STATUSES), DERIVED)}
_PATTERNS = {"region": REGION_PATTERN, "within": REGION_PATTERN, "period": "[0-9]{4}"}
SELECTION = (
    Parameter("q", translate("explore.box", "en"), high=MAX_QUERY),
    *(
        Parameter(
            name,
            translate(f"selection.{name}", "en"),
            "list",
            choices=_CHOICES.get(name, ()),
            pattern=_PATTERNS.get(name, ID_PATTERN),
        )
        for name in FACETS
    ),
    Parameter(
        "sort",
        translate("selection.sort", "en"),
        choices=tuple(order + name for name in SORTS for order in ("", DESCENDING)),
    ),
)
"""The filters and the sort of a selection: values of one filter widen it, filters narrow each other."""
