"""What a new file is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import PurePath
from typing import Any

from amig.errors import BadFileTemplateError
from amig.script.files import hidden

_WORDS = re.compile(r"\w+").findall
_BARE = re.compile(r"%[^(]").search
_FOLDERS = "makes folders, which are only looked into with `recursive_version_locations = true`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How new files are named and written.

    `timezone` None is the local time. `recursive`: folders below the versions folders are looked into. `variables`
    reach the template as well.
    """

    file_template: str = "%(rev)s_%(slug)s"
    slug_length: int = 40
    timezone: tzinfo | None = None
    encoding: str = "utf-8"
    recursive: bool = False
    variables: Mapping[str, Any] = field(default_factory=dict)

    def now(self) -> datetime:
        """The time that is written down, to the second."""
        return datetime.now(UTC).astimezone(self.timezone).replace(microsecond=0)

    def file_name(self, revision: str, message: str, created: datetime) -> PurePath:
        """The name without its ending, folders included; raises BadFileTemplateError."""
        tokens = {
            "rev": revision,
            "slug": slug(message, self.slug_length),
            "epoch": int(created.timestamp()),
            **{unit: getattr(created, unit) for unit in ("year", "month", "day", "hour", "minute", "second")},
        }
        name = PurePath(_filled(self.file_template, tokens))
        if problem := _flaw(name) or (_FOLDERS if len(name.parts) > 1 and not self.recursive else None):
            raise BadFileTemplateError(self.file_template, problem, tuple(tokens))
        return name


def slug(message: str, length: int = 40) -> str:
    """The message as a part of a file name: lower case; what is too long is cut after a word, and ends in `_`."""
    words = "_".join(_WORDS(message)).lower()
    return words if len(words) <= length else words[:length].rsplit("_", 1)[0] + "_"


def _filled(template: str, tokens: Mapping[str, Any]) -> str:
    problem = "cannot be filled in: a `%` has no name after it"
    if not _BARE(template.replace("%%", "")):
        try:
            return template % tokens
        except KeyError as error:
            problem = f"has the token `%({error.args[0]})s`, which is none"
        except (TypeError, ValueError) as error:
            problem = f"cannot be filled in: {error}"
    raise BadFileTemplateError(template, problem, tuple(tokens))


def _flaw(name: PurePath) -> str | None:
    """Why a file cannot be called so, as the end of a sentence."""
    if "%(" in str(name):
        return f"makes the name `{name}`: write one `%` where there are two"
    if name.is_absolute():
        return "leads out of the versions folder"
    if not name.parts or any(map(hidden, name.parts)):
        return f"makes the name `{name}`, which is left alone when files are read"
    return None
