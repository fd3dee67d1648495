"""The looks that the SVG and the page share: colours in light and dark."""

from __future__ import annotations

from importlib.resources import files

LIGHT = {
    "paper": "#ffffff",
    "raised": "#f6f7f9",
    "ink": "#1c2330",
    "soft": "#5a6475",
    "rule": "#dfe3ea",
    "accent": "#2457c5",
    "head": "#0b6b3a",
    "head-paper": "#e0f4e8",
    "now": "#8a4b00",
    "now-paper": "#fdeed6",
    "label": "#2457c5",
    "label-paper": "#e6edfb",
}
DARK = {
    "paper": "#12161d",
    "raised": "#1a2029",
    "ink": "#e6eaf1",
    "soft": "#9aa5b8",
    "rule": "#2b3442",
    "accent": "#8ab0ff",
    "head": "#7fdca6",
    "head-paper": "#153425",
    "now": "#ffc06b",
    "now-paper": "#3b2a11",
    "label": "#a3c1ff",
    "label-paper": "#1c2c4c",
}
LANES = (
    ("#3367d6", "#7aa7ff"),
    ("#c2410c", "#ff9b66"),
    ("#0f8a5f", "#4fd3a1"),
    ("#9333c7", "#d092ff"),
    ("#b45309", "#f2bd4b"),
    ("#be2457", "#ff86ad"),
    ("#0e7f95", "#56cfe2"),
    ("#5b6472", "#aab4c4"),
)
"""The colour of each lane, light and dark; then they begin again."""

COLORS = len(LANES)


def variables() -> str:
    """CSS variables by the preference of the reader."""
    both = []
    for number, colors in enumerate((LIGHT, DARK)):
        lanes = {f"c{lane}": pair[number] for lane, pair in enumerate(LANES)}
        both.append("".join(f"--{name}:{color};" for name, color in {**colors, **lanes}.items()))
    light, dark = both
    return f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def lanes() -> str:
    """A class for the colour of each lane."""
    return "".join(f".c{lane}{{--lane:var(--c{lane})}}" for lane in range(COLORS))


def svg_style() -> str:
    """The style of a drawing that stands alone."""
    return variables() + lanes() + asset("drawing.css").replace("\n", "")


def asset(name: str) -> str:
    """A file that goes into a picture."""
    return (files("amig.script.picture") / "assets" / name).read_text(encoding="utf-8")
