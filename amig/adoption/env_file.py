"""amig's env.py for a project whose old one does something that a configuration cannot say."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import indent

from amig.adoption.environment import Environment, imported_names
from amig.adoption.shapes import called, names_in

_DEFINITIONS = ("def ", "class ", "async def ", "@")
_HEAD = """\
\"\"\"The migration environment, carried over from Alembic's by `amig adopt`.\"\"\"

from __future__ import annotations"""
_WIDTH = 110
_PURE = ("logging.getLogger", "config.get_", "context.config.get_")
"""Calls that only ask."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What of an env.py the configuration does not say: options, a URL and metadata in code, arguments."""

    options: dict[str, str]
    url: str | None
    metadata: str | None
    arguments: dict[str, str]

    @property
    def code(self) -> str:
        """All of it as one text, to see which names it needs."""
        return "\n".join(filter(None, [*self.options.values(), self.url, self.metadata, *self.arguments.values()]))


def env_file(found: Environment, needs: Needs) -> str | None:
    """The text of the new env.py; None where none is needed."""
    carried = _carried(found, needs)
    used = _names([*carried, *found.inside, needs.code])
    kept = [node for node in found.imports if _is_kept(node, used, _spent(found, needs))]
    says_nothing = not (needs.options or needs.url or needs.metadata or needs.arguments)
    if says_nothing and not (kept or carried or found.inside or found.lost):
        return None
    old = used & {"context", "config"}
    ours = ["from amig import EnvironmentContext", *(["from amig.blocking import context"] if old else [])]
    parts = [_HEAD, "\n".join(sorted(map(ast.unparse, kept))), "\n".join(ours)]
    parts += ["config = context.config"] if "config" in old else []
    text = "\n\n".join(filter(None, parts))
    before = ""
    for statement in carried:
        apart = statement.startswith(_DEFINITIONS) or before.startswith(_DEFINITIONS)
        text += ("\n\n\n" if apart else "\n\n") + statement
        before = statement
    return text + "\n\n\n" + _run(found, needs)


def _names(texts: Sequence[str]) -> set[str]:
    return names_in(ast.parse("\n".join(texts)))


def _carried(found: Environment, needs: Needs) -> list[str]:
    """The statements that do something, and the definitions that one of those, or an option, uses."""
    trees = {text: ast.parse(text).body[0] for text in found.carried}
    kept = [text for text, node in trees.items() if text not in found.spare and not _only_defines(node)]
    while True:
        used = _names([*kept, *found.inside, needs.code])
        if not (more := [text for text in trees if text not in kept and _defines(trees[text]) & used]):
            return [text for text in found.carried if text in kept]
        kept += more


def _only_defines(node: ast.stmt) -> bool:
    """Whether a statement has no effect but to give something a name."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return not node.decorator_list
    calls = any(isinstance(one, ast.Call | ast.Await) and not called(one).startswith(_PURE) for one in ast.walk(node))
    return isinstance(node, ast.Assign | ast.AnnAssign) and bool(_defines(node)) and not calls


def _defines(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _is_kept(node: ast.Import | ast.ImportFrom, used: set[str], spent: set[str]) -> bool:
    """Whether an import is used; those of models are, for they fill the metadata as they are imported."""
    names = set(imported_names(node))
    if used & names:
        return True
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
    root = module.partition(".")[0]
    return root not in sys.stdlib_module_names and root != "sqlalchemy" and not names & spent


def _spent(found: Environment, needs: Needs) -> set[str]:
    """The names of what the configuration says instead."""
    said = [found.metadata] if needs.metadata is None else []
    said += [found.url] if needs.url is None else []
    return {name for one in said if one is not None for name in names_in(one)}


def _run(found: Environment, needs: Needs) -> str:
    options = dict(needs.options)
    if needs.metadata:
        options["target_metadata"] = needs.metadata
    if needs.arguments:
        options["arguments"] = "{" + ", ".join(f'"{name}": {code}' for name, code in needs.arguments.items()) + "}"
    lost = [f"# Not carried over from line {one.line}: {one.text}" for one in found.lost]
    body = [*found.inside, *lost]
    text = "async def run(env: EnvironmentContext) -> None:\n"
    text += indent("\n".join(body) + "\n", "    ") if body else ""
    url = [f"url={needs.url}"] if needs.url else []
    text += f"    if env.is_offline_mode():\n        {_call([*url, *_pairs(options)])}\n        return\n"
    text += f"    async with env.connect({needs.url or ''}) as connection:\n"
    return text + f"        {_call(['connection', *_pairs(options)])}\n"


def _pairs(options: dict[str, str]) -> list[str]:
    return [f"{name}={code}" for name, code in options.items()]


def _call(arguments: Sequence[str]) -> str:
    one_line = f"await env.run_migrations({', '.join(arguments)})"
    if len(one_line) <= _WIDTH:
        return one_line
    lines = "".join(f"            {argument},\n" for argument in arguments)
    return f"await env.run_migrations(\n{lines}        )"
