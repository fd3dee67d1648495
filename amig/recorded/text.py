"""One step as one string: the lock is inside, and so is everything that makes it whole.

PostgreSQL runs the statements of a string that is sent by the simple protocol as one transaction. The text relies on
that: it holds no BEGIN and no COMMIT, and must not be sent where a transaction is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, count
from typing import TYPE_CHECKING

from amig.recorded.value import Part, Place, Settings, is_named, moved_first, moved_once
from amig.state.lease_table import LeaseTable
from amig.state.timeouts import CHECK, EVERY, watching_client

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from amig.impl.base import Impl
    from amig.script.plan import Step
    from amig.state.versions import Moves

BUSY = "YA001"
"""The state of PostgreSQL's errors that says: another migrator, or whoever locked the version table, is at work."""
MOVED = "YA002"
"""... the version rows are not those that the step was planned from."""
UNFINISHED = "YA003"
"""... the ledger tells of a revision that did not come to its end, or a lease of who may be at work."""
AMISS = "YA004"
"""... a version row was not there to be moved: the script itself has touched them."""
TAKEN = "YA005"
"""... the schema that was to be made holds something already."""

_ELAPSED = "extract(epoch FROM clock_timestamp() - {})"
_BEGAN = "amig.began"
_BEGAN_AT = f"current_setting('{_BEGAN}')::timestamptz"
_HIT = "DECLARE hit bigint; "
_SAVEPOINT = "amig_recorded"
_EACH = (13,)
"""The server's version from which on `statement_timeout` is for each statement of a string, not for all together."""
_AT = "\0"
"""Stands for the revision; no name and no text of PostgreSQL's can hold it."""
BEFORE = f"SAVEPOINT {_SAVEPOINT}"
"""What goes out by itself before a string inside a transaction: one that cannot be parsed fails before it begins."""
TAKE_BACK = f"ROLLBACK TO SAVEPOINT {_SAVEPOINT}; RELEASE SAVEPOINT {_SAVEPOINT}"
"""What goes out after such a string failed."""


def whole_string(parts: Sequence[Part], place: Place, settings: Settings) -> str:
    """The text of several steps that follow each other, all or none of which are carried out."""
    return Frame(place, settings).whole(parts)


def whole_statements(parts: Sequence[Part], place: Place, settings: Settings) -> list[str]:
    """The same one by one, to be sent in one transaction."""
    return Frame(place, settings).statements(parts)


