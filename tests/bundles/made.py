"""Small bundle files as a publisher seals them, and with what an attacker would do to them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache

from generator import signing, zipped
from generator.bundles import manifest, sealed
from generator.bundles.manifest import NAME, SIGNATURE, Manifest
from generator.signing import SecretKey, signed

FILES: Mapping[str, bytes] = {
    "catalogue.yaml": b"[]\n",
    "edition.yaml": b'edition: "2026.11"\nneeds: 1\nfiles: [catalogue.yaml]\n',
    "samples/board.docx": "样张".encode(),
}
ABOUT = Manifest(
    "专业委",
    "2026.11",
    "示例专业委员会模板包",
    "第二十条第（三）项",
    datetime.date(2027, 1, 1),
    changes=("公示牌加上投诉电话",),
    samples=("samples/board.docx",),
)


@cache
def key() -> SecretKey:
    """The publisher's key."""
    return signing.generated()


@cache
def other() -> SecretKey:
    """Somebody else's."""
    return signing.generated()


@cache
def file() -> bytes:
    """A bundle file as it should be."""
    return sealed.sealed(ABOUT, FILES, key())


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """The zip of whatever parts, in the order in which they are given."""
    return zipped.pack(zipped.stored(name, data) for name, data in parts.items())


def forged(about: Manifest, files: Mapping[str, bytes], by: SecretKey) -> bytes:
    """A file that is signed as it should be and passes no check on the way."""
    words = about.words()
    seal = signed(words, by, f"bundle {manifest.digest(words)}").file()
    return zip_of({NAME: words, SIGNATURE: seal, **dict(sorted(files.items()))})
