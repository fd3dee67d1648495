"""What scripts take from `alembic.util`."""

from __future__ import annotations


class CommandError(Exception):
    """What a script raises to refuse: told as it is."""


def msg(text: str, newline: bool = True, flush: bool = False, quiet: bool = False) -> None:  # noqa: ARG001
    """Tell something: it goes to the log."""
    import logging

    logging.getLogger("amig.script").info(text)
