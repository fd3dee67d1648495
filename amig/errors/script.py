"""Errors of the revision files on disk."""

from __future__ import annotations

from amig.errors.base import AmigError, error, listed


class ScriptError(AmigError):
    """The revision files on disk."""


@error
class NoMigrationsError(ScriptError):
    """The migrations folder is not there."""

    exit_code = 2
    says = "no migrations folder at `{location}`"
    advice = "run `amig init`, or correct `script_location` or `version_locations`"
    location: str


@error
class FolderNotEmptyError(ScriptError):
    """`amig init` was given a folder that holds something."""

    exit_code = 2
    says = "`{location}` is there already and is not empty"
    advice = "name another folder, or empty this one"
    location: str


@error
class BadScriptError(ScriptError):
    """A revision file that cannot be read, parsed or imported."""

    says = "`{path}`{place} {problem}"
    advice = "correct the file; nothing was executed"
    path: str
    problem: str
    line: int | None = None

    @property
    def sentence(self) -> str:
        place = f", line {self.line}," if self.line else ""
        return f"`{self.path}`{place} {self.problem}"


@error
class UnwritableError(ScriptError):
    """A new revision's file cannot be written."""

    says = "`{path}` cannot be written: {problem}"
    advice = "give another id or message, or make the folder writable; nothing was written"
    path: str
    problem: str


@error
class UnwritableOutputError(ScriptError):
    """A file that a result was to be written to cannot be written."""

    exit_code = 2
    says = "`{path}` cannot be written: {problem}"
    advice = "name another file, or leave the option out to get it on stdout"
    path: str
    problem: str


@error
class MissingHeaderError(ScriptError):
    """A revision file lacks something every revision has."""

    says = "`{path}` has no `{name}`"
    advice = "give it one, or move the file out of the versions folder"
    path: str
    name: str


@error
class DuplicateRevisionError(ScriptError):
    """Two files claim one revision id."""

    says = "revision `{revision}` is in more than one file: {paths}"
    advice = "give one of them a new id, and correct the `down_revision` that follows it"
    revision: str
    paths: tuple[str, ...]


@error
class MissingParentError(ScriptError):
    """A file names a parent, or a dependency, that no file has."""

    says = "`{path}`: revision `{revision}` {verb} `{parent}`, which no file has"
    advice = "restore the file of `{parent}`, or correct `{key}`"
    revision: str
    parent: str
    path: str
    verb: str = "follows"
    key: str = "down_revision"


@error
class CycleError(ScriptError):
    """Revisions that follow or depend on each other in a ring."""

    advice = "correct the `down_revision` or `depends_on` of one of them"
    revisions: tuple[str, ...]

    @property
    def sentence(self) -> str:
        first, *others = self.revisions
        if not others:
            return f"revision `{first}` follows, or depends on, itself"
        return f"revisions follow, or depend on, each other in a ring: {listed(self.revisions)}"


@error
class BadRevisionIdError(ScriptError):
    """A revision id that cannot be used."""

    says = "the revision id `{revision}` {problem}"
    advice = "choose another: at most 32 letters, digits, `_` or `.`"
    revision: str
    problem: str


@error
class BadLabelError(ScriptError):
    """A branch label that cannot be used; `path` is the file that has it, where it is in one already."""

    advice = "give the branch another name"
    label: str
    problem: str
    path: str | None = None

    @property
    def sentence(self) -> str:
        place = f"`{self.path}`: " if self.path else ""
        return f"{place}the branch label `{self.label}` {self.problem}"


@error
class BadFileTemplateError(ScriptError):
    """A `file_template` that makes no name for a revision's file."""

    exit_code = 2
    says = "the `file_template` `{template}` {problem}"
    advice = "write tokens like `%(rev)s`; there are {tokens}"
    template: str
    problem: str
    tokens: tuple[str, ...]


@error
class VersionPathError(ScriptError):
    """A new revision whose folder is not known, or is none of the configured ones."""

    exit_code = 2
    says = "{problem}"
    advice = "name one with `--version-path`: {locations}"
    problem: str
    locations: tuple[str, ...]


@error
class HookFailedError(ScriptError):
    """What should have been done to a new file did not work; `output` is what the tool said."""

    advice = "`{path}` was written and is kept; correct it, or `post_write_hooks`, and run the hook by hand"
    hook: str
    path: str
    problem: str
    output: str = ""

    @property
    def sentence(self) -> str:
        said = "".join(f"\n    {line}".rstrip(" ") for line in self.output.splitlines())
        return f"the hook `{self.hook}` on `{self.path}`: {self.problem}{said}"


@error
class ReplacedTwiceError(ScriptError):
    """Two squashed revisions say that they replace the same one."""

    says = "revision `{revision}` is replaced in more than one file: {paths}"
    advice = "leave it in the `replaces` of one of them"
    revision: str
    paths: tuple[str, ...]


@error
class UnawaitedError(ScriptError):
    """A script called an operation and did not await it. `calls` are (operation, file, line)."""

    calls: tuple[tuple[str, str, int], ...]
    nothing_sent: bool = True

    @property
    def sentence(self) -> str:
        return "never awaited: " + ", ".join(f"`op.{name}` ({path}, line {line})" for name, path, line in self.calls)

    @property
    def hint(self) -> str | None:
        end = "nothing was executed" if self.nothing_sent else "the revision was not recorded"
        return f"write `await` before the call; {end}"
