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
    folder = target.parent
    if target.exists() or target.is_symlink():
        raise PackError(error(str(target), "文件已存在，未改动", "请换一个文件名"))
    if wrong := tuple(_occupied(folder, files)):
        raise PackError(wrong)
    new = {folder / name: asset for name, asset in files.items() if not (folder / name).exists()}
    with _taken_back() as made:
        for path, asset in new.items():
            delivery.put_new(path, content(asset))
            made.append(path)
        delivery.put_new(target, raw)
    return tuple(new)


def _occupied(folder: Path, files: Mapping[str, Asset]) -> Iterator[Problem]:
    """The places in which something other than the file is."""
    for name, asset in files.items():
        path = folder / name
        if not path.exists() or (isinstance(asset, File) and path.samefile(asset.path)):
            continue
        if not path.is_file() or not is_same(File(path), asset):
            yield error(str(path), "这里已有另一个文件，没有写入任何文件", "请移走，或者换一个文件夹")


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
