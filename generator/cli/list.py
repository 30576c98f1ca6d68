"""``tuoguan list``: the articles of the Measures and what answers each; for a client what does not apply."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import click

from generator import api
from generator.cli import options, say
from generator.cli.chinese import Command
from generator.cli.say import Plain

_LONGEST = 34
_Facts = api.domain.Facts


class _Seen(NamedTuple):
    """What a list is made of: a client's facts, the units that are not there, why deliverables do not apply.

    Without a client there is only the library.
    """

    library: api.Library
    facts: _Facts | None = None
    unseen: tuple[api.explain.Unseen, ...] = ()
    reasons: Mapping[str, str] = {}


@click.command("list", cls=Command)
@click.argument("client", required=False, type=options.PATH, metavar="[客户]")
@options.basis
@options.as_json
def command(client: Path | None, basis: options.Basis, as_json: bool) -> None:
    """按条款列出由哪些交付件回应；给出客户时说明履行情况、哪些不适用及原因。"""
    library = basis.library()
    seen = _seen(client, basis.day, library) if client else _Seen(library)
    if as_json:
        say.as_json(_rows(seen))
        return
    say.lines((*_lines(seen), *_units(seen.unseen)))


def _seen(client: Path, day: datetime.date, library: api.Library) -> _Seen:
    """What applies to a client, by its own library."""
    known = api.known(api.load(client), day, library, say.cache())
    unseen = api.explain.unseen(known.record, known.library)
    return _Seen(known.library, known.facts, unseen, _reasons(known.facts, known.library))


def _reasons(facts: _Facts, library: api.Library) -> dict[str, str]:
    """Why deliverables do not apply, by their ids."""
    left = api.catalogue.select(api.catalogue.load(library), facts).left
    return {entry.id: why for entry, why in left}


def _rows(seen: _Seen) -> Plain:
    """The same as plain data: the duties, and with a client the units that are not there."""
    duties = [_row(found, seen) for found in api.compliance.coverage(seen.library)]
    units = {"units": [*map(_unit, seen.unseen)]} if seen.facts else {}
    return {"duties": duties, **units}


def _unit(one: api.explain.Unseen) -> dict[str, str]:
    return {"unit": one.unit, "title": one.title, "why": one.why}


def _lines(seen: _Seen) -> Iterator[str]:
    """Each duty with its deliverables under it; last what no deliverable answers."""
    width = max(len(entry.id) for entry in api.catalogue.load(seen.library))
    for found in api.compliance.coverage(seen.library):
        yield _heading(found, seen.facts)
        yield from _answers(found, seen.reasons, width)
    yield _unanswered(seen.library)


def _heading(found: api.Covered, facts: _Facts | None) -> str:
    return f"{found.rule.article}  {_short(found.rule.duty)}{_state(found, facts)}"


def _unanswered(library: api.Library) -> str:
    missing = "、".join(dict.fromkeys(rule.article for rule in api.compliance.unanswered(library)))
    return f"没有交付件的条款：{missing}" if missing else "每一条款都有交付件"


def _answers(found: api.Covered, reasons: Mapping[str, str], width: int) -> Iterator[str]:
    for entry in found.own:
        yield f"  {entry.id:<{width}}  {entry.title}{_reason(entry, reasons)}"
    if found.other:
        yield f"  另见 {_titles(found.other)}"
    elif not found.own:
        yield "  没有交付件"


def _reason(entry: api.Deliverable, reasons: Mapping[str, str]) -> str:
    return f"  不适用：{reasons[entry.id]}" if entry.id in reasons else ""


def _units(unseen: tuple[api.explain.Unseen, ...]) -> Iterator[str]:
    """Units that are not there, those of one reason together."""
    reason = attrgetter("why")
    for why, same in groupby(sorted(unseen, key=reason), key=reason):
        yield f"不适用：{_titles(same)}（{why}）"


def _titles(found: Iterable[api.Deliverable | api.explain.Unseen]) -> str:
    return "、".join(one.title for one in found)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _state(found: api.Covered, facts: _Facts | None) -> str:
    """How the duty stands for the client, with the reason."""
    if facts is None:
        return ""
    stands = api.compliance.verdict(found.rule, facts)
    return f"  【{stands.state}】{stands.why}"


def _row(found: api.Covered, seen: _Seen) -> Plain:
    row: Plain = {
        "article": found.rule.article,
        "duty": found.rule.duty,
        "deliverables": [_entry(entry, seen.reasons) for entry in found.own],
        "see_also": [entry.id for entry in found.other],
    }
    return row | _verdict(found, seen.facts) if seen.facts else row


def _verdict(found: api.Covered, facts: _Facts) -> Plain:
    stands = api.compliance.verdict(found.rule, facts)
    return {"state": stands.state, "why": stands.why, "date": stands.date}


def _entry(entry: api.Deliverable, reasons: Mapping[str, str]) -> dict[str, str]:
    row = {"id": entry.id, "title": entry.title}
    return row | {"left_out": reasons[entry.id]} if reasons.get(entry.id) else row
