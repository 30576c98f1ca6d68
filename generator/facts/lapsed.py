"""Emergency equipment that can no longer be relied on but is told as in service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import domain
from generator.domain import ExtinguisherState, Notice, printing
from generator.facts.condition import Advice, say
from generator.problems import Problem
from generator.record import Keys, Record

# What came by its age, with the field that tells the day and what is to be done.
_WORN_OUT: Mapping[object, tuple[str, str, str]] = {
    ExtinguisherState.SCRAP: ("报废期限", "scrap", "立即更换并改填生产日期"),
    ExtinguisherState.REPAIR: ("维修期限", "next_repair", "送修后填上次维修日期（repaired）"),
}


def supplies(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Emergency equipment past its day: expired, to be scrapped, to be repaired."""
    for one in facts.records.supplies:
        keys: Keys = ("emergency_supplies", one.no - 1)
        where = f"应急救援器材[{one.no}]"
        if worn := _WORN_OUT.get(one.state):
            message, hint = _worn_out(one, *worn)
            yield say(record, keys, where, f"{message}{_made(record, keys)}", hint)
        elif one.state == Notice.PAST:
            message = f"{one.name}已过有效期 {printing.printed(one, 'expires')}"
            yield say(record, (*keys, "expires"), where, message, "更换或送检后改填有效期")


def _worn_out(one: domain.Supply, what: str, field: str, hint: str) -> Advice:
    return f"{one.name}已到{what} {printing.printed(one, field)}", hint


def _made(record: Record, keys: Keys) -> str:
    """Where the month stands from which the limit follows."""
    return record.mention((*keys, "made"), keys)
