"""One file per command: its result, its coroutine, its click face."""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("amig.commands.init", "Make a migrations folder and its configuration."),
    "adopt": ("amig.commands.adopt", "Take an Alembic project over as it is."),
    "list-templates": ("amig.commands.list_templates", "List what a folder can start from."),
    "revision": ("amig.commands.revision", "Write a new revision, empty or from the models."),
    "merge": ("amig.commands.merge", "Write a revision that joins several."),
    "check": ("amig.commands.check", "Compare the database with the models."),
    "squash": ("amig.commands.squash", "Make one revision of several."),
    "snapshot": ("amig.commands.snapshot", "Write what all revisions make into one file, proven."),
    "drift": ("amig.commands.drift", "Show which of models, revisions and database differ."),
    "plan": ("amig.commands.plan", "Show what an upgrade would do."),
    "upgrade": ("amig.commands.upgrade", "Run the revisions up to a target."),
    "downgrade": ("amig.commands.downgrade", "Run the revisions back to a target."),
    "current": ("amig.commands.current", "Show where the database is."),
    "log": ("amig.commands.log", "Show what was done to the database, and by whom."),
    "resolve": ("amig.commands.resolve", "Say what became of the statement that was interrupted."),
    "backfill": ("amig.commands.backfill", "Show how far the backfills are, or run them."),
    "history": ("amig.commands.history", "List the revisions, newest first."),
    "graph": ("amig.commands.graph", "Draw the history as a picture."),
    "heads": ("amig.commands.heads", "Show the newest revisions."),
    "branches": ("amig.commands.branches", "Show where the history parts."),
    "rebase": ("amig.commands.rebase", "Put your revisions after those of others, after a git merge."),
    "show": ("amig.commands.show", "Show one revision."),
    "edit": ("amig.commands.edit", "Open a revision's file in an editor."),
    "stamp": ("amig.commands.stamp", "Set the version without running anything."),
    "docs": ("amig.commands.docs", "Print a page of the documentation."),
    "completion": ("amig.commands.completion", "Print what completes `amig` in your shell."),
    "ensure-version": ("amig.commands.ensure_version", "Make the version table where it is missing."),
    "fleet upgrade": ("amig.commands.fleet_upgrade", "Upgrade every tenant to a target."),
    "fleet downgrade": ("amig.commands.fleet_downgrade", "Take every tenant back to a target."),
    "fleet status": ("amig.commands.fleet_status", "Show where the tenants are."),
    "fleet report": ("amig.commands.fleet_report", "Show what became of a run."),
    "fleet check": ("amig.commands.fleet_check", "Find rows that would break the pending revisions."),
    "fleet provision": ("amig.commands.fleet_provision", "Make a new tenant at head."),
    "fleet pause": ("amig.commands.fleet_pause", "Let no further tenant begin until told to continue."),
    "fleet continue": ("amig.commands.fleet_continue", "Let tenants begin again."),
    "fleet stop": ("amig.commands.fleet_stop", "Finish what runs, and end the run."),
}
"""Name -> module and one-line help; a module is imported when its command is called. Each has a `command`.

A name of two words is a command of a group.
"""

GROUPS: dict[str, str] = {"fleet": "Many tenants at once: schemas, or databases of their own."}
"""Groups of commands, and their one-line help."""

PANELS: dict[str, tuple[str, ...]] = {
    "Begin": ("init", "adopt", "list-templates", "completion"),
    "Write revisions": ("revision", "merge", "rebase", "squash", "snapshot", "edit"),
    "Change a database": ("plan", "upgrade", "downgrade", "backfill", "stamp", "resolve", "ensure-version", "fleet"),
    "Look": ("current", "check", "drift", "log", "history", "graph", "heads", "branches", "show", "docs"),
}
"""How the help of `amig` groups them."""

PENDING = 3
"""Exit code when differences or pending revisions were found."""
