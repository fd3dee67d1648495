"""`context.config`, as scripts written for Alembic read it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.config import Config
    from amig.ini import Sections


class ScriptConfig:
    """The values of the old ini file; nothing that is set here reaches it."""

    def __init__(self, config: Config, sections: Sections, x: list[str]) -> None:
        self._config, self._sections = config, sections
        self.config_ini_section = config.alembic_section
        self.attributes: dict[str, Any] = {}
        self.cmd_opts = SimpleNamespace(x=x, name=config.alembic_section)
        self._set: dict[tuple[str, str], str] = {}

    @property
    def config_file_name(self) -> str | None:
        """The old ini file; None where there is none."""
        given = self._config.alembic_config
        return str(self._config.folder / given) if given else None

    def get_section(self, name: str, default: dict[str, str] | None = None) -> dict[str, str] | None:
        """All of one section."""
        changed = {key: value for (section, key), value in self._set.items() if section == name}
        found = self._sections.get(name)
        return default if found is None and not changed else {**(found or {}), **changed}

    def get_section_option(self, section: str, name: str, default: str | None = None) -> str | None:
        """One value of a section."""
        return (self.get_section(section) or {}).get(name, default)

    def get_main_option(self, name: str, default: str | None = None) -> str | None:
        """One value of the main section."""
        return self.get_section_option(self.config_ini_section, name, default)

    get_alembic_option = get_main_option

    def set_main_option(self, name: str, value: str) -> None:
        """Change a value for as long as this command runs."""
        self.set_section_option(self.config_ini_section, name, value)

    def set_section_option(self, section: str, name: str, value: str) -> None:
        """Change a value of a section for as long as this command runs."""
        self._set[section, name] = value.replace("%%", "%")
