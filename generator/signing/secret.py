"""A secret key: it signs; on the disk it is under a passphrase, in minisign's own form."""

from __future__ import annotations

import hmac
import secrets
import struct
from dataclasses import dataclass, field
from hashlib import blake2b

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from generator.errors import SigningError
from generator.problems import error
from generator.signing import written
from generator.signing.public import ALGORITHM, PUBLIC_SIZE, PublicKey

SHORTEST = 8  # characters of a new passphrase
_MOST = 4096
_MOST_PASSPHRASE = 1023  # bytes that minisign takes
_SCRYPT, _CHECKSUM = b"Sc", b"B2"
# How hard a passphrase is to guess: 128 MB and half a second a guess; minisign itself takes 1 GB.
_OPERATIONS, _MEMORY = 4_194_304, 134_217_728
_MOST_OPERATIONS, _MOST_MEMORY = 67_108_864, 1_073_741_824
_LEAST_OPERATIONS = 32_768
_BLOCK = 8  # scrypt's r
_LIMITS = struct.Struct("<QQ")
_SET_PASSPHRASE = "用 minisign -C -s 文件 给它设上口令，或另做一把：tuoguan template keygen"
_NO_KEY = "请用 tuoguan template keygen 写的 .key 文件"


@dataclass(frozen=True, slots=True)
class SecretKey:
    """The 32 bytes that an Ed25519 key is made from, with the public key that belongs to it."""

    seed: bytes = field(repr=False)
    public: PublicKey

    @classmethod
    def read(cls, data: bytes, passphrase: str, place: str) -> SecretKey:
        """The key of a file; SigningError with ``place`` where it is none, or under another passphrase."""
        salt, operations, memory, hidden = _parts(data, place)
        stream = _stream(passphrase, salt, operations, memory, place)
        name, seed, public, sum_ = written.split(_crossed(hidden, stream), 8, 32, 32, 32)
        if not hmac.compare_digest(sum_, _sum(name, seed, public)):
            raise SigningError(
                error(place, "口令不对，密钥没有解开", "请核对口令；口令忘了的，只能换一把密钥")
            )
        if _public(seed) != public:
            raise SigningError(error(place, "密钥文件自相矛盾：两半不是一把密钥", "请从备份恢复"))
        return cls(seed, PublicKey(name, public))

    def file(self, passphrase: str) -> bytes:
        """The content of its file under a passphrase; SigningError for one that is too short or too long."""
        _refuse_passphrase(passphrase)
        salt = secrets.token_bytes(32)
        parts = (self.public.name, self.seed, self.public.raw)
        hidden = _crossed(
            b"".join((*parts, _sum(*parts))), _stream(passphrase, salt, _OPERATIONS, _MEMORY, "")
        )
        limits = _LIMITS.pack(_OPERATIONS, _MEMORY)
        line = written.encoded(ALGORITHM, _SCRYPT, _CHECKSUM, salt, limits, hidden)
        return f"{written.UNTRUSTED}minisign encrypted secret key\n{line}\n".encode()

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature of a message."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def _refuse_passphrase(passphrase: str) -> None:
    if len(passphrase) < SHORTEST or len(_bytes(passphrase)) > _MOST_PASSPHRASE:
        message = f"口令要有 {SHORTEST} 个以上的字符，不超过 {_MOST_PASSPHRASE} 字节"
        raise SigningError(error("口令", message, "几个不相干的词连起来，好记又难猜"))


def generated() -> SecretKey:
    """A new key, from the system's source of random bytes."""
    key = Ed25519PrivateKey.generate()
    return SecretKey(
        key.private_bytes_raw(),
        PublicKey(secrets.token_bytes(8), key.public_key().public_bytes_raw()),
    )


def _public(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _parts(data: bytes, place: str) -> tuple[bytes, int, int, bytes]:
    """Salt, limits of operations and bytes, and the hidden key; SigningError for what is no secret key."""
    body = _body(data)
    match written.split(body, 2, 2, 2, 32, 16, 104):
        case (b"Ed", b"Sc", b"B2", salt, limits, hidden):
            operations, memory = _LIMITS.unpack(limits)
            return salt, operations, memory, hidden
        case (b"Ed", b"\0\0", b"B2", *_):
            raise SigningError(error(place, "密钥没有用口令保护，不能用来发布", _SET_PASSPHRASE))
    if len(body) == PUBLIC_SIZE:
        raise SigningError(error(place, "这是公钥，不是密钥", _NO_KEY))
    raise SigningError(error(place, "不是 minisign 格式的密钥文件，或者已损坏", _NO_KEY))


def _body(data: bytes) -> bytes:
    """The bytes under the comment of a key file; none where it is no such file."""
    lines = written.lines(data, _MOST)
    is_key = len(lines) == 2 and lines[0].startswith(written.UNTRUSTED)
    return written.decoded(lines[1]) if is_key else b""


def _stream(passphrase: str, salt: bytes, operations: int, memory: int, place: str) -> bytes:
    """The 104 bytes that hide a key, computed as libsodium does from limits of operations and of bytes."""
    n, p = _cost(operations, memory, place)
    try:
        return Scrypt(salt=salt, length=104, n=n, r=_BLOCK, p=p).derive(_bytes(passphrase))
    except MemoryError:
        message = f"内存不够解开密钥（要 {memory >> 20} MB）"
        raise SigningError(error(place, message, "请关闭别的程序再试")) from None


def _cost(operations: int, memory: int, place: str) -> tuple[int, int]:
    """scrypt's N and p; SigningError for limits beyond what minisign sets, which would take hours."""
    if operations > _MOST_OPERATIONS or memory > _MOST_MEMORY:
        raise SigningError(error(place, "密钥文件要的内存或时间超出常理，不会照办", _NO_KEY))
    operations = max(operations, _LEAST_OPERATIONS)
    if operations < memory // 32:
        return _power(operations // (_BLOCK * 4)), 1
    n = _power(memory // (_BLOCK * 128))
    return n, max(1, operations // 4 // n // _BLOCK)


def _power(most: int) -> int:
    """The largest power of two up to ``most``, at least two."""
    return 1 << max(1, most.bit_length() - 1)


def _crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _sum(name: bytes, seed: bytes, public: bytes) -> bytes:
    return blake2b(b"".join((ALGORITHM, name, seed, public)), digest_size=32).digest()


def _bytes(passphrase: str) -> bytes:
    """A passphrase as it was typed, in whatever encoding the terminal has."""
    return passphrase.encode("utf-8", "surrogateescape")
