"""Whatever stops a delivery, and wherever: the next build ends whole, as if nothing had happened."""

from __future__ import annotations

import contextlib
import errno
import functools
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from generator import delivery
from generator.delivery import File, Report, Terms, disk
from generator.errors import PackError
from tests import depth
from tests.delivery.packs import ABOUT, FORCE, PART, TERMS, deliver, everything, files, lines, lying, moved
from tests.once import Packs

NAMES = ("write", "make_folder", "replace", "rename", "remove", "clear")
NEXT_DAY = Terms("2026-11-24")
SAFE = "未留下写了一半的文件"
RESUMED = "重新生成即可接着完成"


class _KilledError(BaseException):
    """The process is gone: nothing after it touches the disk."""


@dataclass
class Fault:
    """Fails the k-th change of the disk; killed, every later one too, after half of a write was done."""

    at: int
    kind: int | None
    count: int = 0
    calls: list[str] = field(default_factory=list)

    def wrap(self, name: str, real: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(real)
        def call(path: Path, *rest: Any, **more: Any) -> None:
            self.count += 1
            self.calls.append(f"{name} {path.name}")
            if self.kind is None and self.count >= self.at:
                if name == "write" and self.count == self.at:
                    with contextlib.suppress(OSError):
                        path.write_bytes(rest[0][: len(rest[0]) // 2])
                raise _KilledError
            if self.count == self.at and name != "clear":  # which tells of no failure
                raise (PermissionError if self.kind == errno.EACCES else OSError)(self.kind, "injected")
            real(path, *rest, **more)

        return call


@dataclass(frozen=True)
class Scene:
    """A pack as it stood (None: not there), what a person did to it, the build, and the next data."""

    before: dict[str, str] | None
    edit: Callable[[Path], None]
    build: dict[str, str]
    later: dict[str, str]
    terms: Terms = TERMS
    edited: int = 0
    made: Callable[..., tuple[File, ...]] = files

    def prepare(self, folder: Path) -> None:
        if self.before is not None:
            deliver(folder, **self.before)
        self.edit(folder)

    def deliver(self, folder: Path, texts: dict[str, str]) -> Report:
        return delivery.deliver(folder, self.made(**texts), ABOUT, self.terms)


def _nothing(_: Path) -> None: ...


def _edit(folder: Path) -> None:
    (folder / "甲/a.docx").write_text("手改", "utf-8")


def _edit_and_build(folder: Path) -> None:
    _edit(folder)
    deliver(folder, a="1a", b="1")


def _of_format_2(folder: Path) -> None:
    """Both edited and not, as a tool of before format 3 left them."""
    _edit_and_build(folder)
    path = folder / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"format": 3', '"format": 2'), "utf-8")


def _dated(**texts: str) -> tuple[File, ...]:
    """Documents delivered on a day that the data tell, but c."""
    return tuple(
        replace(file, life="issued", dated="" if file.id == "c" else "2026-10-13") for file in moved(**texts)
    )


def _closed(**texts: str) -> tuple[File, ...]:
    return tuple(replace(file, settled=True) for file in moved(**texts))


def _frozen(**texts: str) -> tuple[File, ...]:
    return tuple(replace(file, settled=True, life="issued") for file in files(**texts))


def _foreign(folder: Path) -> None:
    (folder / "甲").mkdir(parents=True)
    (folder / "甲/a.docx").write_text("去年的", "utf-8")


SCENES = {
    "first build": Scene(None, _nothing, {"a": "1", "乙_b": "1"}, {"a": "2", "乙_b": "2"}),
    "rebuild": Scene(
        {"a": "1", "b": "1", "c": "1"},
        _nothing,
        {"a": "2", "b": "2", "c": "1"},
        {"a": "3", "b": "2", "c": "3"},
    ),
    "more and fewer files": Scene(
        {"a": "1", "b": "1"}, _nothing, {"a": "2", "乙_c": "2"}, {"a": "3", "乙_c": "3"}
    ),
    "edited file": Scene({"a": "1", "b": "1"}, _edit, {"a": "2", "b": "2"}, {"a": "3", "b": "3"}, edited=1),
    "edited file with a copy": Scene(
        {"a": "1", "b": "1"}, _edit_and_build, {"a": "2", "b": "2"}, {"a": "3", "b": "3"}, edited=1
    ),
    "edited file with a copy of another day": Scene(
        {"a": "1", "b": "1"}, _edit_and_build, {"a": "2", "b": "2"}, {"a": "3", "b": "3"}, NEXT_DAY, 1
    ),
    "force": Scene({"a": "1", "b": "1"}, _edit, {"a": "2", "b": "2"}, {"a": "3", "b": "3"}, FORCE),
    "force over a copy": Scene(
        {"a": "1", "b": "1"}, _edit_and_build, {"a": "2", "b": "2"}, {"a": "3", "b": "3"}, FORCE
    ),
    "retired edited file with a copy": Scene({"a": "1", "b": "1"}, _edit_and_build, {"b": "2"}, {"b": "3"}),
    "files of before the tool": Scene(None, _foreign, {"a": "1", "b": "1"}, {"a": "2", "b": "2"}, edited=1),
    "moved": Scene({"a": "1", "b": "1"}, _nothing, {"a": "1", "b": "2"}, {"a": "2", "b": "2"}, made=moved),
    "moved and edited": Scene(
        {"a": "1", "b": "1"}, _edit, {"a": "1", "b": "2"}, {"a": "2", "b": "3"}, edited=1, made=moved
    ),
    "moved and edited with a copy": Scene(
        {"a": "1", "b": "1"},
        _edit_and_build,
        {"a": "2", "b": "2"},
        {"a": "3", "b": "3"},
        edited=1,
        made=moved,
    ),
    "moved part of the pack": Scene(
        {"a": "1", "b": "1"}, _edit_and_build, {"a": "2"}, {"a": "3"}, PART, 1, made=moved
    ),
    "moved by force": Scene(
        {"a": "1", "b": "1"}, _edit, {"a": "2", "b": "2"}, {"a": "3", "b": "3"}, FORCE, made=moved
    ),
    "moved and closed": Scene(
        {"a": "1", "b": "1"}, _edit, {"a": "2", "b": "2"}, {"a": "3", "b": "3"}, made=_closed
    ),
    "delivered before format 3": Scene(
        {"a": "1", "b": "1", "c": "1"},
        _of_format_2,
        {"a": "2", "b": "2", "c": "2"},
        {"a": "3", "b": "3", "c": "3"},
        made=_dated,
    ),
    "frozen": Scene(
        {"a": "1", "b": "1"}, _edit, {"a": "2", "b": "2"}, {"a": "3", "b": "3"}, edited=1, made=_frozen
    ),
    "part of the pack": Scene({"a": "1", "b": "1"}, _nothing, {"a": "2"}, {"a": "3"}, PART),
}


@contextlib.contextmanager
def _injected(fault: Fault) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(_KilledError):
        for name in NAMES:
            patch.setattr(disk, name, fault.wrap(name, getattr(disk, name)))
        yield


def _disturbed(folder: Path, scene: Scene, fault: Fault) -> None:
    with _injected(fault):
        try:
            report = scene.deliver(folder, scene.build)
            assert (
                fault.count < fault.at
                or fault.calls[fault.at - 1].startswith(("clear", "remove ."))
                or ("其余文件不受影响" in lines(report))
            ), fault.calls
        except PackError as exc:
            _assert_truthful(folder, str(exc))


def _assert_truthful(folder: Path, words: str) -> None:
    """What is said to be untouched has no journal; what can be resumed has one."""
    assert "；" in words
    assert (SAFE in words) != (RESUMED in words)
    assert (RESUMED in words) == (folder / ".tuoguan-journal.json").exists()


def _expected(work: Path, scene: Scene, *builds: dict[str, str]) -> dict[str, str]:
    folder = work / "undisturbed" / "pack"
    scene.prepare(folder)
    for build in builds:
        scene.deliver(folder, build)
    found = everything(folder.parent)
    shutil.rmtree(folder.parent)
    return found


def _copied(before: Path, after: Path) -> Path:
    """What lies beside a pack and in it, laid elsewhere; the pack there."""
    shutil.copytree(before, after, copy_function=shutil.copyfile)
    return after / "pack"


@pytest.mark.parametrize("name", depth.some(list(SCENES), desk=8))
def test_next_build_ends_whole(work: Path, name: str) -> None:
    scene, before, disturbed, after = SCENES[name], work / "before", work / "disturbed", work / "after"
    before.mkdir()
    scene.prepare(before / "pack")
    expected = [(next_, _expected(work, scene, scene.build, next_)) for next_ in (scene.build, scene.later)]
    left: list[dict[str, bytes]] = []
    for fault in _faults(before, disturbed, scene):
        found = lying(disturbed)
        if found in left:  # builds go on from what lies there, whatever stopped the one before
            continue
        left.append(found)
        for following, whole in expected:
            report = scene.deliver(_copied(disturbed, after), following)
            _assert_same(everything(after), whole, fault)
            _assert_no_false_edit(report, scene, fault)
            shutil.rmtree(after)
    assert len(left) > 5


def _faults(before: Path, disturbed: Path, scene: Scene) -> Iterator[Fault]:
    """Each fault at each change of the build; meanwhile its pack lies in ``disturbed``."""
    for kind in (errno.ENOSPC, errno.EACCES, None):  # full, denied, killed
        fault = Fault(0, kind)
        while fault.count >= fault.at:  # until the build has fewer changes than that
            fault = Fault(fault.at + 1, kind)
            _disturbed(_copied(before, disturbed), scene, fault)
            yield fault
            shutil.rmtree(disturbed)
        assert fault.at > 5, kind


def _assert_same(found: dict[str, str], expected: dict[str, str], fault: Fault) -> None:
    assert found == expected, (fault.kind, fault.at, fault.calls[fault.at - 1 :])


def _assert_no_false_edit(report: Report, scene: Scene, fault: Fault) -> None:
    assert not [problem for problem in report.problems if problem.severity == "error"]
    told = lines(report).count("手工修改")
    allowed = 1 if scene.terms is FORCE else scene.edited
    assert told <= allowed, (fault.kind, fault.at, fault.calls[fault.at - 1 :], lines(report))


def _killed(folder: Path, at: int, terms: Terms, **texts: str) -> bool:
    """A build killed at its at-th change; false when it has fewer."""
    fault = Fault(at, None)
    with _injected(fault):
        deliver(folder, terms, **texts)
    return fault.count >= at


def test_two_killed_builds_in_a_row(work: Path) -> None:
    scene = SCENES["edited file with a copy"]
    second, third, last = ({"a": a, "b": b} for a, b in ("22", "32", "44"))
    before, once, twice = work / "before", work / "once", work / "twice"
    before.mkdir()
    scene.prepare(before / "pack")
    expected = _expected(work, scene, last)
    left: list[dict[str, bytes]] = []
    for at in range(8, 40):
        first = _killed(_copied(before, once), at, TERMS, **second)
        for then in range(8, 40, 2):
            folder = _copied(once, twice)
            both = first and _killed(folder, then, TERMS, **third)
            if (found := lying(twice)) not in left:  # the last build goes on from what lies there
                left.append(found)
                deliver(folder, **last)
                assert everything(twice) == expected, (at, then)
            shutil.rmtree(twice)
            if not both:
                break
        shutil.rmtree(once)
    assert len(left) > 30


@pytest.mark.parametrize(
    ("name", "part"),
    [("rebuild", "b"), ("edited file with a copy of another day", "b"), ("more and fewer files", "a")],
)
def test_part_of_the_pack_after_a_killed_build(work: Path, name: str, part: str) -> None:
    """What the killed build did outside that part is known afterwards, and what it left undone is done."""
    scene = SCENES[name]
    before, disturbed = work / "before", work / "disturbed"
    before.mkdir()
    scene.prepare(before / "pack")
    expected = _expected(work, scene, scene.later)
    at, more = 0, True
    while more:
        at += 1
        folder = _copied(before, disturbed)
        more = _killed(folder, at, scene.terms, **scene.build)
        deliver(folder, replace(scene.terms, whole=False), **{part: scene.build[part]})
        report = deliver(folder, scene.terms, **scene.later)
        assert everything(folder.parent) == expected, at
        assert lines(report).count("手工修改") == scene.edited, at
        shutil.rmtree(disturbed)


@pytest.fixture(scope="module")
def days(packs: Packs) -> tuple[tuple[File, ...], ...]:
    """A whole pack of an example, and another version of every third file of it."""
    first = _files(packs["yunzhi-textile"].folder)
    changed = (
        replace(file, made=file.data + b"2") if number % 3 == 0 else file for number, file in enumerate(first)
    )
    return first, tuple(changed)


def _files(built: Path) -> tuple[File, ...]:
    rows = json.loads((built / "manifest.json").read_bytes())["files"]
    return tuple(File(row["path"], (built / row["path"]).read_bytes(), row["id"]) for row in rows)


@pytest.mark.parametrize("kind", [errno.ENOSPC, None], ids=["full", "killed"])
def test_whole_pack_of_an_example(work: Path, days: tuple[tuple[File, ...], ...], kind: int | None) -> None:
    first, second = days
    delivery.deliver(work / "before/pack", first, ABOUT, TERMS)
    at, step = 5, 17 if depth.is_thorough() else 61
    while True:
        folder = _copied(work / "before", work / f"{at}")
        fault = Fault(at, kind)
        with _injected(fault), contextlib.suppress(PackError):
            delivery.deliver(folder, second, ABOUT, TERMS)
        report = delivery.deliver(folder, second, ABOUT, TERMS)
        assert "手工修改" not in lines(report)
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert found == {file.path for file in second} | {"manifest.json"}
        assert all((folder / file.path).read_bytes() == file.data for file in second)
        assert [path.name for path in folder.parent.iterdir()] == ["pack"]
        shutil.rmtree(folder.parent)
        if fault.count < at:
            break
        at += step
    assert at > 85
