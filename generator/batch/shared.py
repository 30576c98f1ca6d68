"""Values that travel between machines: every path in them is told from a root that each machine knows.

A folder that two machines share may be mounted elsewhere on each, and what belongs to a machine itself (the
tool's library, its cache folder, its installed bundles) lies wherever that machine has it.
"""

from __future__ import annotations

import io
import os
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import ClusterError
from generator.library import home
from generator.problems import error

_TEXT = "text"


def place(path: Path) -> Path:
    """The whole path, its links as they are: only the way that the user named is known to every machine."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolving would follow links


@dataclass(frozen=True, slots=True)
class Shared:
    """Where this machine has the shared folder, its cache folder and that of installed bundles; all absolute.

    None for one that it has not.
    """

    root: Path
    cache: Path | None
    home: Path | None = None

    def packed(self, value: object) -> bytes:
        """A value as bytes for another machine; ClusterError for a path in it that no other one sees."""
        file = io.BytesIO()
        _Packer(file, self).dump(value)
        return file.getvalue()

    def unpacked(self, data: bytes) -> Any:
        """The value that another machine packed, its paths as they are here."""
        return _Unpacker(io.BytesIO(data), self).load()

    @property
    def anchors(self) -> dict[str, Path | None]:
        """What paths are told from, by name; the tool's own first, as it may lie in the shared folder."""
        return {"library": home.templates(), "cache": self.cache, "home": self.home, "root": self.root}

    @property
    def prefix(self) -> str:
        """How paths in the shared folder begin in messages."""
        return f"{self.root}{os.sep}"

    def away(self, path: Path) -> tuple[str, str]:
        """A path as its anchor's name and the way from there, in posix form."""
        whole = place(path)
        for name, anchor in self.anchors.items():
            if anchor and whole.is_relative_to(anchor):
                return name, whole.relative_to(anchor).as_posix()
        raise self._outside(path)

    def _outside(self, path: Path) -> ClusterError:
        message = f"不在共享文件夹 {self.root} 之内，别的机器看不到"
        hint = "请移到其中，或用 --root 指定各台机器都能看到的文件夹"
        return ClusterError(error(str(path), message, hint))

    def here(self, name: str, way: str) -> Path | None:
        """The path of that anchor and way on this machine; None in a cache folder that it has not."""
        anchor = self.anchors[name]
        return anchor / way if anchor else None


class _Packer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, shared: Shared) -> None:
        super().__init__(file)
        self._shared, self._prefix = shared, shared.prefix

    def persistent_id(self, value: object) -> tuple[str, ...] | None:
        if isinstance(value, Path):
            return self._shared.away(value)
        if isinstance(value, str) and self._prefix in value:
            return (_TEXT, *value.split(self._prefix))
        return None


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, shared: Shared) -> None:
        super().__init__(file)
        self._shared = shared

    def persistent_load(self, told: tuple[str, ...]) -> Path | str | None:
        kind, *parts = told
        return self._shared.prefix.join(parts) if kind == _TEXT else self._shared.here(kind, parts[0])
