"""`amig revision --autogenerate`: each database compared with the models, and the files that end the differences."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from amig.aside import aside
from amig.autogen.batches import Batches, in_batches
from amig.autogen.differences import Difference, differences
from amig.autogen.options import AutogenOptions, autogen_options
from amig.autogen.produced import comments_of, downgrade_of, upgrade_of
from amig.autogen.render import RenderOptions
from amig.autogen.script import MigrationScript
from amig.autogen.texts import Part, Texts, texts_of
from amig.commands.differing import models, refuse_behind
from amig.commands.project import over
from amig.diff import Diff, diff
from amig.env import Bind, Request, run_env
from amig.errors import BadCallError
from amig.script.attach import parents
from amig.script.new import NewRevision, new_id
from amig.script.template import template_path

if TYPE_CHECKING:
    from amig.asked import Answer
    from amig.autogen.renames import RenameMode
    from amig.config import Config
    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory

logger = logging.getLogger("amig.autogen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be written, and how a comparison is to be written down."""

    new: NewRevision
    batch: bool | None = None
    renames: RenameMode | None = None
    answer: Answer | None = None
    allow_empty: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """The files of one migrations folder, while its databases are compared.

    `config` is the configuration of its one database, or that of all of them.
    """

    config: Config
    script: ScriptDirectory
    directives: list[Any]
    databases: list[Config] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    different: list[Difference] = field(default_factory=list)
    unsure: list[Difference] = field(default_factory=list)
    suspected: list[str] = field(default_factory=list)
    changed: bool = False
    """Whether hooks made something else of the scripts."""

    @property
    def is_one_way(self) -> bool:
        """Whether hooks left nothing to do on the way down."""
        return all(ops.is_empty() for script in self.directives for ops in script.downgrade_ops_list)

    def news(self, wanted: Wanted) -> list[NewRevision]:
        """The revisions to be written: none for a script that does nothing, unless that is allowed."""
        scripts = [one for one in self.directives if wanted.allow_empty or not one.is_empty()]
        return [one for script in scripts for one in _news(script, self, wanted.new)]


async def drafts(config: Config, wanted: Wanted, x: tuple[str, ...], bind: Bind) -> list[Draft]:
    """Compare every database, and let hooks change what is to be written.

    Raises NotAtHeadError, NoMetadataError, AutogenError, TargetError.
    """
    found: dict[int, Draft] = {}

    async def one(settings: Config, script: ScriptDirectory) -> None:
        await aside(parents, wanted.new, script.graph)
        draft = found.setdefault(id(script), Draft(settings, script, [_script_of(wanted.new)]))
        draft.databases.append(settings)

        async def work(context: MigrationContext) -> None:
            await aside(refuse_behind, script, await context.heads(), context.options.name)
            options = autogen_options(context.opts, context.config)
            mode = wanted.renames or settings.renames
            different = await diff(context, await models(context, settings), renames=mode, answer=wanted.answer)
            await aside(_add, draft, context, options, different, wanted)

        await run_env(settings, script, Request(work=work, bind=bind, x=x, reads_only=True))

    await over(config, bind, one)
    for draft in found.values():
        if len(draft.parts) > 1:
            draft.config = config
    return list(found.values())


def _script_of(new: NewRevision) -> MigrationScript:
    return MigrationScript(
        new.id,
        message=new.message,
        head=new.head,
        splice=new.splice,
        branch_label=new.branch_labels,
        version_path=new.version_path,
        depends_on=new.depends_on,
    )


def _add(draft: Draft, context: MigrationContext, options: AutogenOptions, found: Diff, wanted: Wanted) -> None:
    """What was found for one database goes into the scripts, and the hooks of its environment see them."""
    upgrade, downgrade = _tokens(context.options.name, context.opts)
    sure = in_batches(found.sure, context.impl, _batches(wanted, options))
    for script in draft.directives:
        script.upgrade_ops_list.append(upgrade_of(sure, upgrade))
        script.downgrade_ops_list.append(downgrade_of(sure, downgrade))
    draft.parts.append(_part(context, options, found, wanted.new))
    draft.different += differences(found.sure)
    draft.unsure += differences(found.unsure)
    draft.suspected += [one.question for one in found.renames.open]
    for one in found.renames.open:
        said = "%s nobody could be asked: what is in it is lost, unless you change the file, or say `--renames detect`"
        logger.warning(said, one.question)
    before = _told(draft.directives)
    for hook in options.process_revision_directives:
        hook(context, _revision(context), draft.directives)
    draft.changed |= bool(options.process_revision_directives) and _told(draft.directives) != before
    for script in draft.directives:
        _refuse_strange(script, len(draft.parts))


