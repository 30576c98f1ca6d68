"""Dated facts of a client in a few plain rows, for whoever reads a pack without its data: none of it ages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import domain
from generator.domain import Due, Recheck, printing
from generator.facts import dues
from generator.library import Library

Row = Mapping[str, str]
_HAZARD_KINDS = ("hazard", "stop", "notice")
_EXPIRIES = ("certificate", "officer", "equipment", "measurement", "supply", "advisor", "agreement")


def summary(facts: domain.Facts, library: Library) -> Mapping[str, Sequence[Row]]:
    """Visits, hazards, deadlines and expiries; days are ISO texts, "" where there is none."""
    dated = sorted((due for due in dues.derive(facts, library) if due.day), key=_order)
    others = [due for due in dated if due.kind not in (*_HAZARD_KINDS, *_EXPIRIES)]
    return {
        "visits": [*map(_visit, facts.schedule.visits)],
        "hazards": [*map(_hazard, facts.hazards)],
        "deadlines": [*map(_due, others)],
        "expiries": [_due(due) for due in dated if due.kind in _EXPIRIES],
    }


def _order(due: Due) -> tuple[str, str, str]:
    return (str(due.day), due.kind, due.key)


def _visit(one: domain.Visit) -> Row:
    return {"form": one.form.value, "planned": one.date.isoformat(), "done": printing.words(one.done)}


def _hazard(one: domain.Hazard) -> Row:
    """A hazard by its number; closed on the day of the re-check that found it rectified."""
    told = {name: printing.words(day) for name, day in _days(one).items()}
    return {"number": one.number, "level": printing.words(one.level), **told}


def _days(one: domain.Hazard) -> Mapping[str, domain.Day]:
    return {"found": one.found, "deadline": one.deadline, "stop": one.stop_due, "closed": _closed(one)}


def _closed(one: domain.Hazard) -> domain.Day:
    return (one.rechecked or one.rectified) if one.result is Recheck.RECTIFIED else None


def _due(due: Due) -> Row:
    return {"kind": due.kind, "key": due.key, "day": printing.words(due.day)}
