"""Files into a pack folder, safely: all or nothing at first, and never over a file edited by hand."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from generator.errors import PackError
from generator.problems import Problem, error, warning

MANIFEST = "manifest.json"
Action = Literal["新建", "更新", "未变", "保留手改", "另存新版", "移入旧版"]


@dataclass(frozen=True, slots=True)
class File:
    """One file to deliver: its path inside the pack, its bytes, and what it was made from."""

    path: str
    data: bytes
    id: str
    template: str = ""
    template_hash: str = ""

    @property
    def hash(self) -> str:
        return digest(self.data)


@dataclass(frozen=True, slots=True)
class Report:
    """What happened to each path, in delivery order, and what a person should look at."""

    folder: Path
    actions: tuple[tuple[Action, str], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """How to deliver: the day (ISO text), whether hand-edited files may be replaced, whether this is all."""

    day: str
    force: bool = False
    whole: bool = True


@dataclass(slots=True)
class _Plan:
    """What is to be done to an existing folder, worked out before anything is touched."""

    writes: list[tuple[str, File]] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)
    actions: list[tuple[Action, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def deliver(folder: Path, files: tuple[File, ...], about: Mapping[str, str], terms: Terms) -> Report:
    """Write the pack; ``about`` heads the manifest (tool, input hash, day). PackError when it cannot."""
    with _explained(folder):
        if folder.exists():
            return _renew(folder, files, about, terms)
        return _create(folder, files, about)


def _create(folder: Path, files: tuple[File, ...], about: Mapping[str, str]) -> Report:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _staging(folder.parent) as stage:
        for file in files:
            _write(stage / file.path, file.data)
        _write(stage / MANIFEST, _manifest(about, [_entry(file) for file in files]))
        stage.chmod(0o755)
        stage.rename(folder)
    return Report(folder, tuple(("新建", file.path) for file in files), ())


def _renew(folder: Path, files: tuple[File, ...], about: Mapping[str, str], terms: Terms) -> Report:
    manifest = _read_manifest(folder)
    _same_client(folder, manifest, about)
    known = {row["path"]: row for row in manifest.get("files", ())}
    plan = _Plan()
    for file in files:
        _judge(folder, file, known.get(file.path), terms, plan)
    if terms.whole:
        _retire(folder, files, known, terms, plan)
    with _staging(folder) as stage:
        for target, file in plan.writes:
            _write(stage / target, file.data)
        _write(stage / MANIFEST, _manifest(about, _entries(files, known, set(), terms.whole)))
        failed = {path for path in plan.moves if not _move_aside(folder, path, terms.day, plan)}
        for target, _ in plan.writes:
            if target not in failed and not _replace(stage / target, folder / target, plan):
                failed.add(target)
        if failed:
            _write(stage / MANIFEST, _manifest(about, _entries(files, known, failed, terms.whole)))
        _replace(stage / MANIFEST, folder / MANIFEST, plan)
    actions = tuple((action, path) for action, path in plan.actions if path not in failed)
    return Report(folder, actions, tuple(plan.problems))


def _judge(folder: Path, file: File, before: Mapping[str, str] | None, terms: Terms, plan: _Plan) -> None:
    """Decide what happens to one file that this build made."""
    target = folder / file.path
    there = digest(target.read_bytes()) if target.is_file() else ""
    ours = before["sha256"] if before else ""
    if there == file.hash:
        plan.actions.append(("未变", file.path))
    elif not there or there == ours:
        plan.writes.append((file.path, file))
        plan.actions.append(("更新" if there else "新建", file.path))
    elif terms.force:
        plan.moves.append(file.path)
        plan.writes.append((file.path, file))
        plan.actions.append(("更新", file.path))
        plan.problems.append(
            warning(file.path, "已替换手工修改过的文件", f"原文件已移入“{_aside(terms.day)}”")
        )
    elif ours == file.hash:
        plan.actions.append(("保留手改", file.path))
    else:
        _beside(folder, file, terms, plan)


def _beside(folder: Path, file: File, terms: Terms, plan: _Plan) -> None:
    """Lay the new version next to the file that somebody edited."""
    path = PurePosixPath(file.path)
    number = 1
    while True:
        mark = f"（新版 {terms.day}）" if number == 1 else f"（新版 {terms.day} 第{number}份）"
        name = str(path.with_name(path.stem + mark + path.suffix))
        there = folder / name
        if not there.exists():
            plan.writes.append((name, file))
            break
        if digest(there.read_bytes()) == file.hash:
            break
        number += 1
    plan.actions.append(("另存新版", name))
    hint = f"未覆盖；新版已另存为“{PurePosixPath(name).name}”，请对照合并，或用 --force 替换"
    plan.problems.append(warning(file.path, "该文件已被手工修改", hint))


def _retire(
    folder: Path, files: tuple[File, ...], known: Mapping[str, Mapping[str, str]], terms: Terms, plan: _Plan
) -> None:
    """Move aside what an earlier build made and this one does not make any more."""
    for path in sorted(set(known) - {file.path for file in files}):
        if (folder / path).is_file():
            plan.moves.append(path)
            plan.actions.append(("移入旧版", path))
            plan.problems.append(warning(path, "按现有数据不再需要此文件", f"已移入“{_aside(terms.day)}”"))


def _aside(day: str) -> str:
    return f"旧版 {day}"


def _move_aside(folder: Path, path: str, day: str, plan: _Plan) -> bool:
    source = folder / path
    target = folder / _aside(day) / path
    number = 1
    while target.exists():
        number += 1
        target = target.with_name(f"{source.stem}（{number}）{source.suffix}")
    return _replace(source, target, plan)


def _replace(source: Path, target: Path, plan: _Plan) -> bool:
    """Put a file in its place; a file that another program holds open becomes a problem, not a stop."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except PermissionError:
        hint = "可能正在 Word 或 WPS 中打开，或文件夹不可写；请关闭后重新生成，其余文件不受影响"
        plan.problems.append(error(str(target), "文件无法替换", hint))
        return False
    return True


