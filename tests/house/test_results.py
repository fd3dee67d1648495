"""What `--json` prints has a schema: shipped with the package, made from the results' own types, held equal to them."""

from __future__ import annotations

import importlib
import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import jsonschema
import pytest

from amig.cli import run
from amig.commands import COMMANDS
from tests.projects import new_project

PAGE = Path(__file__).parents[2] / "amig" / "results.schema.json"
PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Path: {"type": "string"},
    Any: {},
}
COROUTINES = {"backfill": "run_backfills"}
"""Commands whose coroutine is called otherwise: `amig.backfills` only looks."""


def schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one type; dataclasses go to `definitions`."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(one, definitions) for one in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (tuple, list, frozenset, set):
        if origin is tuple and arguments[-1] is not Ellipsis:
            items = [schema_of(one, definitions) for one in arguments]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
        return {"type": "array", "items": schema_of(arguments[0], definitions)}
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return {"type": "object", "additionalProperties": schema_of(arguments[1], definitions)}
    assert is_dataclass(kind), kind
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        hints = get_type_hints(kind)
        properties = {f.name: schema_of(hints[f.name], definitions) for f in fields(kind)}
        definitions[kind.__name__] = {
            "description": (kind.__doc__ or "").strip().partition("\n")[0],
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _coroutine(name: str) -> str:
    return name.replace("-", "_").replace(" ", "_")


def results() -> Iterator[tuple[str, Any]]:
    for name in COMMANDS:
        module = importlib.import_module(COMMANDS[name][0])
        annotation = getattr(module, COROUTINES.get(name, _coroutine(name))).__annotations__["return"]
        yield name, eval(annotation, vars(module))


def picture(definitions: dict[str, Any]) -> dict[str, Any]:
    """What `graph --json` prints: the picture as its own page of the documentation describes it, not the layout."""
    from amig.script.picture.picture import Node

    schema_of(Node, definitions)
    node = definitions["Node"]
    node["properties"]["lane"] = {"type": "integer"}
    node["required"].append("lane")
    names = {"type": "array", "items": {"type": "string"}}
    edge = {name: {"type": "string"} for name in ("from", "to", "kind")}
    properties = {
        "revisions": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
        "edges": {"type": "array", "items": {"type": "object", "properties": edge, "required": list(edge)}},
        "heads": names,
        "bases": names,
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "current": {"anyOf": [names, {"type": "null"}]},
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def schema() -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    commands = {name: schema_of(kind, definitions) for name, kind in results() if name != "graph"}
    commands["graph"] = picture(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What amig prints with --json, for each command",
        "type": "object",
        "properties": commands,
        "additionalProperties": False,
        "$defs": definitions,
    }


def test_the_schema_is_that_of_the_results(request) -> None:
    """`--rewrite` writes it anew."""
    text = json.dumps(schema(), indent=1) + "\n"
    if request.config.option.rewrite:
        PAGE.write_text(text)
    assert PAGE.read_text() == text
    jsonschema.Draft202012Validator.check_schema(schema())


CALLS = [
    ["init", "fresh"],
    ["list-templates"],
    ["revision", "-m", "x"],
    ["plan"],
    ["upgrade"],
    ["plan", "base", "--downgrade"],
    ["upgrade", "--sql"],
    ["current"],
    ["backfill"],
    ["backfill", "run"],
    ["history", "-i"],
    ["heads"],
    ["branches"],
    ["graph"],
    ["graph", "--applied"],
    ["show", "heads"],
    ["stamp", "head"],
    ["ensure-version"],
    ["downgrade", "base"],
    ["rebase"],
    ["completion", "bash"],
    ["docs"],
    ["docs", "unknown-target"],
]


def test_what_commands_print_is_valid(tmp_path, monkeypatch, capsys) -> None:
    """Each of them, really called."""
    project = new_project(tmp_path / "p", f"sqlite:///{tmp_path}/x.db")
    project.table("one")
    monkeypatch.chdir(project.folder)
    validator = jsonschema.Draft202012Validator(json.loads(PAGE.read_text()))
    for arguments in CALLS:
        assert run([*arguments, "--json"]) == 0, arguments
        validator.validate({arguments[0]: json.loads(capsys.readouterr().out)})
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"heads": {"heads": [{"revision": 1}]}})
