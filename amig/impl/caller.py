"""Which line of the user's code led here."""

from __future__ import annotations

import sys
from pathlib import Path

import sqlalchemy

_NOT_THEIRS = tuple(str(Path(str(file)).parent) for file in (Path(__file__).parent, sqlalchemy.__file__))


def caller() -> tuple[str, int]:
    """File and line of the nearest frame that is neither amig's nor SQLAlchemy's."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_NOT_THEIRS):
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno
