"""Random changes of a schema and of rows, each with its way back, as lines of a script and, where it can be, as SQL."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

_FAR = 100_000
"""Ids below are given one by one; copies of rows lie above, each copying in a range of its own."""
TYPES = {"sa.Integer()": "0", "sa.BigInteger()": "5", "sa.String(20)": "x", "sa.String(60)": "it's"}
WIDER = {"sa.Integer()": "sa.BigInteger()", "sa.String(20)": "sa.String(60)"}


@dataclass
class Column:
    """A column that may come, go and change; `default` is the server's."""

    name: str
    type: str
    nullable: bool = True
    default: str | None = None

    @property
    def code(self) -> str:
        default = "" if self.default is None else f", server_default={self.default!r}"
        return f'sa.Column("{self.name}", {self.type}, nullable={self.nullable}{default})'

    @property
    def existing(self) -> str:
        default = "" if self.default is None else f", existing_server_default={self.default!r}"
        return f"existing_type={self.type}, existing_nullable={self.nullable}{default}"


@dataclass
class Table:
    """A table with `id` and `n`, which stay, and what else it has; `used` by a view or a foreign key."""

    name: str
    columns: list[Column] = field(default_factory=list)
    indexes: dict[str, str] = field(default_factory=dict)
    used: bool = False
    refers: bool = False

    @property
    def free(self) -> list[Column]:
        """Columns that no index is on."""
        return [column for column in self.columns if column.name not in self.indexes.values()]

    @property
    def create(self) -> str:
        own = "".join(f", {column.code}" for column in self.columns)
        check = f', sa.CheckConstraint("n > -900000", name="ck_{self.name}")'
        fixed = 'sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False), sa.Column("n", sa.Integer())'
        return f'await op.create_table("{self.name}", {fixed}{own}{check})'


@dataclass(frozen=True)
class Change:
    """Lines of `upgrade` and `downgrade`; `sql` and `back` where the same can be said in SQL.

    `own`: sent with the script's own bind, which only a transaction can take back. `reads`: rows, which must be the
    same when the script runs again.
    """

    up: list[str]
    down: list[str]
    sql: list[str] | None = None
    back: list[str] | None = None
    own: bool = False
    reads: bool = False


