"""Keys and signatures: exchanged with two other programs of the format, and nothing else taken for one."""

from __future__ import annotations

import shutil
import struct
import subprocess
from functools import cache
from pathlib import Path

import minisign
import pytest

from generator import signing
from generator.errors import SigningError
from generator.signing import PublicKey, SecretKey, Signature, secret, written
from tests import depth
from tests.rows import each

WORDS = "正确 的 马 电池"
CONTENT = "专业委模板包".encode() * 100
HERE = Path(__file__).parent
ITS_WORDS = "correct horse"  # of minisign.key, which minisign 0.11 made

has_minisign = pytest.mark.skipif(not shutil.which("minisign"), reason="no minisign on this machine")


@cache
def key() -> SecretKey:
    return signing.generated()


@cache
def key_file() -> bytes:
    return key().file(WORDS)


def said(call: object, *given: object) -> str:
    with pytest.raises(SigningError) as caught:
        call(*given)  # type: ignore[operator]
    (problem,) = caught.value.problems
    return str(problem)


def test_a_key_opens_with_its_passphrase_alone() -> None:
    assert SecretKey.read(key_file(), WORDS, "a.key") == key()
    assert said(SecretKey.read, key_file(), WORDS + " ", "a.key").startswith("a.key：口令不对")
    assert key().seed not in key_file()
    assert key().seed.hex() not in repr(key()) and str(key().seed) not in repr(key())


def test_a_guess_of_a_passphrase_costs_128_megabytes() -> None:
    # The tests themselves make keys that are cheaper: see `quick`.
    words = Path(secret.__file__).read_text("utf-8")
    assert "_OPERATIONS, _MEMORY = 4_194_304, 134_217_728" in words
    assert secret._cost(4_194_304, 134_217_728, "") == (131_072, 1)


def test_two_files_of_one_key_are_never_alike() -> None:
    assert key().file(WORDS) != key_file()
    assert signing.generated() != signing.generated()


def test_a_passphrase_must_not_be_short_nor_longer_than_minisign_takes() -> None:
    assert key().file("a" * 8) and key().file("a" * 1023)
    assert "8 个以上" in said(key().file, "a" * 7)
    assert "1023" in said(key().file, "a" * 1024)
    assert key().file("密" * 341) and "1023" in said(key().file, "密" * 342)


def test_py_minisign_reads_what_is_written_here() -> None:
    theirs = minisign.SecretKey.from_bytes(key_file())
    theirs.decrypt(WORDS)
    public = minisign.PublicKey.from_bytes(key().public.file())
    assert bytes(theirs.get_public_key()).splitlines()[1] == key().public.line.encode()
    public.verify(CONTENT, minisign.Signature.from_bytes(signing.signed(CONTENT, key(), "bundle").file()))


@each([(True,), (False,)])
def test_what_py_minisign_writes_is_read_here(prehash: bool) -> None:
    pair = minisign.KeyPair.generate()
    public = PublicKey.read(bytes(pair.public_key), "p.pub")
    signature = Signature.read(bytes(pair.secret_key.sign(CONTENT, prehash=prehash)), "s.minisig")
    assert signature.prehashed is prehash
    signature.check(CONTENT, public, "s.minisig")
    assert "与内容不符" in said(signature.check, CONTENT + b"x", public, "s.minisig")
    pair.secret_key.encrypt(WORDS)
    ours = SecretKey.read(bytes(pair.secret_key), WORDS, "p.key")
    pair.public_key.verify(CONTENT, minisign.Signature.from_bytes(signing.signed(CONTENT, ours, "x").file()))


def test_a_key_that_minisign_made_is_read_and_signs_the_same() -> None:
    data = (HERE / "minisign.key").read_bytes()
    public = PublicKey.read((HERE / "minisign.pub").read_bytes(), "m.pub")
    assert (public.number, public.file()) == ("269CB650A8487DB6", (HERE / "minisign.pub").read_bytes())
    _, operations, memory, _ = secret._parts(data, "m.key")
    assert (operations, memory) == (33_554_432, 1_073_741_824)
    if depth.is_thorough():  # it takes a gigabyte and seconds
        assert SecretKey.read(data, ITS_WORDS, "m.key").public == public


