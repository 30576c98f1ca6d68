"""Documents live in time: what a later build changes, what it leaves, and that what was issued stays."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import api, delivery, facts
from generator.api import Order
from generator.domain import Life
from generator.facts import horizon
from generator.library import built_in
from tests.conftest import DAY, EXAMPLES, ROOT

ONE = datetime.timedelta(days=1)
CLIENTS = [*EXAMPLES, "aluminium", "cold_store", "furniture", "plating"]


def _client(name: str, folder: Path) -> Path:
    """An example, or a client of the tests beside its agency."""
    if name in EXAMPLES:
        return ROOT / "examples" / name
    (folder / name).mkdir()
    shutil.copy(ROOT / "tests/clients/agency.yaml", folder)
    # While a plan is overdue every day counts.
    text = (ROOT / f"tests/clients/{name}.yaml").read_text(
        "utf-8"
    ) + "\ndocuments: {plan_delivered: 2026-10-12}\n"
    (folder / name / "client.yaml").write_text(text, "utf-8")
    return folder / name


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != delivery.MANIFEST
    }


def _built(record: api.Record, out: Path, day: datetime.date) -> tuple[api.Pack, api.Report]:
    """A pack made over the one that is there, as `api.build` does."""
    order = Order(day, cache=out.parent / "cache")
    pack = api.make(record, order, delivery.past(out))
    return pack, api.deliver(pack, out, day)


def _spans(record: api.Record) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Each of the next days with the first one on which something may change by itself."""
    for day in (DAY + number * ONE for number in range(30)):
        until = horizon.same_until(record, facts.derive(record, day, built_in()), day, built_in())
        yield day, until or day


def _quiet(record: api.Record, out: Path) -> dict[str, bytes]:
    """A pack over days on which nothing falls due: not a byte of it changes. What it holds then."""
    day, until = next((day, until) for day, until in _spans(record) if until > day + ONE)
    _built(record, out, day)
    first = _tree(out)
    for later in (day + ONE, until - ONE):
        _, report = _built(record, out, later)
        assert {action for action, _ in report.actions} == {"未变"}, report.reasons
        assert _tree(out) == first
    return first


@pytest.mark.parametrize("name", CLIENTS)
def test_a_later_build_changes_what_a_day_changed_alone(name: str, tmp_path: Path) -> None:
    record, out = api.load(_client(name, tmp_path)), tmp_path / "pack"
    first = _quiet(record, out)
    pack, report = _built(record, out, DAY + datetime.timedelta(days=45))
    later, files = _tree(out), {file.path: file for file in pack.files}
    for action, path in report.actions:
        if action == "未变":
            assert later[path] == first[path]
        elif action == "新建":
            assert files[path].key == "2027", path
        elif action == "更新":
            assert not files[path].dated or files[path].life == Life.STANDING, path
            assert files[path].life in (Life.CURRENT, Life.STANDING, Life.ISSUED), path
            assert report.reasons[path]
        else:
            assert (action, path in later) == ("移入旧版", False)
    closed = [file for file in pack.files if file.life == Life.YEARLY and file.key == "2026"]
    assert closed and all(file.settled for file in closed)
