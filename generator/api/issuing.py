"""What is written beside a client's data: papers issued, revised and withdrawn, an agreement renewed.

    desk = issuing.desk(Path("examples/xinglan-cups"), api.Order(today), pack=Path("out"))
    issuing.issue(desk, issuing.Issue(("plan",), date))         # frozen as it lies in the pack
    issuing.revise(desk, "plan", "增加喷漆房的检查安排")           # the next version, and what it changes

No step of a build, so only those who import this module load it. `build` and `check` never write there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from generator import api, delivery, facts, intake, issued
from generator.errors import DataError, IssuingError
from generator.issued import Row
from generator.issuing import (
    Days,
    Desk,
    Difference,
    Issue,
    Issued,
    Renewal,
    Revised,
    adopt,
    compare,
    issue,
    renew,
    revise,
    withdraw,
    written,
)
from generator.making import Job, Past
from generator.problems import errors_in
from generator.record import Record

__all__ = [
    "Days", "Desk", "Difference", "Issue", "Issued", "IssuingError", "Renewal", "Revised", "Row", "adopt",
    "compare", "desk", "issue", "renew", "revise", "withdraw",
]  # fmt: skip


def desk(client: Path, order: api.Order, pack: Path | None = None) -> Desk:
    """A client's data and papers as of ``order.day``, today; ``pack`` is its pack or the folder above.

    IssuingError for data that bears another name than client.yaml: what is written would not be read again.
    IntakeError, DataError with every error of the data or of what was issued, PackError for a pack that is
    not the client's.
    """
    file = written.beside(client)
    record = intake.read(file)
    found = _sound(record, order)
    order = replace(order, library=found.library)
    place = _place(found, pack) if pack else None
    past = issued.past(record, place) if place else {}
    job = api.job(found, order, past)
    return Desk(file, job, partial(_again, order=order, past=past), place)


def _place(client: api.Client, pack: Path) -> Path:
    who = client.facts.enterprise
    return delivery.pack(pack, who.name, who.uscc)


def _sound(record: Record, order: api.Order) -> api.Client:
    found, problems = api.examine(record, order.day, order.library, order.cache)
    if found is None:
        raise DataError(errors_in(problems))
    return found


def _again(record: Record, order: api.Order, past: Past) -> Job:
    """What makes the papers of a record that tells otherwise what was issued."""
    told = facts.derive(record, order.day, order.library)
    return api.job(api.Client(record, told, (), order.library), order, past)
