"""What several revisions do."""

from alembic import context, op


def note(text):
    """Leave a line in the log table, unless SQL is only written."""
    if not context.is_offline_mode():
        op.execute(f"INSERT INTO log (said) VALUES ('{text}')")
