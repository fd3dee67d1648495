"""Alembic projects, taken over as they are."""
