"""A year of service as it goes: visits, records, papers issued, edited, signed and revised; a renewal.

Nothing that a person did is lost, nothing that was issued changes a byte, and Article 16 is judged alike
wherever it is told.
"""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from generator import api, domain, issued
from generator.api import head, issuing
from generator.api.issuing import Days, Issue, Renewal
from tests.cli.running import run
from tests.issuing import clients
from tests.issuing.clients import day, edit, rows, said

_words = cache(said)
ARTICLE = "第十六条"
LAST = day("2026-12-31")


class Year:
    """The client, its pack, and what must hold on: hand edits by paper, and frozen bytes by file."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.client = clients.write(folder)
        self.out, self.cache = folder / "out", cache
        self.edits: dict[tuple[str, str], str] = {}
        self.frozen: dict[str, bytes] = {}

    @property
    def pack(self) -> Path:
        (found,) = self.out.iterdir()
        return found

    def order(self, today: datetime.date) -> api.Order:
        return api.Order(today, cache=self.cache)

    def build(self, today: datetime.date) -> api.Built:
        """Build, and see that nothing is lost or changed."""
        built = api.build(api.load(self.client), self.out, self.order(today))
        self._kept()
        self._edited()
        return built

    def _kept(self) -> None:
        """Frozen bytes are what they were, beside the data and in the pack."""
        record = api.load(self.client)
        for row in issued.rows(record):
            if row.file:
                data = (self.client / "issued" / row.file).read_bytes()
                assert self.frozen.setdefault(row.file, data) == data, row.file
        for (name, key), row in issued.in_force(record).items():
            if (name, key) not in issued.opened(record):
                assert (self.pack / row.path).read_bytes() == issued.data(record, row), row.path

    def _edited(self) -> None:
        """What was written by hand still stands in the paper's file, or in the one that was frozen."""
        manifest = json.loads((self.pack / "manifest.json").read_text("utf-8"))
        paths = {(row["id"], row.get("key", "")): row["path"] for row in manifest["files"]}
        held = [_words(data) for name, data in self.frozen.items() if name.endswith(".docx")]
        for name, words in self.edits.items():
            now = _words((self.pack / paths[name]).read_bytes())
            assert words in now or any(words in one for one in held), name

    def edit(self, path: str, name: str, key: str = "") -> None:
        """Somebody writes into a file of the pack."""
        words = f"手写于{name}{key}的话"
        edit(self.pack, path, words)
        self.edits[name, key] = words

    def issue(self, today: datetime.date, *names: str, **asked: object) -> None:
        desk = issuing.desk(self.client, self.order(today), self.out)
        issuing.issue(desk, Issue(names, **asked))  # type: ignore[arg-type]

    def change(self, before: str, after: str, file: str = "client.yaml") -> None:
        path = self.client / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after), "utf-8")


HAZARD = """\
hazards:
  - {{number: {0}, location: 冲压区, description: 冲床安全光栅失效, level: 一般, basis: [冲床安全规程],
     recommendation: 修复光栅并试验, found: {1}, finder: 示例辅导员A, responsible: 示例戊二, due: {2}}}
"""
MENDED = """\
hazards:
  - {{number: {0}, rectified: {1}, rechecked: {1}, rechecker: 示例辅导员A, result: 已整改}}
"""
TRAINING = """\
  trainings:
    - {{date: {0}, kind: 全员, topic: 冲压安全, hours: 2, teacher: 示例辅导员A, place: 食堂,
       expected: 12, present: 12, method: 口试, passed: 12, file: PX-{0}}}
"""
DRILL = """\
  drills:
    - {{date: {0}, name: 火灾疏散演练, kind: 综合, mode: 实战, plan: 综合应急预案, place: 厂区,
       commander: 示例戊一, present: 12, scenario: 冲压区起火, evaluation: {{effect: 达到目的}}}}
"""
FOUND = {2: "YH-02", 5: "YH-05"}


def written(on: datetime.date) -> str:
    """What a visit leaves in the records: itself, and its inspection, training, drill, hazard or re-check."""
    text = clients.visited(on)
    number = FOUND.get(on.month, "")
    if on.day == 8:
        listed = f", hazards: [{number}]" if number else ""
        kept = f"{{date: {on}, kind: 托管检查, inspectors: 示例辅导员A, department: 冲压区{listed}}}"
        text += f"records:\n  inspections:\n    - {kept}\n"
        return text + (HAZARD.format(number, on, on.replace(day=20)) if number else "")
    kinds = {3: TRAINING, 6: DRILL, 9: TRAINING}
    text += "records:\n" + kinds[on.month].format(on) if on.month in kinds else ""
    return text + (MENDED.format(number, on) if number else "")


