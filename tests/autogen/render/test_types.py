"""Types: SQLAlchemy's, the dialects', and the users' own."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import sqlalchemy as sa
import sqlalchemy.types
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.types import TypeEngine

from amig import RawType
from amig.autogen.render import Rendering, RenderOptions, render
from amig.autogen.render.code import laid_out
from amig.autogen.render.trial import evaluated
from amig.ops import AddColumn
from tests.autogen.render import own
from tests.autogen.render.back import DIALECTS, again, backend, emitted

NEEDS: dict[str, tuple[Any, ...]] = {
    "ARRAY": (sa.Integer(),),
    "DOMAIN": ("short", sa.String(5)),
    "Enum": ("a", "b"),
    "ENUM": ("a", "b"),
    "SET": ("a", "b"),
    "TupleType": (sa.Integer(), sa.String()),
}
ABSTRACT = {
    "TypeEngine",
    "TypeDecorator",
    "UserDefinedType",
    "SchemaType",
    "_Binary",
    "Concatenable",
    "Indexable",
    "ExternalType",
    "Emulated",
    "NativeForEmulated",
    "TypeEngineMixin",
    "Variant",
}


def kinds() -> list[type[Any]]:
    """Every type that a module of SQLAlchemy offers."""
    found = {
        one
        for module in (sqlalchemy.types, postgresql, mysql, sqlite)
        for name, one in vars(module).items()
        if inspect.isclass(one) and issubclass(one, TypeEngine) and name not in ABSTRACT and not name.startswith("_")
    }
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def made(kind: type[Any]) -> TypeEngine[Any]:
    named = {"name": "kind"} if kind.__name__ in ("Enum", "ENUM") else {}
    return kind(*NEEDS.get(kind.__name__, ()), **named)


WITH_ARGUMENTS: list[TypeEngine[Any]] = [
    sa.String(50, collation="C"),
    sa.Numeric(10, 2, asdecimal=False),
    sa.Float(24, decimal_return_scale=3),
    sa.DateTime(timezone=True),
    sa.Interval(native=False, second_precision=3, day_precision=2),
    sa.LargeBinary(10),
    sa.Boolean(create_constraint=True, name="ck"),
    sa.Uuid(as_uuid=False, native_uuid=False),
    sa.JSON(none_as_null=True),
    sa.PickleType(protocol=2),
    sa.Enum(own.Mood),
    sa.Enum(own.Level, name="level", schema="s"),
    sa.Enum("a", "b", native_enum=False, length=40, create_constraint=True, name="ck"),
    sa.ARRAY(sa.String(5), dimensions=2),
    sa.ARRAY(sa.Enum("x", "y", name="xy")),
    sa.String(50)
    .with_variant(mysql.VARCHAR(50, collation="utf8mb4_bin"), "mysql")
    .with_variant(postgresql.CITEXT(), "postgresql"),
    sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite", "mysql"),
    sa.types.NullType(),
    postgresql.ENUM("a", "b", name="e", create_type=False),
    postgresql.ENUM("a", "b", name="e", schema="s"),
    postgresql.JSONB(astext_type=sa.Text(), none_as_null=True),
    postgresql.HSTORE(text_type=sa.String(3)),
    postgresql.ARRAY(postgresql.UUID(as_uuid=False), as_tuple=True, zero_indexes=True),
    postgresql.BIT(5, varying=True),
    postgresql.BIT(),
    postgresql.INTERVAL(fields="DAY TO SECOND", precision=3),
    postgresql.TIMESTAMP(timezone=True, precision=2),
    postgresql.DOMAIN("d", sa.Integer(), not_null=True, check="VALUE > 0", constraint_name="ck", default="5"),
    postgresql.DOMAIN("d", sa.Text(), schema="s", collation="C", create_type=False),
    mysql.INTEGER(display_width=5, unsigned=True, zerofill=True),
    mysql.DECIMAL(10, 2, unsigned=True),
    mysql.VARCHAR(10, charset="latin1", national=False, binary=True),
    mysql.ENUM("a", "it's", charset="utf8mb4", collation="utf8mb4_bin"),
    mysql.SET("a", "b", collation="utf8mb4_bin", retrieve_as_bitwise=True),
    mysql.DATETIME(fsp=6),
    mysql.LONGTEXT(charset="utf8mb4"),
    sqlite.DATETIME(storage_format="%(year)04d", regexp=r"(\d+)"),
    sqlite.TIME(truncate_microseconds=True),
    RawType("ltree"),
    own.AutoString(),
    own.AutoString(length=40),
    own.Money(10, currency="USD"),
    own.Choice([("a", "A"), (own.Mood.GOOD, 2)]),
    own.Choice("ab", impl=sa.String(7)),
    own.Geometry("POINT", srid=4326, spatial_index=False),
    own.Vector(3),
]


def written(value: Any, dialect: str = "postgresql", width: int = 1000) -> tuple[str, set[str]]:
    rendering = Rendering(backend(dialect))
    return laid_out(rendering.code(value), "", 0, 0, width), rendering.imports


def spec(type_: TypeEngine[Any], dialect: str) -> str | None:
    try:
        return backend(dialect).type_spec(type_)
    except (sa.exc.CompileError, AttributeError, TypeError):  # of another dialect, abstract, or lacking a length
        return None


@pytest.mark.parametrize("type_", [*map(made, kinds()), *WITH_ARGUMENTS], ids=lambda one: type(one).__name__)
def test_every_type_comes_back(type_: TypeEngine[Any]) -> None:
    """Evaluated, it is of the same class, compiles the same everywhere, and is written the same again."""
    text, imports = written(type_)
    back = evaluated(text, imports)
    assert type(back) is type(type_)
    assert [spec(back, dialect) for dialect in DIALECTS] == [spec(type_, dialect) for dialect in DIALECTS]
    assert written(back)[0] == text
    for dialect in DIALECTS:
        if spec(type_, dialect) is not None:
            column = [AddColumn("t", sa.Column("c", type_))]
            assert emitted(again(column, dialect), dialect) == emitted(column, dialect)


def test_there_are_many_types() -> None:
    """The list above is not empty by accident."""
    assert len(kinds()) > 110


@pytest.mark.parametrize(
    ("type_", "text", "needed"),
    [
        (sa.String(50), "sa.String(length=50)", "import sqlalchemy as sa"),
        (sa.Numeric(10, 2), "sa.Numeric(precision=10, scale=2)", "import sqlalchemy as sa"),
        (postgresql.JSONB(), "postgresql.JSONB()", "from sqlalchemy.dialects import postgresql"),
        (RawType("ltree"), 'RawType("ltree")', "from amig import RawType"),
        (sa.Enum(own.Mood), 'sa.Enum("GOOD", "BAD", name="mood")', "import sqlalchemy as sa"),
        (own.Money(10), "tests.autogen.render.own.Money(10)", "import tests.autogen.render.own"),
        (own.AutoString(40), "tests.autogen.render.own.AutoString(length=40)", "import tests.autogen.render.own"),
        (own.Vector(3), "tests.autogen.render.own.Vector(dim=3)", "import tests.autogen.render.own"),
        (sa.Integer, "sa.Integer", "import sqlalchemy as sa"),
    ],
)
def test_a_type_reads_well(type_: Any, text: str, needed: str) -> None:
    """And brings what it needs."""
    assert written(type_) == (text, {needed})


def test_a_drivers_own_type_is_written_as_the_public_one() -> None:
    """What reflection or a dialect gives may be private."""
    from sqlalchemy.dialects.postgresql import asyncpg

    assert written(sa.DateTime(timezone=True).dialect_impl(asyncpg.dialect()))[0] == "sa.DateTime(timezone=True)"


@pytest.mark.parametrize(
    ("type_", "text", "named"),
    [
        (own.Encrypted("hunter2"), "sa.LargeBinary()", "Encrypted"),
        (own.Hidden(3), "sa.String(length=30)", "Hidden"),
        (own.Lost(3), 'RawType("lost(3)")', "Lost"),
    ],
)
def test_a_type_that_does_not_come_back_is_its_type_in_the_database(type_: Any, text: str, named: str) -> None:
    """A comment before the call says so, and no secret gets into the file."""
    rendered = render([AddColumn("t", sa.Column("c", type_))], backend("postgresql"))
    assert rendered.text.splitlines()[1] == f'    await op.add_column("t", sa.Column("c", {text}))'
    assert rendered.text.startswith("# tests.autogen.render.own." + named)
    assert "hunter2" not in rendered.text


def test_a_local_class_cannot_be_imported() -> None:
    """So its type in the database is written."""

    class Local(own.AutoString):
        cache_ok = True

    assert written(Local(30))[0] == "sa.String(length=30)"


def test_an_unknown_type_is_written_as_is_with_a_note() -> None:
    """The column is named."""
    rendered = render([AddColumn("t", sa.Column("c", sa.types.NullType()))], backend("sqlite"))
    assert rendered.text.splitlines()[0] == "# the type of column `c` is not known"
    assert "sa.types.NullType()" in rendered.text


def test_the_users_own_prefix_stands_for_the_module() -> None:
    """And the import is the template's affair."""
    options = RenderOptions(user_module_prefix="types.", sqlalchemy_module_prefix="sqlalchemy.")
    rendered = render([AddColumn("t", sa.Column("c", own.Money(8)))], backend("sqlite"), options)
    assert rendered.text == 'await op.add_column("t", sqlalchemy.Column("c", types.Money(8)))'
    assert rendered.imports == ()
