"""How each duty of the Measures stands on the day: one judgement for the check and the compliance table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator import domain
from generator.domain import PROSE, Delivery, DutyState, PaperState, Verdict, VisitForm, printing
from generator.facts import certified, deadline, staff, things
from generator.facts.plain import joined

SUGGESTED_FEE = 15000  # yuan for a term of service (Article 22): a suggestion of the Measures
_DIAGNOSIS, _CERTIFICATES, _EQUIPMENT, _HAZARDS = 2, 7, 9, 11  # items of Article 14
_FORMS = {8: VisitForm.TRAINING, 12: VisitForm.DRILL}
_UNTOLD = "没有填报现状诊断（diagnosis）"
_DONE, _GOING, _OPEN, _NOT = DutyState.DONE, DutyState.GOING, DutyState.OPEN, DutyState.NOT
_Named = dict[str, Any]  # verdicts by the name of their field


def derive(facts: domain.Facts, started: bool) -> domain.Verdicts:
    """Every verdict; the facts are complete but for them; started once the first day of service is past."""
    steps = facts.service.milestones
    return domain.Verdicts(
        items=tuple(_item(item, facts) for item in facts.service_items),
        systems=tuple(map(_text, facts.system_states)),
        ledgers=tuple(map(_text, facts.ledger_states)),
        **_lasting(started, facts.service.progress.over),
        **staff.verdicts(facts.service.advisors),
        **_of_the_plan(facts),
        **_of_the_service(facts),
        **_of_the_site(facts),
        letter_enterprise=_dated(steps.letter_enterprise, started, "送达日期"),
        letter_bureau=_dated(steps.letter_bureau, started, "送达日期"),
        board=_dated(steps.board_posted, started, "张挂日期"),
        upload=_dated(steps.uploaded, started, "上传日期"),
    )


def _lasting(started: bool, over: bool) -> _Named:
    """Duties that last as long as the service does."""
    return dict.fromkeys(("client_file", "reporting", "results"), _as_long(started, over))


def _as_long(started: bool, over: bool) -> Verdict:
    if over:
        return Verdict(_OPEN, "服务期已满，核对归档、上传是否齐全")
    return Verdict(_GOING, "服务期内持续办理") if started else Verdict(_OPEN, "服务尚未开始")


def _of_the_plan(facts: domain.Facts) -> _Named:
    """The plan, its filing, the system that chemicals ask for, the fee and what others upload."""
    return {
        "plan": _plan(facts.deadline, facts.has.diagnosis),
        "filing": _filing(facts.deadline),
        "chemicals": _chemicals(facts.system_states, facts.has.chemicals),
        "fee": _fee(facts.agreement.fee),
        "agency_upload": Verdict(_NOT, "由机构统一上传，不逐家企业办理"),
    }


def _of_the_service(facts: domain.Facts) -> _Named:
    """What Article 16 asks for by number."""
    progress = facts.service.progress
    return {
        "visits": _visits(progress, facts.schedule),
        "inspections": _inspections(progress, facts.service.inspections),
        "trainings": _counted(progress.trainings, progress.trainings_due, progress.over, "全员培训"),
        "drills": _counted(progress.drills, progress.drills_due, progress.over, "应急演练"),
    }


def _of_the_site(facts: domain.Facts) -> _Named:
    return {
        "map": _map(facts),
        "boards": _hung(facts.has.zones, "区域（zones）"),
        "cards": _hung(bool(facts.risk_points), "风险点（risks）"),
    }


def _item(item: domain.ServiceItem, facts: domain.Facts) -> Verdict:
    """An item of Article 14 by the visits that carry it, and what is overdue under it."""
    if not item.provided:
        return Verdict(_NOT, "服务协议没有约定本项")
    return _carried(_carrying(item.no, facts.schedule), _overdue(item.no, facts))


def _carrying(no: int, plan: domain.Schedule) -> list[domain.Visit]:
    return [visit for visit in plan.visits if _carries(visit, no)]


def _carried(visits: Sequence[domain.Visit], overdue: str) -> Verdict:
    done = [visit.done for visit in visits if visit.done]
    if not visits:
        return Verdict(_OPEN, joined(("计划中没有对应的安排", overdue), "；"), late=True)
    if not done:
        return Verdict(_OPEN, joined(("尚未开展", overdue), "；"), f"计划 {visits[0].date}")
    return _under_way(done, len(visits), overdue)


def _under_way(done: Sequence[domain.Day], planned: int, overdue: str) -> Verdict:
    if len(done) == planned and not overdue:
        return Verdict(_DONE, date=_last(done))
    told = f"已开展 {len(done)} 次，计划 {planned} 次"
    return Verdict(_GOING, joined((told, overdue), "；"), _last(done), bool(overdue))


def _last(days: Iterable[domain.Day]) -> str:
    """The last of the days, in words; "" without any."""
    last = max(filter(None, days), default=None)
    return f"最近 {last}" if last else ""


def _carries(visit: domain.Visit, no: int) -> bool:
    """Whether a visit serves an item: by the numbers given with it, or because it is that item itself."""
    return no in visit.items or visit.form == _FORMS.get(no)


def _overdue(no: int, facts: domain.Facts) -> str:
    """What is past its day, or missing, under the item, in words."""
    if no == _DIAGNOSIS and not facts.has.diagnosis:
        return _UNTOLD
    if no == _CERTIFICATES:
        return _past(_expired(facts), "本证件已过期")
    if no == _EQUIPMENT:
        return _past(map(_inspection_over, facts.equipment), "项设备已过检验日期")
    return _late_hazards(facts.hazard_stats) if no == _HAZARDS else ""


def _expired(facts: domain.Facts) -> Iterator[bool]:
    """Of each certificate whether it is past its day, those of officers that are not listed among them."""
    yield from (one.state == domain.Validity.EXPIRED for one in facts.certificates)
    for one in certified.officers(facts.people, facts.certificates):
        yield certified.is_past(one, facts)


def _late_hazards(stats: domain.HazardStats) -> str:
    """Hazards past the deadline of their rectification, and those that were not stopped in time."""
    stop = f"{stats.stop_overdue} 项隐患已过停用期限" if stats.stop_overdue else ""
    return joined((_not_rectified(stats), stop), "；")


def _not_rectified(stats: domain.HazardStats) -> str:
    return f"{stats.overdue} 项隐患已过整改期限，其中重大 {stats.overdue_major} 项" if stats.overdue else ""


def _past(past: Iterable[bool], what: str) -> str:
    number = sum(past)
    return f"{number} {what}" if number else ""


def _inspection_over(one: domain.Equipment) -> bool:
    return things.inspection_due(one) == domain.Notice.PAST


def _plan(found: domain.Deadline, diagnosed: bool) -> Verdict:
    late, due = deadline.pressing(found), printing.printed(found, "due")
    if found.delivered:
        why = "晚于届满日，如实说明原因" if late and found.known else ""
        date = f"应于{due}前，实际{printing.printed(found, 'delivered')}"
        return _delivered(why, date, diagnosed, late)
    overdue = found.state == Delivery.OVERDUE
    why = f"已逾期 {-found.days_left} 天" if overdue else "没有填写方案提交日期"
    return Verdict(_OPEN, why, f"应于{due}前" if found.known else due, late)


def _delivered(why: str, date: str, diagnosed: bool, late: bool) -> Verdict:
    """A plan that was handed over: done only with the diagnosis."""
    if diagnosed:
        return Verdict(_DONE, why, date, late)
    return Verdict(_GOING, joined((why, f"{_UNTOLD}，补充后修订方案"), "；"), date, late)


def _filing(found: domain.Deadline) -> Verdict:
    if found.filed:
        return Verdict(_DONE, date=printing.printed(found, "filed"))
    return Verdict(_OPEN, "没有填写报备日期", late=bool(found.delivered))


def _visits(progress: domain.Progress, plan: domain.Schedule) -> Verdict:
    short = _months(progress.short_visits, "实际到场不足 2 天")
    told = f"已到场 {progress.visit_days} 天"
    return _monthly(short, progress.visits_met, told, [visit.done for visit in plan.visits])


def _inspections(progress: domain.Progress, papers: tuple[domain.InspectionPaper, ...]) -> Verdict:
    short = _months(progress.short_inspections, "没有检查记录")
    told = f"已检查 {progress.inspections} 次"
    return _monthly(short, progress.inspections_met, told, [paper.date for paper in papers])


def _months(short: domain.ProseMonths, what: str) -> str:
    """The months that fell short, by name; "" where none did."""
    return f"{printing.words(short, PROSE)}{what}" if short else ""


def _monthly(short: str, met: bool, told: str, days: list[domain.Day]) -> Verdict:
    """A monthly duty: what fell short is told first, then how far it has come."""
    last = _last(days)
    if short:
        return Verdict(_GOING if last else _OPEN, short, last, late=True)
    if met:
        return Verdict(_DONE, told, last)
    return Verdict(_GOING, told, last) if last else Verdict(_OPEN, "尚未到场")


def _counted(count: int, due: int, over: bool, what: str) -> Verdict:
    if not due:
        return Verdict(_NOT, f"服务期较短，没有要求{what}")
    told = f"已开展 {count} 次，应不少于 {due} 次"
    if count >= due:
        return Verdict(_DONE, told)
    return Verdict(_GOING if count else _OPEN, told, late=over)


def _text(found: domain.SystemState) -> Verdict:
    """A system or ledger by what the enterprise said of it."""
    if found.state == PaperState.THERE:
        return Verdict(_DONE, "企业已有，本资料包供核对")
    if not found.state:
        return Verdict(_OPEN, "没有填报现状；文本已生成，由企业审定、启用")
    date = f"计划{printing.words(found.due, PROSE)}" if found.due else ""
    return Verdict(_GOING, f"诊断时{found.state}；文本已生成，由企业审定、启用", date)


def _chemicals(states: tuple[domain.SystemState, ...], used: bool) -> Verdict:
    return _text(states[-1]) if used else Verdict(_NOT, "企业没有填报危险化学品（chemicals）")


def _map(facts: domain.Facts) -> Verdict:
    if not facts.has.map:
        return Verdict(_OPEN, "尚未填报厂区范围（site）和区域（zones）")
    open_zones = joined(zone.name for zone in facts.zones if not zone.risks)
    if open_zones:
        return Verdict(_GOING, f"尚未评估：{open_zones}")
    return _drawn(printing.printed(facts.site, "date"))


def _drawn(date: str) -> Verdict:
    return Verdict(_DONE, date=date) if date else Verdict(_GOING, "没有填写编制日期")


def _hung(known: bool, what: str) -> Verdict:
    return Verdict(_GOING, "打印张挂，到场时核对") if known else Verdict(_OPEN, f"尚未填报{what}")


def _dated(date: domain.Day, started: bool, what: str) -> Verdict:
    """A step that leaves its day in the data; missing once the service runs is late."""
    if date is None:
        return Verdict(_OPEN, f"没有填写{what}", late=started)
    return Verdict(_DONE, date=printing.words(date, PROSE))


def _fee(fee: domain.Amount) -> Verdict:
    if fee is None:
        return Verdict(_OPEN, "没有填写服务费")
    if fee < SUGGESTED_FEE:
        told = f"{printing.number(fee)} 元，低于每个服务周期 1.5 万元；这是《办法》的建议，不作考核"
        return Verdict(_DONE, told, late=True)
    return Verdict(_DONE)
