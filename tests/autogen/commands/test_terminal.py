"""On a terminal somebody is asked about renames."""

from __future__ import annotations

import os
import pty
import sys

import amig
from tests.autogen.commands.world import USERS, World


def talk(folder: str, answer: bytes) -> str:
    """`amig revision --autogenerate` on a terminal, its one question answered."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the other process
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "amig", "revision", "--autogenerate", "-m", "x"])
    said = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            break
        if b"[y/N]" in more:
            os.write(terminal, answer)
        said += more
    os.waitpid(pid, 0)
    os.close(terminal)
    return said.decode()


async def renamed_models(small: World) -> None:
    config = small.models(USERS)
    await amig.revision(config, "first", rev_id="a1", autogenerate=True)
    await amig.upgrade(config)
    config = small.models(USERS.replace('"name"', '"full_name"'))
    text = f'script_location = "migrations"\nurl = "{small.backend.url}"\nmetadata = "{config.metadata}"\n'
    (small.folder / "amig.toml").write_text(text)


def test_yes_is_a_rename(small: World) -> None:
    """And nothing is dropped."""
    import asyncio

    asyncio.run(renamed_models(small))
    said = talk(str(small.folder), b"y\n")
    assert "was column users.name renamed to `full_name`?" in said
    text = "".join(file.read_text() for file in small.files())
    assert 'new_column_name="full_name"' in text
    assert "drop_column" not in text


def test_no_drops_and_adds(small: World) -> None:
    """Without a comment: it was answered."""
    import asyncio

    asyncio.run(renamed_models(small))
    talk(str(small.folder), b"\n")
    text = "".join(file.read_text() for file in small.files())
    assert "drop_column" in text
    assert "renamed_from" not in text
