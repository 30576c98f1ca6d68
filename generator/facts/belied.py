"""Conclusions that the numbers beside them belie, and duties that what the enterprise is asks for."""

from __future__ import annotations

from collections.abc import Iterator

from generator import domain
from generator.domain import OfficerDuty
from generator.facts import health
from generator.facts.condition import numbered, say
from generator.facts.plain import Data, part, rows, text
from generator.problems import Problem
from generator.record import Keys, Record

# What follows from whether a value is over its limit, and the words of it.
_CONCLUSION = {"是": "不符合", "否": "符合"}
_RELATION = {"是": "高于", "否": "没有超过"}


def measurements(record: Record, _: domain.Facts) -> Iterator[Problem]:
    """A measured value over the limit that stands beside it, and what was concluded from it."""
    for place, row in enumerate(rows(part(record.data, "records"), "monitoring")):
        over, conclusion = health.over(row), text(row, "conclusion")
        if over in _CONCLUSION and conclusion not in ("", _CONCLUSION[over]):
            keys = record.read_at(("records", "monitoring", place, "conclusion"))
            message = f"{_compared(record, row, keys, _RELATION[over])}，结论却是“{conclusion}”"
            yield say(record, keys, numbered("职业病危害检测记录", keys[:-1]), message, "请按检测报告核对")


def _compared(record: Record, row: Data, keys: Keys, relation: str) -> str:
    """A result with its place against its limit."""
    beside = record.mention((*keys[:-1], "result"), keys)
    return f"检测结果 {row['result']}{beside} {relation}接触限值 {row['limit']}"


def full_time(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Smelting asks for a safety body or a full-time officer whatever the headcount (Article 24)."""
    if facts.has.smelting and not _has_full_time(facts):
        keys: Keys = ("people", "safety_officers")
        place = record.mention(("enterprise", "industry", "sector"), keys)
        message = f"属于金属冶炼单位{place}，没有填安全生产管理机构，也没有专职安全管理人员"
        hint = "《安全生产法》第二十四条不论人数都要求设机构或者配专职人员；请补填或督促企业配备"
        yield say(record, keys, "安全管理人员", message, hint)


def _has_full_time(facts: domain.Facts) -> bool:
    """Whether there is a safety body or a full-time officer."""
    duties = {officer.duty for officer in facts.people.officers}
    return facts.has.safety_body or OfficerDuty.FULL_TIME in duties
