"""Scripts as people who know Alembic write them: models and sessions inside, inspectors, options on the bind."""

from __future__ import annotations

import asyncio
from pathlib import Path

import amig
from tests.projects import Project, new_project

TABLES = """
    def upgrade(op: BlockingOperations) -> None:
        users = op.create_table(
            "users",
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("name", sa.String(length=50), nullable=False),
            sa.Column("picture", sa.LargeBinary()),
            sa.Column("token", sa.Uuid()),
            sa.Column("data", sa.JSON()),
            sa.PrimaryKeyConstraint("id"),
        )
        op.create_index(op.f("ix_users_name"), "users", ["name"], unique=False)
        rows = [{"id": n, "name": f"u{n}", "picture": b"\\x00\\xff%", "data": {"a": [n, "x%y:z"]}} for n in range(1, 7)]
        op.bulk_insert(users, rows)
        op.bulk_insert(users, [{"id": 7, "name": "u7"}], multiinsert=False)
        row = op.get_bind().execute(users.select().where(users.c.id == 2)).mappings().one()
        assert (row["picture"], row["data"]) == (b"\\x00\\xff%", {"a": [2, "x%y:z"]})


    def downgrade(op: BlockingOperations) -> None:
        op.drop_index(op.f("ix_users_name"), table_name="users")
        op.drop_table("users")
    """
MODELS = """
    from sqlalchemy.orm import DeclarativeBase, Session


    class Base(DeclarativeBase):
        pass


    class User(Base):
        __tablename__ = "users"
        id = sa.Column(sa.Integer, primary_key=True)
        name = sa.Column(sa.String(50))


    def upgrade() -> None:
        from amig.blocking import op

        session = Session(bind=op.get_bind())
        for user in session.query(User).filter(User.id > 1):
            user.name = user.name.upper()
        session.add(User(id=77, name="new"))
        session.commit()
        assert session.query(User).count() == 8
        session.close()


    def downgrade() -> None:
        from amig.blocking import op

        with Session(op.get_bind()) as session, session.begin():
            session.query(User).filter_by(id=77).delete()
    """
LOOKS = """
    def upgrade(op: BlockingOperations) -> None:
        bind = op.get_bind()
        assert op.get_context().bind is bind
        assert bind.engine.name == bind.dialect.name == op.get_context().dialect.name
        if "age" not in {column["name"] for column in sa.inspect(bind).get_columns("users")}:
            op.add_column("users", sa.Column("age", sa.Integer(), nullable=True))
        users = sa.Table("users", sa.MetaData(), autoload_with=bind)
        op.execute(users.update().where(users.c.id == op.inline_literal(2)).values({"age": op.inline_literal(99)}))
        for row in bind.execute(sa.text("SELECT id, name FROM users")):
            bind.execute(sa.text("UPDATE users SET name = :n WHERE id = :id"), {"n": row.name + "!", "id": row.id})
        try:
            with bind.begin_nested():
                bind.execute(sa.text("INSERT INTO users (id, name) VALUES (1, 'twice')"))
        except sa.exc.IntegrityError:
            pass
        bind.execution_options(yield_per=2)
        op.execute("UPDATE users SET age = 1 WHERE name LIKE 'u%'; UPDATE users SET age = age + 1 WHERE id = 1")


    def downgrade(op: BlockingOperations) -> None:
        with op.batch_alter_table("users") as batch_op:
            batch_op.drop_column("age")
    """
ASYNC = """
    async def upgrade(op: Operations) -> None:
        bind = op.get_bind()
        assert op.get_context().bind is bind
        async with AsyncSession(bind) as session:
            ids = (await session.scalars(sa.text("SELECT id FROM users ORDER BY id"))).all()
            await session.execute(sa.text("UPDATE users SET age = :age WHERE id = :id"), [{"id": n, "age": n} for n in ids])
            await session.commit()
        async with bind.begin_nested():
            await bind.execute(sa.text("UPDATE users SET name = '50%' WHERE id = 1"))
        async with bind.stream(sa.text("SELECT id FROM users")) as rows:
            assert len([row async for row in rows]) == 8
        assert "users" in await op.run_sync(lambda connection: sa.inspect(connection).get_table_names())


    async def downgrade(op: Operations) -> None:
        await op.execute(sa.text("UPDATE users SET age = NULL"))
    """


def habits(folder: Path) -> Project:
    project = new_project(folder)
    for script in (TABLES, MODELS, LOOKS, ASYNC):
        project.add(script)
    return project


async def test_habits_of_alembic(backend, tmp_path) -> None:
    """Up, down and up again: the rows are the same, and nothing that a script set on its bind reaches the next one."""
    project = habits(tmp_path / "p")
    query = "SELECT id, name, age FROM users ORDER BY id"
    await amig.upgrade(project.config, url=backend.url)
    first = await asyncio.to_thread(backend.rows, query)
    assert first[:2] == [(1, "50%", 1), (2, "U2!", 2)]
    assert first[-1] == (77, "new!", 77)
    await amig.downgrade(project.config, "base", url=backend.url)
    await amig.upgrade(project.config, url=backend.url)
    assert await asyncio.to_thread(backend.rows, query) == first
