"""The records of an edition's catalogues as JSON: a record's fields, under the names of the CSV's columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import partial
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from publicstats.analysis.audits import audit_edition
from publicstats.contract.records import Breakdown, Indicator, Region, Source, Theme, Unit
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.period import Period
from publicstats.server.api.operations import Asked, Operation
from publicstats.text.i18n import Text

Json = dict[str, Any]


def describe_record(record: Any, key: str) -> Json:
    """A record's fields: its id under the name of its table's key, a text in both languages."""
    cells: Json = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Text):
            cells |= {f"{field.name}_zh": value.zh, f"{field.name}_en": value.en}
        else:
            cells[key if field.name == "id" else field.name] = _plain(value)
    return cells


def _plain(value: Any) -> Any:
    if isinstance(value, Period):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    return value.id if isinstance(value, Unit) else value


def build_record_schema(record: type, key: str) -> Json:
    """What `describe_record` gives, as JSON Schema."""
    properties: Json = {}
    for name, kind in get_type_hints(record).items():
        if kind is Text:
            properties |= {f"{name}_zh": {"type": "string"}, f"{name}_en": {"type": "string"}}
        else:
            properties[key if name == "id" else name] = _describe_type(kind)
    return build_object(properties)


def _describe_type(kind: Any) -> Json:
    """The JSON Schema of a field; what is several are texts."""
    if get_origin(kind) is tuple:
        return {"type": "array", "items": {"type": "string"}}
    return {"type": _name_type(kind)}


def _name_type(kind: Any) -> Any:
    if get_origin(kind) is UnionType:
        return [_name_type(part) for part in get_args(kind)]
    return {bool: "boolean", int: "integer", type(None): "null"}.get(kind, "string")


def build_object(properties: Json) -> Json:
    """The JSON Schema of an object with all of these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def build_list_schema(name: str, item: str) -> Json:
    """The JSON Schema of an edition's list of things."""
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}}
    return build_object({"edition": {"type": "string"}, name: items})


def dump(content: Json) -> bytes:
    """JSON as UTF-8, characters as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Catalogue:
    """A table that is given whole."""

    name: str
    record: type
    records: Callable[[Edition], Mapping[str, Any]]


@memoize(16)
def _write_catalogue(edition: Edition, name: str) -> bytes:
    [records] = [catalogue.records(edition) for catalogue in CATALOGUES if catalogue.name == name]
    rows = [describe_record(record, SCHEMAS[name].key) for record in records.values()]
    return dump({"edition": edition.fingerprint, name: rows})


CATALOGUES = (
    Catalogue("themes", Theme, lambda edition: edition.themes),
    Catalogue("indicators", Indicator, lambda edition: edition.indicators),
    Catalogue("regions", Region, lambda edition: edition.regions),
    Catalogue("breakdowns", Breakdown, lambda edition: edition.breakdowns),
    Catalogue("units", Unit, lambda edition: edition.units),
    Catalogue("sources", Source, lambda edition: edition.sources),
)
CHECK_COLUMNS = (
    "calculation",
    "formula",
    "low",
    "high",
    "printed",
    "verdict",
    "sentence_zh",
    "sentence_en",
)


def _parse_catalogue(name: str, edition: Edition, asked: Asked) -> str:
    return name


@memoize(1)
def _write_checks(edition: Edition, wanted: object) -> bytes:
    return dump({"edition": edition.fingerprint, "checks": [a.as_dict() for a in audit_edition(edition)]})


def _parse_since(edition: Edition, asked: Asked) -> datetime | None:
    """When the edition was published: one that comes back has the same fingerprint, but another answer."""
    return edition.since


def _write_edition(edition: Edition, wanted: object) -> bytes:
    counts = {catalogue.name: len(catalogue.records(edition)) for catalogue in CATALOGUES}
    counts["figures"] = len(edition.figures)
    since = edition.since.isoformat(timespec="seconds") if edition.since else ""
    return dump({"edition": edition.fingerprint, "since": since, "counts": counts})


SCHEMAS_BY_NAME: Json = {
    **{c.record.__name__: build_record_schema(c.record, SCHEMAS[c.name].key) for c in CATALOGUES},
    "Check": build_object({name: {"type": "string"} for name in CHECK_COLUMNS}),
}
_COUNTS = build_object({name: {"type": "integer"} for name in [*(c.name for c in CATALOGUES), "figures"]})
OPERATIONS = (
    Operation(
        "/edition.json",
        "The edition that is served, since when, and how much is in it",
        _write_edition,
        _parse_since,
        schema=build_object({"edition": {"type": "string"}, "since": {"type": "string"}, "counts": _COUNTS}),
    ),
    *(
        Operation(
            f"/{c.name}.json",
            f"All {c.name}: {SCHEMAS[c.name].title[0].lower()}{SCHEMAS[c.name].title[1:]} each",
            _write_catalogue,
            partial(_parse_catalogue, c.name),
            schema=build_list_schema(c.name, c.record.__name__),
        )
        for c in CATALOGUES
    ),
    Operation(
        "/checks.json",
        "Every check of figures by figures, with what it finds and its verdict",
        _write_checks,
        schema=build_list_schema("checks", "Check"),
    ),
)
