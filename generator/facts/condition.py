"""Warnings of the state of things: certificates, equipment, hazards."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

from generator import domain
from generator.domain import Recheck, printing
from generator.facts import dates, people
from generator.facts.plain import distinct
from generator.facts.things import inspection_due, is_special_in_use
from generator.library import Library, usual_hazards
from generator.problems import Problem, warning
from generator.record import Keys, Record

_APART = re.compile(r"[、，,；;/\s]+")
_TELLING = 6  # characters of advice that can say what to do and how far
_PAST, _NEAR = "已超期", ("30日内", "60日内")
Advice = tuple[str, str]  # a message, and what to do


def say(record: Record, keys: Keys, where: str, message: str, hint: str = "") -> Problem:
    """A warning with the place of the value it is about."""
    return warning(where, message, hint, record.origin(keys), keys)


def say_each(record: Record, keys: Keys, where: str, found: Iterable[Advice]) -> Iterator[Problem]:
    """A warning for each message about one value."""
    return (say(record, keys, where, message, hint) for message, hint in found)


def numbered(title: str, keys: Keys) -> str:
    """What a warning calls a row of a list: its title with its number."""
    return f"{title}[{int(keys[-1]) + 1}]"


def certificates(record: Record, facts: domain.Facts, day: datetime.date) -> Iterator[Problem]:
    """Certificates past or within sixty days of their review or expiry."""
    for place, found in enumerate(facts.certificates):
        keys = record.read_at(("certificates", place))
        told = _ending(record, facts, found, keys, day)
        yield from say_each(record, keys, numbered("人员证书", keys), told)


def _ending(
    record: Record, facts: domain.Facts, found: domain.Certificate, keys: Keys, day: datetime.date
) -> Iterator[Advice]:
    limit, subject = people.nearest(found), f"{found.holder}的{found.item}证件"
    near = dates.nearness(limit, day)
    if near == _PAST:
        at_work = _at_work(record, facts, found, keys)
        yield f"{subject}已于 {limit} 到期或应复审{at_work}", "停止相应作业，安排复审或换人"
    elif near in _NEAR:
        yield f"{subject}将于 {limit} 到期或应复审", "安排复审或换证"


def _at_work(record: Record, facts: domain.Facts, found: domain.Certificate, keys: Keys) -> str:
    """Which special equipment in use still names the holder as one who operates it, with its place."""
    if found.kind != domain.CertificateKind.SPECIAL_EQUIPMENT:
        return ""
    for one in facts.equipment:
        if is_special_in_use(one) and found.holder in _APART.split(one.operators):
            place = record.mention((*one.keys, "operators"), keys)
            return f"，却还是设备“{one.name}”的作业人员{place}"
    return ""


def officers(record: Record, facts: domain.Facts, day: datetime.date) -> Iterator[Problem]:
    """Safety officers whose certificates have expired or will within sixty days."""
    for place, officer in enumerate(facts.people.officers):
        keys = ("people", "safety_officers", place, "expires")
        yield from say_each(record, keys, f"安全管理人员[{place + 1}]", _untrained(officer, day))


def _untrained(officer: domain.Officer, day: datetime.date) -> Iterator[Advice]:
    near, subject = dates.nearness(officer.expires, day), f"{officer.name}的证书"
    if near == _PAST:
        yield f"{subject}已于 {officer.expires} 到期", "安排培训取证"
    elif near in _NEAR:
        yield f"{subject}将于 {officer.expires} 到期", "安排培训换证"


def equipment(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Special equipment in use past its inspection, within sixty days of it, or without its day."""
    for one in facts.equipment:
        yield from say_each(record, one.keys, numbered("设备", one.keys), _uninspected(one))


def _uninspected(one: domain.Equipment) -> Iterator[Advice]:
    near, due = inspection_due(one), one.next_inspection
    if near == _PAST:
        yield f"{one.name}已过下次检验日期 {due}", "未经检验不得使用，立即停用报检"
    elif near in _NEAR:
        yield f"{one.name}将到下次检验日期 {due}", "应在届满前一个月提出定期检验要求"
    elif not near and is_special_in_use(one):
        yield f"{one.name}没有下次检验日期", "按检验标志补填"