def served(year: Year, first: str, last: str) -> None:
    """The visits from one day to another, each with its records."""
    for on in clients.days():
        if day(first) <= on <= day(last):
            clients.record(year.client, on, written(on))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, session: Path) -> Iterator[Year]:
    """The whole year, built seven times."""
    made = Year(tmp_path_factory.mktemp("year"), session / "cache/tuoguan")
    for step in (_begun, _planned, _inspected, _revised, _ended, _renewed):
        step(made)
    yield made


def _begun(year: Year) -> None:
    """The letters of the first days, and a plan that the advisor writes on in Word."""
    year.build(day("2026-01-06"))
    year.issue(day("2026-01-07"), "letter_enterprise")
    year.issue(day("2026-01-08"), "letter_bureau", "contract_sheet")
    year.edit("安全生产技术服务方案", "plan")
    year.edit("岗位安全操作规程", "operating_rules")


def _planned(year: Year) -> None:
    """The plan issued as it was edited, delivered and filed; the first visits, one signed on paper."""
    year.issue(day("2026-02-10"), "plan", date=day("2026-02-10"))
    year.issue(day("2026-02-12"), "plan", days=Days(delivered=day("2026-02-10"), filed=day("2026-02-12")))
    year.issue(day("2026-02-12"), "letter_filing")
    served(year, "2026-01-01", "2026-02-08")
    year.build(day("2026-02-13"))
    scan = year.out.parent / "到场签字.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    year.issue(day("2026-02-13"), "record_visit:2026-01-08", file=scan)
    year.edit("2026-01-22 到场服务记录", "record_visit", "2026-01-22")
    year.issue(day("2026-02-13"), "record_visit:2026-01-22")
    year.issue(day("2026-02-13"), "record_inspection:2026-02-08", "record_notice:2026-02-08")


def _inspected(year: Year) -> None:
    """The spring: a hazard closed, a training, a system issued with a hand edit."""
    served(year, "2026-02-22", "2026-04-08")
    year.build(day("2026-04-10"))
    year.edit("08 防火安全管理制度", "system_fire")
    year.issue(day("2026-04-10"), "system_fire", date=day("2026-04-10"))


def _revised(year: Year) -> None:
    """The summer: an advisor changed, the system revised because the factory has grown."""
    served(year, "2026-04-22", "2026-07-08")
    year.change("示例辅导员B, phone: 100-0000-0092", "示例辅导员C, phone: 100-0000-0093", "../agency.yaml")
    year.change("advisors: [示例辅导员A, 示例辅导员B]", "advisors: [示例辅导员A, 示例辅导员C]")
    year.change("headcount: 12", "headcount: 30")
    year.build(day("2026-07-10"))
    desk = issuing.desk(year.client, year.order(day("2026-07-13")))
    issuing.revise(desk, "system_fire", "从业人员增加，调整疏散安排")
    year.build(day("2026-07-13"))
    year.issue(day("2026-07-14"), "system_fire", date=day("2026-07-14"))


def _ended(year: Year) -> None:
    """The rest of the year."""
    served(year, "2026-07-22", "2026-12-22")
    year.build(LAST)


def _renewed(year: Year) -> None:
    """The next agreement, and the new year."""
    asked = Renewal(
        day("2027-01-01"), LAST.replace(year=2027), "示例-2", signed=day("2026-12-28"), fee=Decimal(19000)
    )
    issuing.renew(year.client, asked, LAST)
    year.build(day("2027-01-05"))


def test_nothing_is_lost_and_nothing_issued_changes(year: Year) -> None:
    """Looked at after every build; here, that all of it was there to be looked at."""
    assert len(year.edits) == 4
    assert len(year.frozen) == len([row for row in rows(year.client) if row.file]) == 11
    assert [row.version for row in rows(year.client) if row.id == "system_fire"] == ["A/0", "A/1"]


def test_the_renewal_opens_a_period_and_keeps_what_was_issued(year: Year) -> None:
    manifest = json.loads((year.pack / "manifest.json").read_text("utf-8"))
    plans = {row.get("key", ""): row["path"] for row in manifest["files"] if row["id"] == "plan"}
    assert set(plans) == {"", "2027-01-01"}
    assert plans[""] != plans["2027-01-01"]
    inspections = [row["path"] for row in manifest["files"] if row["id"] == "ledger_inspections"]
    assert sorted(path.split("/")[1][:4] for path in inspections) == ["2026", "2027"]


