"""The API's description of itself, OpenAPI 3.1, built from the rows that it is served from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publicstats.server.api import PREFIX, catalogues, figures, release_list, series_list
from publicstats.server.api.operations import Operation
from publicstats.server.api.parameters import Parameter
from publicstats.text.i18n import translate

VERSION = "1"
_TAG = {"ETag": {"description": "The edition's fingerprint", "schema": {"type": "string"}}}
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong and what would be right, in a sentence"},
    },
    "required": ["type", "title", "status", "detail"],
}
_REFUSALS = {
    "400": "A parameter that does not exist, or a value of the wrong form",
    "404": "Something that the edition does not have",
    "503": "No edition is served yet",
}


def build_description(operations: Iterable[Operation]) -> dict[str, Any]:
    """The OpenAPI document of the operations."""
    schemas = (
        catalogues.SCHEMAS_BY_NAME
        | series_list.SCHEMAS_BY_NAME
        | release_list.SCHEMAS_BY_NAME
        | {"Figure": figures.FIGURE_SCHEMA, "Problem": _PROBLEM}
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": translate("site.title", "en"),
            "version": VERSION,
            "description": "Every answer comes whole from one edition of the data, which its ETag names. "
            "Numbers are texts, as exact as they were printed; an open or unknown end is blank.",
        },
        "paths": {PREFIX + operation.path: {"get": _describe(operation)} for operation in operations},
        "components": {"schemas": schemas},
    }


def _describe(operation: Operation) -> dict[str, Any]:
    content = {operation.media_type: {"schema": dict(operation.schema)}}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "summary": operation.summary,
        "operationId": operation.path.strip("/").replace("/", "_").replace(".", "_").translate(_BRACES),
        "parameters": [
            *(_describe_parameter(parameter, "path") for parameter in operation.path_parameters),
            *(_describe_parameter(parameter, "query") for parameter in operation.accepted),
        ],
        "responses": {
            "200": {"description": operation.summary, "headers": _TAG, "content": content},
            "304": {"description": "The edition is still the one that If-None-Match names"},
            **{status: {"description": text, "content": problem} for status, text in _REFUSALS.items()},
        },
    }


_BRACES = str.maketrans("", "", "{}")


def _describe_parameter(parameter: Parameter, where: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": where,
        "description": parameter.description,
        "required": where == "path",
        "schema": parameter.build_schema(),
    }
    if parameter.type == "list":
        described |= {"style": "form", "explode": False}
    return described
