"""Messages and header values as source files can hold them."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from tokenize import DEDENT, INDENT, NEWLINE, NL, generate_tokens

from amig.errors import BadScriptError


def docstring_text(message: str) -> str:
    """A message that can stand between triple quotes and is read back as it was."""
    text = "".join("\\\\" if letter == "\\" else _spelled(letter) for letter in message.strip())
    ends = '"""' in text or text.endswith('"')
    return text.replace('"', '\\"') if ends else text


def comment_text(message: str) -> str:
    """A message that can stand after `-- `; a line that reads like a header key gets a dash."""
    lines = ("".join(map(_spelled, line)) for line in message.strip().splitlines())
    return "\n-- ".join(f"- {line}" if _is_key(line) else line for line in lines)


def _spelled(letter: str) -> str:
    """A letter as a source file can hold it: control characters are escaped, half surrogates are no letters."""
    if "\ud800" <= letter <= "\udfff":  # Python 3.13 compiles no docstring with one
        return "\ufffd"
    return letter if letter == "\n" or letter.isprintable() else letter.encode("unicode_escape").decode("ascii")


def _is_key(line: str) -> bool:
    from amig.script.sql import sql_header

    try:
        return bool(sql_header(Path(), f"-- {line}".encode()).values)
    except BadScriptError:
        return True


def literal(value: str | tuple[str, ...] | None) -> str:
    """A header value as the formatter would write it."""
    if isinstance(value, tuple):
        inner = ", ".join(f'"{one}"' for one in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return f'"{value}"' if value is not None else "None"


def deeper(body: str) -> str:
    """The statements of a function for one level more of indentation; lines inside a string stay where they are."""
    inside: set[int] = set()
    text = f"def f():\n    {body}\n"
    for token in generate_tokens(StringIO(text).readline) if "\n" in body else ():
        if token.type not in (NEWLINE, NL, INDENT, DEDENT):
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
    lines = text.splitlines()[1:]
    moved = [f"    {line}" if line and number not in inside else line for number, line in enumerate(lines, 2)]
    return "\n".join(moved).strip(" ")
