"""The events that a fleet's `--json` prints have a schema: shipped with the package, held equal to their types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from amig.fleet.events import FleetEvent
from amig.fleet.report import FleetReport
from tests.house.test_results import schema_of

PAGE = Path(__file__).parents[2] / "amig" / "events.schema.json"


def schema() -> dict[str, Any]:
    """One of the events, told apart by `event`; the report is the last."""
    definitions: dict[str, Any] = {}
    kinds = {kind.event: kind for kind in FleetEvent.__subclasses__()} | {"report": FleetReport}
    for name, kind in kinds.items():
        schema_of(kind, definitions)
        own = definitions[kind.__name__]
        own["properties"] = {"event": {"const": name}, **own["properties"]}
        own["required"] = ["event", *own["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What amig fleet upgrade and downgrade print with --json: one of these a line",
        "oneOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds.values()],
        "$defs": definitions,
    }


def test_the_schema_is_that_of_the_events(request) -> None:
    """`--rewrite` writes it anew."""
    text = json.dumps(schema(), indent=1) + "\n"
    if request.config.option.rewrite:
        PAGE.write_text(text)
    assert PAGE.read_text() == text
    jsonschema.Draft202012Validator.check_schema(schema())
