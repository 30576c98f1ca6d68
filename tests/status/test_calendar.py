"""Calendar files: lines as RFC 5545 wants them, and events that keep their name."""

from __future__ import annotations

import datetime
from dataclasses import replace

from generator.domain import Due
from generator.status import Status, Visit, calendar
from tests.rows import each

DAY = datetime.date(2026, 11, 23)
DUE = Due("hazard", "YH-1", "YH-1 通道堵塞", "整改", datetime.date(2026, 11, 20), True, "第十四条第11项")
VISIT = Visit(
    "2026-12-1", datetime.date(2026, 12, 31), "现场检查", "检查, 复查; 台账\\记录\n二", False, False
)
ONE = Status("示例小厂", "91330799MADEMA0195", DAY, (DUE,), (VISIT,))


def _lines(*found: Status) -> list[str]:
    """The lines of a calendar, unfolded."""
    whole = calendar(found)
    assert whole.endswith(b"\r\n")
    assert b"\n" not in whole.replace(b"\r\n", b"")
    return whole.decode().replace("\r\n ", "").split("\r\n")[:-1]


def _of(one: Status, name: str) -> list[str]:
    return [line.partition(":")[2] for line in _lines(one) if line.startswith(name)]


def test_every_event_is_a_whole_day_with_all_that_the_standard_asks() -> None:
    lines = _lines(ONE)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    assert any(line.startswith("PRODID:") for line in lines)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert _of(ONE, "DTSTART;VALUE=DATE") == ["20261231", "20261120"]
    assert _of(ONE, "DTEND;VALUE=DATE") == ["20270101", "20261121"]
    assert _of(ONE, "DTSTAMP") == ["20261123T000000Z"] * 2
    assert _of(ONE, "SUMMARY")[1] == "示例小厂：整改 YH-1 通道堵塞（逾期）"


def test_signs_with_a_meaning_are_escaped() -> None:
    assert _of(ONE, "DESCRIPTION")[0] == "检查\\, 复查\\; 台账\\\\记录\\n二"


@each([*range(60, 80), 147, 148, 149, 150, 300])
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(letters: int) -> None:
    for text in ("a" * letters, "隐" * letters, "a" + "隐" * letters):
        due = replace(DUE, subject=text)
        one = replace(ONE, dues=(due,))
        for line in calendar([one]).split(b"\r\n"):
            assert len(line) <= 75
            line.decode()
        assert text in "".join(_lines(one))


def test_a_line_of_75_octets_stays_whole() -> None:
    room = 75 - len("SUMMARY:示例小厂：整改 ".encode())
    for letters, pieces in ((room, 1), (room + 1, 2)):
        due = replace(DUE, subject="a" * letters, late=False)
        lines = calendar([replace(ONE, dues=(due,), visits=())]).split(b"\r\n")
        at = next(n for n, line in enumerate(lines) if line.startswith(b"SUMMARY"))
        assert lines[at + 1].startswith(b" ") == (pieces == 2)


def test_an_event_keeps_its_name_whatever_it_says_and_no_two_share_one() -> None:
    moved = replace(DUE, day=DAY, subject="别的", late=False)
    assert _of(ONE, "UID")[1] == _of(replace(ONE, dues=(moved,), day=DAY.replace(day=1)), "UID")[1]
    others = (replace(DUE, key="YH-2"), replace(DUE, kind="stop"), DUE)
    assert len({*_of(replace(ONE, dues=others), "UID"), *_of(replace(ONE, code="别家"), "UID")}) == 6


def test_what_has_no_day_is_in_no_calendar_and_the_last_day_ends_nowhere() -> None:
    assert len(_of(replace(ONE, dues=(replace(DUE, day=None),)), "UID")) == 1
    last = replace(ONE, dues=(replace(DUE, day=datetime.date.max),), visits=())
    assert _of(last, "DTSTART;VALUE=DATE") == ["99991231"]
    assert _of(last, "DTEND") == []


def test_the_same_client_gives_the_same_bytes_on_the_same_day() -> None:
    assert calendar([ONE, ONE]) == calendar([ONE, ONE])
