import os

from alembic import context
from sqlalchemy import create_engine

config = context.config
config.set_main_option("sqlalchemy.url", os.environ["ORDERS_DATABASE_URL"].replace("%", "%%"))
target_metadata = None
VERSIONS = "schema_versions"


def run_migrations_offline() -> None:
    context.configure(
        url=config.get_main_option("sqlalchemy.url"),
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
        version_table="schema_versions",
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    connectable = create_engine(config.get_main_option("sqlalchemy.url"))
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata, version_table="schema_versions")
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
