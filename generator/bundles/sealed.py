"""The bundle file: a plain zip that can be written in one way only, with a signature over its manifest.

Members are stored, in a fixed order, with fixed dates. A file is read by writing it again: whatever is not
byte for byte what these parts give (another byte, a member twice, a link, a comment, anything deflated or
hidden between members) is refused. Nothing in it can be larger than the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator import names, sidefile, zipped
from generator.bundles import manifest
from generator.bundles.manifest import ENDING, NAME, SIGNATURE, Manifest
from generator.errors import BundleError
from generator.problems import error
from generator.signing import PublicKey, SecretKey, Signature, signed

LARGEST = 64 * 1024 * 1024
MOST_FILES = 2000
_LOCAL = struct.Struct("<4s5H3I2H")
_ORIGINAL = "请用发布人给的原文件，不要解开了再压缩"
_SPOILT = "请向发布人重新要这个文件"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bundle as a file holds it, whole in itself: ``words`` are the bytes of its manifest.

    ``files`` are those of its folder by their paths, the very ones that the manifest names. Whose it is tells
    `check` alone.
    """

    manifest: Manifest
    words: bytes
    signature: Signature
    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the manifest: it stands for the whole bundle."""
        return manifest.digest(self.words)

    @property
    def line(self) -> str:
        """What ``agency.yaml`` writes to use this bundle and no other."""
        return manifest.line(self.manifest.id, self.manifest.version, self.digest)

    @property
    def members(self) -> Mapping[str, bytes]:
        """All that the file holds by path, manifest and signature too, in the order of the file."""
        return {NAME: self.words, SIGNATURE: self.signature.file(), **self.files}

    def check(self, keys: Sequence[PublicKey], place: str) -> PublicKey:
        """The key that signed it, of one or more that are trusted for its id; SigningError if none did."""
        key = self._signer(keys)
        self.signature.check(self.words, key, place)
        return key

    def _signer(self, keys: Sequence[PublicKey]) -> PublicKey:
        """The key of the name that the signature tells, else the last."""
        return next((one for one in keys if one.name == self.signature.name), keys[-1])


def sealed(about: Manifest, files: Mapping[str, bytes], key: SecretKey) -> bytes:
    """The bytes of the bundle file of these files, which ``about`` need not name yet; the same every time.

    BundleError where a reader would refuse it.
    """
    files = dict(sorted(files.items()))
    about = replace(about, files={path: sha256(data).hexdigest() for path, data in files.items()})
    words = about.words()
    data = _packed({NAME: words, SIGNATURE: signed(words, key, _comment(about, words)).file(), **files})
    if len(data) > LARGEST:
        message = f"模板包太大（{len(data) >> 20} MB，最多 {LARGEST >> 20} MB）"
        raise BundleError(error(file_name(about), message, "缩小图片，或拆成几个模板包"))
    parsed(data, file_name(about))
    return data


def _comment(about: Manifest, words: bytes) -> str:
    """What the signature says that it stands over; it is signed as well."""
    return f"bundle {_ascii(about.id)} {about.version} {manifest.digest(words)}"


def file_name(about: Manifest) -> str:
    """What the file of a bundle is called."""
    return f"{about.id}-{about.version}{ENDING}"


def read(file: Path) -> Sealed:
    """The bundle of a file, whole in itself; BundleError for anything else.

    Whose it is tells `Sealed.check`.
    """
    if file.is_dir():
        message = "这是文件夹，不是发布好的模板包文件"
        raise BundleError(error(str(file), message, f"请用 tuoguan template publish 写出的 {ENDING} 文件"))
    try:
        data = sidefile.read(file, LARGEST)
    except sidefile.SideFileError as exc:
        raise BundleError(error(str(file), exc.message, exc.hint)) from exc
    return parsed(data, str(file))


def parsed(data: bytes, place: str) -> Sealed:
    """The same from bytes; ``place`` stands in messages."""
    parts = _parts(data, place)
    words, seal = parts.pop(NAME, b""), parts.pop(SIGNATURE, b"")
    if not words:
        raise BundleError(error(place, f"里面没有清单 {NAME}，不是模板包", "请用 .tgb.zip 文件"))
    if not seal:
        raise BundleError(error(place, "没有签名，不能确定是谁发布的", _SPOILT))
    signature = Signature.read(seal, place)
    about = Manifest.read(words, place) if len(words) <= manifest.LARGEST else None
    if about is None or signature.file() != seal:
        raise BundleError(error(place, "清单或签名不是本工具写的样子", _SPOILT))
    _refuse_others(about, parts, place)
    return Sealed(about, words, signature, parts)


def _refuse_others(about: Manifest, files: Mapping[str, bytes], place: str) -> None:
    """BundleError unless the files are those that the manifest names."""
    if problems := [error(place, message, _SPOILT) for message in _unlike(about.files, files)]:
        raise BundleError(problems)


def _unlike(named: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[str]:
    """Where files are not those of the digests that are named."""
    yield from (f"清单里有 {path}，包里没有" for path in named if path not in files)
    for path, data in files.items():
        if path not in named:
            yield f"包里有 {path}，清单里没有"
        elif sha256(data).hexdigest() != named[path]:
            yield f"{path} 与签名时的内容不同，被改动过"


def _parts(data: bytes, place: str) -> dict[str, bytes]:
    """The members by name; BundleError unless the file is what would be written of them."""
    if not data.startswith(b"PK\3\4"):
        raise BundleError(
            error(place, "不是模板包文件", f"请用 tuoguan template publish 写出的 {ENDING} 文件")
        )
    members = tuple(_members(data))
    _refuse_names([name for name, _ in members], place)
    parts = dict(members)
    if _packed(parts) != data:
        raise BundleError(error(place, "文件被改动过，或者重新压缩过", _ORIGINAL))
    return parts


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and bytes as one member after another stands in the file.

    Nothing is believed of what it says: where the parts written again are not the file, it is refused.
    """
    start = 0
    while data.startswith(b"PK\3\4", start) and start + _LOCAL.size <= len(data):
        *_, size, length, _ = _LOCAL.unpack_from(data, start)
        begin = start + _LOCAL.size + length
        name = data[start + _LOCAL.size : begin]
        yield name.decode("utf-8", "replace"), data[begin : begin + size]
        start = begin + size


def _refuse_names(found: Sequence[str], place: str) -> None:
    """BundleError for a name that no bundle has, or that some system takes for another one or its folder."""
    if len(found) > MOST_FILES:
        raise BundleError(error(place, f"里面的文件过多（最多 {MOST_FILES} 个）", _SPOILT))
    taken = {names.key(str(above)) for name in found for above in PurePosixPath(name).parents}
    for name in found:
        if name not in (NAME, SIGNATURE) and not manifest.is_part(name):
            raise BundleError(error(place, f"里面有模板包不该有的文件：{_shown(name)}", _SPOILT))
        if names.key(name) in taken:
            raise BundleError(error(place, f"里面有重名的文件：{_shown(name)}", _SPOILT))
        taken.add(names.key(name))


def _shown(name: str) -> str:
    return "".join(char for char in name if char.isprintable())[:60]


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The zip of the parts: manifest and signature first, the rest in the order of their names."""
    return zipped.pack(zipped.stored(name, parts[name]) for name in _in_order(parts))


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name != NAME, name != SIGNATURE, name))


def _ascii(name: str) -> str:
    """An id for a comment that every terminal prints: itself, or the beginning of its SHA-256."""
    return name if name.isascii() else sha256(name.encode()).hexdigest()[:16]
