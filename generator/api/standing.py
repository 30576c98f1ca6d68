"""How clients stand on a day: due and overdue, visits, papers issued; as values, a calendar, a workbook.

No part of a client's walk, and nothing is written: only those who import this module load it.
"""

from __future__ import annotations

from pathlib import Path

from generator import api, delivery, facts, issued, schema
from generator.bundles import choice
from generator.domain import Due
from generator.errors import DataError
from generator.making import Job
from generator.problems import Problems, errors_in
from generator.record import Record
from generator.schema import in_cells
from generator.status import Change, Paper, State, Status, Style, Visit, calendar, plain, styles, workbook
from generator.status import stand as _stand

__all__ = [
    "Change", "Due", "Paper", "State", "Status", "Style", "Visit", "calendar", "plain", "stand",
    "workbook",
]  # fmt: skip


def stand(record: Record, order: api.Order, pack: Path | None = None) -> Status:
    """How the client stands on the order's day; nothing is written, and no photo is opened without a pack.

    ``pack`` is the client's pack or the folder above it: then it is told as well which of its files a build
    would change, and which bear another style than the committee's. DataError with every problem of faulty
    data, PackError where no pack of the client is.
    """
    chosen = choice.of(record, order.library)
    _refuse(chosen.problems + schema.check(record, chosen.library))
    _refuse(issued.problems(record))
    derived = facts.derive(record, order.day, chosen.library)
    _refuse(facts.warnings(record, derived, order.day, chosen.library))
    client = api.Client(record, derived, (), chosen.library)
    job = api.job(client, order)
    return _with_pack(client, order, job, pack) if pack else _stand(job)


def _refuse(found: Problems) -> None:
    if faults := errors_in(found):
        raise DataError(in_cells.told(faults))


def _with_pack(client: api.Client, order: api.Order, job: Job, given: Path) -> Status:
    """The same with what a build would do to the pack, and the styles of its files."""
    who = client.facts.enterprise
    place = delivery.pack(given, who.name, who.uscc)
    past = issued.past(client.record, place)
    report = api.preview(api.make(client.record, order, past), place, order.day)
    return _stand(job, report, styles.outdated(job, past.values(), place))
