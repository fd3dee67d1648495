"""`amig docs`: pages, commands, operations, keys and codes, on a terminal and in a pipe."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import re
import subprocess
import sys

import pytest

import amig
from amig.cli import run
from amig.errors import UnknownTopicError
from amig.pages import cleaned, topics


def test_it_lists_the_pages(capsys) -> None:
    """Each with its title, of all folders; and nothing that only the site has."""
    assert run(["docs"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split(None, 1) == ["guides/asgi", "Apps that start safely"] for line in lines)
    assert any(line.startswith("reference/errors ") for line in lines)
    assert not any("decisions/" in line or "looks/" in line for line in lines)


@pytest.mark.parametrize(
    ("asked", "begins", "page"),
    [
        (["asgi"], "# Apps that start safely", "guides/asgi"),
        (["guides/asgi.md"], "# Apps that start safely", "guides/asgi"),
        (["unknown-target"], "## unknown-target", "reference/errors"),
        (["fleet", "upgrade"], "## fleet upgrade", "reference/commands"),
        (["add_column"], "## add_column", "reference/operations"),
        (["op.add_column"], "## add_column", "reference/operations"),
        (["errors#irreversible"], "## irreversible", "reference/errors"),
        (["lock_wait"], "| key | type |", "reference/configuration"),
        (["EnvironmentContext"], "### EnvironmentContext", "reference/api"),
    ],
)
def test_a_topic(asked: list[str], begins: str, page: str, capsys) -> None:
    """By its name, the last part of it, or what the reference has a heading for."""
    assert run(["docs", *asked]) == 0
    assert capsys.readouterr().out.startswith(begins)
    assert run(["docs", *asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["page"] == page
    assert told["text"].startswith(begins)


def test_every_code_is_a_topic() -> None:
    """Cause and cure of each error."""
    from amig.pages import read
    from tests.house.test_errors import ALL

    assert [kind.code for kind in ALL if f"`{kind.__name__}`" not in read(f"errors#{kind.code}").text] == []


def test_a_topic_that_is_none(capsys) -> None:
    """Near names are offered, and it is misuse."""
    assert run(["docs", "unknown-targt"]) == 2
    assert capsys.readouterr().err == (
        "error: no page `unknown-targt` in the documentation\nhint: did you mean `unknown-target`, `unknown-template`, `unknown-run`?\n"
    )
    assert run(["docs", "xyzzy"]) == 2
    assert "`amig docs` lists the pages" in capsys.readouterr().err


async def test_from_a_program() -> None:
    """The coroutine gives back what `--json` prints."""
    assert (await amig.docs()).topics == await asyncio.to_thread(topics)
    assert "no revision" in str((await amig.docs("unknown-target")).text)
    with pytest.raises(UnknownTopicError) as raised:
        await amig.docs("asgy")
    assert "guides/asgi" in raised.value.near


def test_what_only_tests_read_is_cut_out() -> None:
    """Markers and hidden blocks; other comments stay."""
    page = "# A\n\n<!-- page: in shop -->\n\n<!-- run: exit 3 -->\n```shell\nx\n```\n<!-- hidden: python\ny\n-->\n\n<!-- z -->\n"
    assert cleaned(page) == "# A\n\n```shell\nx\n```\n<!-- z -->\n"


def test_on_a_terminal_it_is_laid_out() -> None:
    """Headings and code without Markdown's signs, links without addresses; with NO_COLOR no colour."""
    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"}
    called = [sys.executable, "-m", "amig", "docs", "ambiguous-target"]
    process = subprocess.Popen(called, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    said = b""
    while True:
        try:
            said += os.read(master, 4096) or b""
        except OSError:  # the end, on Linux
            break
    os.close(master)
    assert process.wait(20) == 0
    text = re.sub(r"\x1b\[[14]?0?m", "", said.decode())  # bold, underlined
    assert "ambiguous-target" in text
    assert "error: TARGET could be CANDIDATES" in text
    assert not any(sign in text for sign in ("`", "**", "](", "\x1b[3"))
