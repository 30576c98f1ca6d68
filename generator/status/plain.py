"""How a client stands as plain values for programs: stable English keys, ISO days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields

from generator.domain import Due, printing
from generator.status.model import Paper, Status, Visit

# What a status tells of which the number alone may do.
_COUNTED = (
    "overdue", "soon", "missed", "unsigned", "unkept", "opened", "differing", "changing", "outdated",
)  # fmt: skip

_OF_A_PAPER = tuple(field.name for field in fields(Paper) if field.name != "state")


def plain(one: Status) -> Mapping[str, object]:
    """Everything that is told of a client; days that are not known are ""."""
    return {
        "client": one.client,
        "code": one.code,
        "date": one.day.isoformat(),
        "counts": _counts(one),
        "due": [_due(one, due) for due in one.dues],
        "missed": [*map(_visit, one.missed)],
        "next": [*map(_visit, one.next)],
        "issued": [*map(_paper, one.issued)],
        "unsigned": [*map(_paper, one.unsigned)],
        "unkept": [*map(_paper, one.unkept)],
        "opened": [*map(_paper, one.opened)],
        "differing": [*map(asdict, one.differing)],
        "changing": [*map(asdict, one.changing)],
        "outdated": _outdated(one),
    }


def _counts(one: Status) -> Mapping[str, int]:
    return {name: len(getattr(one, name)) for name in _COUNTED}


def _outdated(one: Status) -> list[Mapping[str, object]]:
    return [{**asdict(style), "due": printing.words(style.due)} for style in one.outdated]


def _due(one: Status, due: Due) -> Mapping[str, object]:
    return {
        "kind": due.kind,
        "key": due.key,
        "subject": due.subject,
        "what": due.what,
        "day": printing.words(due.day),
        "days_left": (due.day - one.day).days if due.day else None,
        "late": due.late,
        "grave": due.grave,
        "basis": due.basis,
    }


def _visit(visit: Visit) -> Mapping[str, object]:
    return {
        "key": visit.key,
        "day": visit.day.isoformat(),
        "form": visit.form,
        "content": visit.content,
        "tentative": visit.tentative,
    }


def _paper(paper: Paper) -> Mapping[str, object]:
    """A paper by the names of its fields, but for its state, which the list tells."""
    return {name: printing.words(getattr(paper, name)) for name in _OF_A_PAPER}