class Frame:
    """What the strings of one place have in common, written once: each holds its own rows and statements in it."""

    def __init__(self, place: Place, settings: Settings) -> None:
        self.place = place
        self.table, self.literal = _table(place), place.versions.impl.literal
        self.settings = tuple(_set(place, settings))

    def whole(self, parts: Sequence[Part]) -> str:
        """Steps as one transaction of their own, under one lock."""
        return f"{_named(parts)} {joined(self.statements(parts))}"

    def alone(self, part: Part) -> str:
        """One step as a transaction of its own among others in a string, which the server would take for one."""
        return f"{_named([part])} {joined(['BEGIN', *self.statements([part]), 'COMMIT'])}"

    def statements(self, parts: Sequence[Part]) -> list[str]:
        """The statements of `whole`, to be sent in one transaction."""
        moves, parts = moved_first(parts, self.place.versions.name)
        entered = self._entered(parts[0].step, moves)
        return [*self._opened, entered, *chain.from_iterable(self._groups(parts, "transaction_timestamp()"))]

    def within(self, parts: Sequence[Part]) -> str:
        """Steps for a transaction that is open, under its lock, and after `BEFORE`; the next ones need none."""
        written = list(self.settings)
        for group in self._groups(moved_once(parts, self.place.versions.name), _BEGAN_AT):
            written += [f"SELECT set_config('{_BEGAN}', clock_timestamp()::text, true)", *group]
        return joined([*written, f"RELEASE SAVEPOINT {_SAVEPOINT}", BEFORE])

    @cached_property
    def _opened(self) -> tuple[str, ...]:
        """What comes before the block that compares; who makes tables, has the lock from here on."""
        place = self.place
        opened = ["SET TRANSACTION ISOLATION LEVEL READ COMMITTED", *self.settings]
        if place.create:
            elsewhere = (f"IF {one} THEN {_raised(MOVED)} END IF;" for one in _elsewhere(place))
            opened.append(_block(*elsewhere, _try_lock(place)))
            if place.makes:
                opened.append(_block(_empty(place)))
                opened.append(f"CREATE SCHEMA IF NOT EXISTS {_quoted(place.versions.impl, place.schema)}")
            opened += _made(place)
        return tuple(opened)

    @cached_property
    def _asked(self) -> tuple[str, str, str]:
        """The block that compares: what comes first, what is asked beside rows, and what tells what is amiss."""
        place = self.place
        first = " ".join(filter(None, ("" if place.create else _try_lock(place), _locked(place))))
        elsewhere = [] if place.create else list(_elsewhere(place))
        said = [*(f"IF {one} THEN {_raised(MOVED)} END IF;" for one in elsewhere), _finished(place), _leased(place)]
        return first, " OR ".join((*elsewhere, *_unfinished(place), _there(place))), " ".join(filter(None, said))

    def _entered(self, step: Step, moves: Moves) -> str:
        """The lock, whether all is as it was when the step was planned, and the rows that move before anything else.

        All of it is asked at once. What is only done where something is amiss is a text in it, which nobody reads as
        long as nothing is; or it is left to whoever hears of it.
        """
        at, (first, asked, said), moved = self.literal(step.revision.id), self._asked, _raised(MOVED)
        if not self.place.tells and (count := _one_moves(step.expects, moves)) is not None:
            counted = f"NOT FOUND OR (SELECT count(*) FROM {self.table}) <> {count}"  # noqa: S608 - quoted
            return _block(first, *self._changes(moves), f"IF {counted} OR {asked} THEN {moved} END IF;", at=at)
        differs = f"{_rows(self.place)} <> ARRAY[{', '.join(map(self.literal, sorted(step.expects)))}]::text[]"
        tells = f"EXECUTE {_dollars(_block(f'IF {differs} THEN {moved} END IF;', said, at=at))};"
        amiss = f"IF {differs} OR {asked} THEN {tells if self.place.tells else moved} END IF;"
        inserted = (f"{one};" for one in self._inserted(moves))
        return _block(first, amiss, *self._changed(moves), *inserted, declares=_HIT, at=at)

    def _groups(self, parts: Sequence[Part], began: str) -> Iterator[list[str]]:
        """What the steps say, and what they end with; the ledger is told at the end, but where a text names it."""
        place = self.place
        ledger = place.ledger if place.by is not None else None
        together = ledger is None or not is_named(parts, ledger.name)
        for group in [parts] if together else [[part] for part in parts]:
            written = [text for part in group for text in (*part.recorded.statements, *self._moved(part.step.moves))]
            events = [event for part in group for event in part.events]
            if ledger is not None and place.by is not None and events:
                elapsed = _ELAPSED.format(began) + (f" / {len(group)}" if len(group) > 1 else "")
                written.append(ledger.written(place.schema, events, place.by, elapsed=elapsed))
            yield written

    def _moved(self, moves: Moves) -> Iterator[str]:
        """The version rows of one step."""
        if changed := list(self._changed(moves)):
            yield _block(*changed, declares=_HIT)
        yield from self._inserted(moves)

    def _changed(self, moves: Moves) -> Iterator[str]:
        """Each UPDATE and DELETE, in a block: it must hit one row."""
        for one in self._changes(moves):
            yield f"{one} GET DIAGNOSTICS hit = ROW_COUNT; IF hit <> 1 THEN {_raised(AMISS)} END IF;"

    def _changes(self, moves: Moves) -> Iterator[str]:
        literal, table = self.literal, self.table
        for gone in moves.deletes:
            yield f"DELETE FROM {table} WHERE version_num = {literal(gone)};"  # noqa: S608 - quoted
        for old, new in moves.updates:
            yield f"UPDATE {table} SET version_num = {literal(new)} WHERE version_num = {literal(old)};"  # noqa: S608 - quoted

    def _inserted(self, moves: Moves) -> Iterator[str]:
        for new in moves.inserts:
            yield f"INSERT INTO {self.table} (version_num) VALUES ({self.literal(new)})"  # noqa: S608 - quoted


