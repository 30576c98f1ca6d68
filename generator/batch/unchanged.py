"""Whether a pack is what a build would make of it: found out by digests, told to later runs by a seal."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator import intake, stamps
from generator.batch.seal import Marks, Seal, Seals, are_there, digest, lasts, mark, place
from generator.bundles import choice
from generator.delivery import MANIFEST, Report, disk, whole
from generator.errors import GeneratorError
from generator.intake import Input
from generator.library import Library
from generator.problems import errors_in
from generator.stamps import Stamp
from generator.workers import Entry

_EDITED, _SPARED = "保留手改", "另存新版"
_EARLIER = 2_000_000_000  # nanoseconds by which the time of a change may be told too early
_Inputs = Iterable[Input]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a pack rests on beside its client's data: digests of tool, library and own templates ("": none).

    What was built without ``strict`` may have had warnings; ``force`` is for what was edited by hand.
    ``base`` is the library itself, to which a client's agency may add a bundle; ``bundles`` is a digest of
    all that are installed.
    """

    tool: str
    library: str
    templates: str = ""
    strict: bool = False
    force: bool = False
    base: Library | None = None
    bundles: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 (hex), equal for equal choices."""
        told = (self.tool, self.library, self.templates, self.strict, self.force, self.bundles)
        return sha256(repr(told).encode()).hexdigest()

    def made(self, head: Mapping[str, object]) -> bool:
        """Whether a pack with that head was made of these, and whole; BundleError where a bundle is gone."""
        wanted = {"tool_sha256": self.tool, "library": self._library(head), "templates": self.templates}
        return "only" not in head and wanted.items() <= head.items() and are_there(_fonts(head))

    def _library(self, head: Mapping[str, object]) -> str:
        """The digest of the library of a client whose agency names the bundle that a head tells."""
        told = head.get("bundles")
        line = told.get("agency") if isinstance(told, dict) else None
        return choice.named(line, self.base).digest if self.base and isinstance(line, str) else self.library


@dataclass(frozen=True, slots=True)
class Watch:
    """Tells of packs in ``out`` whether they are what a build on ``day`` (ISO text) by these choices makes.

    ``cache`` is the user's cache folder, in which seals are kept; None for none. If ``thorough``, no seal is
    believed.
    """

    cache: Path | None
    out: Path
    day: str
    choices: Choices
    thorough: bool = False

    @property
    def seals(self) -> Seals:
        """The seals that hold for this day and these choices."""
        return Seals(self.cache, self.out, self.day, self.choices.digest)

    def believed(self, client: Path) -> Seal | None:
        """The seal of a client that is as it was, by stamps alone."""
        return None if self.thorough else self.seals.believed(client)

    def is_same(self, entry: Entry) -> bool:
        """Whether a client's pack would stay as it is, by digests; then a seal is kept for the next time."""
        seal = proven(entry.client, self.out / entry.name, self.day, self.choices) if entry.name else None
        if seal:
            self.seals.keep(entry.client, seal)
        return seal is not None

    def built(self, entry: Entry, inputs: _Inputs, report: Report, begun: int) -> None:
        """Keep a seal of what was just built, as `delivered` finds it."""
        if seal := delivered(entry.client, inputs, report, self.choices, begun):
            self.seals.keep(entry.client, seal)


class _Changed(ValueError):  # noqa: N818 - it never leaves this module
    """Something is not as it was."""


def proven(client: Path, pack: Path, day: str, choices: Choices) -> Seal | None:
    """The seal of a pack that a build on the day (ISO text) would leave as it is; None for any other.

    Every input and output is hashed. A pack that another program is writing is not judged.
    """
    if choices.strict:
        return None  # no manifest tells whether there were warnings
    try:
        with whole.held(pack) as found:
            if not found or not choices.made(found.about) or not lasts(*_days(found.about), day):
                return None
            made = _Pack(intake.client_file(client), pack, found.about)
            return made.sealed(choices, made.inputs(), made.outputs(_hashes(found), 0))
    except (GeneratorError, OSError, ValueError):
        return None


