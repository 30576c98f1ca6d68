"""How each duty of the Measures stands on the day: one judgement for the check and the compliance table."""

from __future__ import annotations

from collections.abc import Iterable

from generator import domain
from generator.domain import PROSE, Delivery, PaperState, Validity, Verdict, VisitForm, printing
from generator.facts import deadline, things
from generator.facts.plain import joined

DONE, GOING, OPEN, NOT = "已完成", "进行中", "待填写", "不适用"
SUGGESTED_FEE = 15000
_DIAGNOSIS, _CERTIFICATES, _EQUIPMENT, _HAZARDS = 2, 7, 9, 11
_FORMS = {8: VisitForm.TRAINING, 12: VisitForm.DRILL}
_UNTOLD = "没有填报现状诊断（diagnosis）"


def derive(facts: domain.Facts, started: bool) -> domain.Verdicts:
    """Every verdict; the facts are complete but for them; started once the first day of service is past."""
    service, has = facts.service, facts.has
    progress, stones = service.progress, service.milestones
    lasting = _lasting(started, progress.over)
    return domain.Verdicts(
        client_file=lasting,
        qualified=_qualified(service.advisors),
        trained=_trained(service.advisors),
        items=tuple(_item(item, facts) for item in facts.service_items),
        plan=_plan(facts.deadline, has.diagnosis),
        filing=_filing(facts.deadline),
        visits=_visits(progress, facts.schedule),
        inspections=_inspections(progress, service.inspections),
        trainings=_counted(progress.trainings, progress.trainings_due, progress.over, "全员培训"),
        drills=_counted(progress.drills, progress.drills_due, progress.over, "应急演练"),
        reporting=lasting,
        systems=tuple(map(_text, facts.system_states)),
        chemicals=_chemicals(facts.system_states, has.chemicals),
        ledgers=tuple(map(_text, facts.ledger_states)),
        map=_map(facts),
        boards=_hung(has.zones, "区域（zones）"),
        cards=_hung(bool(facts.risk_points), "风险点（risks）"),
        letter_enterprise=_dated(stones.letter_enterprise, started, "送达日期"),
        letter_bureau=_dated(stones.letter_bureau, started, "送达日期"),
        badges=_badges(service.advisors),
        board=_dated(stones.board_posted, started, "张挂日期"),
        load=_load(service.advisors),
        fee=_fee(facts.agreement.fee),
        agency_upload=Verdict(NOT, "由机构统一上传，不逐家企业办理"),
        upload=_dated(stones.uploaded, started, "上传日期"),
        results=lasting,
    )


def _lasting(started: bool, over: bool) -> Verdict:
    """A duty that lasts as long as the service does."""
    if over:
        return Verdict(OPEN, "服务期已满，核对归档、上传是否齐全")
    return Verdict(GOING, "服务期内持续办理") if started else Verdict(OPEN, "服务尚未开始")


def _qualified(staff: tuple[domain.AdvisorFile, ...]) -> Verdict:
    short = _short(staff, "qualified", domain.Qualification.UNFIT, "的文化程度、年限不符合第十条")
    return short or _unknown(staff, "qualified", "文化程度或者安全管理年限", late=True) or Verdict(DONE)


def _trained(staff: tuple[domain.AdvisorFile, ...]) -> Verdict:
    short = _short(staff, "training", domain.TrainingState.LAPSED, "的培训考核合格已满一年")
    short = short or _unknown(staff, "training", "培训考核合格日期", late=True)
    if short:
        return short
    until = min(one.training_until for one in staff if one.training_until)
    return Verdict(DONE, date=f"有效至 {until}")


def _load(staff: tuple[domain.AdvisorFile, ...]) -> Verdict:
    short = _short(staff, "load", domain.Load.BEYOND, "服务的企业超过40家")
    return short or _unknown(staff, "load", "服务企业数") or Verdict(DONE)


def _badges(staff: tuple[domain.AdvisorFile, ...]) -> Verdict:
    without = _names(one for one in staff if not one.advisor.badge_number)
    if without or not staff:
        return Verdict(OPEN, f"{without or '辅导员'}没有填报工作牌编号")
    return Verdict(GOING, "工作牌有编号；到场时佩挂，由企业核对")


def _short(staff: tuple[domain.AdvisorFile, ...], field: str, bad: str, what: str) -> Verdict | None:
    """The advisors whose field says what it must not, by name."""
    names = _names(one for one in staff if getattr(one, field) == bad)
    return Verdict(GOING, f"{names}{what}", late=True) if names else None


def _unknown(
    staff: tuple[domain.AdvisorFile, ...], field: str, what: str, late: bool = False
) -> Verdict | None:
    """The advisors whose field the data does not tell, by name."""
    names = _names(one for one in staff if not getattr(one, field))
    return None if staff and not names else Verdict(OPEN, f"{names or '辅导员'}没有填报{what}", late=late)


def _names(staff: Iterable[domain.AdvisorFile]) -> str:
    return joined(one.advisor.name for one in staff)


