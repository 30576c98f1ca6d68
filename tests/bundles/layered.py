"""Bundles as they lie in a home once they are installed, and Word templates that print a mark."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator import signing
from generator.bundles import home, sealed, versions
from generator.bundles.home import Home, Role, Trusted, Use
from generator.bundles.manifest import Manifest
from generator.library import home as shipped
from generator.signing import SecretKey

COMMITTEE, ONE, TWO = "某专业委", "甲机构", "乙机构"
LETTER, BOARD = "word/letter_enterprise.docx", "form/board_a3.docx"
_TITLES = {LETTER: "关于开展安全生产技术服务的告知函", BOARD: "安全生产社会化服务公示牌"}


@cache
def key() -> SecretKey:
    """The key of every publisher."""
    return signing.generated()


def marked(path: str, mark: str) -> bytes:
    """A shipped Word template with a mark behind its title."""
    source = zipfile.ZipFile(shipped.templates() / path)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "word/document.xml":
                title = _TITLES[path].encode()
                assert title in data
                data = data.replace(title, title + mark.encode(), 1)
            made.writestr(zipfile.ZipInfo(item.filename), data)
    return out.getvalue()


def marks(file: Path) -> str | None:
    """What stands behind the title of a document made from a template of those; None for another."""
    with zipfile.ZipFile(file) as opened:
        text = opened.read("word/document.xml").decode()
    title = next((one for one in _TITLES.values() if f">{one}" in text), None)
    return text.partition(f">{title}")[2].partition("<")[0] if title else None


def put(
    place: Home, name: str, version: str, files: Mapping[str, bytes], role: Role = "agency", **about: object
) -> str:
    """Install a version as it comes into use, and the line by which an agency names it."""
    listed = json.dumps([*files])
    edition = f'id: {name}\nedition: "{version}"\nneeds: 1\nfiles: {listed}\n'
    manifest = replace(Manifest(name, version, f"{name}模板包"), **about)  # type: ignore[arg-type]
    data = sealed.sealed(manifest, {**files, "edition.yaml": edition.encode()}, key())
    found = sealed.parsed(data, name)
    for path, content in found.members.items():
        file = place.bundle(name, version) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    _record(place, name, version, role, found.digest)
    return found.line


def _record(place: Home, name: str, version: str, role: Role, digest: str) -> None:
    state, line = home.state(place), key().public.line
    with home.changing(place):
        home.write_trust(place, {**home.trust(place), name: Trusted(role, line)})
        before = state.get(name)
        digests = {**(before.digests if before else {}), version: digest}
        earlier = (*before.before, before.use) if before else ()
        seen = max(digests, key=versions.order)
        home.write_state(place, {**state, name: Use(version, seen, earlier, digests, (line,))})


def use(place: Home, name: str, version: str) -> None:
    """Go back to a version that is installed."""
    with home.changing(place):
        state = home.state(place)
        home.write_state(place, {**state, name: replace(state[name], use=version)})
