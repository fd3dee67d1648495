"""Random rows, and a random change that is pending on them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

Row = tuple[str | None, int | None, int | None]
"""Of the columns `s`, `n` and `r`."""


@dataclass(frozen=True)
class Change:
    """`plain` is the call outside a batch, `batched` the same inside one; `only` are the backends that have it."""

    plain: str
    batched: str
    only: tuple[str, ...] = ("sqlite", "postgresql", "mysql")


@dataclass(frozen=True)
class Case:
    """What is in the tables, and what is to be done to them; `renamed`: an earlier revision calls `s` another name."""

    parents: frozenset[int]
    rows: tuple[Row, ...]
    change: Change
    renamed: bool

    def bodies(self, backend: str) -> list[str]:
        """The upgrades that are pending, one after the other."""
        name = "label" if self.renamed else "s"
        rename = 'alter_column("t", "s", new_column_name="label", existing_type=sa.String(40))'
        batched_rename = 'alter_column("s", new_column_name="label", existing_type=sa.String(40))'
        first = [written(backend, rename, batched_rename)] if self.renamed else []
        return [*first, written(backend, self.change.plain, self.change.batched).replace("$s", name)]


def written(backend: str, plain: str, batched: str) -> str:
    """A call in the words that the backend takes: SQLite changes a table in a batch."""
    if backend != "sqlite":
        return f"await op.{plain}"
    return f'async with op.batch_alter_table("t") as batch:\n    batch.{batched}'


def both(verb: str, arguments: str, only: tuple[str, ...] = ("sqlite", "postgresql", "mysql")) -> Change:
    """A change whose call begins with the table's name."""
    return Change(f'{verb}("t", {arguments})', f"{verb}({arguments})", only)


def named(verb: str, name: str, arguments: str) -> Change:
    """A change whose call begins with the name of what it makes."""
    return Change(f'{verb}("{name}", "t", {arguments})', f'{verb}("{name}", {arguments})')


SERVERS = ("postgresql", "mysql")
TEXT = "existing_type=sa.String(40)"
CHANGES = (
    both("alter_column", f'"$s", nullable=False, {TEXT}'),
    both("alter_column", '"n", nullable=False, existing_type=sa.Integer()'),
    both("add_column", 'sa.Column("more", sa.Integer(), nullable=False)', ("sqlite", "postgresql", "mysql")),
    both("add_column", 'sa.Column("more", sa.Integer(), nullable=False, server_default="7")'),
    named("create_unique_constraint", "u", '["$s"]'),
    named("create_unique_constraint", "u", '["$s", "n"]'),
    Change('create_index("i", "t", ["n"], unique=True)', 'create_index("i", ["n"], unique=True)'),
    Change(
        'create_index("i", "t", ["n"], unique=True, postgresql_where=sa.text("n > 1"), sqlite_where=sa.text("n > 1"))',
        'create_index("i", ["n"], unique=True, postgresql_where=sa.text("n > 1"), sqlite_where=sa.text("n > 1"))',
        ("sqlite", "postgresql"),
    ),
    Change(
        'create_index("i", "t", [sa.text("lower($s)")], unique=True)',
        'create_index("i", [sa.text("lower($s)")], unique=True)',
        ("postgresql",),
    ),
    Change('create_foreign_key("f", "t", "parent", ["r"], ["id"])', 'create_foreign_key("f", "parent", ["r"], ["id"])'),
    named("create_check_constraint", "c", '"n > 1"'),
    named("create_check_constraint", "c", "\"$s <> '1'\""),
    both("alter_column", f'"$s", type_=sa.String(3), {TEXT}'),
    both("alter_column", '"n", type_=sa.SmallInteger(), existing_type=sa.Integer()'),
    both("alter_column", '"n", type_=sa.Numeric(4, 1), existing_type=sa.Integer()', SERVERS),
    both("alter_column", f'"$s", type_=sa.Integer(), {TEXT}, postgresql_using="$s::integer"', SERVERS),
    both("alter_column", f'"$s", type_=sa.Numeric(5, 2), {TEXT}, postgresql_using="$s::numeric(5,2)"', SERVERS),
    both("alter_column", f'"$s", type_=sa.Date(), {TEXT}, postgresql_using="$s::date"', SERVERS),
    both("alter_column", f'"$s", type_=sa.Boolean(), {TEXT}, postgresql_using="$s::boolean"', ("postgresql",)),
    both("alter_column", f'"$s", type_=sa.Uuid(), {TEXT}, postgresql_using="$s::uuid"', ("postgresql",)),
    both("alter_column", f'"$s", type_=sa.Enum("1", "12", "no", name="kind", native_enum=True), {TEXT}', ("mysql",)),
    both("add_column", 'sa.Column("more", sa.Integer(), sa.ForeignKey("parent.id"), server_default="2")', SERVERS),
    both("add_column", 'sa.Column("more", sa.Integer(), server_default="2", unique=True)', SERVERS),
    both("drop_column", '"$s"'),
)
WORDS = (
    "",
    "1",
    "12",
    "-3",
    "+4",
    " 5 ",
    "6.25",
    "99999",
    "99999999999",
    "abc",
    "ABC",
    "1x",
    "no",
    "yes",
    "2024-02-29",
)
MORE = ("2023-02-30", "0a0b0c0d-0a0b-0a0b-0a0b-0a0b0c0d0e0f", "abc  ", "abcd", "1e3", ".5", "x", "12.345", "nan")

texts = st.none() | st.sampled_from([*WORDS, *MORE])
numbers = st.none() | st.sampled_from([0, 1, 2, 3, 999, 1000, 32767, 32768, -40000])
parents = st.frozensets(st.integers(1, 4), max_size=4)
rows = st.lists(st.tuples(texts, numbers, st.none() | st.integers(1, 4)), max_size=5).map(tuple)


def cases(backend: str) -> st.SearchStrategy[Case]:
    """Cases that a backend has words for."""
    changes = st.sampled_from([one for one in CHANGES if backend in one.only])
    return st.builds(Case, parents, rows, changes, st.booleans())
