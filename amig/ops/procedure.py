"""Procedures that the database runs: as functions, but they are called and give nothing back."""

from __future__ import annotations

from typing import ClassVar

from amig.ops.base import directive
from amig.ops.function import CreateFunction, DropFunction, ReplaceFunction


@directive
class CreateProcedure(CreateFunction):
    """Create a procedure: `signature` is its name with the arguments, `definition` all that follows."""

    word: ClassVar[str] = "PROCEDURE"

    def reverse(self) -> DropProcedure:
        return DropProcedure(self.signature, schema=self.schema, definition=self.definition)


@directive
class ReplaceProcedure(ReplaceFunction):
    """Give a procedure another body, whether it exists or not; `previous` is what a downgrade goes back to."""

    word: ClassVar[str] = "PROCEDURE"


@directive
class DropProcedure(DropFunction):
    """Drop a procedure; `definition` is what a downgrade makes it of again."""

    word: ClassVar[str] = "PROCEDURE"

    def reverse(self) -> CreateProcedure:
        return CreateProcedure(*self.again("drop_procedure"), schema=self.schema)
