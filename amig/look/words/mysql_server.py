"""Which of the two a server is, and how old."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Dialect


def is_mariadb(dialect: Dialect) -> bool:
    """Whether it is MariaDB."""
    return bool(getattr(dialect, "is_mariadb", False))


def since(dialect: Dialect, *, mariadb: tuple[int, ...] | None, mysql: tuple[int, ...] | None) -> bool:
    """Whether the server is at least of this version; None where that one never has it."""
    least = mariadb if is_mariadb(dialect) else mysql
    said = dialect.server_version_info
    return least is not None and (said is None or tuple(takewhile(_is_number, said)) >= least)


def _is_number(part: object) -> bool:
    return isinstance(part, int)
