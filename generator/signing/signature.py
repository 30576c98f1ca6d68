"""A signature of a file: of its digest, with a comment that is signed as well."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from generator.errors import SigningError
from generator.problems import error
from generator.signing import written
from generator.signing.public import PublicKey
from generator.signing.secret import SecretKey

_PREHASHED, _PLAIN = b"ED", b"Ed"  # of the digest, of the content itself (minisign's older form)
_MOST = 16_384
_COMMENT = "signature from minisign secret key"
_SPOILT = "请向发布人重新要这个文件"


@dataclass(frozen=True, slots=True)
class Signature:
    """64 bytes over a file by the key of that name; ``whole`` are 64 more over them and the comment."""

    prehashed: bool
    name: bytes
    raw: bytes
    comment: str
    whole: bytes

    @classmethod
    def read(cls, data: bytes, place: str) -> Signature:
        """The signature of a .minisig file; SigningError with ``place`` for what is none."""
        lines = written.lines(data, _MOST)
        if (
            len(lines) == 4
            and lines[0].startswith(written.UNTRUSTED)
            and lines[2].startswith(written.TRUSTED)
        ):
            whole = written.decoded(lines[3])
            match written.split(written.decoded(lines[1]), 2, 8, 64):
                case (b"ED" | b"Ed" as kind, name, raw) if len(whole) == 64:
                    return cls(kind == _PREHASHED, name, raw, lines[2].removeprefix(written.TRUSTED), whole)
        raise SigningError(error(place, "不是 minisign 格式的签名，或者已损坏", _SPOILT))

    def file(self) -> bytes:
        """The content of its .minisig file, the same bytes every time."""
        kind = _PREHASHED if self.prehashed else _PLAIN
        lines = (
            written.UNTRUSTED + _COMMENT,
            written.encoded(kind, self.name, self.raw),
            written.TRUSTED + self.comment,
            written.encoded(self.whole),
        )
        return "".join(f"{line}\n" for line in lines).encode()

    def check(self, content: bytes, key: PublicKey, place: str) -> None:
        """SigningError unless the key signed this content and this comment."""
        if self.name != key.name:
            number = PublicKey(self.name, key.raw).number
            message = f"签名用的是密钥 {number}，不是所信任的 {key.number}"
            raise SigningError(error(place, message, "请与发布人核对公钥"))
        message_ = _digest(content) if self.prehashed else content
        if not key.fits(self.raw, message_) or not key.fits(self.whole, self.raw + self.comment.encode()):
            raise SigningError(error(place, "签名与内容不符：文件或签名被改动过", _SPOILT))


def signed(content: bytes, key: SecretKey, comment: str) -> Signature:
    """The signature of a content, with one line of printable ASCII as its comment."""
    if not written.is_plain(comment):
        raise ValueError(f"not one line of ASCII: {comment!r}")
    raw = key.sign(_digest(content))
    return Signature(True, key.public.name, raw, comment, key.sign(raw + comment.encode()))


def _digest(content: bytes) -> bytes:
    return blake2b(content).digest()
