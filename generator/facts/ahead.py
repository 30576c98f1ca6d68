"""Dates of acts that lie after the document's day: nothing is told as done before it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from generator import domain
from generator.facts import known
from generator.facts.condition import say
from generator.facts.known import Rule
from generator.facts.plain import Data
from generator.problems import Origin, Problem, error
from generator.record import ISSUED, Keys, Record
from generator.schema import in_cells, label

_TOLD = ("delivered", "filed", "signed")
_RECORDED = "记录只写已经发生的事：请核对日期；计划写进 {}"
_PLANS = ("schedule", "visits")


def told(record: Record, day: datetime.date) -> Iterator[Problem]:
    """Whatever of the data tells of a day that has not come yet."""
    yield from files(record, day)
    yield from dates(record, day)
    yield from papers(record, day)


def dates(record: Record, day: datetime.date) -> Iterator[Problem]:
    """Each date of an act that has not come yet, as it was read; an error in a file of records."""
    for keys, given in _given(record.data, known.rules(), ()):
        first = domain.first_day(given)
        if first and first > day:
            filed, written = record.recorded(keys), _written(given)
            if filed is None:
                yield _undone(record, keys, written)
            elif filed <= day:  # of a file to come the file is told
                message = f"{written} 晚于文书日期 {day}"
                yield error(label(keys), message, _recorded(record), record.origin(keys), keys)


def papers(record: Record, day: datetime.date) -> Iterator[Problem]:
    """Each day told of an issued paper by hand that has not come yet."""
    for keys, given in _told_of_papers(record.data.get(ISSUED)):
        if given and given > day:
            yield _undone(record, keys, str(given))


def _told_of_papers(listed: object) -> Iterator[tuple[Keys, domain.Day]]:
    for number, row in enumerate(listed if isinstance(listed, list) else ()):
        for name in _TOLD:
            yield (ISSUED, number, name), domain.day(row.get(name))


def _undone(record: Record, keys: Keys, written: str) -> Problem:
    message = f"{written} 晚于文书日期，文书中按尚未办理处理"
    return say(record, keys, label(keys), message, "核对日期，办理后再填")


def files(record: Record, day: datetime.date) -> Iterator[Problem]:
    """Each file of records whose name bears a day that has not come yet."""
    for name, filed in record.days.items():
        if filed > day:
            yield error("", f"文件名的日期晚于文书日期 {day}", _recorded(record), Origin(name))


def _recorded(record: Record) -> str:
    """Where plans belong."""
    return _RECORDED.format(in_cells.part(record.own, _PLANS))


def _written(given: domain.Moment) -> str:
    """A day or a month as the data has it."""
    return f"{given.year}-{given.month:02d}" if isinstance(given, domain.Month) else str(given)


Dated = tuple[Keys, domain.Moment]


def _given(value: Any, by: Rule, keys: Keys) -> Iterator[Dated]:
    """Every date of an act in the data with its key path."""
    if isinstance(value, Mapping):
        yield from _given_in(value, by, keys)
    elif isinstance(value, list) and by.items:
        for number, inner in enumerate(value):
            yield from _given(inner, by.items, (*keys, number))


def _given_in(part: Data, by: Rule, keys: Keys) -> Iterator[Dated]:
    acts = by.acts
    for key, inner in part.items():
        if key in acts:
            yield (*keys, key), domain.moment(inner)
        elif key in by.properties:
            yield from _given(inner, by.properties[key], (*keys, key))
