"""Days and scans that are told of an issued paper: when it was signed, delivered, filed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from generator import names
from generator.issued import Row
from generator.issuing.given import scanned
from generator.problems import Problem, error

_TITLES = {"signed": "签字", "delivered": "送达", "filed": "报备"}
_HEX = 8


@dataclass(frozen=True, slots=True)
class Days:
    """When a paper was signed, delivered and filed, and scans of it; None and () where it is not told."""

    signed: datetime.date | None = None
    delivered: datetime.date | None = None
    filed: datetime.date | None = None
    scans: tuple[Path, ...] = ()

    @property
    def given(self) -> bool:
        """Whether anything is told at all."""
        return bool(self.scans) or any(getattr(self, name) for name in _TITLES)


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan under the name that it gets beside its paper."""

    name: str
    data: bytes


def problems(told: Days, row: Row, today: datetime.date) -> Iterator[Problem]:
    """What speaks against these days for a row: to come, before the paper, or told otherwise already."""
    for name, title in _TITLES.items():
        if day := getattr(told, name):
            for message, hint in (*_untimely(day, title, row, today), *_otherwise(day, name, row)):
                yield error(f"--{name}", message, hint)


def _untimely(day: datetime.date, title: str, row: Row, today: datetime.date) -> Iterator[tuple[str, str]]:
    """That a day is to come or before the paper, and what to do."""
    if day > today:
        yield f"{title}日期 {day} 还没有到", "办理以后再登记"
    elif row.day and day < row.day:
        yield f"{title}日期 {day} 早于签发日期 {row.day}", "请核对两个日期"


def _otherwise(day: datetime.date, name: str, row: Row) -> Iterator[tuple[str, str]]:
    """That another day is told already, and what to do."""
    there = getattr(row, name)
    if there and there != day:
        message = f"{row.title}的{_TITLES[name]}日期已登记为 {there}"
        yield message, "填错的请在 issued/index.yaml 里改"


def added(told: Days, row: Row) -> Row:
    """The row with the days that are told."""
    given = {name: getattr(told, name) for name in _TITLES if getattr(told, name)}
    return replace(row, **given)


def scans(told: Days, row: Row) -> tuple[Scan, ...]:
    """The scans that the row does not have yet, named after its paper and by their content."""
    found = (_scan(path, row) for path in told.scans)
    return tuple({scan.name: scan for scan in found if scan.name not in row.scans}.values())


def _scan(path: Path, row: Row) -> Scan:
    data = scanned(path)
    return Scan(f"{_stem(row)} 扫描件 {_mark(data)}{path.suffix.lower()}", data)


def _stem(row: Row) -> str:
    return names.safe_name(Path(row.file).stem)


def _mark(data: bytes) -> str:
    """What tells a scan from others of the same paper."""
    return sha256(data).hexdigest()[:_HEX]
