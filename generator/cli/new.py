"""``tuoguan new``: a client folder to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import click

from generator import api
from generator.api import beginning
from generator.cli import options
from generator.cli.chinese import Command

_Kind = Literal["client", "agency"]
_TEXTS: Mapping[_Kind, str] = {"client": "client.yaml", "agency": "agency.yaml"}
_BOOKS: Mapping[_Kind, str] = {"client": "填报簿.xlsx", "agency": "agency.xlsx"}
_HOW = {True: "请用 Excel 或 WPS 打开填写，存盘关闭", False: "请填写【】中的内容"}


@click.command("new", cls=Command)
@options.argument("folder", "文件夹")
@options.flag("--workbook as_book", "用 Excel 或 WPS 填：建立填报簿.xlsx")
def command(folder: Path, as_book: bool) -> None:
    """建立客户文件夹：client.yaml（逐项注释）或填报簿，photos 照片文件夹；上级没有机构文件时一并建立。"""
    if there := _first(folder, beginning.NAMES):
        raise api.PackError(api.error(str(folder / there), "文件已存在，未改动", "请换一个文件夹名"))
    made = _beginnings(folder, as_book)
    _put(folder, made)
    for path in made:
        click.echo(f"已建立 {path}")
    click.echo(f"{_HOW[as_book]}，然后运行：tuoguan check {folder}")


def _first(folder: Path, names: Iterable[str]) -> str:
    """The first of the names under which a file lies there; "" for none."""
    return next((name for name in names if (folder / name).exists()), "")


def _beginnings(folder: Path, as_book: bool) -> dict[Path, bytes]:
    """The files to fill in: the client's, and its agency's where there is none yet."""
    names, begun = (_BOOKS, _book) if as_book else (_TEXTS, _skeleton)
    agency = _first(folder.parent, beginning.AGENCIES)
    made = {folder / names["client"]: begun("client", f"../{agency or names['agency']}")}
    if not agency:
        made[folder.parent / names["agency"]] = begun("agency")
    return made


def _put(folder: Path, made: Mapping[Path, bytes]) -> None:
    try:
        _write(folder, made)
    except OSError as exc:
        fault = api.error(str(folder), "无法建立客户文件夹", "请检查路径和写入权限")
        raise api.PackError(fault) from exc


def _write(folder: Path, made: Mapping[Path, bytes]) -> None:
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    for path, data in made.items():
        api.put(path, data)


def _skeleton(kind: _Kind, link: str = "") -> bytes:
    """The commented skeleton; a client's names the file of its agency."""
    return beginning.skeleton(kind).replace("../agency.yaml", link, 1).encode()


def _book(kind: _Kind, link: str = "") -> bytes:
    """An empty entry book; a client's names the file of its agency."""
    from generator.api import workbook  # only for a book: it loads what writes one

    return workbook.blank(kind, api.built_in(), {"agency": link} if link else None)
