"""Recordings that are kept: each closed revision is recorded once for every kind of server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from amig.aside import aside, undisturbed
from amig.recorded.make import record

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.recorded.value import Recorded
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Direction, Step

    Texts = dict[tuple[str, Direction], Recorded | None]

_FACTS = ("server_version_info", "_backslash_escapes", "max_identifier_length", "supports_identity_columns")


class Recordings:
    """What was recorded, and what cannot be. To be shared by all runs that use one `ScriptDirectory`."""

    def __init__(self, script: ScriptDirectory) -> None:
        self.script = script
        self._kept: dict[tuple[Any, ...], Texts] = {}
        self._last: tuple[Impl, object, Texts] | None = None

    async def of(self, impl: Impl, step: Step, following: Iterable[Step] = ()) -> Recorded | None:
        """A step as text, or None where it has to be run.

        What follows it is recorded at the same time, in one worker thread. Raises BadScriptError.
        """
        texts = self._texts(impl)
        if (key := (step.revision.id, step.direction)) not in texts:
            await self.record(impl, [step, *following])
        return texts[key]

    def known(self, impl: Impl, step: Step) -> Recorded | None:
        """A step that was recorded; None where it was not, or could not be."""
        return self._texts(impl).get((step.revision.id, step.direction))

    async def record(self, impl: Impl, steps: Sequence[Step]) -> None:
        """Record what is not recorded yet; raises BadScriptError."""
        await aside(undisturbed(self._record), impl, steps)

    def record_now(self, impl: Impl, step: Step) -> None:
        """Record one step in this thread; of one that fails it is told when it is due."""
        with suppress(Exception):
            self._record(impl, [step])

    def _record(self, impl: Impl, steps: Iterable[Step]) -> None:
        texts = self._texts(impl)
        for step in steps:
            if (key := (step.revision.id, step.direction)) not in texts:
                texts[key] = record(impl, self.script, step.revision, step.direction)
                self.script.fingerprint(step.revision)

    def _texts(self, impl: Impl) -> Texts:
        """What was recorded for such a server, with this naming convention of the models."""
        if (last := self._last) is None or last[0] is not impl or last[1] is not impl.convention:
            convention = tuple(sorted((str(name), str(said)) for name, said in (impl.convention or {}).items()))
            facts = (getattr(impl.dialect, name, None) for name in _FACTS)
            texts = self._kept.setdefault((impl.flavour, *facts, convention), {})
            self._last = last = impl, impl.convention, texts
        return last[2]
