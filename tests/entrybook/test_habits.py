"""What people and spreadsheets make of a value is read as it was meant, or refused where that is lost."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from generator.entrybook import formats, habits
from generator.entrybook.cells import Value
from generator.entrybook.habits import LostError
from generator.entrybook.kinds import Kind
from generator.entrybook.layout import Column
from generator.schema import Shape
from tests.rows import each

DAY = datetime.date(2026, 9, 1)
CLOCK = Column("时间", shape=Shape(example="08:30"))


def column(kind: Kind) -> Column:
    """A column of a kind; one of choices has two texts and a number."""
    return Column("甲", kind=kind, choices=("一般", "A 级", 0.5) if kind is Kind.CHOICE else ())


def lost(value: Value, kind: Kind, shown: str = "") -> str:
    """What is said of a content that cannot be told."""
    with pytest.raises(LostError) as caught:
        habits.read(value, column(kind), lambda: shown)
    assert caught.value.hint
    return caught.value.message


@each(
    [
        ("\u00a0叉车\u3000", "叉车"),
        ("叉\u200b车\r\n两台 ", "叉车\n两台"),
        ("一\u00a0号", "一 号"),
        ("１３８－００１３", "138-0013"),
        ("Ａ座", "Ａ座"),
        ("007", "007"),
        ("2E12", "2E12"),
        (13800138000.0, "13800138000"),
        (999999999999999.0, "999999999999999"),
        (0.30000000000000004, "0.3"),
        (True, True),
    ]
)
def test_texts(value: Value, meant: object) -> None:
    assert habits.read(value, column(Kind.TEXT)) == meant


@each(
    [
        (3.0, 3),
        (0.1 + 0.2, Decimal("0.3")),
        ("１，２３４．５", Decimal("1234.5")),
        ("1,234", 1234),
        ("12,34", "12,34"),
        (" 12\u00a0", 12),
        ("12345678901234567", 12345678901234567),
        ("12人", "12人"),
        ("-", "-"),
        (".", "."),
        ("9.1E+17", "9.1E+17"),
    ]
)
def test_numbers(value: Value, meant: object) -> None:
    found = habits.read(value, column(Kind.NUMBER))
    assert (found, type(found)) == (meant, type(meant))


def test_what_may_be_a_number_or_a_text_stays_what_it_is() -> None:
    assert [habits.read(one, column(Kind.MIXED)) for one in (3.0, "3", "0.2 t")] == [3, "3", "0.2 t"]


@each(
    [
        (DAY, "2026-09-01"),
        (datetime.datetime.combine(DAY, datetime.time(8, 30)), "2026-09-01"),
        ("2026/9/1", "2026-09-01"),
        ("2026.09.01 0:00:00", "2026-09-01"),
        ("２０２６ 年 9 月 1 日", "2026-09-01"),
        ("2026-09-01T00:00:00", "2026-09-01"),
        ("2026-9.1", "2026-9.1"),
        ("2026-02-29", "2026-02-29"),
        ("2026-13-01", "2026-13-01"),
        ("2026-09", "2026-09"),
        ("9月1日", "9月1日"),
        (20260901.0, "2026-09-01"),
        (datetime.date(1920, 1, 1), "1920-01-01"),
    ]
)
def test_days(value: Value, meant: str) -> None:
    assert habits.read(value, column(Kind.DATE)) == meant


@each(
    [
        ("2026年9月", "2026-09"),
        ("2026.9", "2026-09"),
        ("2026-13", "2026-13"),
        ("2026年0月", "2026年0月"),
        ("2026/9/1", "2026-09-01"),
        (202609.0, "2026-09"),
        (20260901.0, "2026-09-01"),
        (DAY, "2026-09-01"),
    ]
)
def test_months(value: Value, meant: str) -> None:
    assert habits.read(value, column(Kind.MONTH)) == meant


@each([("mmm-yy", "2026-09"), ('yyyy"年"m"月"', "2026-09"), ("yyyy/m/d", "2026-09-01"), ("", "2026-09-01")])
def test_a_month_is_what_is_shown_without_a_day(shown: str, meant: str) -> None:
    assert habits.read(DAY, column(Kind.MONTH), lambda: shown) == meant


@each([Kind.MONTH, Kind.DATE])
def test_a_day_that_is_shown_as_a_month_is_still_that_day(kind: Kind) -> None:
    assert habits.read(DAY.replace(day=2), column(kind), lambda: "yyyy/m") == "2026-09-02"


@each(
    [
        ("是", True),
        ("√", True),
        (" Ｙ", True),
        (True, True),
        (0.0, False),
        ("无", False),
        ("不详", "不详"),
        (2.0, "2"),
    ]
)
def test_yes_and_no(value: Value, meant: object) -> None:
    found = habits.read(value, column(Kind.YES))
    assert (found, type(found)) == (meant, type(meant))


@each([(" 一般", "一般"), ("ａ级", "A 级"), (0.5, 0.5), ("0.5", 0.5), ("重大", "重大"), (2.0, "2")])
def test_choices(value: Value, meant: object) -> None:
    assert habits.read(value, column(Kind.CHOICE)) == meant


def test_the_time_of_a_day_is_read_where_the_column_is_for_one() -> None:
    assert habits.read(datetime.time(8, 30), CLOCK) == "08:30"
    with pytest.raises(LostError):
        habits.read(datetime.time(8, 30, 5), CLOCK)


@each(
    [
        (DAY, Kind.TEXT, "", "改成了日期 2026-09-01"),
        (DAY, Kind.NUMBER, "", "改成了日期 2026-09-01"),
        (DAY, Kind.MIXED, "", "改成了日期 2026-09-01"),
        (datetime.time(1, 30), Kind.TEXT, "", "改成了时间 01:30:00"),
        (datetime.time(1, 30), Kind.DATE, "", "改成了时间 01:30:00"),
        (datetime.timedelta(hours=30), Kind.NUMBER, "", "改成了时间"),
        (datetime.date(1900, 1, 12), Kind.DATE, "", "多半是把数字填进了日期格"),
        (46266.0, Kind.DATE, "", "日期成了数字 46266"),
        (2026.1, Kind.MONTH, "", "日期成了数字 2026.1"),
        (202609.0, Kind.DATE, "", "日期成了数字 202609"),
        (20260931.0, Kind.DATE, "", "日期成了数字 20260931"),
        (DAY, Kind.DATE, "mmm-yy", "只写到月（2026-09）"),
        (1e15, Kind.TEXT, "", "数字超过 15 位（1E+15）"),
        (9.1e17, Kind.NUMBER, "", "数字超过 15 位（9.1E+17）"),
        (float("inf"), Kind.NUMBER, "", "太大"),
        ("9.1E+17", Kind.TEXT, "", "写的是 9.1E+17"),
        (" 同上", Kind.TEXT, "", "写的是“同上”"),
        ("〃", Kind.NUMBER, "", "写的是“〃”"),
        (2e12, Kind.TEXT, "0.00E+00", "改成了数字 2E+12"),
        (0.3, Kind.NUMBER, "0.0%", "百分数，在表格里等于 0.3"),
        (3.5, Kind.NUMBER, '0.0"万"', "格式里带“万”，在表格里等于 3.5"),
        (3.5, Kind.TEXT, '0.0"万元"', "格式里带“万元”，在表格里等于 3.5"),
    ]
)
def test_what_is_lost_is_not_guessed(value: Value, kind: Kind, shown: str, message: str) -> None:
    assert message in lost(value, kind, shown)


def test_a_number_is_read_as_its_format_shows_its_zeros() -> None:
    assert habits.read(7.0, column(Kind.TEXT), lambda: "000") == "007"
    assert habits.read(7.0, column(Kind.NUMBER), lambda: "000") == 7


@each(
    [
        ("0%", True),
        ("0.00E+00", True),
        ("mmm-yy", True),
        ("00", True),
        ("0", False),
        ("yyyy-mm-dd", False),
        ('0"%"', False),
        ('0"台"', False),
        ('0!.0,"万"', True),
        ("General", False),
        ("@", False),
    ]
)
def test_formats_that_tell_something(shown: str, told: bool) -> None:
    assert formats.tells(shown) is told


def test_texts_are_compared_without_spaces_width_and_case() -> None:
    assert habits.folded(" Ａ\u00a0座 B") == habits.folded("a座b")
