"""Sheets of the service parted into made, ahead and blank, and the pages for signatures."""

from __future__ import annotations

from dataclasses import fields
from typing import TypeVar

from generator import domain
from generator.facts.plain import joined

SIGN_ROWS = 25
_MOST_PAGES = 20
_Sheet = TypeVar("_Sheet")
_EMPTY = {"str": "", "int": 0, "bool": False}


def made(whole: domain.Sheets) -> domain.Sheets:
    """What has taken place."""
    return domain.Sheets(
        visits=tuple(one for one in whole.visits if one.done),
        inspections=tuple(one for one in whole.inspections if one.date),
        trainings=tuple(one for one in whole.trainings if one.date),
        drills=tuple(one for one in whole.drills if one.date),
        contacts=whole.contacts,
    )


def ahead(whole: domain.Sheets) -> domain.Sheets:
    """What is planned and not yet held."""
    return domain.Sheets(
        visits=tuple(one for one in whole.visits if not one.done),
        inspections=tuple(one for one in whole.inspections if not one.date),
        trainings=tuple(one for one in whole.trainings if not one.date),
        drills=tuple(one for one in whole.drills if not one.date),
        contacts=(),
    )


def sign_pages(people: int) -> tuple[domain.SignPage, ...]:
    """Pages of 25 rows for that many people: one at least, 20 at most."""
    count = min(max(-(-people // SIGN_ROWS), 1), _MOST_PAGES)
    return tuple(
        domain.SignPage(no, count, tuple(range((no - 1) * SIGN_ROWS + 1, no * SIGN_ROWS + 1)))
        for no in range(1, count + 1)
    )


def _empty(kind: type[_Sheet], **given: object) -> _Sheet:
    """A sheet that says nothing but what is given."""
    names = {field.name: str(field.type) for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: given.get(name, _EMPTY.get(word, ())) for name, word in names.items()})


BLANK = domain.Sheets(
    visits=(_empty(domain.VisitSheet),),
    inspections=(_empty(domain.InspectionSheet),),
    trainings=(_empty(domain.TrainingSheet, pages=sign_pages(1)),),
    drills=(_empty(domain.DrillSheet),),
    contacts=(_empty(domain.ContactSheet),),
)


def trainees(participants: str) -> str:
    """Who of the enterprise takes part; nothing where the plan names the advisors alone."""
    return joined((one for one in participants.split("；") if one.startswith("企业")), "；")
