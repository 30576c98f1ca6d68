"""The publisher's pair of keys: the secret one under a passphrase, the public one to be made known."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import delivery, sidefile, signing
from generator.delivery import disk
from generator.errors import PackError, SigningError
from generator.problems import error
from generator.signing import PublicKey, SecretKey

_LARGEST = 4096
_ENDINGS = (".key", ".pub")


@dataclass(frozen=True, slots=True)
class Pair:
    """Where the two keys of a new pair lie, and the public one."""

    secret: Path
    public: Path
    key: PublicKey


def make(place: Path, passphrase: Callable[[], str]) -> Pair:
    """Write a new pair as ``place``.key and ``place``.pub, both or none.

    The passphrase is asked for when nothing else stands in the way. PackError where either file is there
    already or cannot be written, SigningError for a passphrase that is too short.
    """
    secret, public = _places(place)
    for path in (secret, public):
        _refuse_existing(path)
    key = signing.generated()
    delivery.put_secret(secret, key.file(passphrase()))
    try:
        delivery.put_new(public, key.public.file())
    except BaseException:
        disk.remove(secret)
        raise
    return Pair(secret, public, key.public)


def _places(place: Path) -> tuple[Path, Path]:
    """Where the secret and the public key of a pair lie, which one name means."""
    bare = place.with_suffix("") if place.suffix in _ENDINGS else place
    secret, public = (bare.with_name(f"{bare.name}{ending}") for ending in _ENDINGS)
    return secret, public


def _refuse_existing(path: Path) -> None:
    if path.exists():
        hint = "请换一个名字；旧密钥不要删，换密钥要用它预告"
        raise PackError(error(str(path), "文件已存在，未改动", hint))


def secret(file: Path, passphrase: Callable[[], str]) -> SecretKey:
    """The secret key of a file; SigningError where it is none, or under another passphrase.

    The passphrase is asked for when there is a file.
    """
    return SecretKey.read(_bytes(file), passphrase(), str(file))


def public(file: Path) -> PublicKey:
    """The public key of a file; SigningError where it is none."""
    return PublicKey.read(_bytes(file), str(file))


def passphrase(file: Path) -> str:
    """The passphrase that is all of a text file, which may end its line; SigningError for anything else."""
    first, *others = _text(file).splitlines() or [""]
    if not first or others:
        raise SigningError(error(str(file), "口令文件应当只有一行，就是口令", "请核对文件"))
    return first


def _text(file: Path) -> str:
    with _told(file):
        return sidefile.text(sidefile.read(file, _LARGEST))


def _bytes(file: Path) -> bytes:
    with _told(file):
        return sidefile.read(file, _LARGEST)


@contextlib.contextmanager
def _told(file: Path) -> Iterator[None]:
    """What is wrong with a file as a SigningError."""
    try:
        yield
    except sidefile.SideFileError as exc:
        raise SigningError(error(str(file), exc.message, exc.hint)) from exc
