"""Many clients: each in its own folder; a bad one never stops the rest."""

from __future__ import annotations

import contextlib
import multiprocessing
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator import api, batch, intake
from generator.api import Order, walk
from generator.errors import DataError, IntakeError, PackError
from generator.library import built_in
from generator.problems import error
from tests.conftest import DAY, ROOT


def _build(
    clients: Sequence[Path], out: Path, order: Order, jobs: int = 1
) -> Iterator[batch.Outcome[api.Built]]:
    return api.build_all(clients, out, order, batch.Supervised(jobs) if jobs > 1 else batch.in_turn)


def _clone(small: Path, name: str, old: str = "示例小厂", new: str = "") -> Path:
    other = small.parent / name
    shutil.copytree(small, other)
    file = other / "client.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new or f"示例{name}"), "utf-8")
    return other


def test_folder_of_clients(small: Path) -> None:
    other = _clone(small, "乙厂")
    assert batch.clients([small.parent]) == (other, small)
    assert batch.clients([small, small, small / "client.yaml"]) == (small, small / "client.yaml")
    with pytest.raises(IntakeError, match="没有 client.yaml"):
        batch.clients([_empty(small.parent)])


def _empty(folder: Path) -> Path:
    (folder / "空").mkdir()
    return folder / "空"


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_client_does_not_stop_the_rest(small: Path, tmp_path: Path, jobs: int) -> None:
    bad = _clone(small, "坏厂", "headcount: 12", "headcount: -1")
    good = _clone(small, "好厂")
    order = Order(DAY, only=("letter_enterprise",))
    outcomes = list(_build((small, bad, good), tmp_path / "out", order, jobs))
    assert [outcome.made is not None for outcome in outcomes] == [True, False, True]
    assert "人" in str(outcomes[1].problems[0])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "永康市示例好厂（虚构）",
        "永康市示例小厂（虚构）",
    ]


@pytest.mark.parametrize(
    "names", [("示例小厂", "示例小厂"), ("示例Li Wei厂", "示例li wei厂"), ("示例A/B", "示例A／B")]
)
def test_clients_that_would_share_a_folder_are_told_before_anything_is_written(
    small: Path, tmp_path: Path, names: tuple[str, str]
) -> None:
    one, two = (_clone(small, name, new=word) for name, word in zip(("子", "丑"), names, strict=True))
    third = _clone(small, "寅厂")
    order = Order(DAY, only=("letter_enterprise",))
    outcomes = list(_build((one, third, two), tmp_path / "out", order))
    assert [outcome.made is not None for outcome in outcomes] == [False, True, False]
    for outcome in (outcomes[0], outcomes[2]):
        assert len(outcome.problems) == 1
        assert str(one) in str(outcome.problems[0])
        assert str(two) in str(outcome.problems[0])
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["永康市示例寅厂（虚构）"]


def _coded(small: Path, name: str, code: str, enterprise: str = "示例小厂") -> Path:
    """A client of its own code, called as the small one is unless told otherwise."""
    folder = _clone(small, name, "  address:", f"  uscc: {code}\n  address:")
    file = folder / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("示例小厂", enterprise), "utf-8")
    return folder


def test_clients_of_one_name_get_folders_of_their_own(small: Path, tmp_path: Path) -> None:
    codes = ("91330799MADEMA0195", "91330799MADEMA0573", "91330799MADEMA06X8")
    one, two, three = (_coded(small, code, code) for code in codes)
    order, out = Order(DAY, only=("letter_enterprise",)), tmp_path / "out"
    plain = "永康市示例小厂（虚构）"
    first = api.build(api.load(one), out, order)
    assert (first.name, first.report.folder) == (plain, out / plain)
    later = api.build(api.load(two), out, order)
    assert later.report.folder == out / f"{plain}-MA0573"
    assert f"“{plain}”里是“{plain}（91330799MADEMA0195）”的资料包" in str(later.warnings[0])
    for outcome, end in zip(_build((three, one, two), out, order), ("-MA06X8", "", "-MA0573"), strict=True):
        assert outcome.made
        assert outcome.made.report.folder == out / f"{plain}{end}"
        told = "\n".join(map(str, outcome.problems))
        assert ("这一家的资料包放在" in told) == (end == "-MA06X8")


def test_a_renamed_client_keeps_its_folder(small: Path, tmp_path: Path) -> None:
    order, out = Order(DAY, only=("letter_enterprise",)), tmp_path / "out"
    api.build(api.load(_coded(small, "旧", "91330799MADEMA0195")), out, order)
    renamed = _coded(small, "新", "91330799MADEMA0195", enterprise="示例新厂")
    assert api.build(api.load(renamed), out, order).report.folder.name == "永康市示例小厂（虚构）"
    (outcome,) = _build((renamed,), out, order)
    assert outcome.made
    assert [path.name for path in out.iterdir()] == ["永康市示例小厂（虚构）"]


def test_client_without_a_code_is_refused_where_its_name_is_another_s(small: Path, tmp_path: Path) -> None:
    order, out = Order(DAY, only=("letter_enterprise",)), tmp_path / "out"
    api.build(api.load(_coded(small, "旧", "91330799MADEMA0195")), out, order)
    with pytest.raises(PackError, match="请补填统一社会信用代码"):
        api.build(api.load(small), out, order)
    (outcome,) = _build((small,), out, order)
    assert "请补填统一社会信用代码" in str(outcome.problems)


