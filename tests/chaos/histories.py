"""Random histories: revisions of every kind, in one line or in branches, and walks up and down in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

from tests.chaos.changes import Change, World

_HEAD = '''"""number {number}"""

import sqlalchemy as sa

from amig.ops import BlockingOperations, Operations
from tests.chaos.marks import here

revision = "{id}"
down_revision = {parents!r}
{header}

{kind} upgrade(op: {face}) -> None:
{up}


{kind} downgrade(op: {face}) -> None:
{down}
'''
_SQL_HEAD = "-- number {number}\n-- revision: {id}\n-- parents: {parents}\n{header}\n"


class Leg(NamedTuple):
    """One command of a walk."""

    command: str
    target: str


@dataclass
class History:
    """A project on disk, the revisions that every path comes by, and a walk that ends at the heads."""

    folder: Path
    trunk: list[str] = field(default_factory=list)
    walk: list[Leg] = field(default_factory=list)

    @property
    def config(self) -> Path:
        return self.folder / "amig.toml"

    def __str__(self) -> str:
        """Everything that is in the folder, and the walk."""
        files = sorted((self.folder / "migrations" / "versions").glob("*.*"))
        shown = [f"--- {path.name}\n{path.read_text()}" for path in files]
        return "\n".join([*shown, f"walk: {', '.join(map(' '.join, self.walk))}"])


class Writer:
    """Writes one history."""

    def __init__(self, folder: Path, dice: random.Random, backend: str, *, small: bool = False) -> None:
        self.dice, self.backend, self.history, self.small = dice, backend, History(folder), small
        self.count = 0
        (folder / "migrations" / "versions").mkdir(parents=True)
        self.history.config.write_text('script_location = "migrations"\n')

    def write(self) -> History:
        """From 3 to 12 revisions; a small one has 3, and at most one way back."""
        dice, world = self.dice, World(self.dice, self.backend)
        wanted = 3 if self.small else min(dice.randrange(3, 13) for _ in range(2))
        parents: tuple[str, ...] = ()
        while self.count < wanted:
            parents = (self.revision(world, parents),)
            self.history.trunk.append(parents[0])
            if self.count + 3 <= wanted and dice.random() < 0.15:
                parents = self.branches(world, parents)
                if dice.random() < 0.3:
                    break
        self.history.walk = _walk(dice, self.history.trunk, most=1 if self.small else 2, at_head=len(parents) == 1)
        return self.history

    def branches(self, world: World, parents: tuple[str, ...]) -> tuple[str, ...]:
        """Two lines that touch different tables; gives back both ends."""
        other, ends = world.beside(), list[str]()
        for one in (world, other):
            line = parents
            for _ in range(self.dice.randrange(1, 3)):
                line = (self.revision(one, line),)
            ends += line
        world.tables += other.tables
        return tuple(ends)

    def revision(self, world: World, parents: tuple[str, ...]) -> str:
        """One more file; gives back its id."""
        self.count += 1
        id_ = f"rev{self.count:05d}"
        outside = self.dice.random() < 0.15
        own = not outside and self.backend != "mysql"
        changes = list(self.changes(world, own=own))
        if all(change.sql and change.back for change in changes) and self.dice.random() < 0.6:
            self.sql(id_, parents, changes, outside=outside)
        else:
            self.python(id_, parents, changes, outside=outside, blocks=not any(change.own for change in changes))
        return id_

    def changes(self, world: World, *, own: bool) -> list[Change]:
        """Some that go together: where rows are read, nothing may follow; no index beside what cannot be resumed."""
        found: list[Change] = []
        for _ in range(self.dice.randrange(1, 6)):
            change = world.change()
            while change.own and not own:
                change = world.change()
            found.append(change)
            if change.reads:
                break
        if any(change.own for change in found):
            found = [_in_transaction(change) for change in found]
        return found

    def python(
        self, id_: str, parents: tuple[str, ...], changes: Sequence[Change], *, outside: bool, blocks: bool
    ) -> None:
        plain, marked = self.dice.random() < 0.25, self.dice.random() < 0.4
        block = blocks and self.dice.random() < 0.15
        up = self._body([change.up for change in changes], marked=marked, block=block)
        down = self._body([change.down for change in reversed(changes)], marked=marked, block=block)
        if plain:
            up, down = (text.replace("await ", "").replace("async with", "with") for text in (up, down))
        kind, face = ("def", "BlockingOperations") if plain else ("async def", "Operations")
        text = _HEAD.format(
            number=self.count,
            id=id_,
            parents=None if not parents else parents[0] if len(parents) == 1 else parents,
            header="transactional = False\n" if outside else "",
            kind=kind,
            face=face,
            up=indent(up, "    "),
            down=indent(down, "    "),
        )
        (self.history.folder / "migrations" / "versions" / f"{id_}.py").write_text(text)

    def _body(self, parts: Sequence[list[str]], *, marked: bool, block: bool) -> str:
        first, last = sorted(self.dice.randrange(len(parts) + 1) for _ in range(2))
        lines: list[str] = []
        for index, part in enumerate(parts):
            part_ = [*part, "here()"] if marked else part
            if block and index == first and first < last:
                lines.append("async with op.get_context().autocommit_block():")
            inside = block and first <= index < last
            lines += [f"    {line}" for line in part_] if inside else part_
        return "\n".join(lines)

    def sql(self, id_: str, parents: tuple[str, ...], changes: Sequence[Change], *, outside: bool) -> None:
        header = "-- transactional: false\n" if outside else ""
        head = _SQL_HEAD.format(number=self.count, id=id_, parents=", ".join(parents) or "none", header=header)
        folder = self.history.folder / "migrations" / "versions"
        up = "".join(f"{line};\n" for change in changes for line in change.sql or ())
        down = "".join(f"{line};\n" for change in reversed(changes) for line in change.back or ())
        (folder / f"{id_}.up.sql").write_text(head + up)
        (folder / f"{id_}.down.sql").write_text(down)


def _in_transaction(change: Change) -> Change:
    """Without what would leave it."""
    up, down = (
        [line.replace(", postgresql_concurrently=True", "") for line in lines] for lines in (change.up, change.down)
    )
    return Change(up, down, change.sql, change.back, change.own, change.reads)


def _walk(dice: random.Random, trunk: Sequence[str], *, most: int, at_head: bool) -> list[Leg]:
    """Up and down among the revisions that every path comes by; then to the end."""
    at, legs = -1, list[Leg]()
    last = len(trunk) - (1 if at_head else 0)
    for _ in range(dice.randrange(most + 1)):
        places = [place for place in range(-1, last) if place != at]
        if not places:
            break
        to = dice.choice(places)
        legs.append(Leg("upgrade", trunk[to]) if to > at else Leg("downgrade", trunk[to] if to >= 0 else "base"))
        at = to
    return [*legs, Leg("upgrade", "heads")]
