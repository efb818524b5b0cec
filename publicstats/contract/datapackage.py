"""data/datapackage.json: the Data Package v2 description of the tables, generated from their schemas."""

from __future__ import annotations

from typing import Any

from publicstats.contract.columns import ID_PATTERN, LIST_SEPARATOR, REGION_PATTERN, Column, Schema
from publicstats.contract.schema import SCHEMAS


def describe_package() -> dict[str, Any]:
    """The Data Package v2 description of all tables, as written to data/datapackage.json."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "public-service-figures",
        "title": "Public-service figures quoted in newspaper articles",
        "resources": [_describe_resource(schema) for schema in SCHEMAS.values()],
    }


def _describe_resource(schema: Schema) -> dict[str, Any]:
    table: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_describe_field(column) for column in schema.columns],
        # A file may leave out columns that are optional, and has no others.
        **({"fieldsMatch": "superset"} if any(column.optional for column in schema.columns) else {}),
        "primaryKey": [schema.key],
        "missingValues": [""],
    }
    # What may be another word than an id is no key.
    keys = [c for c in schema.columns if c.refers and c.type != "list" and not c.choices]
    if keys:
        table["foreignKeys"] = [
            {
                "fields": [column.name],
                "reference": {
                    "resource": "" if column.refers == schema.name else column.refers,
                    "fields": [SCHEMAS[column.refers].key],
                },
            }
            for column in keys
        ]
    return {
        "name": schema.name,
        "title": schema.title,
        "type": "table",
        "path": schema.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table,
    }


def _describe_field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.type == "id" and not column.refers:
        constraints["pattern"] = ID_PATTERN
    if column.type == "region" and not column.refers:
        constraints["pattern"] = REGION_PATTERN
    if column.type == "integer":
        constraints |= {"minimum": column.low, "maximum": column.high}
    if column.choices and column.type == "choice":
        constraints["enum"] = [choice for choice in column.choices if choice]
    field: dict[str, Any] = {
        "name": column.name,
        "type": {"integer": "integer", "list": "list"}.get(column.type, "string"),
    }
    if column.type == "list":
        field |= {"delimiter": LIST_SEPARATOR, "itemType": "string"}
    return field | ({"constraints": constraints} if constraints else {})
