"""The reference of operations is made from the code: each operation, each keyword, each backend, none missing."""

from __future__ import annotations

import re
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from amig.errors import AmigError, IrreversibleError
from amig.impl import impl_for, offline_dialect
from amig.ops import BatchOperations, Verbs, options
from amig.ops.backends import NAMES
from amig.ops.base import Directive
from amig.ops.verb import BatchVerb, Verb, verb_name
from tests.samples import plain

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "operations.md"
INTRODUCTION = """# Operations

Made from the code, and held equal to it by a test. All of them are awaited in an `async def` script, and called plainly
in a `def`. Calls are Alembic's where Alembic has them; what goes beyond is marked with a star.

Offline, SQL Server and Oracle are written as well; no driver speaks to them yet. *batch* means: in
`op.batch_alter_table` only. *Undone by* is the reverse of the plain call; where a dash stands, the call must say what
was there (`existing_*`, `previous`, `definition`), or there is no way back and `op.irreversible("why")` says so.
"""


def verbs() -> dict[str, Verb[Any, Any]]:
    return {name: verb for name, verb in vars(Verbs).items() if isinstance(verb, Verb)}


def alembics() -> set[str]:
    from tests.differential.generate import shared_verbs

    return set(shared_verbs())


def on(dialect: str, verb: str) -> str:
    """Whether a backend can do the plain call: by itself, in a batch, or not at all."""
    try:
        list(impl_for(offline_dialect(f"{dialect}://")).emit(plain(verb)))
    except IrreversibleError:
        return "yes"
    except AmigError as error:
        return "batch" if "batch_alter_table" in str(error.hint) else "-"
    return "yes"


def undone(directive: Directive[Any]) -> str:
    try:
        return f"`{verb_name(type(directive.reverse()))}`"
    except IrreversibleError:
        return "-"


def matrix() -> str:
    head = "| operation | " + " | ".join(NAMES.values()) + " | in a batch | undone by |\n"
    rows = [head, "|---" * (len(NAMES) + 3) + "|\n"]
    in_batch = {name for name, verb in vars(BatchOperations).items() if isinstance(verb, BatchVerb)}
    for name in verbs():
        star = "" if name in alembics() else " *"
        places = " | ".join(on(dialect, name) for dialect in NAMES)
        batch = "yes" if name in in_batch else "-"
        rows.append(f"| [`{name}`](#{name}){star} | {places} | {batch} | {undone(plain(name))} |\n")
    return "".join(rows)


def parameters(directive: Any) -> list[tuple[str, str, str]]:
    """(name, default, where it means something), the keywords of each dialect included."""
    found = []
    hidden = getattr(directive, "unwritten", frozenset())
    for one in signature(directive).parameters.values():
        if one.kind is Parameter.VAR_KEYWORD:
            kind = str(one.annotation).partition("[")[2].rstrip("]")
            found += [(name, "", backend_of(name)) for name in get_type_hints(getattr(options, kind))]
        elif one.name not in hidden:
            star = "*" if one.kind is Parameter.VAR_POSITIONAL else ""
            default = "" if one.default is Parameter.empty else f"`{one.default!r}`"
            found.append((star + one.name, default, backend_of(one.name)))
    return found


def backend_of(name: str) -> str:
    return NAMES.get(name.partition("_")[0], "")


def section(name: str, verb: Verb[Any, Any]) -> str:
    doc = re.sub(r"\s+", " ", (verb.__doc__ or "").strip())
    lines = [f"## {name}", "", doc, "", "| argument | default | only on |", "|---|---|---|"]
    lines += [f"| `{argument}` | {default} | {where} |" for argument, default, where in parameters(verb.directive)]
    batch: Any = vars(BatchOperations).get(name)
    if isinstance(batch, BatchVerb):
        mine = [one for one in signature(batch.on).parameters if one not in ("table", "options")]
        lines += ["", f"In a batch: {', '.join(f'`{one}`' for one in mine)}, and the same options."]
    return "\n".join(lines) + "\n"


def batch_section() -> str:
    from amig.ops.batch import Batch

    lines = [
        "## batch_alter_table",
        "",
        "`async with op.batch_alter_table(...) as batch` (in a plain `def`: `with`).",
        "",
    ]
    lines += ["| argument | default |", "|---|---|"]
    for one in list(signature(Batch).parameters.values())[1:]:
        lines.append(f"| `{one.name}` | {'' if one.default is Parameter.empty else f'`{one.default!r}`'} |")
    queued = [name for name, verb in vars(BatchOperations).items() if isinstance(verb, BatchVerb)]
    lines += ["", f"It queues {', '.join(f'`{name}`' for name in queued)} and `invoke`;"]
    lines += ["`f`, `inline_literal`, `get_bind`, `get_context` and `run_async` are there as well."]
    return "\n".join(lines) + "\n"


def page() -> str:
    parts = [INTRODUCTION, matrix(), *(section(name, verb) for name, verb in verbs().items()), batch_section()]
    return "\n".join(parts)


@pytest.mark.filterwarnings("ignore:op.alter_column on SQL Server")
def test_the_page_says_what_the_code_does(request) -> None:
    """`--rewrite` writes it anew."""
    text = page()
    if request.config.option.rewrite:
        PAGE.write_text(text)
    assert PAGE.read_text() == text


def test_every_keyword_has_its_line() -> None:
    """Of every operation, of every kind of options."""
    text = PAGE.read_text()
    for name, verb in verbs().items():
        mine = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert all(f"| `{argument}` |" in mine for argument, _, _ in parameters(verb.directive))
