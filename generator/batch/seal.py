"""What a client's inputs and its pack looked like when they were in order, so that none is opened again.

A seal is kept in the user's cache folder, never in the pack. It is believed while every file has the size,
the time of change and the number on the disk that it had. A file that was changed so shortly before it was
looked at that a second change could bear the same time is hashed once more.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import file_digest, sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

from generator import canvas, kept
from generator.errors import GeneratorError
from generator.intake import client_file, listed
from generator.stamps import Stamp

_FORM = b"tuoguan seal 2\0"
_FOREVER = "9999-12-31"
# Nanoseconds between two changes that surely differ in their times, by how finely the disk keeps them.
_COARSE, _FINE = 2_000_000_000, 20_000_000
_ROUND = 10_000_000

# By the path of a file below its folder: its stamp, then its SHA-256 where the stamp alone does not do; None
# for one that must not be there.
Marks = dict[str, "list[Any] | None"]
Look = Callable[[str], os.stat_result]


@dataclass(frozen=True, slots=True)
class Seal:
    """One client and its pack in order.

    ``name`` and ``code`` are the enterprise's, ``folder`` and ``file`` the names of the pack's folder and of
    the data file. The pack is of ``day``, nothing changes by itself before ``until`` (ISO text; "": ever).
    ``choices`` is a digest of what was asked for. ``inputs`` lie below the client's folder, ``outputs`` below
    the pack's. ``fonts`` are those of the machine that had a say in drawings, by their characters.
    """

    name: str
    code: str
    folder: str
    file: str
    day: str
    until: str
    choices: str
    inputs: Marks
    outputs: Marks
    fonts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Seals:
    """The seals of packs in the folder ``out``, for a run of a ``day`` and digest of ``choices``.

    ``cache`` is the user's cache folder; without one nothing is kept, and nothing believed.
    """

    cache: Path | None
    out: Path
    day: str
    choices: str

    def believed(self, client: Path) -> Seal | None:
        """The seal of a client that is as it was, by stamps alone; None where something may have changed."""
        seal = self._read(client)
        if not seal or seal.choices != self.choices or not lasts(seal.day, seal.until, self.day):
            return None
        try:
            renewed = _renewed(seal, client, self.out / seal.folder) if are_there(seal.fonts) else None
        except (GeneratorError, OSError, ValueError):
            return None
        if renewed and renewed is not seal:
            self.keep(client, renewed)
        return renewed

    def keep(self, client: Path, seal: Seal) -> None:
        """Keep a seal for later runs; a cache that cannot be written is no problem."""
        if self.cache:
            data = json.dumps(asdict(seal), ensure_ascii=False, separators=(",", ":")).encode()
            kept.write(*self._place(client, self.cache), zlib.compress(data, 1))

    def _read(self, client: Path) -> Seal | None:
        data = kept.read(*self._place(client, self.cache)) if self.cache else None
        return Seal(**json.loads(zlib.decompress(data))) if data else None

    def _place(self, client: Path, cache: Path) -> tuple[Path, bytes]:
        """The file of a seal, and the key without which it is nobody's: another client's is not believed."""
        key = self._key(client)
        name = sha256(key).hexdigest()
        return cache / "seals" / name[:2] / name[2:], key

    def _key(self, client: Path) -> bytes:
        return _FORM + f"{client.absolute()}\n{self.out.absolute()}".encode(errors="surrogateescape")


def lasts(day: str, until: str, asked: str) -> bool:
    """Whether a pack of one day, the same until another ("" for ever), is that of the day asked for."""
    return day <= asked < (until or _FOREVER)


def are_there(fonts: Mapping[str, str]) -> bool:
    """Whether the same fonts would draw those characters today; no font is looked for where there is none."""
    return not fonts or canvas.foreign("".join(fonts)) == fonts


def mark(stamp: Stamp, digest: str, since: int) -> list[Any]:
    """The mark of a file whose bytes had that digest when they were read, after ``since`` (ns since 1970)."""
    return [*stamp, digest] if is_young(stamp, since) else [*stamp]


def is_young(stamp: Stamp, since: int) -> bool:
    """Whether a later change might bear the same time: some disks keep no parts of seconds."""
    apart = _FINE if stamp.mtime_ns % _ROUND else _COARSE
    return stamp.mtime_ns > since - apart


def digest(path: str) -> str:
    """SHA-256 (hex) of a file; OSError as it comes."""
    with open(path, "rb") as file:  # noqa: PTH123 - a Path for each of thousands takes longer than the rest
        return file_digest(file, "sha256").hexdigest()


def place(base: str, name: str) -> str:
    """Where a file lies that is named from a folder: ``..`` leads out of a linked folder as data mean it."""
    path = f"{base}/{name}"
    return os.path.normpath(path) if name.startswith("../") else path


def leads_away(pack: Path, paths: Iterable[str]) -> bool:
    """Whether one of the folders in which files of a pack lie is a link: no build writes there."""
    folders = _folders(paths)
    return any(os.path.islink(f"{pack}/{folder}") for folder in folders)  # noqa: PTH114 - see `digest`


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders in which files lie, and those in which these lie."""
    nearest = {folder for path in paths if (folder := path.rpartition("/")[0])}
    return {folder for path in nearest for folder in accumulate(path.split("/"), "{}/{}".format)}


def _renewed(seal: Seal, client: Path, pack: Path) -> Seal | None:
    """The seal while it holds, with what was hashed again as stamps; None when it does not."""
    since = time.time_ns()
    file = client_file(client)
    if file.name != seal.file or not seal.inputs.keys() >= set(listed(file)):
        return None
    inputs = _held(f"{file.parent.absolute()}", seal.inputs, os.stat, since)
    if inputs is None or leads_away(pack, seal.outputs):
        return None
    outputs = _held(f"{pack}", seal.outputs, os.lstat, since)
    if outputs is None:
        return None
    is_same = inputs is seal.inputs and outputs is seal.outputs
    return seal if is_same else replace(seal, inputs=inputs, outputs=outputs)


def _held(base: str, marks: Marks, look: Look, since: int) -> Marks | None:
    """The marks while every one of them holds, the same or renewed; None when one does not."""
    young: Marks = {}
    for name, known in marks.items():
        path = place(base, name)
        if _stamp(path, look) != (known and known[:3]):
            return None
        if known is None:
            continue
        if len(known) > 3:
            if digest(path) != known[3]:
                return None
            young[name] = mark(Stamp(*known[:3]), known[3], since)
    return {**marks, **young} if young else marks


def _stamp(path: str, look: Look) -> list[int] | None:
    """What tells of a file whether it is as it was; None where none is."""
    try:
        found = look(path)
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ino]
