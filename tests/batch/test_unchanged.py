"""What makes a pack be built again: every kind of input, output and choice, by stamps and by digests."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from generator import api, canvas, intake, stamps
from generator.api import issuing, many, walk
from generator.batch import Choices, Entry, Watch, seal
from generator.batch.plan import planned
from generator.batch.unchanged import delivered
from generator.delivery import Report
from generator.library import built_in, home
from generator.problems import error, warning
from tests.batch import edits
from tests.floorplan import plans
from tests.issuing import clients
from tests.many import photo

DAY = datetime.date(2026, 3, 2)
PLACE = "小厂/client.yaml"
HAZARD = """\
hazards:
  - description: 配电箱前堆放物料
    location: 车间配电箱
    found: 2026-02-22
    finder: 示例辅导员A
    level: 一般
    category: 电气
    clause: 配电箱前应有操作空间
    recommendation: 移走物料
    due: 2026-03-25
    before:
      - {photo: photos/1.jpg, caption: 配电箱前的物料}
"""
SITE = """\
site:
  width: 60
  height: 40
  zones_from: {file: plan.geojson}
zones:
  - {code: Z1, name: 冲压车间, risks: [{name: 作业, accidents: [机械致害], L: 3, E: 6, C: 7}]}
  - {code: Z2, name: 成品仓库, risks: [{name: 作业, accidents: [机械致害], L: 3, E: 6, C: 7}]}
  - {code: Z3, name: 装配车间, risks: [{name: 作业, accidents: [机械致害], L: 3, E: 6, C: 7}]}
"""
LATER = 3_000_000_000


@dataclass(frozen=True, slots=True)
class World:
    """A client and its pack below one folder; ``watch`` is that of the next run, by ``order``."""

    root: Path
    order: api.Order
    watch: Watch

    @property
    def client(self) -> Path:
        return self.root / "小厂"

    @property
    def entry(self) -> Entry:
        (entry,) = planned([self.client], self.root / "out", built_in()).entries
        return entry

    @property
    def pack(self) -> Path:
        return self.root / "out" / self.entry.name

    def is_same_by_stamps(self) -> bool:
        """Whether a run would pass the client over before any worker has it."""
        return bool(planned([self.client], self.root / "out", built_in(), self.watch).same)

    def is_same_by_digests(self) -> bool:
        return self.watch.is_same(self.entry)


def _run(root: Path, order: api.Order) -> str:
    (outcome,) = api.build_many([root / "小厂"], root / "out", order, skip=True)
    return outcome.state


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Path:
    """A client with a record, a photo, a plan of its site and a paper that was issued, and its pack."""
    order = api.Order(DAY, cache=compiled)
    root = tmp_path_factory.mktemp("world")
    client = clients.write(root)
    photo(client / "photos/1.jpg")
    with (client / "client.yaml").open("a", encoding="utf-8") as file:
        file.write(HAZARD + SITE)
    plans.geojson(client / "plan.geojson")
    clients.record(client, datetime.date(2026, 1, 8), clients.visited(datetime.date(2026, 1, 8)))
    assert _run(root, order) == "done"
    desk = issuing.desk(client, order, root / "out")
    issuing.issue(desk, issuing.Issue(("plan",), datetime.date(2026, 2, 10)))
    assert _run(root, order) == "done"
    assert _run(root, order) == "skipped"
    return root


@pytest.fixture
def world(built: Path, tmp_path: Path, compiled: Path) -> World:
    """A copy that a test may change, long untouched, found in order and sealed."""
    root = tmp_path / "w"
    shutil.copytree(built, root)
    _age(root)
    order = api.Order(DAY, cache=compiled)
    found = World(root, order, many.watch_of(root / "out", order, force=False, thorough=False))
    assert not found.is_same_by_stamps(), "other files than those that were sealed"
    assert found.is_same_by_digests()
    assert found.is_same_by_stamps()
    return found


def _age(root: Path) -> None:
    """Give every file a time that is past and fine."""
    for path in root.rglob("*"):
        os.utime(path, ns=(1, time.time_ns() // 1000 * 1000 - LATER + 7))


def _write(path: Path, data: bytes) -> None:
    """Put other bytes into a file, which keeps its number on the disk; the time is that of now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _other(path: Path) -> bytes:
    """Other bytes of the same number."""
    data = path.read_bytes()
    return data[:-1] + bytes([data[-1] ^ 1])


