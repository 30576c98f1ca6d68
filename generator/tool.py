"""The tool itself as a value: two tools of one digest make the same of the same data, library and fonts."""

from __future__ import annotations

import os
import sys
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path

from generator import trees
from generator.library import home

# Whose other version may read, draw or pack otherwise, by the names under which they are installed.
PACKAGES = (
    "chinesecalendar",
    "docxtpl",
    "ezdxf",
    "fonticon_materialdesignicons7",
    "isal",
    "jinja2",
    "jsonschema_rs",
    "lxml",
    "markupsafe",
    "matplotlib",
    "numpy",
    "pillow",
    "pillow_heif",
    "python_docx",
    "python_calamine",
    "pyyaml",
    "segno",
    "shapely",
    "zhplot",
)
_TOLD = (".dist-info", ".egg-info")


@cache
def digest() -> str:
    """SHA-256 (hex) over the tool's own sources and schemas and the versions of what it stands on.

    The library tells its own.
    """
    own = (trees.digest(Path(__file__).resolve().parent, "*.py"), trees.digest(home.schemas(), "*.json"))
    there = versions(sys.path)
    beneath = (f"\n{name} {there.get(name, '')}" for name in PACKAGES)
    return sha256("".join((*own, f"\nzlib {zlib.ZLIB_RUNTIME_VERSION}", *beneath)).encode()).hexdigest()


def versions(folders: list[str]) -> dict[str, str]:
    """The versions of installed packages by their names, that which Python would import first.

    Told by the names of what pip leaves beside them: importlib.metadata takes longer than a client.
    """
    found: dict[str, str] = {}
    for folder in folders:
        try:
            names = sorted(os.listdir(folder or "."))  # noqa: PTH208 - thousands of names, no Paths
        except OSError:
            continue
        for name in names:
            if name.endswith(_TOLD):
                package, _, version = name.rpartition(".")[0].partition("-")
                found.setdefault(package.lower(), version)
    return found
