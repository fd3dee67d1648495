"""Pictures as files: each read back by the rules of its format, whatever the texts in it are."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.errors import UnknownFormatError
from amig.script.graph import Graph
from amig.script.picture import FORMATS, draw, format_of
from amig.script.picture.picture import Picture, clean, picture
from amig.script.revision import Revision
from tests.looks.histories import large, small
from tests.script.nasty import TEXTS
from tests.script.test_picture_layout import graphs

SVG = "{http://www.w3.org/2000/svg}"
texts = st.one_of(
    st.sampled_from(TEXTS),
    st.text(max_size=40),
    st.text(alphabet="<>&\"'`\\/-!]}#;\n\r\x00\ud800\u2028\u202e日a ", max_size=30),
)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """A short line of revisions with any texts as docstrings and labels."""
    docs = draw(st.lists(texts, min_size=1, max_size=4))
    labels = draw(
        st.lists(texts.filter(lambda text: text.isprintable() and text not in ("r00000", "")), unique=True, max_size=2)
    )
    found = [
        Revision(f"r{n:05d}", (f"r{n - 1:05d}",) if n else (), Path("x.py"), doc, tuple(labels) if not n else ())
        for n, doc in enumerate(docs)
    ]
    return picture(Graph(found), None, ("r00000",))


class Page(HTMLParser):
    """The elements of a page, and what is in its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.scripts and self.tags[-1] == "script":
            self.scripts[-1] += data


@given(pictures())
def test_the_page_holds_every_text_and_no_text_gets_out(drawn: Picture) -> None:
    """The same elements whatever is written in it; the data is what JSON gives."""
    text = draw(drawn, "html")
    assert text.encode()
    page = Page(text)
    assert page.tags == Page(draw(picture(Graph([])), "html")).tags
    data = json.loads(page.scripts[0])
    assert [one["message"] for one in data["revisions"]] == [clean(node.message) for node in drawn.revisions]
    assert {one["id"]: one["doc"] for one in data["revisions"]} == {node.id: node.doc for node in drawn.revisions}
    assert not re.search("[<>&\u2028\u2029]", page.scripts[0])


def test_the_page_asks_for_nothing() -> None:
    """No address in it but that of the SVG namespace, and a policy that forbids the rest."""
    text = draw(picture(small()), "html")
    assert set(re.findall(r"https?://[^\s\"'<>]*", text)) == {"http://www.w3.org/2000/svg"}
    assert "default-src 'none'" in text
    assert not re.search(r"(src|href)=\"(?!data:,)", text)


@given(pictures())
def test_the_drawing_is_xml_with_every_text(drawn: Picture) -> None:
    """Titles and messages are read as they were, but for line ends, which XML has one of."""
    root = ET.fromstring(draw(drawn, "svg").encode())
    groups = root.findall(f"{SVG}g[@class='revision']")
    assert [group.find(f"{SVG}title").text for group in groups] == [node.doc or node.id for node in drawn.revisions]
    messages = [group.find(f"{SVG}text[@class='message']").text or "" for group in groups]
    assert messages == [node.message for node in drawn.revisions]
    words = [one.text or "" for one in root.iter(f"{SVG}text") if one.get("class", "").startswith("word label")]
    assert words == [label for node in drawn.revisions for label in node.labels]


@given(pictures())
def test_dot_strings_are_read_back(drawn: Picture) -> None:
    r"""By the rules of the language: `\\"` in quotes, `\\n` and `\\\\` in labels, entities."""
    text = draw(drawn, "dot")
    string = r'"(?:[^"\\]|\\.)*"'
    attributes = rf"\[[a-z]+=(?:{string}|\w+)(?:, [a-z]+=(?:{string}|\w+))*\]"
    statement = rf"  {string}(?: -> {string})?(?: {attributes})?;"
    lines = text.split("\n")[4:-2]
    assert [line for line in lines if not re.fullmatch(statement, line, re.DOTALL)] == []
    labels = [re.search(rf"label=({string})", line)[1][1:-1] for line in lines if not re.match(rf"  {string} ->", line)]
    parts = [re.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], label).split("\n") for label in labels]
    told = [[node.message] if node.message else [] for node in drawn.revisions]
    assert [[html.unescape(one) for one in part[1:]] for part in parts] == told


