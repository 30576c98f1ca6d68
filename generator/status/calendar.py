"""Visits and due days as a calendar file (RFC 5545): imported again it changes events and adds none twice."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator

from generator.domain import Due
from generator.status.model import Status, Visit

_WIDEST = 75  # octets of a line, without its end
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_ONE = datetime.timedelta(days=1)


def calendar(found: Iterable[Status]) -> bytes:
    """The events of all clients; what has no day is in no calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tuoguan//status//ZH", "CALSCALE:GREGORIAN"]
    for one in found:
        lines += _events(one)
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def _events(one: Status) -> Iterator[str]:
    for visit in one.visits:
        yield from _visit(one, visit)
    for due in one.dues:
        if due.day:
            yield from _due(one, due, due.day)


def _visit(one: Status, visit: Visit) -> Iterator[str]:
    state = f"（{visit.state}）" if visit.state else ""
    summary = f"到场 {one.client}：{visit.form}{state}"
    return _event(one, ("visit", visit.key), visit.day, (summary, visit.content, "走访"))


def _due(one: Status, due: Due, day: datetime.date) -> Iterator[str]:
    state = "（逾期）" if due.late else ""
    summary = f"{one.client}：{due.what} {due.subject}{state}"
    return _event(one, (due.kind, due.key), day, (summary, due.basis, "到期"))


def _event(
    one: Status, key: tuple[str, str], day: datetime.date, told: tuple[str, str, str]
) -> Iterator[str]:
    """A whole day; ``told`` are summary, description and category."""
    summary, description, category = told
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(one.code, *key)}"
    yield f"DTSTAMP:{one.day:%Y%m%d}T000000Z"
    yield from _span(day)
    yield f"SUMMARY:{summary.translate(_ESCAPED)}"
    if description:
        yield f"DESCRIPTION:{description.translate(_ESCAPED)}"
    yield f"CATEGORIES:{category}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _span(day: datetime.date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{_basic(day)}"
    if day < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_basic(day + _ONE)}"


def _basic(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _uid(*parts: str) -> str:
    """One name for good, whatever the event says and on whichever day it is."""
    return f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@tuoguan"


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, no character cut, with a space before each but the first."""
    pieces, piece = [], b""
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > _WIDEST:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"".join(one + b"\r\n" for one in (*pieces, piece))