def _entry(file: File) -> dict[str, str]:
    entry = {"id": file.id, "path": file.path, "sha256": file.hash}
    if file.template:
        entry |= {"template": file.template, "template_sha256": file.template_hash}
    return entry


def _entries(
    files: tuple[File, ...], known: Mapping[str, Mapping[str, str]], failed: set[str], whole: bool
) -> list[Mapping[str, str]]:
    """The manifest's rows: this build's files, and what an earlier one made and this one did not touch."""
    rows = {} if whole else dict(known)
    for file in files:
        if file.path not in failed:
            rows[file.path] = _entry(file)
        elif file.path in known:
            rows[file.path] = known[file.path]
    return list(rows.values())


def _manifest(about: Mapping[str, str], entries: list[Any]) -> bytes:
    content = {**about, "files": entries}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _read_manifest(folder: Path) -> dict[str, Any]:
    """What an earlier build left on record; nothing when there is no usable manifest."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        usable = all(
            isinstance(row["path"], str) and isinstance(row["sha256"], str) for row in manifest["files"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return manifest if usable and isinstance(manifest, dict) else {}


def _same_client(folder: Path, manifest: Mapping[str, Any], about: Mapping[str, str]) -> None:
    """Refuse a folder that holds another enterprise's pack: two clients may have one name."""
    before, now = manifest.get("uscc"), about.get("uscc")
    if before and now and before != now:
        hint = "请核对企业名称，或用 -o 换一个输出文件夹"
        raise PackError(error(str(folder), f"文件夹中已有另一家企业（{before}）的资料包", hint))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@contextlib.contextmanager
def _staging(parent: Path) -> Iterator[Path]:
    """A temporary folder on the same disk, gone afterwards whatever happened."""
    stage = Path(tempfile.mkdtemp(prefix=".tuoguan-", dir=parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Foreign file errors as one clear line."""
    try:
        yield
    except OSError as exc:
        raise PackError(error(str(folder), *_words(exc))) from exc


def _words(exc: OSError) -> tuple[str, str]:
    nothing = "未留下写了一半的文件"
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘空间不足，资料包没有写入", f"请清理磁盘或换一个输出文件夹；{nothing}"
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "输出文件夹不可写", f"请用 -o 换一个有写入权限的文件夹；{nothing}"
    if exc.errno in (errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG):
        return "输出位置不能作为文件夹使用", f"请用 -o 换一个文件夹；{nothing}"
    return f"写入失败（{exc.strerror or exc}）", f"请检查磁盘和输出文件夹；{nothing}"
