"""The looks that the SVG and the page share: colours in light and dark."""

from __future__ import annotations

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
    return variables() + lanes() + _SVG


_SVG = (
    "text{font:13px system-ui,-apple-system,'Segoe UI',sans-serif;fill:var(--ink)}"
    "text.id{font:12px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:var(--soft)}"
    "text.heading{font-size:16px;font-weight:600}text.note{font-size:12px;fill:var(--soft)}"
    "text.message{unicode-bidi:plaintext}.paper{fill:var(--paper)}"
    ".lines path{fill:none;stroke:var(--lane);stroke-width:2}.lines .dependency{stroke:var(--soft);stroke-dasharray:2 4}"
    "circle{fill:var(--paper);stroke:var(--lane);stroke-width:2}circle.applied{fill:var(--lane)}"
    "circle.current{fill:var(--lane);stroke:var(--ink);stroke-width:3}"
    "text.word{font:10.5px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace}"
    ".badge.head{fill:var(--head-paper)}text.word.head{fill:var(--head)}"
    ".badge.now{fill:var(--now-paper)}text.word.now{fill:var(--now)}"
    ".badge.label{fill:var(--label-paper)}text.word.label{fill:var(--label)}"
    ".badge.outside{fill:var(--raised)}text.word.outside{fill:var(--soft)}"
)
