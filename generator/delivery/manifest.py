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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast, get_args

from generator import names
from generator.delivery import disk
from generator.delivery.model import Change, File, Row, Step
from generator.errors import PackError
from generator.problems import Problem, error, warning

# 1, which is not written, had no values; what a later one means is not known here.
FORMAT = 2
MANIFEST = "manifest.json"
JOURNAL = ".tuoguan-journal.json"
STAGE = ".tuoguan-stage"
LEFT_BEHIND = re.compile(r"\.tuoguan-[a-z0-9_]{8}")  # stages of earlier versions, whose manifest is a journal
_LARGEST = 32_000_000
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier builds left on record, and what in it a person should know."""

    about: Mapping[str, str]
    rows: Mapping[str, Row]
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """One record file as far as it is usable."""

    about: Mapping[str, str]
    rows: Mapping[str, Row]
    steps: tuple[Step, ...]
    strange: tuple[str, ...] = ()
    damaged: bool = False


def read(folder: Path) -> Past:
    """Everything on record in a pack; PackError when a record is a later tool's or its place is taken."""
    manifest, journal = _page(folder / MANIFEST), _page(folder / JOURNAL)
    unfinished = [journal, *_left_behind(folder, manifest)]
    steps = (*manifest.steps, *(step for page in unfinished for step in page.steps))
    rows = dict(manifest.rows)
    for page in unfinished:
        rows |= _done(folder, page)
    problems = tuple(
        problem
        for name, page in ((MANIFEST, manifest), (JOURNAL, journal))
        for problem in _faults(name, page)
    )
    return Past(manifest.about or journal.about, rows, tuple(dict.fromkeys(steps)), problems)


def _left_behind(folder: Path, manifest: _Page) -> Iterable[_Page]:
    """What a killed build of an earlier version was about to write, by the manifest in its stage."""
    for stage in sorted(folder.glob(".tuoguan-*")):
        if LEFT_BEHIND.fullmatch(stage.name) and not disk.look(folder, f"{stage.name}/{MANIFEST}").fault:
            page = _page(stage / MANIFEST)
            new = [row for path, row in page.rows.items() if manifest.rows.get(path) != row]
            steps = (Step("write", row.path, row.path, "", row.hash) for row in new)
            yield _Page(page.about, page.rows, tuple(steps))


def _done(folder: Path, page: _Page) -> Mapping[str, Row]:
    """The rows that came true before the build was cut short."""
    return {
        step.of: page.rows[step.of]
        for step in page.steps
        if step.do == "write" and step.of in page.rows and disk.look(folder, step.path).hash == step.new
    }


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
    content = _content(path)
    _refuse_later(content, path)
    if not isinstance(content, dict) or not isinstance(content.get("files"), list):
        return _Page({}, {}, (), damaged=True)
    return _usable(content)


def _refuse_later(content: object, path: Path) -> None:
    """Refuse a record whose format this tool does not know yet: guessing would lose what it holds."""
    form = content.get("format") if isinstance(content, dict) else None
    if isinstance(form, int) and form > FORMAT:
        message = f"这个资料包由更新版本的工具生成（记录格式 {form}）"
        raise PackError(error(str(path), message, "请升级工具后重新生成；没有改动任何文件"))


def _usable(content: Mapping[str, Any]) -> _Page:
    """What in a record may be believed; the rest is counted, not followed."""
    rows = [_row(row) for row in content["files"]]
    usable = [row for row in rows if row and _may_be_ours(row.path)]
    strange = tuple(row.path for row in rows if row and not _may_be_ours(row.path))
    about = {name: value for name, value in content.items() if isinstance(value, str)}
    steps = tuple(step for row in _list(content.get("unfinished")) if (step := _step(row)))
    return _Page(about, {row.path: row for row in usable}, steps, strange, not all(rows))


def _content(path: Path) -> object:
    try:
        return json.loads(path.read_bytes()) if path.stat().st_size <= _LARGEST else None
    except (ValueError, RecursionError):
        return None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _row(row: object) -> Row | None:
    """A file's row with what is text in it; None when path or hash is not usable."""
    texts = _texts(row)
    if "path" not in texts or not _HASH.fullmatch(texts.get("sha256", "")):
        return None
    values = _texts(row.get("values")) if isinstance(row, dict) else {}
    made_from = (texts.get("template", ""), texts.get("template_sha256", ""))
    return Row(texts["path"], texts["sha256"], texts.get("id", ""), *made_from, values)


def _texts(value: object) -> dict[str, str]:
    """What in a mapping is text under a text."""
    pairs = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in pairs if isinstance(name, str) and isinstance(text, str)}


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
        shown = "".join(char for char in page.strange[0] if char.isprintable())[:40]
        hint = "这些记录已忽略；请核对是否有人改过该文件"
        yield warning(name, f"生成记录中有 {len(page.strange)} 个路径不是资料包里的文件（{shown}）", hint)


def entry(file: File) -> Row:
    """The manifest's row of a file."""
    return Row(file.path, file.hash, file.id, file.template, file.template_hash, file.values)


def text(about: Mapping[str, str], rows: Iterable[Row], unfinished: Iterable[Step] = ()) -> bytes:
    """The bytes of a manifest or a journal: a line a file, so that two of them can be compared by eye."""
    head = [f" {_json(name)}: {_json(value)}" for name, value in {"format": FORMAT, **about}.items()]
    lists = [_listed("files", map(_plain, rows))]
    if steps := [asdict(step) for step in unfinished]:
        lists.append(_listed("unfinished", steps))
    return ("{\n" + ",\n".join((*head, *lists)) + "\n}\n").encode()


def _plain(row: Row) -> dict[str, object]:
    plain: dict[str, object] = {"id": row.id, "path": row.path, "sha256": row.hash}
    if row.template:
        plain |= {"template": row.template, "template_sha256": row.template_hash}
    return {**plain, "values": row.values} if row.values else plain


def _listed(name: str, items: Iterable[object]) -> str:
    lines = ",\n".join(f"  {_json(item)}" for item in items)
    return f" {_json(name)}: [\n{lines}\n ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
