"""Asking whoever sits at the terminal, from a running loop: a question that is cancelled is over at once."""

from __future__ import annotations

import asyncio
import sys

import rich_click as click

_ANSWERS = {"": False, "n": False, "no": False, "y": True, "yes": True}


async def yes(question: str) -> bool:
    """Whether the answer is yes; no is what an empty line says. Raises click.Abort at the end of the input."""
    while True:
        click.echo(f"{question} [y/N]: ", nl=False, err=True)
        said = await _line()
        if not said:
            raise click.Abort
        if (answer := _ANSWERS.get(said.strip().lower())) is not None:
            return answer
        click.echo("please answer `y` or `n`", err=True)


async def _line() -> str:
    """A line of the terminal, as soon as there is one: no thread is left behind that reads the next one."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(sys.stdin, ready.set)
    try:
        await ready.wait()
        return sys.stdin.readline()
    except asyncio.CancelledError:
        click.echo(err=True)
        raise
    finally:
        loop.remove_reader(sys.stdin)
