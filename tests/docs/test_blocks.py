"""Every code block of the documentation is run: each page as one story, against a real database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import fresh
from tests.docs.pages import DATABASES, ROOT, Page, pages
from tests.docs.story import PROJECTS, telling

PAGES = [page for page in pages() if page.blocks or page.problems]
MOST_SKIPPED = 20
"""So many blocks may be left out, of all pages together."""
LOOKED_AT = {"text", "diff"}
MARKS = {"exit", "raises", "as", "apart", "plainly"}


def case(page: Page):
    name = page.name.removeprefix("docs/").removesuffix(".md").replace("/", "-")
    return pytest.param(page, id=name, marks=[pytest.mark.full] if page.full else [])


@pytest.fixture
def in_its_own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder, and an environment that is put back, whatever a page does to it."""
    before, path = dict(os.environ), list(sys.path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    os.environ |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
    os.environ |= {"HOME": str(tmp_path / "home"), "GIT_CONFIG_NOSYSTEM": "1"}
    os.environ |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in GIT.items()}
    yield tmp_path
    os.environ.clear()
    os.environ |= before
    sys.path[:] = path


GIT = {"NAME": "Ann", "EMAIL": "ann@example.org"}


# the engine of a page's app keeps its connection until the process ends, as it does for its reader
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("page", [case(page) for page in PAGES])
def test_page(page: Page, request: pytest.FixtureRequest, in_its_own_place: Path) -> None:
    """Its blocks, in their order."""
    assert page.problems == ()
    made = iter(range(1000))
    with ExitStack() as stack:

        def database():
            folder = in_its_own_place / f"db{next(made)}"
            folder.mkdir()
            return stack.enter_context(fresh(page.database, request, folder))

        with telling(page, in_its_own_place, database) as tell:
            for block in page.blocks:
                if block.skipped is None:
                    tell(block)
    request.node.user_properties += [("tally", "blocks of the documentation run")] * sum(
        block.skipped is None and block.language not in LOOKED_AT for block in page.blocks
    )


def test_markers_say_what_there_is() -> None:
    """Words that mean something, databases and projects that are there."""
    words = {(block.where, mark.partition(" ")[0]) for page in PAGES for block in page.blocks for mark in block.marks}
    assert {(where, word) for where, word in words if word not in MARKS} == set()
    assert {page.name for page in PAGES if page.database not in DATABASES} == set()
    assert {page.name for page in PAGES if page.project and not (PROJECTS / page.project).is_dir()} == set()


def test_what_is_not_run_is_little(request: pytest.FixtureRequest) -> None:
    """And says why, in words."""
    skipped = [block for page in PAGES for block in page.blocks if block.skipped is not None]
    assert [block.where for block in skipped if len((block.skipped or "").split()) < 3] == []
    assert len(skipped) <= MOST_SKIPPED, [f"{block.where}: {block.skipped}" for block in skipped]
    total = sum(block.language not in LOOKED_AT for page in PAGES for block in page.blocks)
    request.node.user_properties.append(("figure", f"{len(skipped)} of {total} blocks of the documentation not run"))


def test_the_readme_is_among_them() -> None:
    assert (ROOT / "README.md").is_file()
    assert "README.md" in {page.name for page in PAGES}