@has_minisign
def test_minisign_reads_what_is_written_here(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(CONTENT)
    (tmp_path / "k.pub").write_bytes(key().public.file())
    (tmp_path / "f.minisig").write_bytes(signing.signed(CONTENT, key(), "bundle sha256:1234").file())
    told = ran("-Vm", tmp_path / "f", "-p", tmp_path / "k.pub")
    assert "Trusted comment: bundle sha256:1234" in told
    (tmp_path / "f").write_bytes(CONTENT + b" ")
    with pytest.raises(subprocess.CalledProcessError):
        ran("-Vm", tmp_path / "f", "-p", tmp_path / "k.pub")


@has_minisign
def test_what_minisign_signs_with_our_key_is_believed(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(CONTENT)
    (tmp_path / "k.key").write_bytes(key_file())
    for older in ((), ("-l",)):
        ran("-S", *older, "-s", tmp_path / "k.key", "-m", tmp_path / "f", "-t", "托管", asked=WORDS)
        signature = Signature.read((tmp_path / "f.minisig").read_bytes(), "f.minisig")
        assert (signature.prehashed, signature.comment) == (not older, "托管")
        signature.check(CONTENT, key().public, "f.minisig")


def ran(*words: object, asked: str = "") -> str:
    command = ["minisign", *map(str, words)]
    done = subprocess.run(command, input=f"{asked}\n".encode(), capture_output=True, check=True)
    return done.stdout.decode()


def test_every_bit_of_a_signature_counts() -> None:
    signature = signing.signed(CONTENT, key(), "bundle 2")
    file = signature.file()
    signature.check(CONTENT, key().public, "s")
    for place in range(len(file)):
        for bit in range(8):
            other = bytearray(file)
            other[place] ^= 1 << bit
            assert not believed(bytes(other)), f"byte {place}, bit {bit}"


def test_base64_is_read_in_the_one_way_in_which_it_is_written() -> None:
    lines = signing.signed(CONTENT, key(), "x").file().decode().splitlines()
    for number, spare in ((1, "="), (3, "==")):  # bits beyond the last byte
        *others, last = lines[number].removesuffix(spare)
        other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        again = "".join((*others, other[other.index(last) + 1], spare))
        file = "\n".join((*lines[:number], again, *lines[number + 1 :])).encode()
        assert "不是 minisign 格式的签名" in said(Signature.read, file, "s")


def test_a_key_file_of_two_halves_is_refused() -> None:
    other = SecretKey(key().seed, PublicKey(key().public.name, signing.generated().public.raw))
    assert "自相矛盾" in said(SecretKey.read, other.file(WORDS), WORDS, "k")


def believed(file: bytes) -> bool:
    """Whether a signature is believed as the very bytes that it is."""
    try:
        found = Signature.read(file, "s")
        found.check(CONTENT, key().public, "s")
    except SigningError:
        return False
    return found.file() == file


def test_a_signature_of_another_key_is_told_by_both_numbers() -> None:
    other = signing.generated()
    signature = signing.signed(CONTENT, other, "x")
    told = said(signature.check, CONTENT, key().public, "x.minisig")
    assert other.public.number in told and key().public.number in told
    # Its name alone makes no key.
    forged = Signature(True, key().public.name, signature.raw, "x", signature.whole)
    assert "与内容不符" in said(forged.check, CONTENT, key().public, "x")


def test_the_comment_is_signed_too_and_stays_one_line_of_ascii() -> None:
    good = signing.signed(CONTENT, key(), "bundle 1")
    other = Signature(True, good.name, good.raw, "bundle 2", good.whole)
    assert "与内容不符" in said(other.check, CONTENT, key().public, "x")
    for comment in ("托管", "a\nb", "a\rb", "\x7f"):
        with pytest.raises(ValueError, match="ASCII"):
            signing.signed(CONTENT, key(), comment)


def test_editors_may_add_marks_and_line_ends_to_a_public_key() -> None:
    public = key().public
    plain = public.file().decode()
    for text in (
        plain.replace("\n", "\r\n"),
        "\ufeff" + plain,
        plain + "\n\n",
        public.line,
        public.line + " \n",
    ):
        assert PublicKey.read(text.encode(), "p") == public


def _limited(operations: int, memory: int) -> bytes:
    """The key file with other limits."""
    first, line = key_file().decode().splitlines()
    body = bytearray(written.decoded(line))
    body[38:54] = struct.pack("<QQ", operations, memory)
    return f"{first}\n{written.encoded(bytes(body))}\n".encode()


def test_what_is_no_key_is_told_as_what_it_is() -> None:
    open_ = bytes(minisign.KeyPair.generate().secret_key)
    public = key().public.file()
    for data, words in (
        (public, "这是公钥，不是密钥"),
        (open_, "没有用口令保护"),
        (b"", "不是 minisign 格式的密钥"),
        (b"\xff" * 9, "不是 minisign 格式的密钥"),
        (key_file()[:-9], "不是 minisign 格式的密钥"),
        (b"x" * 5000, "不是 minisign 格式的密钥"),
        (_limited(67_108_865, 134_217_728), "超出常理"),
        (_limited(4_194_304, 1_073_741_825), "超出常理"),
    ):
        assert words in said(SecretKey.read, data, WORDS, "k")
    for data, words in (
        (key_file(), "这是密钥，不是公钥"),
        (key().public.line[1:].encode(), "不是 minisign 格式的公钥"),
        (public.replace(b"untrusted", b"trusted"), "不是 minisign 格式的公钥"),
        (public + public, "不是 minisign 格式的公钥"),
        (b"PK\3\4\0\xff", "不是 minisign 格式的公钥"),
    ):
        assert words in said(PublicKey.read, data, "p")


@each(
    [
        (4_194_304, 134_217_728, (131_072, 1)),  # ours: 4 N r p = 4194304
        (33_554_432, 1_073_741_824, (1_048_576, 1)),  # minisign's own
        (1_048_576, 33_554_432, (32_768, 1)),  # py-minisign's
        (0, 33_554_432, (1_024, 1)),
        (67_108_864, 33_554_432, (32_768, 64)),
        (32_768, 0, (2, 512)),
    ]
)
def test_limits_mean_what_they_mean_to_libsodium(operations: int, memory: int, cost: tuple[int, int]) -> None:
    assert secret._cost(operations, memory, "") == cost
