"""The configuration: where it is found, how it is read, what is wrong with it; in a file as in code."""

from __future__ import annotations

from pathlib import Path

import pytest

from amig.config import Config, masked
from amig.errors import (
    BadConfigError,
    MissingVariableError,
    NoConfigError,
    TwoConfigsError,
    UnknownOptionError,
    UnreadableConfigError,
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AMIG_CONFIG", raising=False)
    return tmp_path


def test_a_file_and_code_say_the_same(here) -> None:
    """Every option can be set from code too."""
    text = """
        script_location = "db"
        url = "sqlite:///x.db"
        engine = "app:engine"
        metadata = "app:Base"
        version_table = "v"
        version_table_schema = "s"
        transaction = "run"
        operations = "app:Ops"
        lock_wait = 5
        prepend_sys_path = ["src", "."]
        file_template = "%(slug)s"
        truncate_slug_length = 20
        timezone = "UTC"
        output_encoding = "latin-1"
        post_write_hooks = [{ name = "a", type = "exec", executable = "x" }]
    """
    (here / "amig.toml").write_text(text)
    code = Config(
        script_location="db",
        url="sqlite:///x.db",
        engine="app:engine",
        metadata="app:Base",
        version_table="v",
        version_table_schema="s",
        transaction="run",
        operations="app:Ops",
        lock_wait=5,
        prepend_sys_path=("src", "."),
        file_template="%(slug)s",
        truncate_slug_length=20,
        timezone="UTC",
        output_encoding="latin-1",
        post_write_hooks=({"name": "a", "type": "exec", "executable": "x"},),
        file=here / "amig.toml",
    )
    assert Config.load() == code
    assert code.folder / code.script_location == here / "db"
    assert code.import_paths == ((here / "src").resolve(), here.resolve())


def test_where_it_is_found(here, monkeypatch) -> None:
    """A named file, the environment, amig.toml, pyproject.toml, in that order."""
    with pytest.raises(NoConfigError, match=r"amig\.toml"):
        Config.load()
    (here / "pyproject.toml").write_text('[tool.other]\nx = 1\n[tool.amig]\nscript_location = "p"\n')
    assert Config.load().script_location == "p"
    (here / "own.toml").write_text('script_location = "o"\n')
    monkeypatch.setenv("AMIG_CONFIG", "own.toml")
    assert Config.load().script_location == "o"
    assert Config.load("pyproject.toml").script_location == "p"
    monkeypatch.delenv("AMIG_CONFIG")
    (here / "amig.toml").write_text('script_location = "p"\n')
    assert Config.load().file == here / "amig.toml"
    (here / "amig.toml").write_text('script_location = "different"\n')
    with pytest.raises(TwoConfigsError, match="disagree"):
        Config.load()


def test_variables_of_the_environment(here) -> None:
    """`${VAR}` and `${VAR:-default}`, anywhere in a string."""
    (here / "amig.toml").write_text('url = "postgresql://${USER_NAME}:${PASS}@${HOST:-localhost}/d"\n')
    config = Config.load(environ={"USER_NAME": "ann", "PASS": "p$w"})
    assert config.url == "postgresql://ann:p$w@localhost/d"
    assert config.needed_url == config.url


def test_a_variable_that_is_not_there(here) -> None:
    """Whoever needs the URL is told; whoever brings a database, or needs none, is not asked for it."""
    (here / "amig.toml").write_text('url = "postgresql://${USER_NAME}:${PASS}@h/d"\n')
    config = Config.load(environ={"USER_NAME": "ann"})
    with pytest.raises(MissingVariableError, match=r"`url` in `amig\.toml` needs the environment variable `PASS`"):
        _ = config.needed_url
    assert Config(url="sqlite:///${literal}.db").needed_url == "sqlite:///${literal}.db"
    (here / "amig.toml").write_text('version_table = "${NAME}"\n')
    with pytest.raises(MissingVariableError, match="`NAME`"):
        Config.load(environ={})


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("scriptlocation = 'x'", UnknownOptionError, "script_location"),
        ("file = 'x'", UnknownOptionError, "file"),
        ("lock_wait = 'x'", BadConfigError, "must be a number"),
        ("lock_wait = true", BadConfigError, "must be a number"),
        ("lock_wait = -1", BadConfigError, "less than 0"),
        ("version_table = ''", BadConfigError, "is empty"),
        ("url = 5", BadConfigError, "must be a string"),
        ("prepend_sys_path = 'x'", BadConfigError, "a list of strings"),
        ("prepend_sys_path = [1]", BadConfigError, "a list of strings"),
        ("transaction = 'maybe'", BadConfigError, "`revision`"),
        ("truncate_slug_length = 1.5", BadConfigError, "must be a whole number"),
        ("truncate_slug_length = true", BadConfigError, "must be a whole number"),
        ("truncate_slug_length = 0", BadConfigError, "less than 1"),
        ("output_encoding = 'base64'", BadConfigError, "no text encoding"),
        ("output_encoding = 'utf-16'", BadConfigError, "no Python file can be written in"),
        ("post_write_hooks = ['ruff']", BadConfigError, "a list of tables"),
        ("post_write_hooks = [{ name = '${NO_SUCH}' }]", MissingVariableError, "`NO_SUCH`"),
        ("x = ", UnreadableConfigError, "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(here, text: str, error: type[Exception], said: str) -> None:
    """File, key, what was found and what it must be."""
    (here / "amig.toml").write_text(text + "\n")
    with pytest.raises(error) as caught:
        Config.load()
    assert said in f"{caught.value} {caught.value.hint}"  # type: ignore[attr-defined]
    assert "amig.toml" in str(caught.value)


def test_a_password_is_never_shown() -> None:
    """Neither by repr nor in messages."""
    config = Config(url="postgresql://u:secret@h/d")
    assert "secret" not in repr(config)
    assert masked("cannot reach postgresql://u:secret@h/d") == "cannot reach postgresql://u:***@h/d"
