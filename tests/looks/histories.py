"""Histories to look at: a small one that has everything, and large ones as teams make them."""

from __future__ import annotations

import random
from pathlib import Path

from amig.script.graph import Graph
from amig.script.revision import Revision

SMALL: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("1a2b3c4d5e", (), "create users", (), ()),
    ("27c6a30d7c", ("1a2b3c4d5e",), "create teams and memberships", (), ()),
    ("3e8f1b2a90", ("27c6a30d7c",), "index users by lower(email)", (), ()),
    ("4bb1c2d3e4", ("3e8f1b2a90",), "add users.last_login, nullable, backfilled in batches by the nightly job", (), ()),
    ("5d0c9e8f7a", ("3e8f1b2a90",), "create invoices", ("billing",), ()),
    ("61f2e3d4c5", ("5d0c9e8f7a",), "invoice lines, with tax per line", (), ()),
    ("72a9b8c7d6", ("61f2e3d4c5",), "currency as an enum 💶", (), ("4bb1c2d3e4",)),
    ("83b7c6d5e4", ("4bb1c2d3e4",), "merge the search work", (), ()),
    ("94c8d7e6f5", ("83b7c6d5e4", "a5d9e8f7a6"), "merge billing's base with search", (), ()),
    ("a5d9e8f7a6", ("27c6a30d7c",), "full text search on teams", (), ()),
    ("b6eaf9a8b7", ("94c8d7e6f5",), "drop users.legacy_password </script><b>", (), ()),
    ("c7fb0ab9c8", ("72a9b8c7d6",), "הוספת טבלת תשלומים", (), ()),
    ("d80c1bcad9", (), "create audit log", ("audit",), ("27c6a30d7c",)),
    ("e91d2cdbea", ("d80c1bcad9",), "partition the audit log by month", (), ()),
)


def small() -> Graph:
    """Two branches, a merge, a base of its own, dependencies, an effective head, texts of all kinds."""
    doc = "\n\nWritten by hand, since the planner cannot know\nthat old rows have no owner.\n\nCreate Date: 2026-03-14 09:26:53"
    return Graph(
        Revision(id_, parents, Path(f"migrations/versions/{id_}_{number:02d}.py"), message + doc, labels, needs)
        for number, (id_, parents, message, labels, needs) in enumerate(SMALL)
    )


WORDS = (
    ("add", "drop", "rename", "index", "backfill", "create", "split", "constrain"),
    ("users", "orders", "invoices", "payments", "sessions", "teams", "audit log", "products", "prices", "addresses"),
    (
        "status",
        "by month",
        "created_at",
        "for the new search",
        "after the import",
        "tenant id",
        "as an enum",
        "in batches",
    ),
)


def large(count: int, seed: int = 4) -> Graph:
    """A trunk with short branches that are merged again, and three long ones with labels that go on beside it."""
    rng = random.Random(seed)
    team = _Team(rng)
    starts = {count // 5: "billing", count // 3: "search", count // 2: "reports"}
    for number in range(count):
        team.commit(number, starts.get(number))
    return Graph(team.revisions)


class _Team:
    """People who write revisions: `lines` are the tips that they go on from, the trunk first."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.revisions: list[Revision] = []
        self.trunk: list[str] = []
        self.short: list[str] = []
        self.long: list[str] = []

    def commit(self, number: int, label: str | None) -> None:
        rng, id_ = self.rng, f"{self.rng.getrandbits(48):012x}"
        parents, chance = tuple(self.trunk[-1:]), rng.random()
        line = self.trunk
        if label:
            self.long.append(id_)
            line = []
        elif chance < 0.07 and number and len(self.short) < 4:
            self.short.append(id_)
            line = []
        elif chance < 0.13 and self.short:
            parents = (*parents, self.short.pop(rng.randrange(len(self.short))))
        elif chance < 0.4 and self.short:
            place = rng.randrange(len(self.short))
            parents, self.short[place], line = (self.short[place],), id_, []
        elif chance < 0.55 and self.long:
            place = rng.randrange(len(self.long))
            parents, self.long[place], line = (self.long[place],), id_, []
        line.append(id_)
        needs = (rng.choice(self.trunk[-9:]),) if rng.random() < 0.02 and parents != tuple(self.trunk[-1:]) else ()
        message = " ".join(map(rng.choice, WORDS))
        needs = tuple(one for one in needs if one not in parents and one != id_)
        labels = (label,) if label else ()
        doc = f"{message}\n\nNumber {number}."
        self.revisions.append(Revision(id_, parents, _path(id_), doc, labels, needs))


def _path(id_: str) -> Path:
    return Path(f"migrations/versions/{id_}.py")
