"""What a pack keeps on record: the manifest of a build that ended, the journal of one that did not.

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
from generator.delivery.model import Change, File, Step
from generator.errors import PackError
from generator.problems import Problem, error, warning

MANIFEST = "manifest.json"
JOURNAL = ".tuoguan-journal.json"
STAGE = ".tuoguan-stage"
LEFT_BEHIND = re.compile(r"\.tuoguan-[a-z0-9_]{8}")  # stages of earlier versions, whose manifest is a journal
_LARGEST = 32_000_000
_HASH = re.compile(r"[0-9a-f]{64}")

Row = Mapping[str, str]


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
    """Everything on record in a pack; PackError when a record's place is taken by something else."""
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
            steps = (Step("write", row["path"], row["path"], "", row["sha256"]) for row in new)
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
    if not isinstance(content, dict) or not isinstance(content.get("files"), list):
        return _Page({}, {}, (), damaged=True)
    return _usable(content)


def _usable(content: Mapping[str, Any]) -> _Page:
    """What in a record may be believed; the rest is counted, not followed."""
    rows = [_row(row) for row in content["files"]]
    usable = [row for row in rows if row and _may_be_ours(row["path"])]
    strange = tuple(row["path"] for row in rows if row and not _may_be_ours(row["path"]))
    about = {name: value for name, value in content.items() if isinstance(value, str)}
    steps = tuple(step for row in _list(content.get("unfinished")) if (step := _step(row)))
    return _Page(about, {row["path"]: row for row in usable}, steps, strange, not all(rows))


def _content(path: Path) -> object:
    try:
        return json.loads(path.read_bytes()) if path.stat().st_size <= _LARGEST else None
    except (ValueError, RecursionError):
        return None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _row(row: object) -> dict[str, str]:
    """A file's row with what is text in it; empty when path or hash is not usable."""
    if not isinstance(row, dict):
        return {}
    texts = {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
    return texts if "path" in texts and _HASH.fullmatch(texts.get("sha256", "")) else {}


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
    row = {"id": file.id, "path": file.path, "sha256": file.hash}
    if file.template:
        row |= {"template": file.template, "template_sha256": file.template_hash}
    return row


def text(about: Mapping[str, str], rows: Iterable[Row], unfinished: Iterable[Step] = ()) -> bytes:
    """The bytes of a manifest or a journal."""
    content: dict[str, Any] = {**about, "files": list(rows)}
    if steps := [asdict(step) for step in unfinished]:
        content["unfinished"] = steps
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
