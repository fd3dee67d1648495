"""The shop of the quick start: what its README says, and the demo."""

from __future__ import annotations

import pytest

from tests.examples.running import EXAMPLES, commands, example

HEAD = "71de0968"


@pytest.mark.timeout(300)  # each command is a process
def test_what_the_readme_says(tmp_path) -> None:
    """Up, a look, and the demo, which goes down and up again."""
    here = example("quickstart", tmp_path)
    upgrade, history, demo = here.commands
    assert here.run(upgrade).endswith(f"at {HEAD}\n")
    assert HEAD in here.run(history).splitlines()[0]
    assert here.run(demo).endswith(f"7 revisions, now at {HEAD}: all is well\n")
    here.run("amig check")


def test_each_example_has_a_readme_and_a_test() -> None:
    """Three commands, and what there is to see."""
    for folder in (path for path in EXAMPLES.iterdir() if path.is_dir()):
        readme = (folder / "README.md").read_text()
        assert "## What you will see" in readme, folder
        assert len(commands(readme)) == 3, folder
        assert (EXAMPLES.parent / "tests" / "examples" / f"test_{folder.name.replace('-', '_')}.py").exists(), folder
