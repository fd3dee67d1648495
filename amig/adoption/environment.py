"""What Alembic's env.py does: read from its text, never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from amig.adoption.shapes import (
    DROPPED_MODULES,
    called,
    is_engine,
    is_logging,
    is_opening,
    names_in,
    plain,
    runners,
    runs,
    url_expression,
)
from amig.script.source import decoded, read_bytes, syntax_error
from amig.syntax import parse

_LOOPED = re.compile(r"\b(?:db_)?name\b(?!\s*=[^=])")
"""What the loop of Alembic's template over several databases calls the one that it is at."""
_OF_THE_RUN = frozenset({"connection", "output_buffer", "url", "literal_binds", "dialect_opts", "target_metadata"})
_USUAL = {"compare_type": "True", "version_table_schema": "None", "transactional_ddl": "None"}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of a file."""

    line: int
    text: str


@dataclass(slots=True)
class Environment:
    """An env.py, taken apart. Code is text of its own; `lost` is what nothing stands for in amig.

    `carried` are statements of the module, those in `spare` only where another needs them; `inside` belong in `run`,
    `options` are the keywords of `context.configure`, `arguments` those of `context.run_migrations`.
    """

    imports: list[ast.Import | ast.ImportFrom] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)
    spare: set[str] = field(default_factory=set)
    inside: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)
    metadata: ast.expr | None = None
    url: ast.expr | None = None
    lost: list[Line] = field(default_factory=list)

    def literal(self, option: str) -> object:
        """The value of an option that is written out; None for others."""
        try:
            return ast.literal_eval(self.options[option])
        except (KeyError, ValueError, SyntaxError):
            return None


def read_environment(path: Path, *, several: bool = False) -> Environment:
    """Take an env.py apart; raises BadScriptError for one that cannot be read or does not parse.

    `several`: it goes over several databases, which amig does by itself; each is then called `env.name`.
    """
    text = decoded(path, read_bytes(path))
    try:
        tree = parse(text, str(path))
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    return _Reader(text, tree, several=several).environment()


class _Reader:
    def __init__(self, text: str, tree: ast.Module, *, several: bool) -> None:
        self.text, self.tree, self.several = text, tree, several
        self.found = Environment()
        self.runners = runners(tree)

    def environment(self) -> Environment:
        for node in self.tree.body:
            self._statement(node)
        return self.found

    def _source(self, node: ast.stmt) -> str:
        """A statement as it is written, its decorators and the rest of its first line's indentation included."""
        start = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
        lines = self.text.split("\n")[start - 1 : node.end_lineno]
        indent = len(lines[0]) - len(lines[0].lstrip())
        return "\n".join(line[indent:] if not line[:indent].strip() else line for line in lines).rstrip()

    def _lose(self, node: ast.stmt) -> None:
        self.found.lost.append(Line(node.lineno, self._source(node).split("\n")[0]))

    def _statement(self, node: ast.stmt) -> None:
        """One statement of the module."""
        if isinstance(node, ast.Import | ast.ImportFrom):
            self._import(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in self.runners:
            self._inside(node.body)
        elif runs(node):
            self._inside([node])
        elif not self._known(node) and not self._is_call_of_runners(node):
            self.found.carried.append(self._source(node))
        elif isinstance(node, ast.Assign) and ast.unparse(node.value) != "context.config":
            self.found.carried.append(self._source(node))
            self.found.spare.add(self.found.carried[-1])

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        if module.partition(".")[0] not in DROPPED_MODULES and module not in DROPPED_MODULES:
            self.found.imports.append(node)

    def _is_call_of_runners(self, node: ast.stmt) -> bool:
        """`if context.is_offline_mode(): run_migrations_offline() ...`, `asyncio.run(...)`, a bare call."""
        if isinstance(node, ast.If):
            return all(self._is_call_of_runners(one) for one in [*node.body, *node.orelse])
        return isinstance(node, ast.Expr) and bool(names_in(node) & self.runners)

    def _known(self, node: ast.stmt) -> bool:
        """Whether amig does this by itself, or it has been noted."""
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return True
        if is_logging(node) or isinstance(node, ast.Pass):
            return True
        if isinstance(node, ast.If):
            return all(self._known(one) for one in [*node.body, *node.orelse]) and self._is_about_config(node.test)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            return self._known_assignment(node)
        return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and self._known_call(node.value)

    def _is_about_config(self, test: ast.expr) -> bool:
        return names_in(test) <= {"config", "context", "url", "connectable", "isinstance", "Connection", "Engine"}

    def _known_assignment(self, node: ast.Assign | ast.AnnAssign) -> bool:
        (target, *more) = node.targets if isinstance(node, ast.Assign) else [node.target]
        value = node.value
        if value is None or more:
            return False
        if isinstance(target, ast.Subscript) and ast.unparse(target.slice) == "'sqlalchemy.url'":
            self.found.url = value
            return True
        if not isinstance(target, ast.Name):
            return False
        if target.id == "target_metadata" and not self.several:
            self.found.metadata = value
            return True
        if is_engine(value):
            self.found.url = url_expression(value) or self.found.url
            return True
        source = ast.unparse(value)
        return source == "context.config" or source.startswith(
            (
                "config.get_section(",
                "config.get_main_option('sqlalchemy.url'",
                "config.attributes.get(",
                "context.config.get_section(",
            )
        )

    def _known_call(self, node: ast.Call) -> bool:
        name = called(node)
        if name in ("config.set_main_option", "context.config.set_main_option"):
            is_url = ast.unparse(node).partition("(")[2].startswith("'sqlalchemy.url', ")
            self.found.url = plain(node.args[1]) if is_url else self.found.url
            return is_url
        if name == "context.configure":
            self._options(node)
            return True
        if name == "context.run_migrations":
            self.found.arguments.update({k.arg: self._code(k.value) for k in node.keywords if k.arg})
            return True
        return False

    def _options(self, node: ast.Call) -> None:
        for keyword in node.keywords:
            if keyword.arg is None:
                self.found.lost.append(Line(node.lineno, f"**{ast.unparse(keyword.value)}"))
            elif keyword.arg == "target_metadata" and self.several:
                self.found.options["target_metadata"] = self._code(keyword.value)
            elif keyword.arg == "target_metadata" and self._says_more(keyword.value):
                self.found.metadata = keyword.value
            elif keyword.arg not in _OF_THE_RUN and ast.unparse(keyword.value) != _USUAL.get(keyword.arg):
                self.found.options[keyword.arg] = self._code(keyword.value)

    def _says_more(self, metadata: ast.expr) -> bool:
        """Whether this is not just the name that the module has assigned: an expression, or what it imports."""
        imported = {name for one in self.found.imports for name in imported_names(one)}
        return ast.unparse(metadata) != "target_metadata" or "target_metadata" in imported

    def _code(self, node: ast.expr) -> str:
        """An expression as its author spelled it."""
        code = ast.get_source_segment(self.text, node) or ast.unparse(node)
        return _LOOPED.sub("env.name", code) if self.several else code

    def _inside(self, body: Sequence[ast.stmt]) -> None:
        """The statements of a function that runs migrations."""
        for node in body:
            if self.several:
                self._calls_in(node)
            elif self._known(node) or self._is_call_of_runners(node) or self._closes(node):
                continue
            elif (inner := self._inner(node)) is not None:
                self._inside(inner)
            elif not self._takes(node):
                self._lose(node)

    def _calls_in(self, node: ast.stmt) -> None:
        """Of a loop over several databases only what it says of each counts."""
        for one in ast.walk(node):
            if isinstance(one, ast.Call):
                self._known_call(one)

    def _inner(self, node: ast.stmt) -> list[ast.stmt] | None:
        """What stands in a statement that by itself means nothing to amig."""
        if isinstance(node, ast.With | ast.AsyncWith) and all(is_opening(one) for one in node.items):
            return node.body
        if isinstance(node, ast.If) and self._is_about_config(node.test):
            return [*node.body, *node.orelse]
        if isinstance(node, ast.Try) and not node.handlers:
            return [*node.body, *node.finalbody]
        return None

    def _takes(self, node: ast.stmt) -> bool:
        """Whether a statement can be carried over: as a definition, or into the new function."""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            self.found.carried.append(self._source(node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            self._import(node)
        elif isinstance(node, ast.Assign) and not names_in(node) & {"connection", "connectable", "engine"}:
            if (source := self._source(node)) not in self.found.inside:
                self.found.inside.append(source)
        else:
            return False
        return True

    @staticmethod
    def _closes(node: ast.stmt) -> bool:
        return isinstance(node, ast.Expr) and ast.unparse(node).removeprefix("await ") in (
            "connection.close()",
            "connectable.dispose()",
            "engine.dispose()",
        )


def imported_names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The names that an import binds."""
    for alias in node.names:
        yield alias.asname or (alias.name.partition(".")[0] if isinstance(node, ast.Import) else alias.name)
