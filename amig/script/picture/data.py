"""The history as JSON: everything that is known of each revision, and the edges between those that are shown."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from amig.script.picture.picture import Picture


def draw(picture: Picture) -> str:
    """Revisions newest first; `applied` and `current` are null where no database was asked."""
    return json.dumps(values(picture), indent=2, ensure_ascii=False) + "\n"


def values(picture: Picture) -> dict[str, Any]:
    """The same, not yet written."""
    lanes = {row.id: row.lane for row in picture.layout.rows}
    nodes = picture.revisions
    return {
        "revisions": [{**asdict(node), "lane": lanes[node.id]} for node in nodes],
        "edges": [{"from": one.revision, "to": one.before, "kind": one.kind} for one in picture.layout.edges],
        "heads": [node.id for node in nodes if node.head],
        "bases": [node.id for node in nodes if not node.parents],
        "labels": {label: node.id for node in nodes for label in node.labels},
        "current": picture.current,
    }
