"""What a new migrations folder can be made from: a folder each, its README's first line saying what for."""

from __future__ import annotations

from pathlib import Path

from amig.errors import UnknownTemplateError

FOLDER = Path(__file__).parent


def templates() -> dict[str, str]:
    """Name -> what it is for, in the order of the alphabet."""
    found = sorted(path for path in FOLDER.iterdir() if (path / "README").is_file())
    return {path.name: (path / "README").read_text(encoding="utf-8").partition("\n")[0] for path in found}


def found_template(name: str) -> Path:
    """The folder of a template: one of amig's own, or one of the user's; raises UnknownTemplateError."""
    known = templates()
    if name in known:
        return FOLDER / name
    if (own := Path(name)).is_dir():
        return own
    from difflib import get_close_matches

    raise UnknownTemplateError(name, tuple(get_close_matches(name, list(known), 3, 0.5)))