class World:
    """What a history has made so far, as far as the next change must know."""

    def __init__(self, dice: random.Random, backend: str) -> None:
        self.dice, self.backend = dice, backend
        self.tables: list[Table] = []
        self.numbers = [number * 10 for number in dice.sample(range(1, _FAR // 10), 300)]

    def beside(self) -> World:
        """An empty one that takes its numbers from the same heap."""
        other = World(self.dice, self.backend)
        other.numbers = self.numbers
        return other

    def number(self) -> int:
        """A number that no other statement has."""
        return self.numbers.pop()

    def change(self) -> Change:
        """The next one; always one that fits."""
        while True:
            kind, weight = self.dice.choice(KINDS)
            if self.dice.random() < weight and (found := kind(self)) is not None:
                return found

    def table(self, wanted: Callable[[Table], object] = lambda _: True) -> Table | None:
        fitting = [table for table in self.tables if wanted(table)]
        return self.dice.choice(fitting) if fitting else None

    def name(self, start: str) -> str:
        return f"{start}{self.dice.randrange(10**6)}"

    def altered(self, table: Table, said: str) -> list[str]:
        """A change of the table itself: in a batch on SQLite, and sometimes elsewhere."""
        if self.backend == "sqlite" or self.dice.random() < 0.2:
            always = ', recreate="always"' if self.backend == "sqlite" and self.dice.random() < 0.3 else ""
            return [
                f'async with op.batch_alter_table("{table.name}"{always}) as batch:',
                f"    batch.{said.format('')}",
            ]
        return [f"await op.{said.format(f'{table.name!r}, ')}"]


def create_table(world: World) -> Change:
    table = Table(world.name("t"))
    for _ in range(world.dice.randrange(3)):
        table.columns.append(_column(world))
    world.tables.append(table)
    drop = f'await op.drop_table("{table.name}")'
    sql = None
    if not table.columns:
        sql = [f"CREATE TABLE {table.name} (id INTEGER NOT NULL PRIMARY KEY, n INTEGER)"]
    return Change([table.create], [drop], sql, [f"DROP TABLE {table.name}"])


def _column(world: World) -> Column:
    type_ = world.dice.choice(list(TYPES))
    default = TYPES[type_] if world.dice.random() < 0.5 else None
    return Column(world.name("c"), type_, default is None or world.dice.random() < 0.5, default)


def drop_table(world: World) -> Change | None:
    table = world.table(lambda one: not one.used and not one.refers and not one.indexes)
    if table is None or len(world.tables) < 3:
        return None
    world.tables.remove(table)
    return Change([f'await op.drop_table("{table.name}")'], [table.create])


def rename_table(world: World) -> Change | None:
    table = world.table(lambda one: not one.used and not one.refers)
    if table is None:
        return None
    old, table.name = table.name, world.name("t")
    up, down = f'op.rename_table("{old}", "{table.name}")', f'op.rename_table("{table.name}", "{old}")'
    sql, back = f"ALTER TABLE {old} RENAME TO {table.name}", f"ALTER TABLE {table.name} RENAME TO {old}"
    return Change([f"await {up}"], [f"await {down}"], [sql], [back])


def add_column(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    table.columns.append(column := _column(world))
    up = f'await op.add_column("{table.name}", {column.code})'
    return Change([up], world.altered(table, f'drop_column({{}}"{column.name}")'))


def drop_column(world: World) -> Change | None:
    table = world.table(lambda one: one.free)
    if table is None:
        return None
    table.columns.remove(column := world.dice.choice(table.free))
    down = f'await op.add_column("{table.name}", {column.code})'
    return Change(world.altered(table, f'drop_column({{}}"{column.name}")'), [down])


def rename_column(world: World) -> Change | None:
    table = world.table(lambda one: one.free)
    if table is None:
        return None
    column = world.dice.choice(table.free)
    old, column.name = column.name, world.name("c")
    up = f'alter_column({{}}"{old}", new_column_name="{column.name}", {column.existing})'
    down = f'alter_column({{}}"{column.name}", new_column_name="{old}", {column.existing})'
    return Change(world.altered(table, up), world.altered(table, down))


def widen_column(world: World) -> Change | None:
    table = world.table(lambda one: any(column.type in WIDER for column in one.free))
    if table is None:
        return None
    column = world.dice.choice([one for one in table.free if one.type in WIDER])
    down = f'alter_column({{}}"{column.name}", type_={column.type}, '
    up = f'alter_column({{}}"{column.name}", type_={WIDER[column.type]}, {column.existing})'
    column.type = WIDER[column.type]
    return Change(world.altered(table, up), world.altered(table, f"{down}{column.existing})"))


def set_default(world: World) -> Change | None:
    table = world.table(lambda one: any(column.default is None for column in one.free))
    if table is None:
        return None
    column = world.dice.choice([one for one in table.free if one.default is None])
    up = f'alter_column({{}}"{column.name}", server_default={TYPES[column.type]!r}, {column.existing})'
    column.default = TYPES[column.type]
    down = f'alter_column({{}}"{column.name}", server_default=None, {column.existing})'
    return Change(world.altered(table, up), world.altered(table, down))


def forbid_nulls(world: World) -> Change | None:
    table = world.table(lambda one: any(column.nullable and column.default for column in one.free))
    if table is None:
        return None
    column = world.dice.choice([one for one in table.free if one.nullable and one.default])
    value = TYPES[column.type].replace("'", "''")
    fill = f"UPDATE {table.name} SET {column.name} = '{value}' WHERE {column.name} IS NULL"
    existing = column.existing.replace("existing_nullable=True", "nullable=False")
    back = existing.replace("nullable=False", "nullable=True")
    up = world.altered(table, f'alter_column({{}}"{column.name}", {existing})')
    down = world.altered(table, f'alter_column({{}}"{column.name}", {back})')
    column.nullable = False
    return Change([f'await op.execute("{fill}")', *up], down)


def create_index(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    column = world.dice.choice(["n", *(one.name for one in table.columns)])
    name, unique = world.name("ix"), world.dice.random() < 0.3
    table.indexes[name] = column
    columns = f'["id", "{column}"], unique=True' if unique else f'["{column}"]'
    beside = ", postgresql_concurrently=True" if world.backend == "postgresql" and world.dice.random() < 0.5 else ""
    up = f'await op.create_index("{name}", "{table.name}", {columns}{beside})'
    down = f'await op.drop_index("{name}", "{table.name}"{beside})'
    sql = f"CREATE {'UNIQUE ' if unique else ''}INDEX {name} ON {table.name} ({'id, ' if unique else ''}{column})"
    back = f"DROP INDEX {name}" + (f" ON {table.name}" if world.backend == "mysql" else "")
    return Change([up], [down], [sql], [back])


def drop_index(world: World) -> Change | None:
    table = world.table(lambda one: one.indexes)
    if table is None:
        return None
    name = world.dice.choice(sorted(table.indexes))
    column = table.indexes.pop(name)
    down = f'await op.create_index("{name}", "{table.name}", ["{column}"])'
    return Change([f'await op.drop_index("{name}", "{table.name}")'], [down])


def foreign_key(world: World) -> Change | None:
    child, parent = world.table(), world.table()
    if child is None or parent is None or child is parent:
        return None
    child.refers = child.used = parent.used = True
    column, name = world.name("p"), world.name("fk")
    up = [f'await op.add_column("{child.name}", sa.Column("{column}", sa.Integer()))']
    if world.backend == "sqlite":
        batch = f'async with op.batch_alter_table("{child.name}") as batch:'
        up += [batch, f'    batch.create_foreign_key("{name}", "{parent.name}", ["{column}"], ["id"])']
        down = [batch, f'    batch.drop_constraint("{name}", type_="foreignkey")', f'    batch.drop_column("{column}")']
        return Change(up, down)
    up += [f'await op.create_foreign_key("{name}", "{child.name}", "{parent.name}", ["{column}"], ["id"])']
    down = [
        f'await op.drop_constraint("{name}", "{child.name}", type_="foreignkey")',
        f'await op.drop_column("{child.name}", "{column}")',
    ]
    return Change(up, down)


def constraint(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    name, table.refers = world.name("u"), True
    kind, said = world.dice.choice(
        [
            ("unique", f'create_unique_constraint("{name}", {{}}["id", "n"])'),
            ("check", f'create_check_constraint("{name}", {{}}"n < 90000000")'),
        ]
    )
    batch = [f'async with op.batch_alter_table("{table.name}") as batch:']
    if world.backend == "sqlite":
        up = [*batch, f"    batch.{said.format('')}"]
        return Change(up, [*batch, f'    batch.drop_constraint("{name}", type_="{kind}")'])
    up = [f"await op.{said.format(f'{table.name!r}, ')}"]
    return Change(up, [f'await op.drop_constraint("{name}", "{table.name}", type_="{kind}")'])


def view(world: World) -> Change | None:
    if (table := world.table(lambda one: not one.used)) is None:
        return None
    table.used, name = True, world.name("v")
    sql, back = f"CREATE VIEW {name} AS SELECT id, n FROM {table.name}", f"DROP VIEW {name}"
    return Change([f'await op.execute("{sql}")'], [f'await op.execute("{back}")'], [sql], [back])


def comment(world: World) -> Change | None:
    table = world.table()
    if table is None or world.backend == "sqlite":
        return None
    up = f'await op.create_table_comment("{table.name}", "said {world.number()}")'
    return Change([up], [f'await op.drop_table_comment("{table.name}")'])


def function(world: World) -> Change | None:
    if world.backend == "sqlite":
        return None
    name = world.name("f")
    body = "RETURN 5" if world.backend == "mysql" else "LANGUAGE sql AS 'SELECT 5'"
    sql, back = f"CREATE FUNCTION {name}() RETURNS INTEGER {body}", f"DROP FUNCTION {name}"
    return Change([f'await op.execute("{sql}")'], [f'await op.execute("{back}")'])


def insert(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    number = world.number()
    sql = f"INSERT INTO {table.name} (id, n) VALUES ({number}, {number % 77})"
    back = f"DELETE FROM {table.name} WHERE id = {number}"
    if world.dice.random() < 0.15:
        up, down = (f'await op.get_bind().execute(sa.text("{one}"))' for one in (sql, back))
        return Change([up], [down], own=True)
    return Change([f'await op.execute("{sql}")'], [f'await op.execute("{back}")'], [sql], [back])


def bulk_insert(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    number = world.number()
    rows = ", ".join(f'{{"id": {number + n}, "n": {n}}}' for n in range(1, 4))
    up = f'await op.bulk_insert(sa.table("{table.name}", sa.column("id"), sa.column("n")), [{rows}])'
    back = f"DELETE FROM {table.name} WHERE id BETWEEN {number + 1} AND {number + 3}"
    return Change([up], [f'await op.execute("{back}")'])


def copy_rows(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    far = world.number() * _FAR // 100 + _FAR
    sql = f"INSERT INTO {table.name} (id, n) SELECT id + {far * 10}, n + 1 FROM {table.name} WHERE id < {_FAR}"
    back = f"DELETE FROM {table.name} WHERE id >= {far * 10} AND id < {far * 10 + _FAR}"
    return Change([f'await op.execute("{sql}")'], [f'await op.execute("{back}")'], [sql], [back])


def update(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    number = world.number()
    sql = f"UPDATE {table.name} SET n = n + {number}"
    back = f"UPDATE {table.name} SET n = n - {number}"
    return Change([f'await op.execute("{sql}")'], [f'await op.execute("{back}")'], [sql], [back])


def loop(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    number = world.number()
    up = [
        "for number in range(1, 5):",
        "    if number != 2:",
        f'        await op.execute(f"INSERT INTO {table.name} (id, n) VALUES ({{{number} + number}}, {{number}})")',
    ]
    back = f"DELETE FROM {table.name} WHERE id BETWEEN {number + 1} AND {number + 4}"
    return Change(up, [f'await op.execute("{back}")'])


def loop_over_rows(world: World) -> Change | None:
    if (table := world.table()) is None:
        return None
    number, some = world.number(), f"id < {_FAR}"
    reading = f'op.get_bind().execute(sa.text("SELECT id FROM {table.name} WHERE {some} ORDER BY id LIMIT 4"))'
    up = [
        f"for (key,) in (await {reading}).all():",
        f'    await op.execute(f"UPDATE {table.name} SET n = n + {number} WHERE id = {{key}}")',
    ]
    back = f"UPDATE {table.name} SET n = n - {number} WHERE {some}"
    return Change(up, [f'await op.execute("{back}")'], reads=True)


KINDS: tuple[tuple[Callable[[World], Change | None], float], ...] = (
    (create_table, 1),
    (drop_table, 0.4),
    (rename_table, 0.4),
    (add_column, 1),
    (drop_column, 0.7),
    (rename_column, 0.6),
    (widen_column, 0.6),
    (set_default, 0.6),
    (forbid_nulls, 0.6),
    (create_index, 1),
    (drop_index, 0.6),
    (foreign_key, 0.6),
    (constraint, 0.6),
    (view, 0.4),
    (comment, 0.4),
    (function, 0.1),
    (insert, 1),
    (bulk_insert, 0.8),
    (copy_rows, 0.7),
    (update, 1),
    (loop, 0.5),
    (loop_over_rows, 0.4),
)
