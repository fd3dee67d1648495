"""URLs that say no more than where a database is: these can be read without SQLAlchemy."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import unquote

_FILE = re.compile(r"sqlite(?:\+aiosqlite)?:///(?P<path>[^?#%]+)")
_SERVER = re.compile(
    r"(?:(?P<postgresql>postgresql(?:\+asyncpg)?)|(?:mysql|mariadb)(?:\+aiomysql)?)://"
    r"(?:(?P<user>[^:@/?#\n]+)(?::(?P<password>[^:@/?#\n]+))?@)?"
    r"(?P<host>[A-Za-z0-9_.-]+)(?::(?P<port>[0-9]+))?/(?P<database>[A-Za-z0-9_.-]+)"
)


class Address(NamedTuple):
    """Where a database is; `database` is a SQLite file's path. What is None the driver knows best."""

    dialect: str
    database: str
    host: str | None = None
    port: int | None = None
    user: str | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return f"Address({self.dialect!r}, {self.database!r}, {self.host!r}, {self.port!r}, {self.user!r}, ...)"

    def named(self, **names: str) -> dict[str, Any]:
        """What is said of host, port, user, password and database, as a driver calls them."""
        fields = ("host", "port", "user", "password", "database")
        said = {names.get(name, name): getattr(self, name) for name in fields}
        return {name: value for name, value in said.items() if value is not None}


def plain(url: Any) -> Address | None:
    """The address in a URL; None where it has options, or is anything else than plain."""
    if not url:
        return None
    text = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    if (file := _FILE.fullmatch(text)) is not None:
        path = file["path"]
        return None if path.startswith((":memory:", "file:")) else Address("sqlite", path)
    if (found := _SERVER.fullmatch(text)) is None:
        return None
    return Address(
        "postgresql" if found["postgresql"] else "mysql",
        found["database"],
        found["host"],
        int(found["port"]) if found["port"] else None,
        unquote(found["user"]) if found["user"] else None,
        unquote(found["password"]) if found["password"] else None,
    )