def judged(client: Path, order: api.Order) -> dict[str, domain.duties.Verdict]:
    """How the duties of Article 16 stand, by article."""
    facts = api.known(api.load(client), order.day, order.library).facts
    return {
        one.rule.article: api.compliance.verdict(one.rule, facts)
        for one in api.compliance.coverage(order.library)
        if one.rule.article.startswith(ARTICLE)
    }


def _assert_alike(client: Path, order: api.Order) -> set[str]:
    """List and compliance table say of each duty what the facts do; status tells those that fell short."""
    found = judged(client, order)
    states = {article: (one.state, one.why) for article, one in found.items()}
    listed = json.loads(run("list", client, "--date", order.day, "--json").stdout)["duties"]
    assert {row["article"]: (row["state"], row["why"]) for row in listed if row["article"] in found} == states
    (table,) = api.make(api.load(client), replace(order, only=("compliance_table",))).files
    lines = said(table.data).splitlines()
    for article, (state, why) in states.items():
        assert any(f"{article} |" in one and f"| {state} |" in one and why in one for one in lines), article
    (told,) = json.loads(run("status", client, "--date", order.day, "--json").stdout)
    short = {due["basis"]: due["what"] for due in told["due"] if due["basis"].startswith(ARTICLE)}
    assert short == {article: one.why for article, one in found.items() if one.late}
    return set(short)


def test_article_16_is_judged_alike_everywhere(year: Year) -> None:
    order = year.order(LAST)
    found = api.known(api.load(year.client), LAST, order.library).facts
    assert all(month.complete for month in found.schedule.months)
    plan, progress = found.schedule, found.service.progress
    assert (plan.visit_days, plan.inspections, plan.trainings, plan.drills) == (24, 12, 2, 1)
    assert progress.visits_running and progress.inspections_running
    assert progress.trainings_met and progress.drills_met
    assert _assert_alike(year.client, order) == set()


def test_a_month_that_fell_short_is_told_everywhere(year: Year, tmp_path: Path) -> None:
    client = _copied(year, tmp_path)
    (client / "records/2026-11-08-服务.yaml").unlink()
    assert _assert_alike(client, year.order(LAST)) == {ARTICLE, f"{ARTICLE}第1项"}
    months = api.known(api.load(client), LAST).facts.schedule.months
    assert [one.month.month for one in months if not one.complete] == [11]


def _copied(year: Year, folder: Path) -> Path:
    """The client of the year's end, to be changed."""
    shutil.copytree(year.client, folder / "小厂")
    shutil.copy(year.client.parent / "agency.yaml", folder)
    return folder / "小厂"


def test_each_period_has_its_papers(year: Year, tmp_path: Path) -> None:
    client, order = _copied(year, tmp_path), year.order(day("2027-01-08"))
    issuing.issue(issuing.desk(client, order), Issue(("letter_enterprise",), day("2027-01-04")))
    letter = rows(client)[-1]
    assert letter.key == "2027-01-01"
    assert "示例-2" in said((client / "issued" / letter.file).read_bytes())
    with pytest.raises(issuing.IssuingError, match="letter_enterprise:（首个服务期，只写冒号）"):
        issuing.revise(issuing.desk(client, order), "letter_enterprise", "补充")
    done = issuing.revise(issuing.desk(client, order), "letter_enterprise:", "补充", day("2027-01-08"))
    assert done.row.key == ""
    text = said((client / "issued" / done.row.file).read_bytes())
    assert "示例AH-TG-2026-009" in text and "示例-2" not in text
    assert not [one for one in done.differences or () if "示例-2" in str(one)]
    api.build(api.load(client), tmp_path / "out", order)


def test_another_tool_and_another_phone_change_nothing_issued(
    year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = _copied(year, tmp_path)
    agency = tmp_path / "agency.yaml"
    agency.write_text(agency.read_text("utf-8").replace("100-0000-0099", "100-0000-0097"), "utf-8")
    monkeypatch.setattr(head, "__version__", "9.9")
    record = api.load(client)
    pack = api.build(record, tmp_path / "out", year.order(day("2027-02-20"))).report.folder
    for row in issued.in_force(record).values():
        assert (pack / row.path).read_bytes() == year.frozen[row.file]
