"""How clients stand on a day: due and overdue, visits, papers issued; as values, a calendar, a workbook.

No part of a client's walk, and nothing is written: only those who import this module load it.
"""

from __future__ import annotations

from pathlib import Path

from generator import api, delivery, facts, issued, schema
from generator.bundles import choice
from generator.delivery import Report
from generator.domain import Due
from generator.errors import DataError
from generator.problems import errors_in
from generator.record import Record
from generator.status import Change, Paper, State, Status, Visit, calendar, plain, workbook
from generator.status import stand as _stand

__all__ = ["Change", "Due", "Paper", "State", "Status", "Visit", "calendar", "plain", "stand", "workbook"]


def stand(record: Record, order: api.Order, pack: Path | None = None) -> Status:
    """How the client stands on the order's day; nothing is written, and no photo is opened without a pack.

    ``pack`` is the client's pack or the folder above it: then it is told as well which of its files a build
    would change. DataError with every problem of faulty data, PackError where no pack of
    the client is.
    """
    chosen = choice.of(record, order.library)
    library = chosen.library
    found = chosen.problems + schema.check(record, library)
    if errors_in(found) or errors_in(found := found + issued.problems(record)):
        raise DataError(errors_in(found))
    derived = facts.derive(record, order.day, library)
    if told := errors_in(facts.warnings(record, derived, order.day, library)):
        raise DataError(told)
    client = api.Client(record, derived, (), library)
    report = _foreseen(client, order, pack) if pack else None
    return _stand(api.job(client, order), report)


def _foreseen(client: api.Client, order: api.Order, given: Path) -> Report:
    """What a build would do to the pack."""
    who = client.facts.enterprise
    place = delivery.pack(given, who.name, who.uscc)
    made = api.make(client.record, order, issued.past(client.record, place))
    return api.preview(made, place, order.day)
