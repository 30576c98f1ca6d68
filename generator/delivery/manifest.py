"""What a pack keeps on record: the manifest of a build that ended, the journal of one that did not.

Both say in which format they are written; one of a later tool is refused before anything is touched.

The journal lies in the pack from before the first change until the manifest is written. It holds the rows of
the manifest to come and the steps towards it, so that the next build knows our own output from a file that
somebody edited, wherever the first one stopped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from generator import names
from generator.delivery import disk, rows
from generator.delivery.model import Change, Row, Step
from generator.errors import PackError
from generator.problems import Problem, error, warning

# 1, which was not written, had no values, 2 no keys; what a later one means is not known here.
FORMAT = 3
MANIFEST = "manifest.json"
JOURNAL = ".tuoguan-journal.json"
STAGE = ".tuoguan-stage"
LEFT_BEHIND = re.compile(r"\.tuoguan-[a-z0-9_]{8}")  # stages of earlier versions, whose manifest is a journal
_LARGEST = 32_000_000
_DEEPEST = 6  # of what the head may hold
_OWN_NAMES = {"format", "files", "unfinished"}


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier builds left on record, in which format, and what in it a person should know."""

    about: Mapping[str, object]
    rows: Mapping[str, Row]
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()
    form: int = FORMAT


@dataclass(frozen=True, slots=True)
class _Page:
    """One record file as far as it is usable."""

    about: Mapping[str, object]
    rows: Mapping[str, Row]
    steps: tuple[Step, ...]
    strange: tuple[str, ...] = ()
    damaged: bool = False
    form: int = FORMAT


def read(folder: Path) -> Past:
    """Everything on record in a pack; PackError when a record is a later tool's or its place is taken."""
    manifest, journal = _page(folder / MANIFEST), _page(folder / JOURNAL)
    unfinished = [journal, *_left_behind(folder, manifest)]
    steps = (*manifest.steps, *(step for page in unfinished for step in page.steps))
    files = dict(manifest.rows)
    for page in unfinished:
        files |= _done(folder, page)
    _follow(folder, files, steps)
    problems = (*_faults(MANIFEST, manifest), *_faults(JOURNAL, journal))
    return Past(manifest.about or journal.about, files, tuple(dict.fromkeys(steps)), problems, manifest.form)


def _left_behind(folder: Path, manifest: _Page) -> Iterable[_Page]:
    """What a killed build of an earlier version was about to write, by the manifest in its stage."""
    for stage in sorted(folder.glob(".tuoguan-*")):
        if LEFT_BEHIND.fullmatch(stage.name) and _is_readable(folder, f"{stage.name}/{MANIFEST}"):
            yield _as_journal(_page(stage / MANIFEST), manifest.rows)


def _is_readable(folder: Path, path: str) -> bool:
    return not disk.look(folder, path).fault


def _as_journal(page: _Page, before: Mapping[str, Row]) -> _Page:
    """A manifest with the steps that lead to it from rows as they were before."""
    new = [row for path, row in page.rows.items() if before.get(path) != row]
    steps = (Step("write", row.path, row.path, "", row.hash) for row in new)
    return _Page(page.about, page.rows, tuple(steps))


def _done(folder: Path, page: _Page) -> Mapping[str, Row]:
    """The rows that came true before the build was cut short."""
    written = (step.of for step in page.steps if step.of in page.rows and _is_written(folder, step))
    return {path: page.rows[path] for path in written}


def _is_written(folder: Path, step: Step) -> bool:
    return step.do == "write" and disk.look(folder, step.path).hash == step.new


def _follow(folder: Path, files: dict[str, Row], steps: Iterable[Step]) -> None:
    """Let rows of files that came to another place before the build was cut short go with them."""
    for step in steps:
        if step.do == "move" and step.path in files and disk.look(folder, step.path) == disk.Look():
            row = files.pop(step.path)
            if disk.look(folder, step.of).hash == step.old:
                files.setdefault(step.of, replace(row, path=step.of))


def _page(path: Path) -> _Page:
    """The record at a path; empty where there is none."""
    found = disk.look(path.parent, path.name)
    if found.fault == "locked":
        raise PackError(
            error(str(path), "打不开，可能正被其他程序占用", "请关闭后重新生成；没有改动任何文件")
        )
    if found.fault:
        raise PackError(error(str(path), "该位置不是普通文件", "请移走后重新生成；没有改动任何文件"))
    if not found.hash:
        return _Page({}, {}, ())
    page = _understood(path.read_bytes() if path.stat().st_size <= _LARGEST else b"")
    _refuse_later(page, path)
    return page