def delivered(client: Path, inputs: _Inputs, report: Report, choices: Choices, begun: int) -> Seal | None:
    """The seal of a pack that was just built of these inputs; None where the next build has more to tell.

    What somebody edited may lie there once a build has nothing to tell of it. ``begun`` (nanoseconds since
    1970) was before anything was read: what bears a later time is hashed again.
    """
    edited = {path for action, path in report.actions if action == _EDITED}
    if errors_in(report.problems) or (edited and report.problems) or _SPARED in dict(report.actions):
        return None
    try:
        with whole.held(report.folder) as found:
            if not found or not choices.made(found.about):
                return None
            pack = _Pack(intake.client_file(client), report.folder, found.about)
            read = _still(inputs, begun)
            by_hand = {path: disk.look(report.folder, path).hash for path in edited}
            return pack.sealed(choices, read, pack.outputs(_hashes(found) | by_hand, begun))
    except (GeneratorError, OSError, ValueError):
        return None


def _fonts(head: Mapping[str, object]) -> dict[str, str]:
    """The fonts of the machine that had a say in drawings, by their characters."""
    found = head.get("fonts", {})
    if not isinstance(found, dict):
        raise _Changed
    return found


def _days(head: Mapping[str, object]) -> tuple[str, str]:
    """The day of a build and that until which its pack stays the same."""
    day, until = head.get("day"), head.get("same_until")
    if not isinstance(day, str) or not isinstance(until, str):
        raise _Changed
    return day, until


def _hashes(found: whole.Past) -> dict[str, str]:
    return {path: row.hash for path, row in found.rows.items()}


@dataclass(frozen=True, slots=True)
class _Pack:
    """A pack, the data file that it is made of, and the head of its manifest."""

    file: Path
    folder: Path
    head: Mapping[str, object]

    def sealed(self, choices: Choices, inputs: Marks, outputs: Marks) -> Seal:
        """The seal of a client and its pack, if today the same files would be read."""
        file, head = self.file, self.head
        if not inputs.keys() >= {file.name, *intake.listed(file)}:
            raise _Changed
        if choices.strict:  # files that come to these folders may be warned of, read or not
            inputs = inputs | _folders(file.parent)
        return Seal(
            str(head.get("client", "")),
            str(head.get("uscc", "")),
            self.folder.name,
            file.name,
            *_days(head),
            choices.digest,
            inputs,
            outputs,
            _fonts(head),
        )

    def inputs(self) -> Marks:
        """The marks of the inputs that the manifest names, each hashed and as it was."""
        since, named, marks = time.time_ns(), self.head.get("inputs"), Marks()
        home = f"{self.file.parent.absolute()}"
        for name, wanted in named.items() if isinstance(named, dict) else ():
            path = Path(place(home, name))
            stamp = stamps.of(path)
            if intake.digest(path) != wanted:
                raise _Changed
            marks[name] = mark(stamp, wanted, since) if stamp else None
        return marks

    def outputs(self, wanted: Mapping[str, str], begun: int) -> Marks:
        """The marks of the pack's files, which have the wanted digests; only what is younger is hashed."""
        since = time.time_ns()
        marks = Marks(dict.fromkeys(whole.PASSING))
        for path, hashed in {**wanted, MANIFEST: digest(f"{self.folder}/{MANIFEST}")}.items():
            stamp = self._stamp(path)
            if not hashed or (stamp.mtime_ns >= begun - _EARLIER and self._digest(path) != hashed):
                raise _Changed
            marks[path] = mark(stamp, hashed, since)
        return marks

    def _stamp(self, path: str) -> Stamp:
        found = (self.folder / path).lstat()
        return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)

    def _digest(self, path: str) -> str:
        return disk.look(self.folder, path).hash


def _folders(home: Path) -> Marks:
    """The marks of the folders beside a client's data into which files come; None for one that is not."""
    found = {name: stamps.of(home / name) for name in (intake.RECORDS, intake.ISSUED)}
    return {name: [*stamp] if stamp else None for name, stamp in found.items()}


def _still(inputs: _Inputs, begun: int) -> Marks:
    """The marks of inputs that are as they were when they were read."""
    marks = Marks()
    for one in inputs:
        if stamps.of(one.path) != one.stamp:
            raise _Changed
        marks[one.name] = mark(one.stamp, one.sha256, begun) if one.stamp else None
    return marks
