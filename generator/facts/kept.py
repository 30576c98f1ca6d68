"""Days with visits that count for Article 16, by the form of the visit."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from generator.domain import VisitForm
from generator.facts.plain import Fields


@dataclass(frozen=True, slots=True)
class Kept:
    """A day that counts for Article 16, with the form of its visit: one made, or one to come."""

    day: datetime.date
    form: VisitForm


def days(kept: Iterable[Kept]) -> int:
    """How many days there are: two visits of one day count once."""
    return len({one.day for one in kept})


def count(kept: Iterable[Kept], form: VisitForm) -> int:
    """How many days have a visit of the form."""
    return days(one for one in kept if one.form == form)


def counts(kept: Iterable[Kept]) -> Fields:
    """The same of each form that Article 16 counts, by the fields that tell them."""
    found = list(kept)
    return {
        "inspections": count(found, VisitForm.INSPECTION),
        "trainings": count(found, VisitForm.TRAINING),
        "drills": count(found, VisitForm.DRILL),
    }
