"""Types of MySQL, each in the one spelling that its catalogue has."""

from __future__ import annotations

import re

_QUOTED = r"'(?:[^']|'')*'"
_VALUES = re.compile(rf"\s*(enum|set)\s*\(\s*({_QUOTED}(?:\s*,\s*{_QUOTED})*)\s*\)", re.IGNORECASE)
_VALUE = re.compile(_QUOTED)
_CHARSET = re.compile(
    r"\s+(?:character\s+set|charset|collate)\s+['`\"]?\w+['`\"]?|\s+(?:ascii|unicode|byte)\b|^national\s+",
    re.IGNORECASE,
)
_TYPE = re.compile(r"(?P<name>[a-z]\w*(?:\s+(?:precision|varying))?)\s*(?:\((?P<arguments>[^)]*)\))?(?P<rest>.*)")
_SYNONYMS = {
    "integer": "int",
    "int1": "tinyint",
    "int2": "smallint",
    "int3": "mediumint",
    "int4": "int",
    "int8": "bigint",
    "middleint": "mediumint",
    "numeric": "decimal",
    "dec": "decimal",
    "fixed": "decimal",
    "double precision": "double",
    "float4": "float",
    "float8": "double",
    "character": "char",
    "nchar": "char",
    "nvarchar": "varchar",
    "character varying": "varchar",
    "char varying": "varchar",
    "long": "mediumtext",
    "long varchar": "mediumtext",
}
_WHOLE_NUMBERS = frozenset({"tinyint", "smallint", "mediumint", "int", "bigint"})
_USUAL = {"char": "1", "binary": "1", "bit": "1", "decimal": "10,0"}
_SINGLE = 24
"""FLOAT(p) is a DOUBLE beyond as many bits."""


def spelled_type(text: str) -> str:
    """The type alone: values of an ENUM as they are, no width for display, no charset and no collation."""
    if (listed := _VALUES.match(text)) is not None:
        return f"{listed[1].lower()}({','.join(_VALUE.findall(listed[2]))})"
    found = _TYPE.fullmatch(" ".join(_CHARSET.sub("", text.strip()).lower().split()))
    if found is None:
        return text.lower()
    name, arguments, rest = found["name"], (found["arguments"] or "").replace(" ", ""), found["rest"].strip()
    name = _SYNONYMS.get(name, name)
    if name in ("bool", "boolean"):
        name, arguments = "tinyint", "1"
    name, arguments = _settled(name, arguments, rest)
    spelled = f"{name}({arguments})" if arguments else name
    rest = "unsigned zerofill" if "zerofill" in rest else rest
    return f"{spelled} {rest}" if rest else spelled


def _settled(name: str, arguments: str, rest: str) -> tuple[str, str]:
    """The name and the arguments that say something."""
    arguments = arguments or _USUAL.get(name, "")
    if name == "decimal" and "," not in arguments:
        arguments += ",0"
    if name in _WHOLE_NUMBERS and "zerofill" not in rest and (name, arguments) != ("tinyint", "1"):
        return name, ""
    if name == "float" and arguments.isdigit():
        return ("float" if int(arguments) <= _SINGLE else "double"), ""
    if name == "year" or (name in ("datetime", "timestamp", "time") and arguments == "0"):
        return name, ""
    return name, arguments
