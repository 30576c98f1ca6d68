"""Folders by what is in them: every file counts by its path and its bytes, nothing by its time."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_MADE = "__pycache__"  # what Python lays there, other bytes in every version
# What systems lay into any folder that somebody looks at.
STRAYS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def digest(folder: Path, pattern: str = "*") -> str:
    """SHA-256 (hex) over the files under a folder whose names match; OSError where one cannot be read."""
    found = sha256()
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob(pattern)):
        if _MADE not in path.parts and path.name not in STRAYS and path.is_file():
            found.update(f"{name}\n{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()