def takes_several(dialect: Dialect) -> bool:
    """Whether a string may hold several transactions: before, its `statement_timeout` was for all of them together."""
    return (dialect.server_version_info or ()) >= _EACH


def side_by_side(wholes: Sequence[str]) -> str:
    """Strings as one, each a transaction of its own; one that fails leaves those before it done.

    It is shown as the first of them.
    """
    named = wholes[0].partition(" */")[0]
    return f"{named} */ " + "".join(f"BEGIN\n;\n{whole}COMMIT\n;\n" for whole in wholes)


def joined(statements: Sequence[str]) -> str:
    """Statements as one text; a comment at the end of one does not swallow the next."""
    return "\n;\n".join(statements) + "\n;\n"


def _set(place: Place, settings: Settings) -> Iterator[str]:
    impl = place.versions.impl
    if settings.watches is None:
        yield watching_client()
    elif settings.watches:
        yield f"SET LOCAL {CHECK} = {EVERY}"
    yield from (f"SET LOCAL {name} = {impl.literal(value)}" for name, value in settings.values.items())
    if settings.path:
        yield f"SET LOCAL search_path = {', '.join(_quoted(impl, schema) for schema in settings.path)}"


def _try_lock(place: Place) -> str:
    key = place.versions.impl.literal(f"amig:{place.schema}.{place.versions.name}")
    return f"IF NOT pg_try_advisory_xact_lock(hashtextextended({key}, 0)) THEN {_raised(BUSY)} END IF;"


def _elsewhere(place: Place) -> Iterator[str]:
    """Whether the search path leads to another schema than before."""
    if place.here:
        yield f"current_schema() IS DISTINCT FROM {place.versions.impl.literal(place.schema)}"


def _empty(place: Place) -> str:
    """Nothing is there but bookkeeping without version rows."""
    literal, table = place.versions.impl.literal, _table(place)
    rows = f"IF EXISTS (SELECT FROM {table}) THEN {_raised(MOVED)} END IF;"
    there = f"IF to_regclass({literal(table)}) IS NOT NULL THEN {rows} END IF;"
    return (
        f"{there} IF EXISTS ({held(literal(place.schema), literal(place.versions.name))}) THEN {_raised(TAKEN)} END IF;"
    )


def held(schema: str, versions: str) -> str:
    """The query for what a schema holds beside bookkeeping; both are literals."""
    return f"""SELECT o.type || ' ' || coalesce(o.name, o.identity) FROM pg_namespace AS n
    JOIN pg_depend AS d ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid
    LEFT JOIN pg_class AS c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid,
    pg_identify_object(d.classid, d.objid, d.objsubid) AS o
    WHERE n.nspname = {schema} AND coalesce(c.relname, '') <> {versions}
    AND coalesce(c.relname, '') !~ '^amig_(version|ledger|lease|backfill)(_|$)'"""  # noqa: S608 - literals


