"""``tuoguan new``: a client folder to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import click

from generator import api
from generator.api import beginning
from generator.cli.chinese import Command

_Kind = Literal["client", "agency"]
_TEXTS: Mapping[_Kind, str] = {"client": "client.yaml", "agency": "agency.yaml"}
_BOOKS: Mapping[_Kind, str] = {"client": "填报簿.xlsx", "agency": "agency.xlsx"}
_HOW = {True: "请用 Excel 或 WPS 打开填写，存盘关闭", False: "请填写【】中的内容"}


@click.command("new", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
@click.option("--workbook", "as_book", is_flag=True, help="用 Excel 或 WPS 填：建立填报簿.xlsx")
def command(folder: Path, as_book: bool) -> None:
    """建立客户文件夹：client.yaml（逐项注释）或填报簿，photos 照片文件夹；上级没有机构文件时一并建立。"""
    if there := next((folder / name for name in beginning.NAMES if (folder / name).exists()), None):
        raise api.PackError(api.error(str(there), "文件已存在，未改动", "请换一个文件夹名"))
    names = _BOOKS if as_book else _TEXTS
    agency = next((name for name in beginning.AGENCIES if (folder.parent / name).exists()), "")
    link = f"../{agency or names['agency']}"
    made = {folder / names["client"]: _book("client", link) if as_book else _skeleton("client", link)}
    if not agency:
        made[folder.parent / names["agency"]] = _book("agency") if as_book else _skeleton("agency")
    _put(folder, made)
    for path in made:
        click.echo(f"已建立 {path}")
    click.echo(f"{_HOW[as_book]}，然后运行：tuoguan check {folder}")


def _put(folder: Path, made: Mapping[Path, bytes]) -> None:
    try:
        (folder / "photos").mkdir(parents=True, exist_ok=True)
        for path, data in made.items():
            api.put(path, data)
    except OSError as exc:
        raise api.PackError(api.error(str(folder), "无法建立客户文件夹", "请检查路径和写入权限")) from exc


def _skeleton(kind: _Kind, link: str = "") -> bytes:
    """The commented skeleton; a client's names the file of its agency."""
    return beginning.skeleton(kind).replace("../agency.yaml", link, 1).encode()


def _book(kind: _Kind, link: str = "") -> bytes:
    """An empty entry book; a client's names the file of its agency."""
    from generator.api import workbook  # only for a book: it loads what writes one

    return workbook.blank(kind, api.built_in(), {"agency": link} if link else None)
