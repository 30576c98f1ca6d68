"""How clients stand on a day: what is due and overdue, the next visits; as values, a calendar, a workbook.

No part of a client's walk, and nothing is written: only those who import this module load it.
"""

from __future__ import annotations

import datetime

from generator import facts, schema
from generator.domain import Due
from generator.errors import DataError
from generator.library import Library, built_in
from generator.problems import errors_in
from generator.record import Record
from generator.status import Status, Visit, calendar, plain, workbook
from generator.status import stand as _stand

__all__ = ["Due", "Status", "Visit", "calendar", "plain", "stand", "workbook"]


def stand(record: Record, day: datetime.date, library: Library | None = None) -> Status:
    """How the client stands on the day; DataError with every problem of faulty data. No photo is opened."""
    library = library or built_in()
    found = schema.check(record, library)
    if errors_in(found):
        raise DataError(found)
    return _stand(facts.derive(record, day, library), library)