def _refuse_later(page: _Page, path: Path) -> None:
    """Refuse a record whose format this tool does not know yet: guessing would lose what it holds."""
    if page.form > FORMAT:
        message = f"这个资料包由更新版本的工具生成（记录格式 {page.form}）"
        raise PackError(error(str(path), message, "请升级工具后重新生成；没有改动任何文件"))


@lru_cache(maxsize=2)  # a build asks several times what lies there
def _understood(data: bytes) -> _Page:
    """A record by its bytes; nothing but the format is read of a later tool's."""
    content = _content(data)
    form = content.get("format") if isinstance(content, dict) else None
    if isinstance(form, int) and form > FORMAT:
        return _Page({}, {}, (), form=form)
    if not isinstance(content, dict) or not isinstance(content.get("files"), list):
        return _Page({}, {}, (), damaged=True)
    return _usable(content)


def _usable(content: Mapping[str, Any]) -> _Page:
    """What in a record may be believed; the rest is counted, not followed."""
    found = [rows.read(row) for row in content["files"]]
    strange = tuple(row.path for row in found if row and not _may_be_ours(row.path))
    ours = (row for row in found if row and _may_be_ours(row.path))
    about, form = _head(content), _form(content)
    usable = {row.path: row for row in rows.keyed(ours, form, built_on(about))}
    return _Page(about, usable, _steps(content), strange, not all(found), form)


def built_on(about: Mapping[str, object]) -> str:
    """The day of the build (ISO text), by what heads its record; "" where that does not tell."""
    day = about.get("day")
    return day if isinstance(day, str) else ""


def _form(content: Mapping[str, Any]) -> int:
    told = content.get("format")
    return told if isinstance(told, int) else 1


def _steps(content: Mapping[str, Any]) -> tuple[Step, ...]:
    return tuple(step for row in _list(content.get("unfinished")) if (step := _step(row)))


def _head(content: Mapping[str, Any]) -> dict[str, object]:
    """What heads a record, as far as it is plain."""
    return {name: value for name, value in content.items() if name not in _OWN_NAMES and _is_plain(value)}


def _is_plain(value: object, depth: int = 0) -> bool:
    """Whether a value is text, a whole number, a mark or nothing, or holds such alone, not too deep."""
    if value is None or isinstance(value, int) or rows.is_text(value):
        return True
    if depth == _DEEPEST or not isinstance(value, list | dict):
        return False
    return all(_is_plain(item, depth + 1) for item in _held(value))


def _held(value: list[object] | dict[object, object]) -> list[object]:
    return [*value, *value.values()] if isinstance(value, dict) else value


def _content(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _may_be_ours(path: str) -> bool:
    """Whether a file of the pack may have that path: inside, and no record of delivery's own."""
    return names.is_inside(path) and names.key(path) != MANIFEST and not path.startswith(".tuoguan-")


def _step(row: object) -> Step | None:
    if not isinstance(row, dict) or row.get("do") not in get_args(Change):
        return None
    texts = [row.get(name, "") for name in ("path", "of", "old", "new")]
    if not all(isinstance(text, str) for text in texts) or not all(map(_may_be_ours, texts[:2])):
        return None
    return Step(cast(Change, row["do"]), *texts)


def _faults(name: str, page: _Page) -> Iterable[Problem]:
    if page.damaged:
        hint = "与新版不同、又查不到记录的文件都保留原样，新版另存在旁边"
        yield warning(name, "生成记录已损坏，只用了其中读得出的部分", hint)
    if page.strange:
        count, shown = len(page.strange), _shown(page.strange[0])
        hint = "这些记录已忽略；请核对是否有人改过该文件"
        yield warning(name, f"生成记录中有 {count} 个路径不是资料包里的文件（{shown}）", hint)


def _shown(path: str) -> str:
    return "".join(char for char in path if char.isprintable())[:40]


def text(about: Mapping[str, object], files: Iterable[Row], unfinished: Iterable[Step] = ()) -> bytes:
    """The bytes of a manifest or a journal: a line a file, so that two of them can be compared by eye."""
    head = [f" {_json(name)}: {_json(value)}" for name, value in {"format": FORMAT, **about}.items()]
    lists = [_listed("files", map(rows.plain, files))]
    if steps := [asdict(step) for step in unfinished]:
        lists.append(_listed("unfinished", steps))
    return ("{\n" + ",\n".join((*head, *lists)) + "\n}\n").encode()


def _listed(name: str, items: Iterable[object]) -> str:
    lines = ",\n".join(f"  {_json(item)}" for item in items)
    return f" {_json(name)}: [\n{lines}\n ]"


_json = json.JSONEncoder(ensure_ascii=False).encode  # made once: a manifest has hundreds of lines
