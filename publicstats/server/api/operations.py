"""One address of the API as a row: what it takes, what it gives, how it is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publicstats.edition.model import Edition
from publicstats.server.api.parameters import LANGUAGE, Parameter

Asked = Mapping[str, str]
"""The values of a request by parameter, those of its path included; they have the right form."""
Body = bytes | Iterator[bytes]


def parse_nothing(edition: Edition, asked: Asked) -> Hashable:
    """What an address without parameters asks for."""
    return ()


@dataclass(frozen=True)
class Operation:
    """One address below /api, read only.

    `parse` makes of the request's values what `write` needs, or raises RefusalError; equal results have
    equal answers as long as the edition is the same. Both run beside the event loop. An answer is made once
    for an edition where its `write` remembers; a long one is an iterator of parts, sent as they are made.
    """

    path: str
    summary: str
    write: Callable[[Edition, Any], Body]
    parse: Callable[[Edition, Asked], Hashable] = parse_nothing
    parameters: tuple[Parameter, ...] = ()
    path_parameters: tuple[Parameter, ...] = ()
    media_type: str = "application/json"
    schema: Mapping[str, Any] = field(default_factory=dict)
    """The answer's JSON Schema; it may refer to `#/components/schemas/`."""
    file_name: str = ""
    """What a browser calls the answer when it saves it; blank: it shows it."""
    is_kept: Callable[[Any], bool] = lambda wanted: False
    """Whether the address names the answer's very content, so that a browser may keep it for good."""

    @property
    def accepted(self) -> tuple[Parameter, ...]:
        """Every parameter that its query may have."""
        return (*self.parameters, LANGUAGE)
