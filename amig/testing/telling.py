"""What is told of a revision that failed in a check: the revision, the statement, the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import StatementError

from amig.aside import aside
from amig.errors import CheckFailedError, IrreversibleError, StepFailedError
from amig.impl.failure import causes

if TYPE_CHECKING:
    from amig.script.directory import ScriptDirectory


async def failed(check: str, phase: str, error: StepFailedError, script: ScriptDirectory) -> CheckFailedError:
    """A step's failure as that of a check; `phase` is where in it that was."""
    return await aside(failure, check, phase, error, script)


def failure(check: str, phase: str, error: StepFailedError, script: ScriptDirectory) -> CheckFailedError:
    """The same, where no event loop runs."""
    return CheckFailedError(
        check,
        f"{phase}: {error.sentence}",
        error.revision,
        file_of(error.revision, script, error),
        _statement(error),
        advice_of_cause=error.advice_of_cause or "",
    )


def file_of(revision: str, script: ScriptDirectory, error: BaseException | None = None) -> str:
    """The file of a revision, with the line of it that raised, where one did."""
    if revision not in script.graph:
        return ""
    path = script.graph[revision].path
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    line = _line(path, error) if error is not None else 0
    return f"{shown}:{line}" if line else str(shown)


def says_so_itself(error: StepFailedError) -> str:
    """Why a revision says that there is no way back; empty where it does not."""
    return next((one.why for one in causes(error) if isinstance(one, IrreversibleError) and one.why), "")


def _statement(error: BaseException) -> str:
    found = (one.statement for one in causes(error) if isinstance(one, StatementError) and one.statement)
    return " ".join(next(found, "").split())


def _line(path: Path, error: BaseException) -> int:
    """The deepest line of the file in any traceback of the error and its causes; 0: none."""
    found = 0
    for one in causes(error):
        traceback = one.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == str(path):
                found = traceback.tb_lineno
            traceback = traceback.tb_next
    return found