def test_a_second_run_over_many_clients_is_refused_one_client_is_not(small: Path, tmp_path: Path) -> None:
    order, out = Order(DAY, only=("letter_enterprise",)), tmp_path / "out"
    clients = (small, _clone(small, "甲厂"))
    first = api.build_many(clients, out, order)
    with pytest.raises(PackError, match="另一个程序正在写入这个输出文件夹"):
        api.build_many(clients, out, order)
    assert not list(out.glob("*公司*"))
    for _ in api.build_many(clients, out, order, dry_run=True):
        pass
    assert [outcome.state for outcome in api.build_many((small,), out, order)] == ["done"]
    assert [outcome.state for outcome in first] == ["done", "done"]
    assert [outcome.state for outcome in api.build_many(clients, out, order)] == ["done", "done"]
    assert {path.name for path in out.iterdir()} == {"永康市示例小厂（虚构）", "永康市示例甲厂（虚构）"}


def test_client_named_twice_is_built_once(small: Path, tmp_path: Path) -> None:
    order = Order(DAY, only=("letter_enterprise",))
    (outcome,) = _build((small, small / "client.yaml", small), tmp_path / "out", order)
    assert outcome.client == small
    assert outcome.made


def test_folder_that_cannot_be_looked_into_is_told_and_the_rest_built(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, real = _clone(small, "锁厂"), Path.is_file

    def is_file(path: Path) -> bool:
        if path.parent == closed:
            raise PermissionError(13, "denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    order = Order(DAY, only=("letter_enterprise",), cache=tmp_path / "cache")
    found = batch.clients([tmp_path])
    assert found == (small, closed)
    outcomes = list(_build(found, tmp_path / "out", order))
    assert [outcome.made is not None for outcome in outcomes] == [True, False]
    assert "读写文件出错" in str(outcomes[1].problems[0])


class _Cursed(type(Path())):  # type: ignore[misc]
    """A client whose mere reading raises what nobody expected."""

    __slots__ = ()

    def is_dir(self) -> bool:
        raise TypeError("意外")


def test_unexpected_exception_is_that_clients_result(small: Path, tmp_path: Path) -> None:
    bad = _Cursed(_clone(small, "坏厂"))
    order = Order(DAY, only=("letter_enterprise",), cache=tmp_path / "cache")
    outcomes = list(_build((small, bad, _clone(small, "好厂")), tmp_path / "out", order))
    assert [outcome.made is not None for outcome in outcomes] == [True, False, True]
    (problem,) = outcomes[1].problems
    (log,) = (tmp_path / "cache/errors").iterdir()
    assert str(log) in str(problem)
    assert "TypeError" in str(problem)
    assert "Traceback" in log.read_text("utf-8")
    assert "意外" in log.read_text("utf-8")


def _name(entry: batch.Entry) -> str:
    """A walk that ends as the client is called: in a fault, in an error, or well."""
    name = str(intake.read(entry.client).data["enterprise"]["name"])
    if "故障" in name:
        raise LookupError(name)
    if "有错" in name:
        raise DataError(error("", name))
    return name


def test_whatever_a_walk_raises_is_that_clients_result(small: Path, tmp_path: Path) -> None:
    """In this process; tests/batch/test_supervisor.py tries it in workers."""
    clients = (_clone(small, "故障"), _clone(small, "有错"), small)
    plan = batch.planned(clients, Path("nowhere"), built_in())
    outcomes = list(batch.in_order(batch.run(plan, _name, batch.in_turn, tmp_path / "cache"), plan.clients))
    assert [outcome.client for outcome in outcomes] == list(clients)
    assert [outcome.made for outcome in outcomes] == [None, None, "永康市示例小厂（虚构）"]
    assert "LookupError" in str(outcomes[0].problems[0])
    assert [str(problem) for problem in outcomes[1].problems] == ["永康市示例有错（虚构）"]


def test_a_run_that_is_left_early_lets_go_of_all_that_it_holds(small: Path, tmp_path: Path) -> None:
    clients, order = (small, _clone(small, "乙厂")), Order(DAY, only=("letter_enterprise",))
    before = signal.getsignal(signal.SIGINT)
    run = api.build_many(clients, tmp_path / "out", order, batch.Supervised(1))
    with contextlib.closing(run):
        assert next(iter(run)).state == "done"
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
    assert [*run] == [] == multiprocessing.active_children()
    api.build_many(clients, tmp_path / "out", order).close()


def test_stop_that_was_asked_for_stops_the_batch(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(walk, "deliver", stopped)
    with pytest.raises(KeyboardInterrupt):
        list(_build((small,), tmp_path / "out", Order(DAY, only=("letter_enterprise",))))


def test_a_pack_from_compiled_templates_needs_no_parser_of_templates() -> None:
    code = (
        "import sys, generator.api\n"
        "from generator.library import built_in, catalogue, guarded, ledgers\n"
        "from generator.making import prints\n"
        "from generator.word import lines\n"
        "books = [one for one in catalogue.load(built_in()) if one.kind == 'workbook']\n"
        "for book in books:\n"
        "    for text in prints.texts(ledgers.find(book.source, built_in())):\n"
        "        lines.operations(guarded(text))\n"
        "loaded = {'docxtpl', 'docx', 'lxml', 'jinja2', 'PIL'} & set(sys.modules)\n"
        "sys.stdout.write(' '.join([*loaded] if books else ['no workbooks']))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == ""
