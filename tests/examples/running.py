"""An example in a folder of its own, run with the words of its README."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.asgi.serving import Server
from tests.servers.process import free_port

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass
class Example:
    """A copy of an example; `environ` is what its reader would have exported."""

    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def commands(self) -> list[str]:
        """What the README says under "Run it"."""
        return commands((self.folder / "README.md").read_text())

    def run(self, command: str, status: int = 0) -> str:
        """Run a command as a shell in that folder would; gives back what it said, and asserts how it ended."""
        done = subprocess.run(
            self._words(command), cwd=self.folder, env=self._environ(), capture_output=True, text=True, timeout=240
        )
        assert done.returncode == status, f"`{command}` ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    @contextmanager
    def serving(self, command: str) -> Iterator[Server]:
        """Start a server with a command, on a free port; it is ended with SIGTERM."""
        port = free_port()
        log = self.folder / f"server-{port}.log"
        with log.open("wb") as out:
            environ = {**self._environ(), "UVICORN_PORT": str(port)}
            words = self._words(command)
            process = subprocess.Popen(
                words, cwd=self.folder, env=environ, stdout=out, stderr=out, start_new_session=True
            )
        server = Server(process, port, log)
        try:
            yield server
        finally:
            server.client.close()
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                raise

    def _words(self, command: str) -> list[str]:
        """The programs of this virtual environment, as in an activated one."""
        program, *rest = shlex.split(command)
        beside = Path(sys.executable).with_name(program)
        return [str(beside if beside.exists() else program), *rest]

    def _environ(self) -> dict[str, str]:
        return {**os.environ, "PYTHONWARNINGS": "error", "NO_COLOR": "1", **self.environ}


def commands(readme: str) -> list[str]:
    return re.findall(r"^    (\S.*)$", readme.partition("## Run it\n")[2].partition("\n## ")[0], re.MULTILINE)


def example(name: str, folder: Path, **environ: str) -> Example:
    """A copy of `examples/<name>` in a folder of the test, without what somebody's own tries have left there."""
    left = shutil.ignore_patterns("__pycache__", "*.db", "*.lock")
    return Example(Path(shutil.copytree(EXAMPLES / name, folder / name, ignore=left)), environ)
