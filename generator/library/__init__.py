"""Word templates as things: the agency's own first, the built-in second; export and check."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import catalogue, home, limits, reference
from generator.delivery import digest
from generator.errors import TemplateError
from generator.facts import model
from generator.problems import Problem, error, errors_in

_CARD = {"badge": model.Badge, "code": "picture", "band": "text"}
_SHEETS = [{"rows": [{"left": _CARD, "right": _CARD}]}]
EXTRA: Mapping[str, object] = {
    "site_map": "picture",
    "site_maps": [{"map": "picture", "title": "text"}],
    "board_code": "picture",
    "card_sheets": _SHEETS,
    "tag_sheets": _SHEETS,
    "contract_fields": [{"label": "text", "value": "text"}],
    "duties": tuple[model.Duty, ...],
    "index": tuple[model.IndexRow, ...],
}


@dataclass(frozen=True, slots=True)
class Source:
    """A template found: the deliverable's id, its bytes, where they are from, and their SHA-256."""

    id: str
    data: bytes
    origin: str
    hash: str
    own: bool


def find(name: str, own: Path | None = None) -> Source:
    """The template of a deliverable: the one in the folder ``own``, else the built-in one."""
    mine = own / f"{name}.docx" if own else None
    if mine and mine.is_file():
        return _read(name, mine, str(mine), True)
    entry = catalogue.find(name)
    origin = entry.source if entry and entry.form else f"word/{name}.docx"
    return _read(name, home.templates() / origin, origin, False)


def _read(name: str, path: Path, origin: str, own: bool) -> Source:
    try:
        data = path.read_bytes()
    except OSError as exc:
        hint = "请检查文件是否可读" if own else "请重新安装本工具，或运行 tuoguan template compile"
        raise TemplateError(error(str(path), "无法读取 Word 模板", hint)) from exc
    return Source(name, data, origin, digest(data), own)


def strangers(own: Path) -> tuple[Problem, ...]:
    """Files in a folder of own templates whose name is no deliverable's id, each with a close match."""
    if not own.is_dir():
        return (error(str(own), "模板文件夹不存在", "请检查 --templates 后的路径"),)
    known = [entry.id for entry in catalogue.load() if entry.kind == "word"]
    names = sorted(path for path in own.glob("*.docx") if not path.name.startswith("~$"))
    return tuple(_stranger(path, known) for path in names if path.stem not in known)


def _stranger(path: Path, known: list[str]) -> Problem:
    close = difflib.get_close_matches(path.stem, known, 1)
    hint = f"是否应为 {close[0]}.docx？" if close else "可用 tuoguan list 查看交付件编号"
    return error(str(path), "文件名不是任何交付件的编号", hint)


def check(data: bytes, name: str, place: str) -> tuple[Problem, ...]:
    """Everything wrong with the template of a deliverable; ``place`` stands in the messages."""
    from generator.word import lint  # only here: a pack from built-in templates never loads docxtpl

    entry = catalogue.find(name)
    items = {entry.item: entry.items} if entry and entry.each else {}
    names = {
        "law": tuple(reference.load("laws")),
        "limit": tuple(limits.load()),
        "here": tuple(reference.load("presence")),
    }
    return lint.lint(data, place, model.Facts, EXTRA, keys=names, items=items)


def approve(source: Source) -> Source:
    """The same source, checked when it is somebody's own; TemplateError with every fault."""
    faults = errors_in(check(source.data, source.id, source.origin)) if source.own else ()
    if faults:
        raise TemplateError(faults)
    return source
