"""How a client stands as plain values for programs: stable English keys, ISO days."""

from __future__ import annotations

from collections.abc import Mapping

from generator.domain import Due, printing
from generator.status.model import Status, Visit


def plain(one: Status) -> Mapping[str, object]:
    """Everything that is told of a client; days that are not known are ""."""
    return {
        "client": one.client,
        "code": one.code,
        "date": one.day.isoformat(),
        "counts": {
            "overdue": len(one.overdue),
            "soon": len(one.soon),
            "missed": len(one.missed),
        },
        "due": [_due(one, due) for due in one.dues],
        "missed": [_visit(visit) for visit in one.missed],
        "next": [_visit(visit) for visit in one.next],
    }


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
