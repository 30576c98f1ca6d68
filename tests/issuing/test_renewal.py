"""Renewing an agreement: one record beside the data, refused where terms would overlap."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from generator import facts, intake
from generator.api import issuing
from generator.api.issuing import IssuingError, Renewal

TODAY = datetime.date(2027, 8, 25)
NEXT = Renewal(datetime.date(2027, 9, 1), datetime.date(2028, 8, 31))


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def factory(small: Path) -> Path:
    """A client whose agreement lasts from September 2026 to August 2027."""
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8") + "  start: 2026-09-01\n  end: 2027-08-31\n", "utf-8")
    return small


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_only_a_record_of_agreements_is_added(factory: Path) -> None:
    before = _files(factory)
    asked = replace(
        NEXT, number='甲"7号"', signed=_day("2027-08-20"), fee=Decimal("28000.5"), name="托管协议"
    )
    path = issuing.renew(factory, asked, TODAY)
    assert path == factory / "records/2027-08-20-续签.yaml"
    assert _files(factory) == {**before, "records/2027-08-20-续签.yaml": path.read_bytes()}
    assert yaml.safe_load(path.read_text("utf-8")) == {
        "agreements": [
            {
                "number": '甲"7号"',
                "name": "托管协议",
                "signed": _day("2027-08-20"),
                "effective": NEXT.start,
                "start": NEXT.start,
                "end": NEXT.end,
                "fee": 28000.5,
            }
        ]
    }


def test_what_is_not_given_is_not_written_and_the_file_bears_today(factory: Path) -> None:
    path = issuing.renew(factory, NEXT, TODAY)
    assert path.name == "2027-08-25-续签.yaml"
    assert set(yaml.safe_load(path.read_text("utf-8"))["agreements"][0]) == {"effective", "start", "end"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (replace(NEXT, end=_day("2027-08-31")), "早于服务开始"),
        (replace(NEXT, start=_day("2027-08-31")), "重叠"),
        (Renewal(_day("2026-09-01"), _day("2027-08-31")), "已经登记过"),
        (replace(NEXT, signed=_day("2027-08-26")), "还没有到"),
    ],
)
def test_what_cannot_be_agreed_is_refused_and_nothing_written(
    factory: Path, asked: Renewal, words: str
) -> None:
    before = _files(factory)
    with pytest.raises(IssuingError, match=words) as refused:
        issuing.renew(factory, asked, TODAY)
    assert len(str(refused.value).splitlines()) == 1
    assert _files(factory) == before


def test_a_term_of_one_day_signed_today_is_agreed(factory: Path) -> None:
    issuing.renew(factory, Renewal(NEXT.start, NEXT.start, signed=TODAY), TODAY)
    assert (factory / "records/2027-08-25-续签.yaml").is_file()


def test_a_file_of_that_name_is_never_written_over(factory: Path) -> None:
    taken = factory / "records/2027-08-25-续签.yaml"
    taken.parent.mkdir()
    taken.write_text("agreements: []\n", "utf-8")
    with pytest.raises(IssuingError, match="已存在"):
        issuing.renew(factory, NEXT, TODAY)
    assert taken.read_text("utf-8") == "agreements: []\n"


@pytest.mark.parametrize(
    ("number", "words"), [(28, "磁盘空间不足"), (13, "不可写"), (30, "不可写"), (5, "写入失败")]
)
def test_a_disk_that_refuses_leaves_nothing_behind(
    factory: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    before = _files(factory)
    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(IssuingError, match=words) as refused:
        issuing.renew(factory, NEXT, TODAY)
    assert "没有改动任何文件" in str(refused.value)
    assert _files(factory) == before
    assert not (factory / "records").exists()


def test_what_the_form_does_not_take_is_refused_before_it_is_written(factory: Path) -> None:
    with pytest.raises(IssuingError, match="尚未填写"):
        issuing.renew(factory, replace(NEXT, number="【协议编号】"), TODAY)
    with pytest.raises(IssuingError, match="早于"):
        issuing.renew(factory, replace(NEXT, signed=TODAY, effective=_day("2027-08-01")), TODAY)
    assert not (factory / "records").exists()


def test_the_next_period_follows(factory: Path) -> None:
    issuing.renew(factory, NEXT, TODAY)
    found = facts.periods(intake.read(factory))
    assert [(one.no, one.start, one.end) for one in found][1:] == [(2, NEXT.start, NEXT.end)]
    again = Renewal(_day("2028-09-01"), _day("2029-08-31"))
    with pytest.raises(IssuingError, match="已经登记过"):
        issuing.renew(factory, NEXT, TODAY)
    issuing.renew(factory, again, _day("2028-08-30"))
    assert len(facts.periods(intake.read(factory))) == 3
