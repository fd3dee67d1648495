"""Asks the questions of one database: all in one statement, in a transaction that cannot write."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.errors import NoSchemaError
from amig.foresee.finding import Finding, Foreseen, Unasked
from amig.foresee.keys import keys_of, keys_sql
from amig.foresee.question import MOST
from amig.impl.failure import classify, reason
from amig.impl.online import Online
from amig.ops.statement import Statement
from amig.state.reading import read_only

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.foresee.chain import Foresight
    from amig.foresee.question import Question
    from amig.state.lock import Lock

TIMEOUT = 30.0
"""Seconds that a question may take where nothing else is said."""

_SAVEPOINT = "amig_question"
Answers = list["tuple[Question, int] | Unasked"]


async def ask(
    context: MigrationContext, foresight: Foresight, pending: Sequence[str], *, timeout: float = TIMEOUT
) -> Foreseen:
    """Ask what the pending revisions depend on. Nothing is locked or changed; with `timeout` 0 the server decides.

    SQLite has no timeout of its own. Raises NoSchemaError for a tenant whose schema is gone, and what SQLAlchemy raises
    for a connection that is lost.
    """
    assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
    assert context.lock is not None  # noqa: S101 - likewise
    questions = foresight.questions
    if not questions:
        return Foreseen(tuple(pending), 0, unforeseen=foresight.unforeseen)
    asking = _Asking(context, context.channel, timeout)
    async with asking.reading(context.lock):
        answers = await asking.all(questions)
        found = await asking.findings([one for one in answers if not isinstance(one, Unasked) and one[1]])
    unasked = tuple(one for one in answers if isinstance(one, Unasked))
    return Foreseen(tuple(pending), len(questions), tuple(found), unasked, foresight.unforeseen)


class _Asking:
    """One database, inside a transaction that only reads."""

    def __init__(self, context: MigrationContext, online: Online, timeout: float) -> None:
        self.impl, self.online, self.timeout = context.impl, online, timeout
        self.path = context.options.search_path
        self.in_postgresql = self.impl.dialect_name == "postgresql"

    @asynccontextmanager
    async def reading(self, lock: Lock) -> AsyncGenerator[None, None]:
        """A transaction in which the server refuses to write; on PostgreSQL one that leaves nothing to put back."""
        if not self.in_postgresql or self.online.external:
            async with read_only(self.online, lock):
                await self._prepare({})
                yield
            return
        await self.online.isolation("REPEATABLE READ")
        await self.online.begin()
        try:
            await self._prepare({"transaction_read_only": "on"})
            yield
        finally:
            await self.online.rollback()

    async def _prepare(self, settings: dict[str, str]) -> None:
        """On PostgreSQL the tenant's schema, and how long a statement may take: all of it ends with the transaction."""
        if not self.in_postgresql:
            return
        settings |= {"statement_timeout": str(int(self.timeout * 1000))} if self.timeout else {}
        if self.path:
            quote = self.impl.dialect.identifier_preparer.quote_identifier
            settings["search_path"] = ", ".join(map(quote, self.path))
        calls = "".join(f"set_config('{name}', {self.impl.literal(said)}, true), " for name, said in settings.items())
        ((*_, here),) = await self.online.quietly(f"SELECT {calls}current_schema()::text")
        if self.path and here != self.path[0]:
            raise NoSchemaError(self.path[0])

    async def all(self, questions: Sequence[Question]) -> Answers:
        """How many rows each finds: in one statement, or one by one where the server refuses that."""
        each = (
            f"SELECT {number} AS question, count(*) AS found FROM ({question.sql}) AS q{number}"  # noqa: S608
            for number, question in enumerate(questions)
        )
        try:
            rows = await self._inside(self._bounded(" UNION ALL ".join(each)))
        except DBAPIError as error:
            if classify(error) == "lost":
                raise
            if len(questions) == 1:
                return [_unasked(questions[0], error)]
            half = len(questions) // 2
            return [*await self.all(questions[:half]), *await self.all(questions[half:])]
        counts = {int(number): int(count) for number, count in rows}
        return [(question, counts[number]) for number, question in enumerate(questions)]

    async def findings(self, answers: Sequence[Any]) -> list[Finding]:
        """What was found, each with an example."""
        tables = list(dict.fromkeys(question.place for question, _ in answers))
        keys = keys_of(tables, await self._or_none(keys_sql(self.impl, tables))) if tables else {}
        return [
            _found(question, count, await self._example(question, keys.get(question.place, ())))
            for question, count in answers
        ]

    async def _example(self, question: Question, key: tuple[str, ...]) -> str | None:
        """The key of the first row; a key that has no order has no first one."""
        if not key:
            return None
        rows = await self._or_none(self._bounded(question.example(tuple(map(self.impl.name, key)))))
        return ", ".join(f"{name} {value}" for name, value in zip(key, rows[0], strict=True)) if rows else None

    async def _or_none(self, sql: str) -> Sequence[Sequence[Any]]:
        """The rows; none where the server refuses what is only nice to know."""
        try:
            return await self._inside(sql)
        except DBAPIError as error:
            if classify(error) == "lost":
                raise
            return ()

    def _bounded(self, sql: str) -> str:
        """A SELECT that ends after some time by itself."""
        if self.impl.dialect_name != "mysql" or not self.timeout:
            return sql
        if self.impl.flavour == "mariadb":
            return f"SET STATEMENT max_statement_time = {self.timeout:g} FOR {sql}"
        return sql.replace("SELECT", f"SELECT /*+ MAX_EXECUTION_TIME({int(self.timeout * 1000)}) */", 1)

    async def _inside(self, sql: str) -> Sequence[Sequence[Any]]:
        """One that fails spoils nothing of the others."""
        if not self.in_postgresql:
            return await self._fetch(sql)
        await self.online.quietly(f"SAVEPOINT {_SAVEPOINT}")
        try:
            rows = await self._fetch(sql)
        except DBAPIError as error:
            if classify(error) != "lost":
                await self.online.quietly(f"ROLLBACK TO SAVEPOINT {_SAVEPOINT}")
            raise
        return rows

    async def _fetch(self, sql: str) -> Sequence[Sequence[Any]]:
        return await self.online.fetch(Statement(sql, result=True))


def _unasked(question: Question, error: DBAPIError) -> Unasked:
    return Unasked(question.cause, question.revision, question.table, question.says, reason(error))


def _found(question: Question, count: int, example: str | None) -> Finding:
    return Finding(
        question.cause,
        question.revision,
        question.table,
        question.columns,
        question.says,
        question.verdict,
        min(count, MOST),
        count > MOST,
        example,
        question.first,
        question.sql,
    )