def _item(item: domain.ServiceItem, facts: domain.Facts) -> Verdict:
    """An item of Article 14 by the visits that carry it, and what is overdue under it."""
    if not item.provided:
        return Verdict(NOT, "服务协议没有约定本项")
    visits = [visit for visit in facts.schedule.visits if _carries(visit, item.no)]
    done = [visit.done for visit in visits if visit.done]
    overdue = _overdue(item.no, facts)
    if not visits:
        return Verdict(OPEN, joined(("计划中没有对应的安排", overdue), "；"), late=True)
    if not done:
        return Verdict(OPEN, joined(("尚未开展", overdue), "；"), f"计划 {visits[0].date}")
    if len(done) == len(visits) and not overdue:
        return Verdict(DONE, date=f"最近 {max(done)}")
    told = f"已开展 {len(done)} 次，计划 {len(visits)} 次"
    return Verdict(GOING, joined((told, overdue), "；"), f"最近 {max(done)}", bool(overdue))


def _carries(visit: domain.Visit, no: int) -> bool:
    """Whether a visit serves an item: by the numbers given with it, or because it is that item itself."""
    return no in visit.items or visit.form == _FORMS.get(no)


def _overdue(no: int, facts: domain.Facts) -> str:
    """What is past its day, or missing, under the item, in words."""
    if no == _DIAGNOSIS:
        return "" if facts.has.diagnosis else _UNTOLD
    if no == _CERTIFICATES:
        past = sum(one.state == Validity.EXPIRED for one in facts.certificates)
        return f"{past} 本证件已过期" if past else ""
    if no == _EQUIPMENT:
        past = sum(things.inspection_due(one) == "已超期" for one in facts.equipment)
        return f"{past} 项设备已过检验日期" if past else ""
    if no == _HAZARDS and facts.hazard_stats.overdue:
        stats = facts.hazard_stats
        return f"{stats.overdue} 项隐患已过整改期限，其中重大 {stats.overdue_major} 项"
    return ""


def _plan(found: domain.Deadline, diagnosed: bool) -> Verdict:
    late = deadline.pressing(found)
    if found.delivered:
        why = "晚于届满日，如实说明原因" if late and found.known else ""
        told = joined((why, "" if diagnosed else f"{_UNTOLD}，补充后修订方案"), "；")
        date = f"应于{printing.printed(found, 'due')}前，实际{printing.printed(found, 'delivered')}"
        return Verdict(DONE if diagnosed else GOING, told, date, late)
    overdue = found.state == Delivery.OVERDUE
    why = f"已逾期 {-found.days_left} 天" if overdue else "没有填写方案提交日期"
    due = printing.printed(found, "due")
    return Verdict(OPEN, why, f"应于{due}前" if found.known else due, late)


def _filing(found: domain.Deadline) -> Verdict:
    if found.filed:
        return Verdict(DONE, date=printing.printed(found, "filed"))
    return Verdict(OPEN, "没有填写报备日期", late=bool(found.delivered))


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
    last = max(filter(None, days), default=None)
    date = f"最近 {last}" if last else ""
    if short:
        return Verdict(GOING if last else OPEN, short, date, late=True)
    if met:
        return Verdict(DONE, told, date)
    return Verdict(GOING, told, date) if last else Verdict(OPEN, "尚未到场")


def _counted(count: int, due: int, over: bool, what: str) -> Verdict:
    if not due:
        return Verdict(NOT, f"服务期较短，没有要求{what}")
    told = f"已开展 {count} 次，应不少于 {due} 次"
    if count >= due:
        return Verdict(DONE, told)
    return Verdict(GOING if count else OPEN, told, late=over)


def _text(found: domain.SystemState) -> Verdict:
    """A system or ledger by what the enterprise said of it."""
    if found.state == PaperState.THERE:
        return Verdict(DONE, "企业已有，本资料包供核对")
    if not found.state:
        return Verdict(OPEN, "没有填报现状；文本已生成，由企业审定、启用")
    date = f"计划{printing.words(found.due, PROSE)}" if found.due else ""
    return Verdict(GOING, f"诊断时{found.state}；文本已生成，由企业审定、启用", date)


def _chemicals(states: tuple[domain.SystemState, ...], used: bool) -> Verdict:
    return _text(states[-1]) if used else Verdict(NOT, "企业没有填报危险化学品（chemicals）")


def _map(facts: domain.Facts) -> Verdict:
    if not facts.has.map:
        return Verdict(OPEN, "尚未填报厂区范围（site）和区域（zones）")
    open_zones = joined(zone.name for zone in facts.zones if not zone.risks)
    if open_zones:
        return Verdict(GOING, f"尚未评估：{open_zones}")
    date = printing.printed(facts.site, "date")
    return Verdict(DONE, date=date) if date else Verdict(GOING, "没有填写编制日期")


def _hung(known: bool, what: str) -> Verdict:
    return Verdict(GOING, "打印张挂，到场时核对") if known else Verdict(OPEN, f"尚未填报{what}")


def _dated(date: domain.Day, started: bool, what: str) -> Verdict:
    """A step that leaves its day in the data; missing once the service runs is late."""
    if date is None:
        return Verdict(OPEN, f"没有填写{what}", late=started)
    return Verdict(DONE, date=printing.words(date, PROSE))


def _fee(fee: domain.Amount) -> Verdict:
    if fee is None:
        return Verdict(OPEN, "没有填写服务费")
    if fee < SUGGESTED_FEE:
        told = f"{printing.number(fee)} 元，低于每个服务周期 1.5 万元；这是《办法》的建议，不作考核"
        return Verdict(DONE, told, late=True)
    return Verdict(DONE)
