"""Where the shipped templates and schemas lie: beside setup.cfg in a checkout, else inside the package."""

from __future__ import annotations

import re
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent


def _folder(name: str) -> Path:
    beside = _CHECKOUT / name
    if (_CHECKOUT / "setup.cfg").is_file() and beside.is_dir():
        return beside
    return _PACKAGE / name


def templates() -> Path:
    """The folder of catalogue, texts, layouts, compiled Word templates and reference data."""
    return _folder("templates")


def schemas() -> Path:
    """The folder of JSON Schemas."""
    return _folder("schemas")


def skeleton(kind: str) -> str:
    """The commented YAML of a client or an agency to fill in; its first line tells editors the schema."""
    text = (templates() / "reference" / f"new_{kind}.yaml").read_text(encoding="utf-8")
    head = f"# yaml-language-server: $schema={(schemas() / f'{kind}.schema.json').as_uri()}"
    return re.sub(r"(?m)^# yaml-language-server: .*$", head, text, count=1)
