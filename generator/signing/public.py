"""A public key: told to everybody, checks what the secret one signed."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from generator.errors import SigningError
from generator.problems import error
from generator.signing import written

ALGORITHM = b"Ed"
PUBLIC_SIZE, SECRET_SIZE = 42, 158  # bytes of a key, to tell one that is given for the other
_MOST = 4096
_NO_KEY = "请用发布人给的 .pub 文件，或者其中以 RW 开头的那一行"
_IS_SECRET = "公钥在旁边的 .pub 文件里；密钥只留在自己手里，不给别人"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Eight bytes that name the key, as they lie in files, and the 32 bytes of the key itself."""

    name: bytes
    raw: bytes

    @classmethod
    def read(cls, data: bytes, place: str) -> PublicKey:
        """The key of a .pub file, or of its last line alone; SigningError for anything else."""
        lines = written.lines(data, _MOST)
        has_comment = len(lines) == 2 and lines[0].startswith(written.UNTRUSTED)
        body = written.decoded(lines[-1]) if has_comment or len(lines) == 1 else b""
        if len(body) == SECRET_SIZE:
            raise SigningError(error(place, "这是密钥，不是公钥", _IS_SECRET))
        match written.split(body, 2, 8, 32):
            case (b"Ed", name, raw):
                return cls(name, raw)
        raise SigningError(error(place, "不是 minisign 格式的公钥", _NO_KEY))

    @property
    def number(self) -> str:
        """The key's name for people, as minisign prints it: 16 hexadecimal digits."""
        return self.name[::-1].hex().upper()

    @property
    def line(self) -> str:
        """The key in one line of 56 characters, which begins with RW."""
        return written.encoded(ALGORITHM, self.name, self.raw)

    def file(self) -> bytes:
        """The content of its .pub file."""
        return f"{written.UNTRUSTED}minisign public key {self.number}\n{self.line}\n".encode()

    def fits(self, signature: bytes, message: bytes) -> bool:
        """Whether 64 bytes are this key's signature of the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True
