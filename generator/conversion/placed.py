"""Files put into a folder all together, each where nothing is or the very same file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import delivery
from generator.assets import Asset, File
from generator.conversion.named import content, is_same
from generator.errors import PackError
from generator.problems import Problem, error


def put(target: Path, raw: bytes, files: Mapping[str, Asset]) -> tuple[Path, ...]:
    """Write ``raw`` to the target, and beside it the files by their names that are not there yet: which.

    PackError, and nothing is written, where something else is in a place; what was written is taken back
    where the rest cannot be.
    """
    _refuse_other(target)
    places = {target.parent / name: asset for name, asset in files.items()}
    if wrong := tuple(_occupied(places)):
        raise PackError(wrong)
    new = {path: asset for path, asset in places.items() if not path.exists()}
    with _taken_back() as made:
        for path in _put_new(new):
            made.append(path)
        delivery.put_new(target, raw)
    return tuple(new)


def _refuse_other(target: Path) -> None:
    """Refuse a name under which something is."""
    if target.exists() or target.is_symlink():
        raise PackError(error(str(target), "文件已存在，未改动", "请换一个文件名"))


def _put_new(files: Mapping[Path, Asset]) -> Iterator[Path]:
    """Write one file after another, and tell each that is there."""
    for path, asset in files.items():
        delivery.put_new(path, content(asset))
        yield path


def _occupied(places: Mapping[Path, Asset]) -> Iterator[Problem]:
    """The places in which something other than the file is."""
    for path, asset in places.items():
        if path.exists() and not _lies_there(asset, path):
            yield error(str(path), "这里已有另一个文件，没有写入任何文件", "请移走，或者换一个文件夹")


def _lies_there(asset: Asset, path: Path) -> bool:
    """Whether what is in a place is the file, or one that holds the same."""
    if isinstance(asset, File) and path.samefile(asset.path):
        return True
    return path.is_file() and is_same(File(path), asset)


@contextlib.contextmanager
def _taken_back() -> Iterator[list[Path]]:
    """The files made within, which are deleted where not all of them can be made."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