def _told(scripts: Sequence[Any]) -> list[str]:
    """What scripts do, in words that can be compared: hooks change things in place."""
    return [repr((one.upgrade_ops_list, one.downgrade_ops_list)) for one in scripts if isinstance(one, MigrationScript)]


def _revision(context: MigrationContext) -> str | tuple[str, ...] | None:
    """The version rows, as hooks know them from Alembic."""
    rows = tuple(sorted(context.script.graph.real_heads))
    return rows if len(rows) > 1 else next(iter(rows), None)


def _refuse_strange(script: object, databases: int) -> None:
    if not isinstance(script, MigrationScript):
        problem = f"left {script!r} in the list, which is no MigrationScript"
        raise BadCallError("process_revision_directives", problem, "leave scripts there, or empty the list")
    if not len(script.upgrade_ops_list) == len(script.downgrade_ops_list) == databases:
        problem = f"left a script for {len(script.upgrade_ops_list)} databases, of {databases}"
        raise BadCallError("process_revision_directives", problem, "leave one UpgradeOps and DowngradeOps for each")


def _batches(wanted: Wanted, options: AutogenOptions) -> Batches:
    """Where changes of a table are a batch: as the call says, or the environment, else where the database needs it."""
    chosen = options.render_as_batch if wanted.batch is None else wanted.batch
    return "auto" if chosen is None or (wanted.batch is None and not chosen) else chosen


def _tokens(name: str | None, opts: Mapping[str, Any]) -> tuple[str, str]:
    """The variables of the template for one database: Alembic's, or with its name before them."""
    before = f"{name}_" if name else ""
    upgrade, downgrade = opts.get("upgrade_token"), opts.get("downgrade_token")
    return upgrade or f"{before}upgrades", downgrade or f"{before}downgrades"


def _part(context: MigrationContext, options: AutogenOptions, found: Diff, new: NewRevision) -> Part:
    style = RenderOptions(
        style=new.style,
        operations=context.options.operations,
        sqlalchemy_module_prefix=options.sqlalchemy_module_prefix or "sa.",
        alembic_module_prefix=options.alembic_module_prefix or "op.",
        user_module_prefix=options.user_module_prefix,
        render_item=_rendering(options, found),
    )
    comments = comments_of(found.sure, found.unsure, found.renames.open)
    return Part(context.impl, found.context, style, comments, options.template_args)


def _rendering(options: AutogenOptions, found: Diff) -> Any:
    """The hook `render_item`, given the AutogenContext; lines that it adds to `imports` go into the file."""
    hook = options.render_item
    if hook is None:
        return None

    def item(type_: str, value: Any, rendering: Any) -> Any:
        found.context.imports = rendering.imports
        return hook(type_, value, found.context)

    return item


def _news(script: MigrationScript, draft: Draft, new: NewRevision) -> Iterator[NewRevision]:
    """The files of one script: several where some of it must be apart, each after the one before."""
    before: NewRevision | None = None
    for texts in texts_of(script, draft.parts):
        first = NewRevision(
            message=script.message,
            id=script.rev_id,
            head=_tuple(script.head),
            splice=script.splice,
            branch_labels=_tuple(script.branch_label),
            depends_on=_tuple(script.depends_on),
            version_path=script.version_path,
            style=new.style,
            operations=new.operations,
            imports=texts.imports,
            template_args=_variables(texts, draft, new),
            upgrades=_whole(texts.upgrades, draft),
            downgrades=_whole(texts.downgrades, draft),
        )
        one = first
        if before is not None:
            one = replace(first, id=new_id(), head=(before.id,), splice=False, branch_labels=(), depends_on=())
        before = one
        yield one


def _variables(texts: Texts, draft: Draft, new: NewRevision) -> Mapping[str, Any]:
    given = {name: value for part in draft.parts for name, value in part.template_args.items()}
    return {**new.template_args, **given, **texts.upgrades, **texts.downgrades}


def _whole(texts: Mapping[str, str], draft: Draft) -> str:
    """What goes where the template knows one database; raises BadCallError where that is not the same for all."""
    different = set(texts.values())
    if len(different) <= 1:
        return next(iter(different), "")
    template = template_path(draft.script.location, "script.py.mako").read_text(encoding="utf-8", errors="replace")
    if not re.search(r"_upgrades\b|_token\b", template) and not all(name in template for name in texts):
        problem = f"finds something else in each of {len(texts)} databases, and the template has one place for it"
        raise BadCallError("--autogenerate", problem, "take one with `--name`, or a template like that of `multidb`")
    return ""


def _tuple(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