MERMAID = re.compile(
    r"""flowchart\ TB\n
    (?:\ {4}(?:
        r\d+\["(?:[\w .,()<>]|\#\d+;|<br>)*"\]
      | r\d+\ (?:-->|-\.\ depends\ on\ \.->)\ r\d+
      | classDef\ \w+\ [\w:\#,-]+
      | class\ r\d+(?:,r\d+)*\ \w+
    )\n)*""",
    re.VERBOSE,
)


@given(pictures())
def test_mermaid_says_nothing_but_what_its_grammar_allows(drawn: Picture) -> None:
    """Every mark in a text is an entity, and reads back as it was."""
    text = draw(drawn, "mermaid")
    assert MERMAID.fullmatch(text)
    labels = re.findall(r'\["(.*)"\]', text)
    read = [re.sub(r"#(\d+);", lambda found: chr(int(found[1])), one).split("<br>")[1:] for one in labels]
    told = [[node.message.replace("\\n", "\\\u2060n")] if node.message else [] for node in drawn.revisions]
    if not any("<br>" in node.message or "#" in node.message for node in drawn.revisions):
        assert read == told


@given(graphs())
def test_every_format_has_every_edge(found: Graph) -> None:
    """Counted in each; JSON has them by name."""
    drawn = picture(found)
    edges = drawn.layout.edges
    dotted = sum(edge.kind == "dependency" for edge in edges)
    data = json.loads(draw(drawn, "json"))
    assert [(one["from"], one["to"], one["kind"]) for one in data["edges"]] == [
        (edge.revision, edge.before, edge.kind) for edge in edges
    ]
    assert draw(drawn, "dot").count(" -> ") == len(edges)
    assert draw(drawn, "dot").count("style=dashed") == dotted
    assert draw(drawn, "mermaid").count("-->") == len(edges) - dotted
    assert draw(drawn, "svg").count("<path ") == len(edges)
    assert len(json.loads(Page(draw(drawn, "html")).scripts[0])["edges"]) == len(edges)


def test_json_says_everything() -> None:
    """What is known of a revision, and what is not."""
    data = json.loads(draw(picture(small()), "json"))
    assert (data["current"], data["labels"]) == (None, {"audit": "d80c1bcad9", "billing": "5d0c9e8f7a"})
    assert data["heads"] == ["e91d2cdbea", "b6eaf9a8b7", "c7fb0ab9c8"]
    assert data["bases"] == ["d80c1bcad9", "1a2b3c4d5e"]
    one = next(one for one in data["revisions"] if one["id"] == "72a9b8c7d6")
    assert one["doc"].endswith("Create Date: 2026-03-14 09:26:53")
    assert {key: value for key, value in one.items() if key != "doc"} == {
        "id": "72a9b8c7d6",
        "message": "currency as an enum 💶",
        "path": "migrations/versions/72a9b8c7d6_06.py",
        "parents": ["61f2e3d4c5"],
        "dependencies": ["4bb1c2d3e4"],
        "children": ["c7fb0ab9c8"],
        "dependents": [],
        "labels": [],
        "branches": ["billing"],
        "replaces": [],
        "outside": [],
        "head": False,
        "effective_head": False,
        "applied": None,
        "current": None,
        "lane": 3,
    }
    applied = json.loads(draw(picture(small(), None, ("27c6a30d7c",)), "json"))
    assert [one["id"] for one in applied["revisions"] if one["applied"]] == ["27c6a30d7c", "1a2b3c4d5e"]


def test_a_thousand_revisions_are_no_large_file() -> None:
    """Half a megabyte, and a drawing that is still narrow."""
    drawn = picture(large(1000))
    assert len(draw(drawn, "html")) < 700_000
    assert len(draw(drawn, "svg")) < 400_000


def test_formats_and_endings() -> None:
    """Each has one; what is none says what there is."""
    endings = {"a.svg": "svg", "b.HTML": "html", "c.mmd": "mermaid", "d.gv": "dot", "e.json": "json", "f.txt": "text"}
    assert {name: format_of(name) for name in endings} == endings
    assert set(endings.values()) == set(FORMATS)
    for wrong, hint in (("htm5", "did you mean `html`?"), ("SVG", "did you mean `svg`?"), ("pdf", "use one of `text`")):
        with pytest.raises(UnknownFormatError) as caught:
            draw(picture(Graph([])), wrong)
        assert caught.value.format == wrong
        assert (caught.value.hint or "").startswith(hint)
    with pytest.raises(UnknownFormatError, match="no format `png`"):
        format_of("history.png")
