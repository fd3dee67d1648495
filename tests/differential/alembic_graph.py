"""Alembic's reading of a history, driven in process: no files, no database."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from alembic.runtime.migration import HeadMaintainer
from alembic.script import ScriptDirectory
from alembic.script.revision import Revision, RevisionError, RevisionMap
from alembic.util import CommandError

from tests.script.histories import History

REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What was run, in order, and the version rows after; or how it was refused."""

    ran: tuple[str, ...] = ()
    rows: frozenset[str] = frozenset()
    refused: str | None = None

    @property
    def crashed(self) -> bool:
        """Whether it ended in an exception that is no error of Alembic's."""
        return self.refused not in (None, REFUSED)


class Script(Revision):
    """A revision whose functions do nothing."""

    module = SimpleNamespace(upgrade=lambda: None, downgrade=lambda: None)
    doc = ""


class Rows(HeadMaintainer):
    """The version table as a set."""

    def __init__(self, rows: frozenset[str]) -> None:
        super().__init__(None, rows)  # type: ignore[arg-type]

    def _insert_version(self, version: str) -> None:
        assert version not in self.heads
        self.heads.add(version)

    def _delete_version(self, version: str) -> None:
        self.heads.remove(version)

    def _update_version(self, from_: str, to_: str) -> None:
        self._delete_version(from_)
        self._insert_version(to_)


class Theirs:
    """A script directory with these revisions in memory."""

    def __init__(self, history: History) -> None:
        self.scripts = ScriptDirectory.__new__(ScriptDirectory)
        self.scripts.revision_map = RevisionMap(lambda: self._revisions(history))

    def _revisions(self, history: History) -> list[Script]:
        return [
            Script(id_, parents or None, history.depends.get(id_) or None, history.labels.get(id_) or None)  # type: ignore[no-untyped-call]
            for id_, parents in history.parents.items()
        ]

    def labels(self) -> dict[str, set[str]]:
        """Those that each revision belongs to."""
        return {one.revision: one.branch_labels for one in self.scripts.walk_revisions()}

    def upgrade(self, target: str, rows: frozenset[str]) -> Outcome:
        return self._run(rows, lambda: self.scripts._upgrade_revs(target, tuple(sorted(rows))))

    def downgrade(self, target: str, rows: frozenset[str]) -> Outcome:
        return self._run(rows, lambda: self.scripts._downgrade_revs(target, tuple(sorted(rows))))

    def stamp(self, targets: tuple[str, ...], rows: frozenset[str]) -> Outcome:
        return self._run(rows, lambda: self.scripts._stamp_revs(targets, tuple(sorted(rows))))

    def found(self, symbol: str) -> Outcome:
        return self._asked(
            lambda: Outcome(rows=frozenset(one.revision for one in self.scripts.get_revisions(symbol) if one))
        )

    def between(self, start: str, end: str) -> Outcome:
        return self._asked(
            lambda: Outcome(tuple(one.revision for one in self.scripts.walk_revisions(start or "base", end or "heads")))
        )

    def _run(self, rows: frozenset[str], plan: Callable[[], list[Any]]) -> Outcome:
        def run() -> Outcome:
            table, ran = Rows(rows), []
            for step in plan():
                if hasattr(step, "revision"):
                    ran.append(step.revision.revision)
                table.update_to_step(step)
            return Outcome(tuple(ran), frozenset(table.heads))

        return self._asked(run)

    def _asked(self, ask: Callable[[], Outcome]) -> Outcome:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return ask()
            except (CommandError, RevisionError):
                return Outcome(refused=REFUSED)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is part of the comparison
                return Outcome(refused=type(error).__name__)
