"""Files into a pack folder, safely: all or nothing at first, then step by step with a journal.

Never over a file edited by hand, never through a link, one build at a time. Whatever stops a build, the next
one knows its own output again and ends whole.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator import names
from generator.delivery import disk, lock, manifest, sweep
from generator.delivery.manifest import MANIFEST
from generator.delivery.model import Action, File, Report, Row, Step, Terms, digest
from generator.delivery.rebuild import Rebuild
from generator.delivery.rows import by_key, entry
from generator.delivery.single import put, put_folder, put_new, put_secret, temporary
from generator.delivery.whose import pack
from generator.delivery.words import UNTOUCHED, explained
from generator.errors import PackError
from generator.problems import Problem, error

__all__ = [
    "MANIFEST",
    "Action",
    "File",
    "Report",
    "Row",
    "Step",
    "Terms",
    "deliver",
    "digest",
    "pack",
    "past",
    "place",
    "preview",
    "put",
    "put_folder",
    "put_new",
    "put_secret",
    "temporary",
]


def deliver(folder: Path, files: tuple[File, ...], about: Mapping[str, object], terms: Terms) -> Report:
    """Write the pack; ``about`` heads the manifest (tool, input hash, day). PackError when it cannot."""
    _distinct(files)
    with _alone(folder, terms.wait) as stage:
        if folder.exists():
            return Rebuild(folder, files, about, terms).run()
        return _create(folder, stage, files, about)


def place(folder: Path, file: File, day: datetime.date) -> tuple[Problem, ...]:
    """Put one file into a pack that is there, by the rules of `deliver`; what is to be told of it.

    All else stays as it is on record. PackError where no pack is, or the file cannot be put there at all.
    """
    if not (folder / MANIFEST).is_file():
        raise PackError(error(str(folder), "这里没有资料包", "请核对文件夹，或先生成资料包"))
    with _alone(folder):
        about = manifest.read(folder).about
        return Rebuild(folder, (file,), about, Terms(day.isoformat(), whole=False)).run().problems


@contextlib.contextmanager
def _alone(folder: Path, wait: float = 0.0) -> Iterator[Path]:
    """Hold a pack, which is a folder or not there yet; the place of the temporary folder for a new one.

    ``wait`` as in `Terms`.
    """
    with explained(folder, UNTOUCHED):
        disk.make_folder(folder.parent)
        stage = lock.stage(folder)
        with lock.of_pack(folder, wait):
            sweep.sweep(folder.parent)
            disk.clear(stage)  # of a build that was killed
            _refuse_file(folder)
            yield stage


def preview(folder: Path, files: tuple[File, ...], about: Mapping[str, object], terms: Terms) -> Report:
    """What `deliver` would do and why, without touching the disk; PackError as it would raise."""
    _distinct(files)
    with explained(folder, UNTOUCHED):
        _refuse_file(folder)
        if folder.exists():
            return Rebuild(folder, files, about, terms).foreseen()
    return _all_new(folder, files)


def past(folder: Path) -> Mapping[tuple[str, str], Row]:
    """What a pack keeps of each file, by deliverable and key; empty where there is no record to be read.

    A record that is damaged, or a later tool's, is told by `deliver` and `preview`.
    """
    try:
        found = manifest.read(folder)
    except (PackError, OSError):
        return {}
    seen = manifest.built_on(found.about)
    return by_key(replace(row, seen=seen) for row in found.rows.values())


def _refuse_file(folder: Path) -> None:
    if folder.is_file():
        raise FileExistsError(errno.EEXIST, "a file is there", str(folder))


def _all_new(folder: Path, files: tuple[File, ...]) -> Report:
    return Report(folder, tuple(("新建", file.path) for file in files), ())


def _create(folder: Path, stage: Path, files: tuple[File, ...], about: Mapping[str, object]) -> Report:
    """Write everything into a temporary folder on the same disk; one rename makes it the pack."""
    try:
        for file in files:
            disk.write(stage / file.path, file.data)
        disk.write(stage / MANIFEST, manifest.text(about, [entry(file) for file in files]))
        disk.rename(stage, folder)
    finally:
        disk.clear(stage)
    return _all_new(folder, files)


def _distinct(files: tuple[File, ...]) -> None:
    """Refuse two files of which one would overwrite the other on a disk blind to case."""
    seen: dict[str, str] = {}
    for file in files:
        key = names.key(file.path)
        if key in seen:
            raise _twins(file.path, seen[key])
        seen[key] = file.path


def _twins(path: str, other: str) -> PackError:
    hint = "请改动其中一个的名称；没有写入任何文件"
    return PackError(error(path, f"与“{other}”在 Windows 上是同一个文件名", hint))
