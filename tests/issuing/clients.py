"""A small client of one year of service, with all that papers must say when they are issued."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from generator import api, issued
from generator.api import issuing
from generator.word import passages
from tests.word import made
from tests.word.made import p

AGENCY = """\
name: 金华市示例安衡安全技术服务有限公司（虚构）
uscc: 91330799MADEMA991P
phone: 100-0000-0099
complaint_phone: 100-0000-0098
principal: {name: 示例机构负责人, phone: 100-0000-0090, post: 总经理}
contact: {name: 示例机构联系人, phone: 100-0000-0095}
advisors:
  - {name: 示例辅导员A, phone: 100-0000-0091, education: 本科, trained: 2026-01-04}
  - {name: 示例辅导员B, phone: 100-0000-0092, education: 大专, trained: 2026-01-04}
"""
CLIENT = """\
agency: ../agency.yaml
enterprise:
  name: 永康市示例小厂（虚构）
  uscc: 91330799MADEMA0195
  address: 浙江省金华市永康市虚构镇示例路9号
  county: 永康市
  industry: {code: "3351", name: 建筑、家具用金属配件制造, sector: 机械}
  headcount: 12
people:
  principal: {name: 示例戊一, phone: 100-0000-0010, post: 总经理}
  contact: {name: 示例戊二, phone: 100-0000-0011, post: 安全员}
regulator: {name: 永康市应急管理局}
agreement:
  number: 示例AH-TG-2026-009
  name: 安全生产托管服务协议
  signed: 2025-12-30
  effective: 2026-01-01
  start: 2026-01-01
  end: 2026-12-31
  fee: 18000
advisors: [示例辅导员A, 示例辅导员B]
diagnosis:
  - {dimension: 基础保障, finding: 没有安全生产责任清单, conclusion: 不符合, advice: 补编责任清单}
schedule:
  visits:
"""
TODAY = datetime.date(2026, 3, 2)
Desk = Callable[..., issuing.Desk]
_FORMS = {3: "全员培训", 6: "应急演练", 9: "全员培训"}


def days() -> Iterator[datetime.date]:
    """Two visits a month: an inspection, and a day in the office, of training or of the drill."""
    for month in range(1, 13):
        yield datetime.date(2026, month, 8)
        yield datetime.date(2026, month, 22)


def visit(day: datetime.date) -> str:
    """The row of the plan for a visit."""
    form = "现场检查" if day.day == 8 else _FORMS.get(day.month, "现场办公")
    return (
        f"    - {{date: {day}, form: {form}, content: {form}，第{day.month}个月, items: [2, 11],"
        " participants: 示例辅导员A, cooperation: 示例戊二陪同}\n"
    )


def write(folder: Path, visits: Sequence[datetime.date] | None = None) -> Path:
    """The client's folder, its agency beside it."""
    client = folder / "小厂"
    client.mkdir()
    (folder / "agency.yaml").write_text(AGENCY, "utf-8")
    planned = tuple(days()) if visits is None else visits
    (client / "client.yaml").write_text(CLIENT + "".join(map(visit, planned)), "utf-8")
    return client


def record(client: Path, day: datetime.date, text: str) -> None:
    """A file of records beside the client's data."""
    (client / "records").mkdir(exist_ok=True)
    (client / "records" / f"{day}-服务.yaml").write_text(text, "utf-8")


def visited(day: datetime.date) -> str:
    """The record of a visit that was made."""
    return f"schedule:\n  visits:\n    - {{date: {day}, done: {day}}}\n"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def rows(client: Path) -> tuple[issued.Row, ...]:
    return issued.rows(api.load(client))


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def said(data: bytes) -> str:
    return "\n".join(one.words for one in passages.read(data, "甲.docx"))


def refused(client: Path, act: Callable[[], object]) -> list[str]:
    """The lines of a refusal, after which the client's folder is as it was."""
    before = files(client)
    with pytest.raises(api.GeneratorError) as found:
        act()
    assert files(client) == before
    return [str(problem) for problem in found.value.problems]


def edit(pack: Path, name: str, words: str = "手工加的一段话") -> tuple[Path, bytes]:
    """A paper of the pack with a paragraph put in by hand."""
    (path,) = pack.rglob(f"*{name}.docx")
    data = path.read_bytes()
    content = {part: made.read(data, part) for part in made.names(data) if part.endswith((".xml", ".rels"))}
    head, mark, tail = content["word/document.xml"].rpartition("<w:sectPr")
    path.write_bytes(made.packed({**content, "word/document.xml": f"{head}{p(words)}{mark}{tail}"}))
    return path, path.read_bytes()