def _made(place: Place) -> Iterator[str]:
    """The tables, where they are missing; whoever makes them holds the lock."""
    made = [place.versions.create(place.schema).text]
    made += [place.ledger.create_text(place.schema)] if place.ledger is not None else []
    yield from (text.replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ", 1) for text in made)


def _locked(place: Place) -> str:
    """Nobody else may touch the version rows, not even who knows nothing of the lock."""
    lock = f"LOCK TABLE {_table(place)} IN SHARE ROW EXCLUSIVE MODE NOWAIT;"
    return f"BEGIN {lock} EXCEPTION WHEN lock_not_available THEN {_raised(BUSY)} END;"


def _rows(place: Place) -> str:
    """The version rows as a whole, in an order that no collation changes."""
    return f"""ARRAY(SELECT version_num::text FROM {_table(place)} ORDER BY version_num::text COLLATE "C")"""  # noqa: S608 - quoted


def _one_moves(expects: frozenset[str], moves: Moves) -> int | None:
    """How many rows there are once the only one has moved: that it did then tells what it was. None where more are."""
    alone = len(expects) == 1 and len(moves.updates) + len(moves.deletes) == 1 and not moves.inserts
    return len(moves.updates) if alone else None


def _unfinished(place: Place) -> Iterator[str]:
    """Whether the ledger's last row leaves it open; one row at the end of an index, however long the ledger is."""
    if place.ledger is not None:
        ledger, versions = place.ledger, place.versions.impl.literal(place.ledger.versions)
        ends = f"versions = {versions} AND event IN ('done', 'resolved') AND statement IS NULL"
        table = place.versions.impl.table(ledger.name, place.schema)
        yield f"(SELECT {ends} FROM {table} ORDER BY id DESC LIMIT 1) IS FALSE"  # noqa: S608 - quoted


def _finished(place: Place) -> str:
    if place.ledger is None:
        return ""
    return f"IF EXISTS ({place.ledger.unfinished_text(place.schema)}) THEN {_raised(UNFINISHED)} END IF;"


def _there(place: Place) -> str:
    """Whether there is a table of leases."""
    return f"to_regclass({place.versions.impl.literal(_leases(place))}) IS NOT NULL"


def _leased(place: Place) -> str:
    """Whoever has a lease holds no lock of the server; one whose owner is gone is ended by the ordinary way."""
    versions = place.versions.impl.literal(LeaseTable(place.versions.impl, place.versions.name).versions)
    mine = f"SELECT FROM {_leases(place)} WHERE versions = {versions} AND owner <> ''"
    return f"IF {_there(place)} THEN IF EXISTS ({mine}) THEN {_raised(UNFINISHED)} END IF; END IF;"


def _leases(place: Place) -> str:
    impl = place.versions.impl
    return f"{_quoted(impl, place.schema)}.{impl.name(LeaseTable(impl, place.versions.name).name)}"


def _table(place: Place) -> str:
    impl = place.versions.impl
    return f"{_quoted(impl, place.schema)}.{impl.name(place.versions.name)}"


def _quoted(impl: Impl, schema: str) -> str:
    """A schema's name, never one of the words that mean something else in a search path."""
    return impl.dialect.identifier_preparer.quote_identifier(schema)


def _raised(state: str) -> str:
    """The server reads each option of a RAISE whenever it reads the block, be it raised or not."""
    return f"RAISE SQLSTATE '{state}' USING DETAIL = {_AT};"


def _block(*parts: str, declares: str = "", at: str = "''") -> str:
    """A block of PL/pgSQL; `at` is the revision, as a literal."""
    body = " ".join(filter(None, parts)).replace(_AT, at)
    return f"DO {_dollars(f'{declares}BEGIN {body} END')}"


def _dollars(text: str) -> str:
    """A text, quoted by what does not stand in it."""
    quote = next(mark for mark in chain(("$amig$",), (f"$amig_{n}$" for n in count())) if mark not in text)
    return f"{quote} {text} {quote}"


def _named(parts: Sequence[Part]) -> str:
    """What the server shows of a string, before anything else."""
    first, last = parts[0].step, parts[-1].step
    more = "" if first is last else f" .. {last.revision.id}"
    return f"/* amig: {first.direction} {first.revision.id}{more} */"
