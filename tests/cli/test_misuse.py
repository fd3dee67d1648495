"""What is said of a command line that is none: one sentence, and where to look."""

from __future__ import annotations

import pytest

from amig.cli import run


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["upgrade", "--tagg"], "no such option `--tagg`", "did you mean `--tag`?"),
        (["upgrad"], "no command `upgrad`", "did you mean `upgrade`, `graph`, `downgrade`?"),
        (["zzz"], "no command `zzz`", "`amig --help` says what it takes"),
        (["heads", "extra"], "got unexpected extra argument (extra)", "`amig heads --help` says what it takes"),
        (["downgrade"], "`downgrade` needs a target", "give `-1` for one step, `base` for all, or what is to stay"),
        (["plan", "--downgrade"], "`--downgrade` needs a target", "give `base`, `-1` or a revision"),
        (["stamp", "--purge", "--sql", "base"], "`--purge`, `--sql` exclude each other", "give one of them"),
        (["-c"], "option `-c` requires an argument", "`amig --help` says what it takes"),
        (
            ["revision", "--format", "txt"],
            "invalid value for `--format`: `txt` is not one of `py`, `sql`",
            "`amig revision --help` says what it takes",
        ),
    ],
)
def test_it_is_told_as_every_error_is(tmp_path, monkeypatch, capsys, arguments, error: str, hint: str) -> None:
    """On stderr, with exit code 2."""
    (tmp_path / "amig.toml").write_text('url = "sqlite:///x.db"\n')
    (tmp_path / "migrations" / "versions").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert capsys.readouterr() == ("", f"error: {error}\nhint: {hint}\n")


def test_without_a_command_there_is_the_list(capsys) -> None:
    """As help shows it, and still misused."""
    with pytest.raises(SystemExit) as ended:
        run([])
    assert ended.value.code == 2
    assert "list-templates" in "".join(capsys.readouterr())


def test_an_alembic_project_is_led_to_adopt(tmp_path, monkeypatch, capsys) -> None:
    """Where amig is not configured yet."""
    monkeypatch.chdir(tmp_path)
    assert run(["heads"]) == 2
    assert "hint: run `amig init` here" in capsys.readouterr().err
    (tmp_path / "alembic.ini").write_text("[alembic]\nscript_location = m\n")
    assert run(["heads"]) == 2
    assert "hint: take the Alembic project that is here over with `amig adopt`" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--no-color", "--help"], ["upgrade", "--help", "--no-color"]])
def test_help_has_no_colours_when_told_so(monkeypatch, capsys, arguments: list[str]) -> None:
    """Even where the terminal, or the environment, would have them."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert run(arguments) == 0
    assert "\x1b[" not in capsys.readouterr().out
