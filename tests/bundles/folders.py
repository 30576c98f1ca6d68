"""Folders of bundles as tests need them."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"


def bundle(own: Path, files: dict[str, str | bytes], **more: object) -> Path:
    """A bundle of those files by their paths below it, with an edition that lists them."""
    for name, data in files.items():
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    edition = {"edition": "2026.11", "needs": 2, **more, "files": sorted(files)}
    (own / "edition.yaml").write_text(yaml.safe_dump(edition, allow_unicode=True), "utf-8")
    return own


def shipped(name: str) -> bytes:
    """A file of the built-in library."""
    return (TEMPLATES / name).read_bytes()