def _restored(path: Path, data: bytes) -> None:
    """Put other bytes into a file and its time back."""
    before = path.stat()
    _write(path, data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _swapped(path: Path, data: bytes) -> None:
    """Put another file in the place of one, with its size and time."""
    before, other = path.stat(), path.with_name("other")
    other.write_bytes(data)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def _edited(name: str) -> Callable[[World], None]:
    return lambda world: _write(world.root / name, _other(world.root / name))


def _added(name: str, text: str = "") -> Callable[[World], None]:
    return lambda world: _write(world.root / name, text.encode())


def _gone(name: str) -> Callable[[World], None]:
    return lambda world: (world.root / name).unlink()


def _issued(world: World) -> Path:
    (paper,) = (world.client / "issued").glob("*.docx")
    return paper


def _document(world: World) -> Path:
    return sorted(world.pack.rglob("*.docx"))[3]


def _linked(path: Path) -> None:
    moved = path.rename(path.with_name("moved.docx"))
    path.symlink_to(moved)


INPUTS: dict[str, Callable[[World], None]] = {
    "data": _edited(PLACE),
    "agency": _edited("agency.yaml"),
    "record changed": _edited("小厂/records/2026-01-08-服务.yaml"),
    "record added": _added("小厂/records/2026-02-08.yaml", clients.visited(datetime.date(2026, 2, 8))),
    "record gone": _gone("小厂/records/2026-01-08-服务.yaml"),
    "record renamed": lambda world: (
        (world.client / "records/2026-01-08-服务.yaml").rename(world.client / "records/2026-01-09-服务.yaml")
        and None
    ),
    "second data file": _added("小厂/client.yml"),
    "photo of the same size": _edited("小厂/photos/1.jpg"),
    "photo in its place": lambda world: _swapped(
        world.client / "photos/1.jpg", _other(world.client / "photos/1.jpg")
    ),
    "photo gone": _gone("小厂/photos/1.jpg"),
    "side file": _edited("小厂/plan.geojson"),
    "index": _edited("小厂/issued/index.yaml"),
    "index gone": _gone("小厂/issued/index.yaml"),
    "paper issued": lambda world: _write(_issued(world), _other(_issued(world))),
    "folder gone": lambda world: world.client.rename(world.root / "away") and None,
}
OUTPUTS: dict[str, Callable[[World], None]] = {
    "edited": lambda world: _write(_document(world), _other(_document(world))),
    "in its place": lambda world: _swapped(_document(world), _other(_document(world))),
    "deleted": lambda world: _document(world).unlink(),
    "moved": lambda world: _document(world).rename(world.pack / "x.docx") and None,
    "journal": lambda world: _write(world.pack / ".tuoguan-journal.json", b"{}"),
    "stage": lambda world: (world.pack / ".tuoguan-stage").mkdir(),
    "manifest deleted": lambda world: (world.pack / "manifest.json").unlink(),
    "manifest damaged": lambda world: _write(world.pack / "manifest.json", b"{}"),
    "pack gone": lambda world: shutil.rmtree(world.pack),
}


@pytest.mark.parametrize("change", INPUTS | OUTPUTS)
def test_what_changed_is_noticed(world: World, change: str) -> None:
    (INPUTS | OUTPUTS)[change](world)
    entry = replace(world.entry, name=world.entry.name or "永康市示例小厂（虚构）")
    assert not world.is_same_by_stamps()
    assert not world.watch.is_same(entry)
    assert not world.is_same_by_stamps(), "nothing was sealed"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_an_output_that_is_a_link_is_noticed(world: World) -> None:
    _linked(_document(world))
    assert not world.is_same_by_stamps()
    assert not world.is_same_by_digests()


@pytest.mark.parametrize("name", ["小厂/photos/1.jpg", PLACE, "agency.yaml"])
def test_what_no_stamp_tells_is_noticed_by_digests_alone(world: World, name: str) -> None:
    _restored(world.root / name, _other(world.root / name))
    assert world.is_same_by_stamps()
    assert not replace(world.watch, thorough=True).believed(world.client)
    assert not world.is_same_by_digests()


def test_what_is_touched_and_not_changed_is_sealed_anew(world: World) -> None:
    for path in world.root.rglob("*.*"):
        os.utime(path)
    assert not world.is_same_by_stamps()
    assert world.is_same_by_digests()
    assert world.is_same_by_stamps()


def test_what_lies_beside_and_is_not_read_changes_nothing(world: World) -> None:
    for name in ("备注.txt", "photos/2.jpg", "records/.swp.yaml", "records/说明.txt", "issued/甲.docx"):
        _write(world.client / name, b"1")
    _write(world.pack / "手写.docx", b"1")
    assert world.is_same_by_stamps()


def test_a_folder_of_records_that_comes_is_noticed(world: World) -> None:
    shutil.rmtree(world.client / "records")
    assert _run(world.root, world.order) == "done"
    assert world.is_same_by_stamps()
    clients.record(world.client, datetime.date(2026, 2, 8), clients.visited(datetime.date(2026, 2, 8)))
    assert not world.is_same_by_stamps()


@pytest.mark.parametrize("name", ["tool", "library", "templates"])
def test_other_choices_are_noticed(world: World, name: str) -> None:
    choices = replace(world.watch.choices, **{name: "0" * 64})
    other = replace(world, watch=replace(world.watch, choices=choices))
    assert not other.is_same_by_stamps()
    assert not other.is_same_by_digests()


@pytest.mark.parametrize(("name", "proven"), [("strict", False), ("force", True)])
def test_other_terms_are_judged_by_what_is_there(world: World, name: str, proven: bool) -> None:
    choices = replace(world.watch.choices, **{name: True})
    other = replace(world, watch=replace(world.watch, choices=choices))
    assert not other.is_same_by_stamps()
    assert other.is_same_by_digests() == proven


def test_a_font_that_came_or_went_is_noticed(world: World) -> None:
    rare = {"₂": canvas.foreign("₂")["₂"]}
    head = json.loads((world.pack / "manifest.json").read_bytes())
    head = {name: head[name] for name in ("tool_sha256", "library", "templates")}
    assert world.watch.choices.made(head)
    assert world.watch.choices.made({**head, "fonts": rare})
    assert not world.watch.choices.made({**head, "fonts": {"₂": "another"}})
    assert not world.watch.choices.made({**head, "fonts": {"edited by hand": ""}})
    for fonts, same in ((rare, True), ({"₂": "another"}, False)):
        world.watch.seals.keep(world.client, replace(_sealed(world), fonts=fonts))
        assert world.is_same_by_stamps() == same


def test_choices_are_equal_where_all_of_them_are() -> None:
    some = [Choices("t", "l"), Choices("tl", ""), Choices("t", "l", "o"), Choices("t", "l", strict=True)]
    some.append(Choices("t", "l", force=True))
    assert len({one.digest for one in some}) == len(some)
    assert Choices("t", "l").digest == some[0].digest


def _until(world: World) -> datetime.date:
    head = json.loads((world.pack / "manifest.json").read_bytes())
    return datetime.date.fromisoformat(head["same_until"])


@pytest.mark.parametrize(("from_until", "same"), [(-1, True), (0, False)])
def test_a_day_on_which_something_may_change_is_built(world: World, from_until: int, same: bool) -> None:
    day = (_until(world) + datetime.timedelta(from_until)).isoformat()
    other = replace(world, watch=replace(world.watch, day=day))
    assert other.is_same_by_stamps() == same
    assert other.is_same_by_digests() == same


def test_a_day_before_that_of_the_pack_is_built(world: World) -> None:
    other = replace(world, watch=replace(world.watch, day="2026-03-01"))
    assert not other.is_same_by_stamps()
    assert not other.is_same_by_digests()


@pytest.mark.parametrize(("day", "until", "asked", "same"), [("1", "", "9", True), ("1", "3", "3", False)])
def test_a_pack_lasts_until_its_day_or_for_ever(day: str, until: str, asked: str, same: bool) -> None:
    assert seal.lasts(day, until, asked) == same


@pytest.mark.parametrize(
    ("mtime", "young"),
    [(-1, False), (-19_999_999, True), (-20_000_001, False), (5_000_000_001, True)],
)
def test_a_file_is_young_where_a_change_may_bear_its_time(mtime: int, young: bool) -> None:
    since = 1_000_000_000_000_000_000
    fine = stamps.Stamp(1, since + mtime, 1)
    assert seal.is_young(fine, since) == (young if mtime != -1 else True)


@pytest.mark.parametrize(("age", "young"), [(1_990_000_000, True), (2_010_000_000, False)])
def test_a_disk_that_keeps_no_parts_of_seconds_needs_two(age: int, young: bool) -> None:
    since = 1_000_000_000_010_000_000
    coarse = stamps.Stamp(1, since // 10_000_000 * 10_000_000 - age, 1)
    assert seal.is_young(coarse, since) == young


@pytest.mark.parametrize("name", ["小厂/photos/1.jpg", PLACE])
def test_what_was_just_changed_when_it_was_sealed_is_hashed_once_more(world: World, name: str) -> None:
    path = world.root / name
    os.utime(path, ns=(1, time.time_ns() + LATER))
    assert world.is_same_by_digests()
    assert world.is_same_by_stamps(), "its bytes are those that were sealed"
    _restored(path, _other(path))
    assert not world.is_same_by_stamps()


def test_what_was_young_is_believed_when_it_has_aged(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _document(world)
    os.utime(path)
    assert world.is_same_by_digests()
    monkeypatch.setattr(seal.time, "time_ns", lambda: path.stat().st_mtime_ns + LATER)
    assert world.is_same_by_stamps()
    _restored(path, _other(path))
    assert world.is_same_by_stamps(), "nothing is hashed any more"


def _seal(world: World, client: Path) -> Path:
    """The file of a client's seal."""
    assert world.order.cache
    return world.watch.seals._place(client, world.order.cache)[0]


@pytest.mark.parametrize("damage", [b"", b"\0" * 64, None])
def test_a_damaged_seal_is_not_believed(world: World, damage: bytes | None) -> None:
    path = _seal(world, world.client)
    path.write_bytes(_other(path) if damage is None else damage)
    assert not world.is_same_by_stamps()
    assert world.is_same_by_digests()


def test_another_client_s_seal_is_not_believed(world: World) -> None:
    other = world.root / "乙厂"
    shutil.copytree(world.client, other)
    _age(other)
    world.watch.seals.keep(other, _sealed(world))
    shutil.copyfile(_seal(world, world.client), _seal(world, other))
    assert not world.watch.believed(other)


def _sealed(world: World) -> seal.Seal:
    found = world.watch.believed(world.client)
    assert found
    return found


def test_a_seal_is_of_one_folder_of_packs(world: World) -> None:
    assert replace(world.watch, out=world.root / "out2").believed(world.client) is None


def test_without_a_cache_digests_tell(world: World) -> None:
    other = replace(world, watch=replace(world.watch, cache=None))
    assert not other.is_same_by_stamps()
    assert other.is_same_by_digests()
    assert not other.is_same_by_stamps()


def test_a_cache_that_cannot_be_written_changes_nothing_but_time(world: World) -> None:
    _write(world.root / "file", b"")
    other = replace(world, watch=replace(world.watch, cache=world.root / "file/cache"))
    assert not other.is_same_by_stamps()
    assert other.is_same_by_digests()


def test_a_pack_under_another_name_is_no_longer_believed(world: World) -> None:
    world.pack.rename(world.root / "out/新名")
    assert not world.is_same_by_stamps()
    assert world.is_same_by_digests()
    assert world.is_same_by_stamps()
    assert world.entry.name == "新名"


def test_a_pack_of_a_part_is_not_believed(world: World) -> None:
    (_,) = api.build_many([world.client], world.root / "out", replace(world.order, only=("plan",)))
    assert not world.is_same_by_stamps()
    assert not world.is_same_by_digests()


def _built(world: World, report: Report | None = None, begun: int = 0) -> seal.Seal | None:
    record = api.load(world.client)
    api.make(record, world.order)
    report = report or Report(world.pack, (), ())
    return delivered(world.client, intake.inputs(record), report, world.watch.choices, begun)


def test_what_was_just_built_is_sealed(world: World) -> None:
    found = _built(world, Report(world.pack, (("未变", "a"), ("移入旧版", "b")), (warning("", "w"),)))
    assert found
    before = _sealed(world)
    assert replace(found, inputs=before.inputs, outputs=before.outputs) == before
    assert set(found.inputs) == set(before.inputs)
    assert set(found.outputs) == set(before.outputs)


@pytest.mark.parametrize(
    "report",
    [
        ((("另存新版", "{}"),), ()),
        ((("未变", "{}"),), (error("{}", "文件无法替换"),)),
        ((("保留手改", "{}"),), (warning("{}", "被手工修改过"),)),
    ],
)
def test_a_pack_of_which_the_next_build_has_more_to_tell_is_not_sealed(
    world: World,
    report: tuple[tuple, tuple],  # type: ignore[type-arg]
) -> None:
    assert not _built(world, Report(world.pack, *report))


def test_what_was_edited_by_hand_is_told_once_and_stays(world: World) -> None:
    path = _document(world)
    _write(path, _other(path))
    assert [_run(world.root, world.order) for _ in range(3)] == ["done", "skipped", "skipped"]
    _write(path, path.read_bytes() + b"2")
    assert [_run(world.root, world.order) for _ in range(2)] == ["done", "skipped"]
    assert path.read_bytes().endswith(b"2")
    assert not world.is_same_by_digests(), "no seal stands in for the record"


def test_what_changes_while_it_is_built_is_not_sealed(world: World) -> None:
    record = api.load(world.client)
    read, report = intake.inputs(record), Report(world.pack, (), ())
    assert delivered(world.client, read, report, world.watch.choices, 0)
    _edited("agency.yaml")(world)
    assert not delivered(world.client, read, report, world.watch.choices, 0)


def test_an_output_that_was_edited_while_the_pack_was_built_is_not_sealed(world: World) -> None:
    begun = time.time_ns()
    assert _built(world, begun=begun)
    _write(_document(world), _other(_document(world)))
    assert not _built(world, begun=begun)


def test_a_run_passes_over_what_is_in_order_and_builds_what_is_not(world: World) -> None:
    before = clients.files(world.pack)
    assert _run(world.root, world.order) == "skipped"
    _document(world).unlink()
    assert _run(world.root, world.order) == "done"
    assert clients.files(world.pack) == before
    assert _run(world.root, world.order) == "skipped"
    assert _run(world.root, replace(world.order, day=DAY + datetime.timedelta(1))) in ("skipped", "done")


def test_a_run_that_is_not_to_skip_builds(world: World) -> None:
    out, order = world.root / "out", world.order
    for how in ({}, {"skip": True, "dry_run": True}):
        (outcome,) = api.build_many([world.client], out, order, **how)
        assert outcome.state == "done"
    (outcome,) = api.build_many([world.client], out, order, skip=True, thorough=True)
    assert outcome.state == "skipped"
    (outcome,) = api.build_many([world.client], out, replace(order, only=("plan",)), skip=True)
    assert outcome.state == "done"


def test_another_template_of_one_s_own_is_noticed(world: World, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    order = replace(world.order, templates=own)
    chosen = [many.watch_of(world.root / "out", order, force=False, thorough=False).choices]
    (own / "letter_enterprise.docx").write_bytes(b"1")
    chosen.append(many.watch_of(world.root / "out", order, force=False, thorough=False).choices)
    (own / "letter_enterprise.docx").write_bytes(b"2")
    chosen.append(many.watch_of(world.root / "out", order, force=False, thorough=False).choices)
    assert len({one.digest for one in (*chosen, world.watch.choices)}) == 4


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_client_behind_a_link_has_its_agency_beside_the_link(world: World) -> None:
    (world.root / "真").mkdir()
    for name in ("小厂", "agency.yaml"):
        target = world.root / "真" / name
        (shutil.copytree if name == "小厂" else shutil.copy2)(world.root / name, target)
    shutil.rmtree(world.client)
    world.client.symlink_to(world.root / "真/小厂")
    _age(world.root)
    assert [_run(world.root, world.order) for _ in range(2)] == ["skipped", "skipped"]
    assert world.is_same_by_stamps()
    _edited("真/agency.yaml")(world)
    assert world.is_same_by_stamps(), "nobody reads it"
    _edited("agency.yaml")(world)
    assert not world.is_same_by_stamps()
    assert not world.is_same_by_digests()


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_folder_of_the_pack_that_became_a_link_is_noticed(world: World) -> None:
    folder = _document(world).parent
    folder.rename(world.root / "moved")
    folder.symlink_to(world.root / "moved")
    assert not world.is_same_by_stamps()
    assert not world.is_same_by_digests()


def test_a_template_that_changes_while_a_pack_is_made_makes_it_anew(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, made = tmp_path / "own", walk.making.make
    own.mkdir()
    raw = (home.templates() / "word/letter_enterprise.docx").read_bytes()
    (own / "letter_enterprise.docx").write_bytes(raw)
    order = replace(world.order, templates=own)

    def replaced(*given: object) -> object:
        files = made(*given)  # type: ignore[arg-type]
        (own / "letter_enterprise.docx").write_bytes(edits.reworded(raw, Random(0)))
        return files

    monkeypatch.setattr(walk.making, "make", replaced)
    assert _run(world.root, order) == "done"
    monkeypatch.setattr(walk.making, "make", made)
    assert _run(world.root, order) == "done"


def test_a_pack_copied_beside_itself_is_no_other_client_s(world: World) -> None:
    name = world.entry.name
    shutil.copytree(world.pack, world.root / "out" / f"{name} - 副本")
    assert world.entry.name == name
    assert _run(world.root, world.order) == "skipped"


def test_a_closed_year_edited_by_hand_is_sealed(world: World) -> None:
    order = replace(world.order, day=datetime.date(2027, 2, 1))
    assert [_run(world.root, order) for _ in range(2)] == ["done", "skipped"]
    rows = json.loads((world.pack / "manifest.json").read_bytes())["files"]
    path = world.pack / next(row["path"] for row in rows if row["life"] == "yearly" and row.get("settled"))
    _write(path, _other(path))
    assert [_run(world.root, order) for _ in range(3)] == ["done", "skipped", "skipped"]


def test_clients_that_exchange_their_folders_are_built(world: World) -> None:
    other = world.root / "乙厂"
    shutil.copytree(world.client, other)
    world.client.rename(world.root / "x")
    other.rename(world.client)
    assert not world.is_same_by_stamps()
    assert world.is_same_by_digests(), "of the same data"


@pytest.mark.parametrize("name", ["records/说明.txt", "issued/甲.docx"])
def test_a_strict_run_sees_what_would_be_warned_of(world: World, name: str) -> None:
    choices = replace(world.watch.choices, strict=True)
    strict = replace(world, watch=replace(world.watch, choices=choices))
    record = api.load(world.client)
    found = delivered(world.client, intake.inputs(record), Report(world.pack, (), ()), choices, 0)
    assert found
    strict.watch.seals.keep(world.client, found)
    assert strict.is_same_by_stamps()
    _write(world.client / name, b"1")
    assert not strict.is_same_by_stamps()


def test_packs_moved_with_their_folder_are_proven_by_digests(world: World) -> None:
    (world.root / "out").rename(world.root / "out2")
    watch = replace(world.watch, out=world.root / "out2")
    (entry,) = planned([world.client], world.root / "out2", built_in()).entries
    assert watch.believed(world.client) is None
    assert watch.is_same(entry)
    assert watch.believed(world.client)


@pytest.mark.parametrize("kind", ["folder", "case", "nfd"])
def test_an_output_under_another_form_of_its_name_is_noticed(world: World, kind: str) -> None:
    path = _document(world)
    if kind == "folder":
        path.unlink()
        path.mkdir()
    elif kind == "case":
        path.rename(path.with_suffix(".DOCX"))
    else:
        path.rename(path.with_name("é" + path.name))
    assert not world.is_same_by_stamps()
    assert not world.is_same_by_digests()
