"""The text of a statement with its values written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import CompileError

from amig.errors import OfflineError

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Executable


def inline_text(construct: Executable, dialect: Dialect, parameters: Mapping[str, Any] | None = None) -> str:
    """Compile with literals in place of binds; raises OfflineError for a value that has no literal form."""
    element: Any = construct
    if parameters:
        element = element.values(parameters) if hasattr(element, "values") else element.bindparams(**parameters)
    try:
        compiled = element.compile(dialect=dialect, compile_kwargs={"literal_binds": True, "render_postcompile": True})
    except CompileError as error:
        problem = str(error).splitlines()[0]
        raise OfflineError(problem, "write the value with `op.inline_literal(value, type_)`") from error
    return str(compiled).strip()
