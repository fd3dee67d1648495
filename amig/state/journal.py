"""How far a step came, statement by statement, where a failure would leave a part of it behind."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.errors import CannotResumeError, StatementChangedError
from amig.impl.facts import is_shown
from amig.impl.failure import classify, number
from amig.impl.kept import commits, outlives, reads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amig.impl.online import Online
    from amig.ops.statement import Statement
    from amig.state.events import Event, Kind, Who
    from amig.state.ledger import Ledger
    from amig.state.lock import Lock
    from amig.state.unfinished import Mark, Unfinished

_LONGEST = 10_000


class Sent(NamedTuple):
    """A statement that has left. `last` of its operation; `statement` is None for the script's own bind."""

    number: int
    operation: int
    text: str
    statement: Statement | None
    last: bool

    @property
    def hash(self) -> str:
        return hash_of(self.text, self.statement)

    @property
    def data(self) -> Mapping[str, Any]:
        """What is kept of it beside its number."""
        words = {"own": self.statement is None, "reads": reads(self.text), "last": self.last}
        return {"text": self.text[:_LONGEST], **{word: True for word, so in words.items() if so}}


def hash_of(text: str, statement: Statement | None) -> str:
    """The hash of a statement's text; values that go beside it do not count, for a script may make new ones."""
    construct = None if statement is None else statement.construct
    said = str(construct) if construct is not None else text if statement is None else statement.text
    return f"sha256:{sha256(said.encode()).hexdigest()}"


