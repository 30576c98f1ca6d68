"""Dates of what is told as done that lie after the document's day: nothing is told as done before it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from generator import domain
from generator.facts import acts
from generator.facts.condition import say
from generator.problems import Problem
from generator.record import Keys, Record
from generator.schema import label, shape

# Dates that may lie ahead: deadlines, terms and plans; every other date tells what has happened.
_MAY_LIE_AHEAD = {
    "due",
    "expires",
    "review",
    "next",
    "next_inspection",
    "effective",
    "start",
    "end",
    "interim_due",
}


def dates(record: Record, day: datetime.date) -> Iterator[Problem]:
    """Each date of an act that has not come yet."""
    told = set(acts.places(record.data))  # the documents keep silent of these
    for keys, given in _given(record.data, shape.client(), ()):
        if given > day and (keys in told or _is_of_an_act(keys)):
            so = "文书中按尚未办理处理" if keys in told else "还没有发生"
            message = f"{given} 晚于文书日期，{so}"
            yield say(record, keys, label(keys), message, "核对日期，办理后再填")


def _given(value: Any, at: shape.Shape, keys: Keys) -> Iterator[tuple[Keys, datetime.date]]:
    """Every date in the data with its key path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _given(inner, at.child(key), (*keys, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _given(inner, at.child(number), (*keys, number))
    elif at.date and (given := domain.day(value)):
        yield keys, given


def _is_of_an_act(keys: Keys) -> bool:
    names = [key for key in keys if isinstance(key, str)]
    if names[0] == "schedule":
        return names[-1] == "done"
    return names[-1] not in _MAY_LIE_AHEAD
