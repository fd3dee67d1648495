"""What was written, read back: the text is compiled and run, and what it calls is recorded."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Coroutine, Sequence
from types import CodeType
from typing import Any

from amig import ops
from amig.autogen.render import Rendered, RenderOptions, render
from amig.errors import AmigError
from amig.impl import impl_for, offline_dialect
from amig.impl.base import Impl
from amig.ops.base import Directive

DIALECTS = ("sqlite", "postgresql", "mysql")


class Recorder:
    """Carries nothing out and remembers everything."""

    def __init__(self, dialect: str = "sqlite") -> None:
        self.impl = backend(dialect)
        self.seen: list[Directive[Any]] = []

    async def invoke(self, directive: Directive[Any]) -> Any:
        self.seen.append(directive)
        return directive.result()

    def called(self, name: str, begun: Coroutine[Any, Any, Any], code: CodeType, line: int) -> None:
        pass

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return driven(work)

    def get_bind(self, *, blocking: bool) -> Any:
        raise NotImplementedError

    def get_context(self) -> Any:
        return self.impl


def backend(dialect: str) -> Impl:
    return impl_for(offline_dialect(f"{dialect}://"))


def driven(work: Coroutine[Any, Any, Any]) -> Any:
    """Run to the end by hand: nothing in it may wait."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waits for something")


def source(rendered: Rendered, style: str = "async") -> str:
    """A module of it."""
    define = "async def" if style == "async" else "def"
    imports = "\n".join(rendered.imports)
    return f"{imports}\n\n\n{define} upgrade(op):\n    {rendered.text or 'pass'}\n"


def recorded(text: str, dialect: str = "sqlite", face: type[Any] | None = None) -> list[Directive[Any]]:
    """The directives that a module's `upgrade` makes."""
    names: dict[str, Any] = {}
    exec(compile(text, "rendered", "exec"), names)
    recorder = Recorder(dialect)
    begun = names["upgrade"]((face or (ops.Operations if "async def" in text else ops.BlockingOperations))(recorder))
    if begun is not None:
        driven(begun)
    return recorder.seen


def again(directives: Sequence[Directive[Any]], dialect: str, options: RenderOptions | None = None) -> list[Any]:
    """Written and read back."""
    given = options or RenderOptions()
    return recorded(source(render(directives, backend(dialect), given), given.style), dialect)


def emitted(directives: Sequence[Directive[Any]], dialect: str) -> list[Any]:
    """The SQL of each, or what it is refused with."""
    return [_emitted(directive, dialect) for directive in directives]


def _emitted(directive: Directive[Any], dialect: str) -> Any:
    if isinstance(directive, ops.BatchAlterTable):
        given = {name: value for name, value in directive.arguments()[1].items() if name in ("recreate", "schema")}
        return directive.table_name, given, emitted(directive.operations, dialect)
    try:
        return [(one.text, one.autocommit) for one in backend(dialect).emit(directive)]
    except AmigError as error:
        return type(error), re.sub("0x[0-9a-f]+", "", str(error))


def formatted(text: str) -> str:
    """What `ruff format` makes of it."""
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length", "120", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def scripted(body: str) -> str:
    """A script of a body that is written as those in tests are."""
    return f"import sqlalchemy as sa\nimport sqlalchemy.dialects.postgresql\n\n\nasync def upgrade(op):\n    {body}\n"
