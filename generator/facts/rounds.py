"""The re-checks of a hazard: the first stands in its own fields, further ones are listed; the last holds."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from generator import domain
from generator.domain import Round, convert
from generator.facts.plain import Data, Fields, rows, text
from generator.record import Keys, Record

_OWN = {"date": "rechecked", "rechecker": "rechecker", "result": "result"}


def of(record: Record, keys: Keys, row: Data) -> Fields:
    """What the re-checks of a hazard come to, as fields of it; ``keys`` are its place."""
    first = convert.build(Round, {name: row.get(own) for name, own in _OWN.items()}, photos=())
    found = [first] if first.date or first.result else []
    for no, one in enumerate(rows(row, "rechecks")):
        found.append(_listed(record, record.read_at((*keys, "rechecks", no)), one))
    return _told(sorted(found, key=_day) or [first])


def on(hazard: domain.Hazard, day: datetime.date) -> domain.Hazard:
    """A hazard by the re-checks until a day, of which there is one at least."""
    return replace(hazard, **_told([one for one in hazard.rechecks if _day(one) <= day]))


def photos(record: Record, keys: Keys, row: Data) -> tuple[domain.Photo, ...]:
    """The photos of the list at a key path, of which the row holds the last name."""
    found = enumerate(rows(row, str(keys[-1])))
    return tuple(_photo(record, (*keys, no, "photo"), one) for no, one in found)


def _photo(record: Record, keys: Keys, row: Data) -> domain.Photo:
    return domain.Photo(record.asset(keys, text(row, "photo")), text(row, "caption"))


def _listed(record: Record, keys: Keys, row: Data) -> Round:
    return convert.build(Round, row, photos=photos(record, (*keys, "photos"), row))


def _day(one: Round) -> datetime.date:
    return one.date or datetime.date.min


def _told(found: Sequence[Round]) -> Fields:
    """The fields of a hazard that rest on its re-checks, by the last of them."""
    last = found[-1]
    dated = tuple(one for one in found if one.date)
    return {
        "rechecks": dated,
        "earlier": dated[:-1],
        "rechecked": last.date,
        "rechecker": last.rechecker,
        "result": last.result,
        "recheck_note": last.note,
        "recheck_photos": last.photos,
    }
