"""Recordings that are kept: each closed revision is recorded once for every kind of server."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from amig.aside import aside, undisturbed
from amig.recorded.make import record

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.recorded.value import Recorded
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Step

_FACTS = ("server_version_info", "_backslash_escapes", "max_identifier_length", "supports_identity_columns")


class Recordings:
    """What was recorded, and what cannot be. To be shared by all runs that use one `ScriptDirectory`."""

    def __init__(self, script: ScriptDirectory) -> None:
        self.script = script
        self._kept: dict[tuple[Any, ...], Recorded | None] = {}

    async def of(self, impl: Impl, step: Step, following: Iterable[Step] = ()) -> Recorded | None:
        """A step as text, or None where it has to be run.

        What follows it is recorded at the same time, in one worker thread. Raises BadScriptError.
        """
        if (key := _key(impl, step)) not in self._kept:
            await aside(undisturbed(self._record), impl, [step, *following])
        return self._kept[key]

    async def ahead(self, impl: Impl, steps: Iterable[Step], most: int) -> None:
        """Record those of the steps that are not recorded yet, so many at the most; raises BadScriptError."""
        missing = (step for step in steps if _key(impl, step) not in self._kept)
        if found := list(islice(missing, most)):
            await aside(undisturbed(self._record), impl, found)

    def _record(self, impl: Impl, steps: Iterable[Step]) -> None:
        for step in steps:
            if (key := _key(impl, step)) not in self._kept:
                self._kept[key] = record(impl, self.script, step.revision, step.direction)
                self.script.fingerprint(step.revision)


def _key(impl: Impl, step: Step) -> tuple[Any, ...]:
    """What a text depends on beside the file: the server, and the naming convention of the models."""
    convention = tuple(sorted((str(name), str(said)) for name, said in (impl.convention or {}).items()))
    facts = (getattr(impl.dialect, name, None) for name in _FACTS)
    return impl.flavour, *facts, convention, step.revision.id, step.direction
