"""amig: database migrations, async first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.asgi.tenants import TenantGate as TenantGate
    from amig.autogen.context import AutogenContext as AutogenContext
    from amig.autogen.plugins import DispatchPriority as DispatchPriority
    from amig.autogen.plugins import Plugin as Plugin
    from amig.autogen.plugins import PriorityDispatchResult as PriorityDispatchResult
    from amig.autogen.rewriter import Rewriter as Rewriter
    from amig.autogen.script import DowngradeOps as DowngradeOps
    from amig.autogen.script import MigrationScript as MigrationScript
    from amig.autogen.script import ModifyTableOps as ModifyTableOps
    from amig.autogen.script import UpgradeOps as UpgradeOps
    from amig.backfilling import update_batch as update_batch
    from amig.commands.adopt import adopt as adopt
    from amig.commands.backfill import backfills as backfills
    from amig.commands.backfill import run_backfills as run_backfills
    from amig.commands.branches import branches as branches
    from amig.commands.check import check as check
    from amig.commands.completion import completion as completion
    from amig.commands.current import current as current
    from amig.commands.docs import docs as docs
    from amig.commands.downgrade import downgrade as downgrade
    from amig.commands.drift import drift as drift
    from amig.commands.edit import edit as edit
    from amig.commands.ensure_version import ensure_version as ensure_version
    from amig.commands.fleet_check import fleet_check as fleet_check
    from amig.commands.fleet_continue import fleet_continue as fleet_continue
    from amig.commands.fleet_downgrade import fleet_downgrade as fleet_downgrade
    from amig.commands.fleet_pause import fleet_pause as fleet_pause
    from amig.commands.fleet_provision import fleet_provision as fleet_provision
    from amig.commands.fleet_report import fleet_report as fleet_report
    from amig.commands.fleet_status import fleet_status as fleet_status
    from amig.commands.fleet_stop import fleet_stop as fleet_stop
    from amig.commands.fleet_upgrade import fleet_upgrade as fleet_upgrade
    from amig.commands.graph import graph as graph
    from amig.commands.heads import heads as heads
    from amig.commands.history import history as history
    from amig.commands.init import init as init
    from amig.commands.list_templates import list_templates as list_templates
    from amig.commands.log import log as log
    from amig.commands.merge import merge as merge
    from amig.commands.plan import plan as plan
    from amig.commands.rebase import rebase as rebase
    from amig.commands.resolve import resolve as resolve
    from amig.commands.revision import revision as revision
    from amig.commands.show import show as show
    from amig.commands.snapshot import snapshot as snapshot
    from amig.commands.squash import squash as squash
    from amig.commands.stamp import stamp as stamp
    from amig.commands.upgrade import upgrade as upgrade
    from amig.config import Config as Config
    from amig.context import MigrationContext as MigrationContext
    from amig.env import EnvironmentContext as EnvironmentContext
    from amig.errors import AmigError as AmigError
    from amig.fleet.tenants import Tenant as Tenant
    from amig.ops import BatchOperations as BatchOperations
    from amig.ops import BlockingOperations as BlockingOperations
    from amig.ops import Operations as Operations
    from amig.ops import RawSQL as RawSQL
    from amig.ops import op as op
    from amig.ops.raw_type import RawType as RawType
    from amig.outcome import Ran as Ran
    from amig.produce import compare_metadata as compare_metadata
    from amig.produce import produce_migrations as produce_migrations
    from amig.produce import render_python_code as render_python_code
    from amig.script.directory import ScriptDirectory as ScriptDirectory
    from amig.script.new import NewRevision as NewRevision

_HOMES = {
    "adopt": "amig.commands.adopt",
    "backfills": "amig.commands.backfill",
    "run_backfills": "amig.commands.backfill",
    "update_batch": "amig.backfilling",
    "current": "amig.commands.current",
    "downgrade": "amig.commands.downgrade",
    "branches": "amig.commands.branches",
    "check": "amig.commands.check",
    "docs": "amig.commands.docs",
    "drift": "amig.commands.drift",
    "edit": "amig.commands.edit",
    "ensure_version": "amig.commands.ensure_version",
    "completion": "amig.commands.completion",
    "list_templates": "amig.commands.list_templates",
    "fleet_check": "amig.commands.fleet_check",
    "fleet_continue": "amig.commands.fleet_continue",
    "fleet_downgrade": "amig.commands.fleet_downgrade",
    "fleet_pause": "amig.commands.fleet_pause",
    "fleet_provision": "amig.commands.fleet_provision",
    "fleet_report": "amig.commands.fleet_report",
    "fleet_status": "amig.commands.fleet_status",
    "fleet_stop": "amig.commands.fleet_stop",
    "fleet_upgrade": "amig.commands.fleet_upgrade",
    "graph": "amig.commands.graph",
    "heads": "amig.commands.heads",
    "history": "amig.commands.history",
    "init": "amig.commands.init",
    "log": "amig.commands.log",
    "merge": "amig.commands.merge",
    "rebase": "amig.commands.rebase",
    "plan": "amig.commands.plan",
    "resolve": "amig.commands.resolve",
    "revision": "amig.commands.revision",
    "show": "amig.commands.show",
    "snapshot": "amig.commands.snapshot",
    "squash": "amig.commands.squash",
    "stamp": "amig.commands.stamp",
    "upgrade": "amig.commands.upgrade",
    "Config": "amig.config",
    "MigrationContext": "amig.context",
    "EnvironmentContext": "amig.env",
    "AmigError": "amig.errors",
    "Tenant": "amig.fleet.tenants",
    "TenantGate": "amig.asgi.tenants",
    "BatchOperations": "amig.ops",
    "BlockingOperations": "amig.ops",
    "Operations": "amig.ops",
    "RawSQL": "amig.ops",
    "op": "amig.ops",
    "RawType": "amig.ops.raw_type",
    "AutogenContext": "amig.autogen.context",
    "DispatchPriority": "amig.autogen.plugins",
    "Plugin": "amig.autogen.plugins",
    "PriorityDispatchResult": "amig.autogen.plugins",
    "Rewriter": "amig.autogen.rewriter",
    "DowngradeOps": "amig.autogen.script",
    "MigrationScript": "amig.autogen.script",
    "ModifyTableOps": "amig.autogen.script",
    "UpgradeOps": "amig.autogen.script",
    "compare_metadata": "amig.produce",
    "produce_migrations": "amig.produce",
    "render_python_code": "amig.produce",
    "Ran": "amig.outcome",
    "ScriptDirectory": "amig.script.directory",
    "NewRevision": "amig.script.new",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for: a program pays only for what it uses."""
    if (home := _HOMES.get(name)) is None:
        raise AttributeError(f"module 'amig' has no attribute '{name}'")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
