"""`amig docs`: the documentation, where one works."""

from __future__ import annotations

import re
from dataclasses import dataclass

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.pages import Topic, read, topics


@dataclass(frozen=True, slots=True)
class DocsResult:
    """All topics, and nothing else; or one page, or a section of one, with its text in Markdown."""

    topics: tuple[Topic, ...] = ()
    page: str | None = None
    title: str | None = None
    text: str | None = None


async def docs(topic: str | None = None) -> DocsResult:
    """Give back what a topic says, in Markdown, or without one which topics there are.

    A topic is a page, or a command, an operation, a key or an error's code. Raises UnknownTopicError.
    """
    if topic is None:
        return DocsResult(await aside(topics))
    found = await aside(read, topic)
    return DocsResult(page=found.page, title=found.heading, text=found.text)


def contents(found: tuple[Topic, ...]) -> str:
    """The pages, and what else can be asked for."""
    width = max((len(one.name) for one in found), default=0)
    lines = [f"{one.name:{width}}  {one.title}" for one in found]
    return "\n".join([*lines, "", "also: a command, an operation, or the code of an error"])


def read_alone(markdown: str) -> str:
    """A page without the addresses of its links to others, which lead nowhere on a terminal."""
    return re.sub(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)\s]+\)", r"\1", markdown)


@face("docs", COMMANDS["docs"][1])
@click.argument("topic", nargs=-1)
def command(call: Call, topic: tuple[str, ...]) -> None:
    """TOPIC is a page, a command, an operation, or the code of an error. Without one the pages are listed."""
    result = drive(docs(" ".join(topic) or None))
    if result.text is None:
        call.show(result, contents(result.topics))
    elif call.json or not call.console.page(read_alone(result.text)):
        call.show(result, result.text.rstrip())
