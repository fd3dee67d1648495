"""What other tools make of the formats that are theirs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from playwright.sync_api import Browser

from amig.script.picture import draw
from amig.script.picture.picture import picture
from tests.looks.browser import KEPT, script
from tests.looks.histories import SMALL, large, small
from tests.script.nasty import TEXTS, nasty


def test_graphviz_draws_it(tmp_path: Path) -> None:
    """Every revision and edge is in its own reading, with its text as it was, dashed where it should be."""
    for number, graph in enumerate((small(), nasty(), large(300))):
        drawn = picture(graph)
        file = tmp_path / f"{number}.dot"
        file.write_text(draw(drawn, "dot"), encoding="utf-8")
        done = subprocess.run(["dot", "-Tjson0", file], capture_output=True, text=True, check=True)
        assert done.stderr == ""
        read = json.loads(done.stdout)
        assert {one["name"] for one in read["objects"]} == {node.id for node in drawn.revisions}
        dashed = [one for one in read["edges"] if one.get("style") == "dashed"]
        assert len(dashed) == sum(edge.kind == "dependency" for edge in drawn.layout.edges)
        assert len(read["edges"]) == len(drawn.layout.edges)
    subprocess.run(
        ["dot", "-Tpng", "-Gdpi=72", "-Gbgcolor=white", "-o", KEPT / "dot.png", tmp_path / "0.dot"], check=True
    )


def test_mermaid_draws_it(browser: Browser) -> None:
    """Mermaid itself parses it, and the labels that it draws are the messages as they are."""
    page = browser.new_page(viewport={"width": 1000, "height": 1500})
    page.set_content("<!doctype html><meta charset=utf-8><body style='margin:16px;background:#fff'></body>")
    page.add_script_tag(content=script("mermaid/dist/mermaid.min.js"))
    page.evaluate("mermaid.initialize({startOnLoad: false, maxEdges: 5000, maxTextSize: 1e6})")
    for graph in (large(200), nasty(), small()):
        page.evaluate(
            "async text => { document.body.innerHTML = (await mermaid.render('g', text)).svg }",
            draw(picture(graph), "mermaid"),
        )
        seen = page.locator(".nodeLabel").all_text_contents()
        assert len(seen) >= len(graph)
        expected = TEXTS if len(graph) == len(TEXTS) else [message for _, _, message, _, _ in SMALL]
        if len(graph) < 100:
            squeezed = ["".join(text.replace("\u2060", "").split()) for text in seen]
            assert [text for text in expected if not any("".join(text.split()) in one for one in squeezed)] == []
    page.locator("svg").screenshot(path=KEPT / "mermaid.png")
    page.close()
