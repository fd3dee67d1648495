"""amig's env.py for a project whose old one does something that a configuration cannot say."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import indent

from amig.adoption.environment import Environment, imported_names
from amig.adoption.shapes import names_in

_HEAD = '"""The migration environment, carried over from Alembic\'s by `amig adopt`."""\n\nfrom __future__ import annotations\n'


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
    kept = list(_imports(found, needs))
    says_nothing = not (needs.options or needs.url or needs.metadata or needs.arguments)
    if says_nothing and not (kept or found.carried or found.inside or found.lost):
        return None
    old = _uses(found, needs) & {"context", "config"}
    lines = [_HEAD, *sorted(map(ast.unparse, kept)), ""]
    lines.append(f"from amig import EnvironmentContext\n{'from amig.blocking import context' if old else ''}".rstrip())
    lines += ["\nconfig = context.config"] if "config" in old else []
    lines += [f"\n{text}" if text.startswith(("def ", "class ", "async def ", "@")) else text for text in found.carried]
    return "\n".join(lines).rstrip() + "\n\n\n" + _run(found, needs)


def _uses(found: Environment, needs: Needs) -> set[str]:
    code = "\n".join([*found.carried, *found.inside])
    return names_in(ast.parse(code)) | {name for text in needs.code.split("\n") for name in names_in(ast.parse(text))}


def _imports(found: Environment, needs: Needs) -> Iterator[ast.Import | ast.ImportFrom]:
    """Those whose names are used; and those of models, which fill the metadata as they are imported."""
    used = _uses(found, needs)
    for node in found.imports:
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        root = module.partition(".")[0]
        is_used = bool(used & set(imported_names(node))) or any(alias.name == "*" for alias in node.names)
        is_library = root in sys.stdlib_module_names or root == "sqlalchemy"
        is_spent = bool(set(imported_names(node)) & _named(found)) and not needs.metadata
        if is_used or not (is_library or is_spent):
            yield node


def _named(found: Environment) -> set[str]:
    """The names of what the configuration says instead."""
    return {name for one in (found.metadata, found.url) if one is not None for name in names_in(one)}


def _run(found: Environment, needs: Needs) -> str:
    options = dict(needs.options)
    if needs.metadata:
        options["target_metadata"] = needs.metadata
    if needs.arguments:
        options["arguments"] = "{" + ", ".join(f"{name!r}: {code}" for name, code in needs.arguments.items()) + "}"
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
    if len(one_line) <= 110:
        return one_line
    lines = "".join(f"            {argument},\n" for argument in arguments)
    return f"await env.run_migrations(\n{lines}        )"