def hazards(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Hazards overdue, or without what Article 15 asks for: photo, basis, deadline."""
    for hazard in facts.hazards:
        for look in _LOOKS:
            yield from say_each(record, hazard.keys, named(hazard), look(hazard))


def named(hazard: domain.Hazard) -> str:
    """What a warning calls a hazard."""
    return f"{numbered('隐患', hazard.keys)} {hazard.number}"


def _late(hazard: domain.Hazard) -> Iterator[Advice]:
    """What should have been done by now."""
    if hazard.overdue:
        kind = "重大事故隐患" if hazard.major else ""
        yield f"{kind}已过整改期限 {hazard.deadline}，没有“{Recheck.RECTIFIED}”的复查结论", "复查并填写结论"


def _not_stopped(hazard: domain.Hazard) -> Iterator[Advice]:
    if hazard.stop_overdue:
        message = f"已过停用期限 {hazard.stop_due}，没有停用日期：{hazard.stop}"
        yield message, "立即停用，核实后填停用日期（stop.done）"


def _unnotified(hazard: domain.Hazard) -> Iterator[Advice]:
    if hazard.major and not hazard.notified:
        message = "重大事故隐患没有填写书面告知日期，文书中留空"
        hint = f"用 tuoguan issue hazard_notice:{hazard.number} 签发告知单，或者书面告知后补填（notified）"
        yield message, hint


def _uncontrolled(hazard: domain.Hazard) -> Iterator[Advice]:
    """A major hazard that lasts until its deadline, with nothing stopped and nothing done against it."""
    if hazard.major and hazard.result is not Recheck.RECTIFIED and not _is_controlled(hazard):
        message = "重大事故隐患限期整改，没有写停用，也没有写临时控制措施"
        yield message, "先停用的填停用范围（stop.what），另有临时控制措施的填 interim"


def _is_controlled(hazard: domain.Hazard) -> bool:
    return bool(hazard.immediate or hazard.stop or hazard.interim)


def _incomplete(hazard: domain.Hazard) -> Iterator[Advice]:
    """What the papers of a hazard would leave blank."""
    if missing := [name for name, value in _printed(hazard).items() if not value]:
        yield f"没有{'、'.join(missing)}", "补填，否则文书中留空"


def _printed(hazard: domain.Hazard) -> Mapping[str, object]:
    """What the papers of a hazard print, by its title."""
    return {
        "整改建议": hazard.recommendation,
        "整改期限": hazard.deadline or hazard.at_once,
        "整改依据": hazard.basis,
        "整改前照片": hazard.before,
    }


def _too_brief(hazard: domain.Hazard) -> Iterator[Advice]:
    letters = len(hazard.recommendation)
    if 0 < letters < _TELLING:
        yield f"整改建议只有 {letters} 个字：{hazard.recommendation}", "写明做什么、做到什么程度"


def _unconfirmed(hazard: domain.Hazard) -> Iterator[Advice]:
    if hazard.at_once and not hazard.result:
        yield "当场整改，没有复查结论", "当场确认后补填（result）"


# What is told of a hazard, in this order.
_LOOKS = (_late, _not_stopped, _unnotified, _uncontrolled, _incomplete, _too_brief, _unconfirmed)


def unmeasured(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Zones with risk points of which nobody has said what to do when it happens."""
    for zone in facts.zones:
        if missing := _without_emergency(zone):
            yield _unmeasured(record, zone, printing.words(missing))


def _without_emergency(zone: domain.Zone) -> domain.Words:
    return distinct(f"“{point.name}”" for point in zone.risks if not point.emergency)


def _unmeasured(record: Record, zone: domain.Zone, points: str) -> Problem:
    message = f"风险点{points}没有应急处置措施，风险牌、告知卡上没有这一项"
    hint = "补填应急处置措施（controls.emergency）"
    return say(record, (*zone.keys, "risks"), f"区域“{zone.name}”", message, hint)


def _is_usual(hazard: domain.Hazard, library: Library) -> bool:
    """Whether the description of a hazard is that of its code."""
    entry = usual_hazards.find(hazard.code, library)
    return bool(entry) and hazard.description == entry.get("description")


def from_catalogue(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """Hazards whose words were taken from the catalogue: it does not know what was seen on the spot."""
    for hazard in facts.hazards:
        if _is_usual(hazard, library):
            yield _as_in_catalogue(record, hazard)


def _as_in_catalogue(record: Record, hazard: domain.Hazard) -> Problem:
    message = f"隐患描述取自常见隐患目录 {hazard.code}"
    hint = "补写现场的方位、数量、型号、量值（description）"
    return say(record, hazard.keys, named(hazard), message, hint)
