"""What a terminal shows while revisions run: which one, what it is at and waits for, and how far the run is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.commands.drawn import WIDEST, Glyphs, Row, apart, bar, clock, wrapped

if TYPE_CHECKING:
    from amig.impl.running import Running
    from amig.state.beside import Standing

LONG = 2.0
"""Seconds after which a statement is shown."""
_MINUTE = 59.5
_ENOUGH = 3
"""Revisions, and seconds, from which on is told how long the rest will take."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A run at one moment. `ids` and `messages` are of all its steps in order; `done` of them are; times in seconds.

    `statement` ran for `lasts` already, where that is long; `standing` is what the server said of it.
    """

    title: str
    ids: Sequence[str]
    messages: Sequence[str]
    done: int
    seconds: float
    statement: Running | None = None
    lasts: float = 0.0
    standing: Standing | None = None

    def lines(self, width: int, glyphs: Glyphs) -> list[Row]:
        """Lines for so many columns."""
        width = min(width, WIDEST)
        return [*self._revision(), *self._statement(width), *self._bar(width, glyphs)]

    def _revision(self) -> Iterator[Row]:
        if self.done < len(self.ids):
            named = [(f"{self.title} ", ""), (self.ids[self.done], "id"), (f"  {self.messages[self.done]}", "")]
            yield named

    def _statement(self, width: int) -> Iterator[Row]:
        if self.statement is not None:
            yield apart([(f"  {said(self.statement)}", "")], [(clock(self.lasts), "note")], width)
            for part in self.standing.parts if self.standing is not None else ():
                yield from wrapped(part, "warning" if "blocked by" in part else "note", width)

    def _bar(self, width: int, glyphs: Glyphs) -> Iterator[Row]:
        total = len(self.ids)
        if total > 1:
            says = f"{self.done:,} of {total:,}  {clock(self.seconds)}"
            if self.done >= _ENOUGH and self.seconds >= _ENOUGH and self.done < total:
                says += f", about {clock(self.seconds / self.done * (total - self.done))} left"
            yield bar(self.done, total, says, width=width, glyphs=glyphs)


def said(running: Running) -> str:
    """The statement on one line; of several that were sent as one, the first, and how many they are."""
    first = " ".join(running.texts[0].split()) if running.texts else "several statements"
    more = len(running.texts) - 1
    return first if more < 1 else f"{more + 1} statements sent as one, from {first}"


def plainly(scene: Scene) -> str:
    """The same as a line, for where nothing can be drawn: the revision, its statement, how long, what it waits for."""
    assert scene.statement is not None  # noqa: S101 - for the type checker
    about = f"; {scene.standing}" if scene.standing is not None and scene.standing.parts else ""
    lasts = f"{scene.lasts:.0f} s" if scene.lasts < _MINUTE else clock(scene.lasts)
    named = f"{scene.title} {scene.ids[scene.done]}  " if scene.done < len(scene.ids) else ""
    return f"{named}running for {lasts}: {_short(said(scene.statement))}{about}"


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most - 4].rstrip()} ..."
