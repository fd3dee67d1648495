"""What pytest was told of the project: on the command line, in its configuration, or by where it runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from amig.config import Config, filled
from amig.errors import NoConfigError

if TYPE_CHECKING:
    import pytest

_INSTEAD = "run `amig init` here, or name a file with `--amig-config`, or `amig_config` in pytest's configuration"


def config_of(config: pytest.Config) -> Config:
    """The configuration of amig; raises ConfigError.

    `--amig-config` counts from the working directory, `amig_config` from pytest's own file; without either it is
    looked for in the working directory, and in pytest's root.
    """
    if given := config.getoption("--amig-config"):
        return Config.load(config.invocation_params.dir / given)
    if given := config.getini("amig_config"):
        return Config.load((config.inipath.parent if config.inipath else config.rootpath) / given)
    try:
        return Config.load()
    except NoConfigError as error:
        for name in ("amig.toml", "pyproject.toml"):
            if (file := config.rootpath / name).is_file() and config.rootpath != Path.cwd():
                return Config.load(file)
        raise NoConfigError(error.looked, _INSTEAD) from error


def url_of(config: pytest.Config) -> str | None:
    """Beside which database scratch ones are made, where pytest says so; raises MissingVariableError."""
    given: str | None = config.getoption("--amig-url") or config.getini("amig_url") or None
    return filled(config.inipath or config.rootpath, os.environ, "amig_url", given) if given else None


def prepare_of(config: pytest.Config) -> tuple[str, ...]:
    """The SQL that goes before the first revision."""
    return tuple(config.getini("amig_prepare"))
