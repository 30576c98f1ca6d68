"""What is due of a client and by when, as the facts judge it: nothing is judged here a second time.

A duty of the Measures is late where its verdict says so, a hazard where the hazard does, a paper where its
own state does; this gathers them, each with its day and what it rests on.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from generator import domain
from generator.domain import (
    Due,
    DutyState,
    ExtinguisherState,
    Notice,
    Recheck,
    TrainingState,
    Validity,
    printing,
)
from generator.facts import certified, people, things
from generator.facts.term import span
from generator.library import Library, Rule, duties

_PLAN, _STEP = "plan", "step"
_MET = (DutyState.DONE, DutyState.NOT)
_SPENT = (ExtinguisherState.SCRAP, ExtinguisherState.REPAIR, Notice.PAST)  # of emergency equipment
_EQUIPMENT, _HAZARDS, _CERTIFICATES = "第十四条第9项", "第十四条第11项", "第十四条第7项"
_TRAINED, _HEALTH, _RESCUE, _CONTACTS = "第十一条", "第十四条第13项", "第十八条第8项", "第十六条"


def derive(facts: domain.Facts, library: Library, *, renewed: bool = False) -> tuple[Due, ...]:
    """Everything due or overdue, the most urgent first; ``renewed`` where a later agreement follows."""
    found = tuple(chain(*(part(facts) for part in _PARTS), () if renewed else _agreement(facts)))
    told = {due.basis for due in found if due.late}
    found += tuple(_duties(facts, library, told))
    return tuple(sorted(found, key=urgency))


def urgency(due: Due) -> tuple[bool, bool, bool, str, str, str]:
    """Sorts what is late first, what is grave before the rest, then by day, undated ones last."""
    return (not due.late, not due.grave, due.day is None, str(due.day or ""), due.kind, due.key)


def _duties(facts: domain.Facts, library: Library, told: set[str]) -> Iterator[Due]:
    """The duties of the Measures that have a day or are late, unless told already by something late."""
    days = _days(facts)
    for rule in _rules(library):
        verdict = _verdict(rule, facts)
        day = days.get(_STEP if _is_step(rule) else rule.verdict)
        is_news = verdict.late and rule.article not in told
        if verdict.state not in _MET and (day or is_news):
            yield _duty(rule, verdict, facts, day)


def _rules(library: Library) -> Iterable[Rule]:
    """One rule for each verdict: that which check warns by, where several articles ask for the same."""
    by_verdict: dict[tuple[str, int], Rule] = {}
    for rule in duties.load(library):
        first = by_verdict.setdefault((rule.verdict, rule.no), rule)
        if rule.label and not first.label:
            by_verdict[rule.verdict, rule.no] = rule
    return by_verdict.values()


def _verdict(rule: Rule, facts: domain.Facts) -> domain.Verdict:
    found: domain.Verdict | tuple[domain.Verdict, ...] = getattr(facts.verdicts, rule.verdict)
    return found[rule.no - 1] if isinstance(found, tuple) else found


def _duty(rule: Rule, verdict: domain.Verdict, facts: domain.Facts, day: domain.Day) -> Due:
    """A duty under the first day of its term: the next one owes it anew. Verdicts may warn before the day."""
    key = _key(rule, facts.agreement.start)
    if rule.verdict == _PLAN and _is_pending(facts.deadline):
        return Due(_PLAN, key, _subject(rule), str(facts.deadline.due), None, False, rule.article)
    late = verdict.late and not (day and facts.day and day >= facts.day)
    return Due(rule.verdict, key, _subject(rule), verdict.why, day, late, rule.article)


def _key(rule: Rule, start: domain.Day) -> str:
    return " ".join(filter(None, (str(start or ""), str(rule.no or ""))))


def _subject(rule: Rule) -> str:
    return "提交服务方案" if rule.verdict == _PLAN else rule.label or rule.duty


def _is_pending(found: domain.Deadline) -> bool:
    """Whether the plan was not delivered and nobody can know yet by when it is due."""
    return not (found.known or found.delivered)


def _is_step(rule: Rule) -> bool:
    """Whether it is a step that leaves its day in the data and is to be done by the start of the service."""
    return rule.data.startswith("documents.") and rule.verdict != "filing"


def _days(facts: domain.Facts) -> Mapping[str, domain.Day]:
    """The last day in time of those duties that have one, by the name of their verdict."""
    progress, due = facts.service.progress, facts.deadline.due
    first, last = _span(facts.agreement) or (None, None)
    return {
        _PLAN: None if isinstance(due, str) or facts.deadline.delivered else due,
        _STEP: first,
        "visits": _month_end(progress.short_visits),
        "inspections": _month_end(progress.short_inspections),
        "trainings": last,
        "drills": last,
    }


def _month_end(short: domain.ProseMonths) -> domain.Day:
    """The last day of the first month that fell short."""
    return short[0].last if short else None


def _span(agreed: domain.Agreement) -> tuple[domain.Day, domain.Day] | None:
    return span({"agreement": {"start": agreed.start, "end": agreed.end}})


def _hazards(facts: domain.Facts) -> Iterator[Due]:
    """What must stop, the written notice of a major one, and its rectification with the re-check."""
    for one in facts.hazards:
        subject = f"{one.number} {one.description}"
        if one.stop and not one.stopped:
            yield _stop(one, subject)
        if one.major and not one.notified:
            what = "重大事故隐患书面告知主要负责人"
            yield Due("notice", one.number, subject, what, one.found, True, _HAZARDS, True)
        if one.result is not Recheck.RECTIFIED:
            yield _rectification(one, subject)


def _stop(one: domain.Hazard, subject: str) -> Due:
    what, late = f"停用：{one.stop}", one.stop_overdue
    return Due("stop", one.number, subject, what, one.stop_due, late, _HAZARDS, True)


def _rectification(one: domain.Hazard, subject: str) -> Due:
    what = _graded(_left_to_do(one), one.major)
    return Due("hazard", one.number, subject, what, one.deadline, one.overdue, _HAZARDS, one.major)


def _graded(what: str, major: bool) -> str:
    return f"重大事故隐患{what}" if major else what


def _left_to_do(one: domain.Hazard) -> str:
    if one.rectified:
        return "复查"
    return "整改" if one.deadline else "整改，没有填整改期限"


def _certificates(facts: domain.Facts) -> Iterator[Due]:
    """Personal certificates by the nearer of review and expiry."""
    for one in facts.certificates:
        if day := people.nearest(one):
            yield _certificate(one, day)


def _certificate(one: domain.Certificate, day: datetime.date) -> Due:
    subject, late = f"{one.holder} {one.item}", one.state == Validity.EXPIRED
    key = f"{subject} {one.number}".rstrip()
    return Due("certificate", key, subject, "证件复审或换证", day, late, _CERTIFICATES)


def _officers(facts: domain.Facts) -> Iterator[Due]:
    for one in certified.officers(facts.people, facts.certificates):
        yield _officer(one, certified.is_past(one, facts))


def _officer(one: domain.Officer, late: bool) -> Due:
    subject = f"{one.name} {one.certificate}".rstrip()
    return Due("officer", one.name, subject, "安全管理人员培训换证", one.expires, late, _CERTIFICATES)


def _equipment(facts: domain.Facts) -> Iterator[Due]:
    """The periodic inspection of special equipment in use."""
    for one in facts.special_equipment:
        if things.is_special_in_use(one):
            yield _inspection(one)


def _inspection(one: domain.Equipment) -> Due:
    late = things.inspection_due(one) == Notice.PAST
    key = one.registration or one.code or f"{one.name} {one.serial}".rstrip()
    what = "定期检验" if one.next_inspection else "定期检验，没有填下次检验日期"
    subject = f"{one.name} {one.code}".rstrip()
    return Due("equipment", key, subject, what, one.next_inspection, late, _EQUIPMENT)


def _measurements(facts: domain.Facts) -> Iterator[Due]:
    return (_measurement(one) for one in facts.health_factors if one.next_test)


def _measurement(one: domain.HealthFactor) -> Due:
    late, subject = one.test_state == Notice.PAST, f"{one.factor} {printing.words(one.posts)}".rstrip()
    return Due("measurement", subject, subject, "职业病危害因素检测", one.next_test, late, _HEALTH)


def _supplies(facts: domain.Facts) -> Iterator[Due]:
    """Emergency equipment by what its state goes by: scrapping, repair, expiry."""
    for one in facts.records.supplies:
        if found := _next(one):
            yield _supply(one, *found)


def _supply(one: domain.Supply, day: datetime.date, what: str) -> Due:
    key, subject = one.code or f"{one.no}", f"{one.name} {one.place}".rstrip()
    return Due("supply", key, subject, what, day, one.state in _SPENT, _RESCUE)


def _next(one: domain.Supply) -> tuple[datetime.date, str] | None:
    """What is to be done next and by when; a month of repair or scrapping has come with its first day."""
    if one.scrap is None:
        last = domain.last_day(one.expires)
        return (last, "更换") if last else None
    dated = ((_repair(one), "维修"), (domain.first_day(one.scrap), "报废"))
    return min((day, what) for day, what in dated if day)


def _repair(one: domain.Supply) -> domain.Day:
    return None if one.state == ExtinguisherState.SCRAP else domain.first_day(one.next_repair)


def _advisors(facts: domain.Facts) -> Iterator[Due]:
    """The training of the year of each advisor (Article 11)."""
    return (_advisor(one) for one in facts.service.advisors if one.training_until)


def _advisor(one: domain.AdvisorFile) -> Due:
    name, late = one.advisor.name, one.training == TrainingState.LAPSED
    return Due("advisor", name, f"辅导员{name}", "专业委年度培训考核", one.training_until, late, _TRAINED)


def _contacts(facts: domain.Facts) -> Iterator[Due]:
    """Contact sheets that ask for an answer by a day and have none."""
    for one in facts.service.contacts:
        if one.due and not one.replied:
            late = one.due < facts.day if facts.day else False
            yield _contact(one, late)


def _contact(one: domain.ContactPaper, late: bool) -> Due:
    subject = f"{one.number} {one.subject}"
    return Due("contact", one.number, subject, "工作联系单回复", one.due, late, "")


def _agreement(facts: domain.Facts) -> Iterator[Due]:
    found = _span(facts.agreement)
    if found and found[1]:
        key, subject = str(facts.agreement.start), f"服务协议 {facts.agreement.number}".rstrip()
        late = facts.service.progress.over
        yield Due("agreement", key, subject, "服务期满，续签或者归档", found[1], late, "")


_PARTS: tuple[Callable[[domain.Facts], Iterator[Due]], ...] = (
    _hazards,
    _certificates,
    _officers,
    _equipment,
    _measurements,
    _supplies,
    _advisors,
    _contacts,
)
