"""The pack that a folder means: itself, or the client's own in it."""

from __future__ import annotations

from pathlib import Path

from generator import names
from generator.delivery import manifest
from generator.errors import PackError
from generator.problems import error


def pack(given: Path, client: str) -> Path:
    """The pack of a client of that name, by its folder or the one above.

    PackError where none is, where it is another client's, and where its record cannot be read.
    """
    for folder in (given, given / names.safe_name(client)):
        if (folder / manifest.MANIFEST).is_file():
            _check(folder, client)
            return folder
    hint = "请写资料包的文件夹，或者它的上级；还没有的先用 tuoguan build 生成"
    raise PackError(error(str(given), f"没有“{client}”的资料包", hint))


def _check(folder: Path, client: str) -> None:
    whose = manifest.read(folder).about.get("client")
    if isinstance(whose, str) and whose and whose != client:
        raise PackError(error(str(folder), f"是“{whose}”的资料包", f"请写“{client}”的"))
