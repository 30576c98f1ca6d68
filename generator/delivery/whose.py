"""The pack that a folder means: itself, or the client's own in it."""

from __future__ import annotations

from pathlib import Path

from generator import names
from generator.delivery import heads, manifest
from generator.errors import PackError
from generator.problems import error


def pack(given: Path, client: str, code: str = "") -> Path:
    """The pack of the client of that name and credit code, by its folder or the one above.

    In the folder above it is known by its code, whatever it is called there. PackError where none is, where
    it is another client's, and where its record cannot be read.
    """
    found = None if _is_pack(given) else heads.find(given, client, code)
    place = given / found.folder if found else given
    for folder in (place, given / names.safe_name(client)):
        if _is_pack(folder):
            _check(folder, client, code)
            return folder
    hint = "请写资料包的文件夹，或者它的上级；还没有的先用 tuoguan build 生成"
    raise PackError(error(str(given), f"没有“{client}”的资料包", hint))


def _is_pack(folder: Path) -> bool:
    return (folder / manifest.MANIFEST).is_file()


def _check(folder: Path, client: str, code: str) -> None:
    manifest.read(folder)  # one that cannot be read is told as such
    head = heads.one(folder)
    if head and heads.is_others(head, client, code):
        raise PackError(error(str(folder), f"是“{_called(head, client)}”的资料包", f"请写“{client}”的"))


def _called(head: heads.Head, client: str) -> str:
    """Another enterprise as it is told from a client."""
    return f"{head.client}（{head.code}）" if head.client == client else head.client or head.code
