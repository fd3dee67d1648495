"""The commands of a block: which they are, and whether what they say is what the page says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

INSTALLS = re.compile(r"^(pip|pipx|uv|poetry|python -m pip) (install|add|sync|tool)\b|^uv pip\b")
_MASKS = (
    (re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b"), "<id>"),
    (re.compile(r"\b\d+(\.\d+)? m?s\b"), "<time>"),
    (re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?(\.\d+)?([+-]\d\d:?\d\d|Z)?( UTC)?"), "<date>"),
)


@dataclass(frozen=True)
class Command:
    """A command, and the lines that a `console` block has after it."""

    text: str
    said: tuple[str, ...] | None = None

    @property
    def plain(self) -> list[str] | None:
        """Its words, where it is a call of amig, or of a Python file, that needs no shell."""
        lexer = shlex.shlex(self.text, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words = list(lexer)
        special = any(set(word) <= set("();<>|&") for word in words) or re.search(r"[$`]", self.text)
        ours = words[:1] == ["amig"] or (words[:1] == ["python"] and words[1:2] and words[1].endswith(".py"))
        return words if ours and not special else None


def of_shell(text: str) -> Iterator[Command]:
    """The commands of a `shell` block: a line each, continued lines and here-documents as one."""
    lines = iter(text.splitlines())
    for line in lines:
        whole = line
        while whole.endswith("\\"):
            whole += "\n" + next(lines)
        if here := re.search(r"<<-?\s*['\"]?(\w+)", whole):
            for more in lines:
                whole += "\n" + more
                if more.strip() == here[1]:
                    break
        if whole.strip() and not whole.lstrip().startswith("#"):
            yield Command(whole.strip())


def of_console(text: str) -> Iterator[Command]:
    """The commands of a `console` block, each with what it says."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        lines = part.rstrip().splitlines()
        count = next(n for n, line in enumerate(lines) if not line.endswith("\\")) + 1
        yield Command("\n".join(lines[:count]), tuple(lines[count:]))


def masked(text: str) -> str:
    """Without what is another one each time."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


def fits(expected: tuple[str, ...], happened: str) -> bool:
    """Whether a command said what the page has; spaces at the end of a line do not count."""
    parts = []
    for line in expected:
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*")
        else:
            parts.append(".*".join(re.escape(one) for one in masked(line.rstrip()).split("...")) + r"\n")
    said = "".join(f"{line.rstrip()}\n" for line in masked(happened).strip("\n").splitlines())
    return re.fullmatch("".join(parts), said) is not None
