"""A snapshot makes what the revisions make; what it cannot make it refuses."""

from __future__ import annotations

import amig
from tests.projects import new_project

SHOP = """
await op.create_table("plans", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50), unique=True),
    sa.Column("made", sa.DateTime(), server_default=sa.func.current_timestamp()))
await op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("plan_id", sa.Integer(), sa.ForeignKey("plans.id")),
    sa.Column("mail", sa.String(80), nullable=False))
await op.create_index("ix_users_mail", "users", ["mail"])
await op.execute("INSERT INTO plans (name) VALUES ('it''s; free: %s'), ('large')")
await op.execute("INSERT INTO users (plan_id, mail) SELECT id, 'root' FROM plans")
await op.execute("DELETE FROM users WHERE plan_id = 2")
await op.execute("CREATE VIEW rich AS SELECT mail FROM users WHERE plan_id > 1")
"""


async def test_it_makes_what_the_revisions_make(backend, tmp_path) -> None:
    """Tables, keys, indexes, views, rows, and where the counting goes on; written twice it says the same."""
    project = new_project(tmp_path / "p", backend.url)
    project.up(SHOP)
    project.table("later")
    result = await amig.snapshot(project.config)
    assert (result.heads, result.rows, result.defaults, result.differences) == (("rev00002",), 3, ("plans.made",), ())
    path = project.folder / "migrations" / "snapshot"
    (file,) = path.iterdir()
    text = file.read_text()
    assert "amig_snapshot" not in text
    again = await amig.snapshot(project.config, verify=True)
    assert (again.verified, again.differences, again.pending) == (True, (), ())
    await amig.snapshot(project.config)
    assert file.read_text() == text
