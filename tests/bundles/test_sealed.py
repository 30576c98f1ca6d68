"""Bundle files: the same bytes every time, and every other byte refused."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import minisign
import pytest

from generator import zipped
from generator.bundles import manifest, sealed
from generator.bundles.manifest import NAME, SIGNATURE, Manifest
from generator.bundles.sealed import Sealed
from generator.errors import BundleError, GeneratorError, SigningError
from generator.signing import signed
from tests.bundles.made import ABOUT, FILES, file, forged, key, other, zip_of
from tests.rows import each

REPACKED = "被改动过，或者重新压缩过"


def refused(data: bytes) -> str:
    """The one line by which a file is refused."""
    with pytest.raises(GeneratorError) as caught:
        sealed.parsed(data, "a.tgb.zip").check([key().public], "a.tgb.zip")
    assert isinstance(caught.value, (BundleError, SigningError))
    (problem,) = caught.value.problems
    assert str(problem).startswith("a.tgb.zip")
    return str(problem)


def opened() -> Sealed:
    return sealed.parsed(file(), "a.tgb.zip")


def test_a_bundle_reads_back_as_it_was_sealed() -> None:
    found = opened()
    assert found.files == FILES and list(found.members) == [NAME, SIGNATURE, *sorted(FILES)]
    assert replace(found.manifest, files={}) == ABOUT
    assert found.check([other().public, key().public], "a") == key().public
    assert found.digest == sha256(found.words).hexdigest()
    assert found.line == f"专业委@2026.11#{found.digest[:16]}"
    assert sealed.file_name(ABOUT) == "专业委-2026.11.tgb.zip"


def test_sealing_again_gives_the_same_bytes_whatever_the_order_of_files() -> None:
    assert sealed.sealed(ABOUT, dict(reversed(FILES.items())), key()) == file()


def test_any_program_unpacks_it_and_minisign_verifies_the_manifest() -> None:
    with zipfile.ZipFile(io.BytesIO(file())) as archive:
        assert archive.testzip() is None
        words, seal = archive.read(NAME), archive.read(SIGNATURE)
    signature = minisign.Signature.from_bytes(seal)
    minisign.PublicKey.from_bytes(key().public.file()).verify(words, signature)
    told = f"bundle {sha256('专业委'.encode()).hexdigest()[:16]} 2026.11 {sha256(words).hexdigest()}"
    assert signature.trusted_comment == told


def test_every_byte_counts() -> None:
    data = file()
    for place in range(len(data)):
        for change in (1, 0x20, 0x80):
            altered = bytearray(data)
            altered[place] ^= change
            with pytest.raises((BundleError, SigningError)):
                sealed.parsed(bytes(altered), "a").check([key().public], "a")


def test_no_byte_may_be_missing_or_follow() -> None:
    data = file()
    for end in range(len(data)):
        with pytest.raises((BundleError, SigningError)):
            sealed.parsed(data[:end], "a")
    assert REPACKED in refused(data + b"\0")
    assert "不是模板包文件" in refused(b"\0" + data)


def test_packed_again_by_another_program_it_is_refused() -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        again = io.BytesIO()
        with zipfile.ZipFile(again, "w", method) as archive:
            for name, data in opened().members.items():
                archive.writestr(name, data)
        assert REPACKED in refused(again.getvalue())


def test_members_of_another_order_a_comment_and_a_link_are_refused() -> None:
    members = dict(opened().members)
    assert REPACKED in refused(zip_of(dict(reversed(members.items()))))
    comment = bytearray(file() + b"hello")
    comment[-7:-5] = struct.pack("<H", 5)
    assert zipfile.ZipFile(io.BytesIO(bytes(comment))).comment == b"hello"
    assert REPACKED in refused(bytes(comment))
    assert REPACKED in refused(_linked("catalogue.yaml"))


def _linked(name: str) -> bytes:
    """The file with a member that a program which unpacks it makes a link of."""
    data = bytearray(file())
    place = data.index(b"PK\1\2")
    while data[place + 46 : place + 46 + len(name)] != name.encode():
        place = data.index(b"PK\1\2", place + 4)
    data[place + 5] = 3  # made on Unix
    data[place + 38 : place + 42] = struct.pack("<I", (stat.S_IFLNK | 0o777) << 16)
    (found,) = [one for one in zipfile.ZipFile(io.BytesIO(bytes(data))).infolist() if one.filename == name]
    assert stat.S_ISLNK(found.external_attr >> 16)
    return bytes(data)


def test_a_bomb_is_not_inflated() -> None:
    bomb = zipped.deflated("word/board.docx", b"\0" * 50_000_000)
    members = [zipped.stored(name, data) for name, data in opened().members.items()]
    assert REPACKED in refused(zipped.pack([*members, bomb]))


def test_a_size_beyond_the_file_is_not_believed() -> None:
    data = bytearray(file())
    data[18:26] = struct.pack("<II", 2**32 - 1, 2**32 - 1)
    assert REPACKED in refused(bytes(data))


def _with(files: Mapping[str, bytes]) -> bytes:
    """The file with other files, named by a manifest that the publisher himself signed."""
    hashes = {name: sha256(data).hexdigest() for name, data in files.items()}
    return forged(replace(ABOUT, files=hashes, samples=()), files, key())


@each(
    [
        "../catalogue.yaml",
        "word/../../evil.docx",
        "/etc/passwd",
        "word/C:evil.docx",
        "word\\board.docx",
        "word/con.docx",
        "word/.docx",
        "word//a.docx",
        "word/a.docx ",
        "word/run.exe",
        "text/a.docx",
        "page/riskmap.html",
        "hooks.py",
        "word/",
        "word",
        "bundle.json2",
        "WORD/board.docx",
        "word/a\x00.docx",
        "word/e\u0301.docx",
    ]
)
def test_a_file_that_no_bundle_has_is_refused(name: str) -> None:
    assert "不该有的文件" in refused(_with({name: b"x"}))
    with pytest.raises(BundleError):
        sealed.sealed(ABOUT, {**FILES, name: b"x"}, key())


@each([("word/a.docx", "word/A.docx"), ("text/a.md", "text/a.md/b.md"), ("text/A.md/b.md", "text/a.md")])
def test_two_names_for_one_place_are_refused(one: str, two: str) -> None:
    assert "重名" in refused(_with({one: b"1", two: b"2"}))


def test_a_member_twice_is_refused() -> None:
    members = [zipped.stored(name, data) for name, data in opened().members.items()]
    assert "重名" in refused(zipped.pack([*members, zipped.stored("samples/board.docx", b"other")]))
    assert "重名" in refused(zipped.pack([*members, zipped.stored(NAME, opened().words)]))


def test_a_bundle_may_have_so_many_files_and_not_one_more() -> None:
    files = {f"text/{number}.md": b"" for number in range(sealed.MOST_FILES - 2)}
    assert len(sealed.parsed(_with(files), "a").files) == sealed.MOST_FILES - 2
    assert "过多" in refused(_with({**files, "edition.yaml": b""}))


def test_without_manifest_or_signature_nothing_is_believed() -> None:
    members = dict(opened().members)
    assert "没有清单" in refused(zip_of({name: data for name, data in members.items() if name != NAME}))
    assert "没有签名" in refused(zip_of({name: data for name, data in members.items() if name != SIGNATURE}))
    assert "不是模板包文件" in refused(b"")
    assert "不是模板包文件" in refused(zipped.pack([]))


def _re(**parts: bytes) -> bytes:
    """The file with other bytes of the manifest (words) or of the signature (seal)."""
    found = opened()
    return zip_of(
        {NAME: parts.get("words", found.words), SIGNATURE: parts.get("seal", found.signature.file()), **FILES}
    )


def test_a_swapped_signature_is_refused() -> None:
    changed = replace(ABOUT, version="2026.12", files=opened().manifest.files)
    assert "与内容不符" in refused(_re(words=changed.words()))
    assert "与内容不符" in refused(_re(seal=signed(b"other", key(), "x").file()))


def test_signed_again_by_another_key_it_is_refused() -> None:
    theirs = refused(sealed.sealed(ABOUT, FILES, other()))
    assert other().public.number in theirs and key().public.number in theirs
    named_ours = replace(signed(opened().words, other(), "x"), name=key().public.name)
    assert "与内容不符" in refused(_re(seal=named_ours.file()))


def test_a_signature_written_in_another_way_is_refused() -> None:
    seal = opened().signature.file()
    for other_way in (
        seal.replace(b"\n", b"\r\n"),
        seal + b"\n",
        seal.replace(b"untrusted comment: sig", b"untrusted comment: Sig"),
    ):
        assert "清单或签名不是本工具写的样子" in refused(_re(seal=other_way))
    assert "不是 minisign 格式的签名" in refused(_re(seal=b"x"))


def test_files_that_the_manifest_does_not_name_or_names_otherwise_are_refused() -> None:
    hashes = dict(opened().manifest.files)
    signed_for = replace(ABOUT, files=hashes)
    assert "包里有 text/a.md，清单里没有" in refused(forged(signed_for, {**FILES, "text/a.md": b""}, key()))
    without = {name: data for name, data in FILES.items() if name != "edition.yaml"}
    assert "清单里有 edition.yaml，包里没有" in refused(forged(signed_for, without, key()))
    altered = {**FILES, "catalogue.yaml": b"[1]\n"}
    assert "catalogue.yaml 与签名时的内容不同" in refused(forged(signed_for, altered, key()))


def _said(**changes: object) -> bytes:
    """The bytes of the manifest with other values; None takes one away."""
    data = {**json.loads(opened().words), **changes}
    return json.dumps({name: value for name, value in data.items() if value is not None}).encode()


@each(
    [
        ({"format": 2}, "模板包的格式是 2，本工具只认到 1；请升级工具"),
        ({"format": 2, "files": None, "new": [1]}, "请升级工具"),
        ({"format": 0}, "格式：不能小于 1"),
        ({"id": "a/b"}, "编号"),
        ({"id": "x" * 41}, "编号"),
        ({"id": "con"}, "编号不能用：con"),
        ({"version": "2026.11a"}, "版次"),
        ({"version": None}, "必填"),
        ({"applies_from": "2027-02-29"}, "没有这一天：2027-02-29"),
        ({"applies_until": "2026-12-31"}, "停用日期 2026-12-31 早于启用日期 2027-01-01"),
        ({"samples": ["samples/x.docx"]}, "没有这份样张"),
        ({"next_key": "RWshort"}, "下一把公钥"),
        ({"surprise": 1}, "没有“surprise”这一项"),
        ({"lint": [{"severity": "error", "where": "", "message": "", "hint": ""}]}, "轻重"),
    ]
)
def test_a_manifest_that_says_what_none_says_is_refused(changes: Mapping[str, object], words: str) -> None:
    assert words in refused(_re(words=_said(**changes)))


def test_a_manifest_that_is_no_manifest_is_refused() -> None:
    for words in (b"\xff", b"[]", b"1", b"{", b"[" * 100_000, b'{"format": NaN}', b" " * 1_100_000):
        assert refused(_re(words=words))
    assert "与内容不符" in refused(_re(words=_said() + b" " * 1_000_000))
    assert "清单或签名不是本工具写的样子" in refused(_re(words=_said() + b" " * 1_048_576))


def test_the_file_itself_must_be_one_of_limited_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.tgb.zip"
    with pytest.raises(BundleError, match="找不到文件"):
        sealed.read(path)
    path.write_bytes(file())
    assert sealed.read(path).files == FILES
    monkeypatch.setattr(sealed, "LARGEST", len(file()))
    assert sealed.sealed(ABOUT, FILES, key()) == file()
    assert sealed.read(path).files == FILES
    monkeypatch.setattr(sealed, "LARGEST", len(file()) - 1)
    with pytest.raises(BundleError, match="模板包太大"):
        sealed.sealed(ABOUT, FILES, key())
    with pytest.raises(BundleError, match="文件超过"):
        sealed.read(path)
    with pytest.raises(BundleError, match="这是文件夹"):
        sealed.read(tmp_path)


def test_what_is_sealed_can_always_be_read() -> None:
    for about in (
        replace(ABOUT, id="a b"),
        replace(ABOUT, version="1a"),
        replace(ABOUT, samples=("samples/no",)),
    ):
        with pytest.raises(BundleError):
            sealed.sealed(about, FILES, key())
    plain = Manifest("a", "1", "题")
    assert replace(sealed.parsed(sealed.sealed(plain, FILES, key()), "a").manifest, files={}) == plain
    assert manifest.FORMAT == 1