class Journal:
    """Writes into the ledger what a rollback would not take back, and says what is done already.

    Outside a transaction, and on MySQL for what commits by itself, a statement is written down before it acts. What a
    transaction holds is written with its commit. What was done is told with the next thing that is written, unless
    only a person could find it out.
    """

    def __init__(self, ledger: Ledger, lock: Lock, revision: str, direction: str, by: Who) -> None:
        self.ledger, self.lock, self.by = ledger, lock, by
        self.revision, self.direction = revision, direction
        self.number = self.operation = self.resumed = 0
        self.kept = 0
        """How many statements no rollback takes back."""
        self.failed_at = 0
        self.whole = True
        """Whether the operation that is carried out has said all of its statements."""
        self.past: dict[int, Mark] = {}
        self._begun = False
        self._facts: list[Event] = []
        self._unsure: list[Event] = []
        self._inside: list[Sent] = []
        self._operation: list[Sent] = []
        self._running: Sent | None = None
        self._last: Statement | None = None
        self._closed = False

    @property
    def online(self) -> Online:
        return self.ledger.online

    def resume(self, found: Unfinished) -> None:
        """Go on where an earlier run stopped."""
        self.past = {mark.number: mark for mark in found.done}
        self.kept = self.resumed = len(self.past)
        self._begun = True

    def found(self, mark: Mark) -> None:
        """The catalogue has told that the statement after these was done."""
        self.past[mark.number] = mark
        self.kept = self.resumed = mark.number
        data = {"text": mark.text, "found": True, **({"last": True} if mark.last else {})}
        self._facts.append(self._event("done", mark.number, mark.operation, mark.hash, data))

    def passes(self, *, looks: bool, rebuilds: bool) -> bool:
        """Count an operation; True when it is done, and its statements cannot be said again without looking.

        One that is partly done looks again, and sees what is left to do; but a rebuild would not. Raises
        CannotResumeError.
        """
        self.operation += 1
        self.whole, self._last, self._operation = False, None, []
        mine = [mark.number for mark in self.past.values() if mark.operation == self.operation and not mark.own]
        is_done = any(mark.last and mark.operation >= self.operation for mark in self.past.values())
        if looks and mine:
            if rebuilds and not is_done:
                problem = "the table is rebuilt, and that stopped half way"
                raise CannotResumeError(self.revision, self.direction, f"statement {self.resumed + 1}", problem)
            self.number = max(self.number, *mine)
        return looks and is_done

    def skips(self, statement: Statement) -> bool:
        """Whether a statement is done already; raises StatementChangedError when it was another one."""
        if statement.construct is not None and self._last is not None and statement.construct is self._last.construct:
            return True
        mark = self.past.get(self.number + 1)
        if mark is None or mark.state == "failed":
            return False
        self._same(mark, statement.text, statement)
        self.number, self._last = mark.number, statement
        if statement.makes is not None:
            self.online.made |= {statement.makes}
        return True

    def _same(self, mark: Mark, text: str, statement: Statement | None) -> None:
        if mark.hash != hash_of(text, statement) or mark.own is not (statement is None):
            raise StatementChangedError(self.revision, mark.number, _line(mark.text), _line(text))

    def before(self, text: str, statement: Statement | None, *, last: bool) -> None:
        """Write down that a statement begins, where it may outlive its transaction."""
        if self._running is not None and statement is not None and self._running.statement is statement:
            return
        self._passed_over()
        self.number += 1
        sent = Sent(self.number, self.operation, text, statement, last and self.whole)
        mark = self.past.get(self.number)
        if mark is not None and statement is None:
            self._same(mark, text, None)
        if self._outlives(text) and mark is None and not reads(text):
            self._write(self._of("started", sent))
        self._running = sent

    def unsent(self) -> None:
        """What was to be written down before a statement could not be, and it did not leave."""
        self._running = None

    def _passed_over(self) -> None:
        """A statement failed, and the script went on."""
        if (sent := self._running) is not None:
            self._facts.append(self._of("failed", sent))
            self._running = None

    def _outlives(self, text: str) -> bool:
        return not self._closed and (self.lock.autocommit or (not self.lock.transactional and commits(text)))

    def after(self) -> None:
        """Keep in mind that it was done; write it at once where nothing else could tell."""
        if (sent := self._running) is None:
            return
        self._running = None
        if not self._outlives(sent.text):
            self._inside.append(sent)
            return
        self._unsure, self.kept = [], sent.number
        self._operation.append(sent)
        self._facts.append(self._of("done", sent))
        if not reads(sent.text) and not is_shown(sent.text, self.ledger.table.impl.flavour):
            self._write()
            if not self.lock.autocommit:
                self.online.silently("COMMIT")

    def committing(self) -> None:
        """What the transaction holds is written with it."""
        if not self._closed and (self._inside or self._facts):
            self._write()
            self._unsure, self.kept = [], self.number

    def rolled_back(self) -> None:
        """What was done inside was not done; what stood outside stays."""
        self._inside.clear()
        self._facts, self._unsure = [*self._unsure, *self._facts], []
        self.number = max(self.kept, self.resumed)

    def taken_back(self) -> None:
        """The operation that failed has undone its own statements."""
        if self._operation:
            self.kept = self._operation[0].number - 1
        self._facts += [self._of("failed", sent) for sent in self._operation]

    def close(self) -> None:
        """The script has ended: what follows is the step's own end."""
        self._closed = True

    async def ended(self, error: BaseException) -> None:
        """The step failed: what is known is written, before anybody else can have the lock."""
        if (sent := self._running) is not None:
            self.failed_at = sent.number
        online, connection = self.online, self.online.connection
        outlives_ = self.lock.autocommit or not self.lock.transactional
        if connection.closed or connection.invalidated or not outlives_ or online.guard.aborted is not None:
            return
        if sent is not None and _refused(error) and (self._begun or self._outlives(sent.text)):
            self._facts.append(self._of("failed", sent))
        if sent is not None and not self.lock.autocommit and outlives(sent.text, number(error)):
            self.kept = sent.number - 1
        self._running = None
        with suppress(Exception):
            if not self.lock.autocommit:
                await online.rollback()
            if facts := self._taken():
                await online.begin()
                await online.quietly(self._insert(facts))
                await online.commit()

    def _taken(self) -> list[Event]:
        facts, self._facts = self._facts, []
        return facts

    def _write(self, *more: Event) -> None:
        """One INSERT for all that is to be told."""
        inside = [self._of("done", sent) for sent in self._inside]
        facts = sorted([*self._taken(), *inside], key=lambda event: event.statement or 0)
        begun = [] if self._begun else [self.ledger.event(self.revision, self.direction, "started")]
        if events := [*begun, *facts, *more]:
            where = self.lock.unmoved if begun else None
            self.online.silently(self._insert(events, where), must=where is not None)
        self._unsure, self._inside, self._begun = facts, [], True

    def _insert(self, events: list[Event], where: str | None = None) -> str:
        return self.ledger.table.insert(self.ledger.schema, events, self.by, where=where).text

    def _of(self, kind: Kind, sent: Sent) -> Event:
        return self._event(kind, sent.number, sent.operation, sent.hash, sent.data)

    def _event(self, kind: Kind, statement: int, operation: int, hash_: str, data: Mapping[str, Any]) -> Event:
        return self.ledger.event(
            self.revision, self.direction, kind, statement=statement, operation=operation, hash=hash_, data=data
        )


def _refused(error: BaseException) -> bool:
    """Whether the server has said that a statement did not happen."""
    return isinstance(error, Exception) and classify(error) in ("fatal", "busy")


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
