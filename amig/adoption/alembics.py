"""Runs Alembic itself, in a process of its own, for `amig adopt --check`: the only place that imports it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def main(asked: dict[str, Any]) -> None:
    """Upgrade to all heads, or write that as SQL. `env` is the old env.py, wherever it is now."""
    import alembic
    from alembic import command, config, operations, script, util

    names = {"": alembic, ".operations": operations, ".operations.ops": operations.ops, ".util": util}
    sys.modules.update({f"amig.blocking{name}": module for name, module in names.items()})
    file = Path(asked["file"])
    is_toml = file.suffix == ".toml"
    ini, toml = (file.with_name("alembic.ini"), file) if is_toml else (file, file.with_name("pyproject.toml"))
    made = config.Config(ini if ini.is_file() else None, toml_file=toml, ini_section=asked["section"])
    made.set_main_option("sqlalchemy.url", asked["url"].replace("%", "%%"))
    made.attributes["configure_logger"] = False
    path = Path(asked["env"])
    directory: Any = script.ScriptDirectory
    directory.run_env = lambda _: util.load_python_file(str(path.parent), path.name)
    command.upgrade(made, "heads", sql=asked["sql"])


if __name__ == "__main__":
    main(json.load(sys.stdin))
