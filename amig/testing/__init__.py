"""What users test their own migrations with: checks, databases at a revision, races, kills; and the pytest plugin.

Nothing here imports SQLAlchemy before it is used: pytest loads the plugin in every run of every project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.testing.at_revision import at as at
    from amig.testing.checks.models_match import check_models_match as check_models_match
    from amig.testing.checks.nothing_left import check_nothing_left as check_nothing_left
    from amig.testing.checks.race import check_race as check_race
    from amig.testing.checks.single_head import check_single_head as check_single_head
    from amig.testing.checks.up_down_up import check_up_down_up as check_up_down_up
    from amig.testing.copies import Templates as Templates
    from amig.testing.copies import templates as templates
    from amig.testing.database import Database as Database
    from amig.testing.killing import Killed as Killed
    from amig.testing.killing import kill_at as kill_at
    from amig.testing.killing import kill_everywhere as kill_everywhere
    from amig.testing.racing import Raced as Raced
    from amig.testing.racing import race as race

_HOMES = {
    "at": "amig.testing.at_revision",
    "check_models_match": "amig.testing.checks.models_match",
    "check_nothing_left": "amig.testing.checks.nothing_left",
    "check_race": "amig.testing.checks.race",
    "check_single_head": "amig.testing.checks.single_head",
    "check_up_down_up": "amig.testing.checks.up_down_up",
    "Database": "amig.testing.database",
    "Killed": "amig.testing.killing",
    "kill_at": "amig.testing.killing",
    "kill_everywhere": "amig.testing.killing",
    "Raced": "amig.testing.racing",
    "race": "amig.testing.racing",
    "Templates": "amig.testing.copies",
    "templates": "amig.testing.copies",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for."""
    if (home := _HOMES.get(name)) is None:
        raise AttributeError(f"module 'amig.testing' has no attribute '{name}'")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
