"""``tuoguan list``: the articles of the Measures and what answers each; for a client what does not apply."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import click

from generator import api
from generator.cli import say, streams
from generator.cli.chinese import Command

_LONGEST = 34


@click.command("list", cls=Command)
@click.argument("client", required=False, type=say.PATH, metavar="[客户]")
@say.date_option
@say.templates_option
@say.json_option
def command(
    client: Path | None, given: datetime.datetime | None, templates: Path | None, as_json: bool
) -> None:
    """按条款列出由哪些交付件回应；给出客户时说明履行情况、哪些不适用及原因。"""
    day = say.day(given)
    library = say.library(templates, day)
    known = api.known(api.load(client), day, library, say.cache()) if client else None
    library = known.library if known else library
    if as_json:
        click.echo(streams.as_json(_rows(known, library)))
        return
    facts, unseen = _seen(known, library)
    for line in (*_lines(facts, _reasons(facts, library), library), *_units(unseen)):
        click.echo(line)


def _seen(
    known: api.Client | None, library: api.Library
) -> tuple[api.domain.Facts | None, tuple[api.explain.Unseen, ...]]:
    """The facts of a client and the units that are not there; nothing without one."""
    return (known.facts, api.explain.unseen(known.record, library)) if known else (None, ())


def _reasons(facts: api.domain.Facts | None, library: api.Library) -> dict[str, str]:
    """Why deliverables do not apply, by their ids."""
    left = api.catalogue.select(api.catalogue.load(library), facts).left if facts else ()
    return {entry.id: why for entry, why in left}


def _rows(known: api.Client | None, library: api.Library) -> dict[str, object]:
    """The same as plain data: the duties, and with a client the units that are not there."""
    facts, unseen = _seen(known, library)
    reasons = _reasons(facts, library)
    duties = [_row(found, facts, reasons) for found in api.compliance.coverage(library)]
    units = [{"unit": one.unit, "title": one.title, "why": one.why} for one in unseen]
    return {"duties": duties, "units": units} if known else {"duties": duties}


def _lines(facts: api.domain.Facts | None, reasons: Mapping[str, str], library: api.Library) -> Iterator[str]:
    """Each duty with its deliverables under it; last what no deliverable answers."""
    width = max(len(entry.id) for entry in api.catalogue.load(library))
    for found in api.compliance.coverage(library):
        yield f"{found.rule.article}  {_short(found.rule.duty)}{_state(found, facts)}"
        yield from _answers(found, reasons, width)
    yield _unanswered(library)


def _unanswered(library: api.Library) -> str:
    missing = "、".join(dict.fromkeys(rule.article for rule in api.compliance.unanswered(library)))
    return f"没有交付件的条款：{missing}" if missing else "每一条款都有交付件"


def _answers(found: api.Covered, reasons: Mapping[str, str], width: int) -> Iterator[str]:
    for entry in found.own:
        why = f"  不适用：{reasons[entry.id]}" if entry.id in reasons else ""
        yield f"  {entry.id:<{width}}  {entry.title}{why}"
    if found.other:
        yield f"  另见 {'、'.join(entry.title for entry in found.other)}"
    if not (found.own or found.other):
        yield "  没有交付件"


def _units(unseen: tuple[api.explain.Unseen, ...]) -> Iterator[str]:
    """Units that are not there, those of one reason together."""
    for why, same in groupby(sorted(unseen, key=lambda one: one.why), key=lambda one: one.why):
        yield f"不适用：{'、'.join(one.title for one in same)}（{why}）"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _state(found: api.Covered, facts: api.domain.Facts | None) -> str:
    """How the duty stands for the client, with the reason."""
    if facts is None:
        return ""
    stands = api.compliance.verdict(found.rule, facts)
    return f"  【{stands.state}】{stands.why}"


def _row(found: api.Covered, facts: api.domain.Facts | None, reasons: Mapping[str, str]) -> dict[str, object]:
    row: dict[str, object] = {
        "article": found.rule.article,
        "duty": found.rule.duty,
        "deliverables": [_entry(entry, reasons) for entry in found.own],
        "see_also": [entry.id for entry in found.other],
    }
    if facts:
        stands = api.compliance.verdict(found.rule, facts)
        row |= {"state": stands.state, "why": stands.why, "date": stands.date}
    return row


def _entry(entry: api.Deliverable, reasons: Mapping[str, str]) -> dict[str, str]:
    why = reasons.get(entry.id, "")
    return {"id": entry.id, "title": entry.title, **({"left_out": why} if why else {})}
