"""Warnings: what the checked data shows that the agency or the enterprise should see to."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import chain

from generator import domain
from generator.domain import PROSE, Delivery, printing
from generator.facts import (
    against,
    ahead,
    answers,
    belied,
    certified,
    cited_plans,
    condition,
    critical,
    evidence,
    fee,
    filling,
    floors,
    known,
    lapsed,
    machines,
    media,
    overrides,
    placing,
    remedy,
    riskboards,
    term,
    workdays,
)
from generator.facts.condition import Advice, numbered, say, say_each
from generator.library import Library, built_in, duties
from generator.problems import Problem
from generator.record import Keys, Record

Look = Callable[[Record, domain.Facts], Iterable[Problem]]
_PLAN: Keys = ("schedule",)
_PLAN_TITLE, _FEE_TITLE = "服务工作计划", "安全生产费用"
# What a unit is taken for by the sector alone, and who is none.
_PRESUMED = {
    "smelting": ("金属冶炼单位", "只做压延、加工的"),
    "crowded": ("人员密集场所经营单位", "不是商场、宾馆等的"),
}


def warnings(
    record: Record, facts: domain.Facts, day: datetime.date, library: Library | None = None
) -> tuple[Problem, ...]:
    """All warnings, by subject; what the schema already tells is not told again.

    An error is among them only where the enterprise denies what its own data shows, and where a file of
    records tells of what has not happened yet.
    """
    library = library or built_in()
    seen = filling.completed(known.on(record, day), library)
    shown = evidence.derive(seen.data, library)
    return (
        *_by_day(seen, facts, day),
        *chain.from_iterable(look(seen, facts) for look in _looks(library)),
        *overrides.problems(seen, shown, library),
        *overrides.wanted(seen, shown, library),
        *ahead.told(record, day),
        *_laws_to_come(seen, facts, day),
        *_assumed(seen, shown),
    )


def _by_day(record: Record, facts: domain.Facts, day: datetime.date) -> Iterator[Problem]:
    """What has come late or is near on the day."""
    for check in (_deadline, _passed, condition.certificates, condition.officers):
        yield from check(record, facts, day)


def _looks(library: Library) -> Iterator[Look]:
    """What is looked for whatever the day, in the order in which it is told."""
    yield from (partial(_duties, library=library), _months, _counts, partial(_visits, library=library))
    yield from (_staff, _regulator, condition.hazards, _diagnosis, condition.equipment)
    yield from _looks_at_risks(library)
    yield from _looks_at_things(library)


def _looks_at_risks(library: Library) -> Iterator[Look]:
    """The same of hazards, risks and emergency plans."""
    yield from (
        partial(condition.from_catalogue, library=library),
        partial(remedy.lacking, library=library),
        answers.unanswered,
        partial(floors.low, library=library),
        condition.unmeasured,
        cited_plans.unknown,
        partial(against.told, library=library),
    )


def _looks_at_things(library: Library) -> Iterator[Look]:
    """The same of people, supplies, machines and money."""
    yield from (
        partial(certified.missing, library=library),
        lapsed.supplies,
        belied.measurements,
        belied.full_time,
        partial(riskboards.unknown_signs, library=library),
        partial(_rules, library=library),
        partial(media.unclear, library=library),
        _fee,
        partial(fee.warnings, library=library),
        critical.warnings,
        _items,
    )


def _deadline(record: Record, facts: domain.Facts, day: datetime.date) -> Iterator[Problem]:
    if facts.verdicts.plan.late:
        late = facts.deadline.state == Delivery.LATE
        keys = ("documents", "plan_delivered") if late else ("agreement", "effective")
        yield say(record, record.read_at(keys), "服务方案提交期限", *_pressing(facts.deadline, day))


def _pressing(found: domain.Deadline, day: datetime.date) -> Advice:
    """How late the plan is or was, how near its day is, or why that day is not known."""
    due = found.due
    if isinstance(due, str):
        message = "三十个工作日跨入尚未公布放假安排的年份，届满日不推算"
        return message, "公布后在参考数据 holidays.yaml 补入该年"
    if found.state == Delivery.OVERDUE:
        message = f"已过届满日 {due}，逾期 {(day - due).days} 天，没有填写方案提交日期"
        return message, "尽快提交，或补填方案提交日期"
    if found.state == Delivery.LATE:
        message = f"方案提交日期{printing.printed(found, 'delivered')}晚于届满日 {due}"
        return message, "核对日期，如实说明原因"
    return f"距届满日 {due} 还有 {found.days_left} 天", "抓紧提交"


def _passed(record: Record, facts: domain.Facts, day: datetime.date) -> Iterator[Problem]:
    if late := sum(not visit.done and visit.date < day for visit in facts.schedule.visits):
        message = f"有 {late} 次计划到场早于文书日期，没有实际到场日期"
        yield say(record, _PLAN, _PLAN_TITLE, message, "在服务安排中补填实际日期（done）")


def _duties(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """What the duties of the Measures miss, from the rules that the compliance table shows."""
    for rule in duties.load(library):
        if not rule.data:
            continue
        verdict: domain.Verdict = getattr(facts.verdicts, rule.verdict)
        if verdict.late:
            keys = verdict.keys or tuple(rule.data.split("."))
            yield say(record, keys, rule.label, verdict.why, rule.mend)


def _months(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Months to come that are planned too thin; what is over is told with the duties."""
    if facts.service.progress.over:
        return
    for check in facts.schedule.months:
        if not (check.complete or check.over):
            yield say(record, _PLAN, _PLAN_TITLE, _too_thin(check), "补充到场日期")


def _too_thin(check: domain.MonthCheck) -> str:
    month = printing.words(check.month, PROSE)
    return f"{month}到场 {check.visits} 天、检查 {check.inspections} 次，少于 2 天、1 次"


def _counts(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Too few trainings or drills in the whole term, and days that may still move."""
    plan = facts.schedule
    if facts.service.progress.over:
        return
    months = term.months(record.data)
    yield from _too_few(record, "全员培训", plan.trainings, term.trainings_due(months))
    yield from _too_few(record, "应急演练", plan.drills, term.drills_due(months))
    if plan.tentative:
        keys = record.read_at(("agreement",))
        message = "部分计划日期在尚未公布放假安排的年份，已标“暂定”"
        yield say(record, keys, _PLAN_TITLE, message, "公布后重新生成，或在服务安排中写定")


def _too_few(record: Record, what: str, planned: int, due: int) -> Iterator[Problem]:
    if planned < due:
        yield say(record, _PLAN, _PLAN_TITLE, f"{what}安排 {planned} 次，应不少于 {due} 次", "补充安排")


def _diagnosis(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Told once an inspection was made or the plan delivered: from then on it is missing."""
    if _has_begun(facts) and not facts.has.diagnosis:
        message = "没有填报，方案不作诊断结论，第十四条第2项、第十五条按未完成处理"
        yield say(record, ("diagnosis",), "现状诊断", message, "诊断后补填（diagnosis），修订方案")


def _has_begun(facts: domain.Facts) -> bool:
    return bool(facts.service.made.inspections or facts.deadline.delivered)


def _visits(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """Days that the data arranges and that are doubtful, and too few to come on them."""
    avoid = placing.avoided(record.data)
    arranged = sorted((visit for visit in facts.schedule.visits if visit.keys), key=lambda one: one.keys)
    for visit in arranged:
        found = _doubts(visit.date, avoid, library)
        yield from say_each(record, (*visit.keys, "date"), numbered("服务安排", visit.keys), found)
    yield from _advisors(record, facts)


def _doubts(day: datetime.date, avoid: Collection[datetime.date], library: Library) -> Iterator[Advice]:
    """Why a day may not be meant for a visit."""
    if workdays.is_workday(day, library) is False:
        yield f"{day} 不是工作日", "核对日期，或确认企业当日上班"
    if day in avoid:
        yield f"{day} 同时列在不安排到场的日期里", "删去其一"


def _advisors(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    if not facts.advisors:
        message = f"{facts.day} 没有服务辅导员，文书中留空"
        yield say(record, ("advisors",), "服务辅导员", message, "核对辅导员的服务起止日期（from、until）")
    elif len(facts.advisors) == 1:
        message = "只有一名服务辅导员"
        yield say(record, ("advisors",), "服务辅导员", message, "现场检查宜两人以上，可增列")


def _staff(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    if not (facts.people.officers or facts.has.safety_body):
        message = "没有安全管理机构，也没有安全管理人员"
        yield say(record, ("people",), "安全管理人员", message, "补填专职或兼职安全管理人员")


def _regulator(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    if not facts.regulator.name:
        keys = ("enterprise", "county")
        yield say(record, keys, "属地应急管理部门", "没有名称，文书中留空", "补填名称（regulator）")


def _rules(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    for name, one in machines.unlisted(facts.equipment, facts.has, library).items():
        yield _general(record, name, one)


def _general(record: Record, name: str, one: domain.Equipment) -> Problem:
    message = f"设备“{name}”没有专门的操作规程，已采用通用规程"
    hint = "按设备说明书补充专门规程，或改用通行的设备名称"
    return say(record, (*one.keys, "name"), "岗位操作规程", message, hint)


def _fee(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    due = facts.fee
    if due.duty and due.annual is None:
        yield _no_revenue(record)
    elif not due.verified:
        message, hint = f"{due.sector}的提取比例尚未核实", "对照财资〔2022〕136号核对后使用"
        yield say(record, ("enterprise", "industry"), _FEE_TITLE, message, hint)


def _no_revenue(record: Record) -> Problem:
    message = "属于应提取安全生产费用的行业，没有上年度营业收入，金额留空"
    return say(record, ("enterprise",), _FEE_TITLE, message, "补填上年度营业收入（revenue）")


def _items(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    if missing := _unplanned(facts.service_items):
        message = f"第 {'、'.join(missing)} 项在计划中没有对应的安排"
        yield say(record, ("schedule",), "服务内容", message, "在服务安排的项号（items）中写明")


def _unplanned(items: Iterable[domain.ServiceItem]) -> list[str]:
    """The numbers of what is agreed and no visit carries."""
    return [str(item.no) for item in items if item.provided and not item.rows]


def _laws_to_come(record: Record, facts: domain.Facts, day: datetime.date) -> Iterator[Problem]:
    """Laws that the texts rest on, which do not hold yet on the day of the documents."""
    names = [law.name for law in facts.law.values() if _is_to_come(law, day)]
    if names:
        shown = "、".join(f"《{name}》" for name in names[:3])
        message = f"文书日期 {day} 早于{shown}等 {len(names)} 部法规、标准的施行日期"
        hint = "正文按现行法规编写，这些法规注明施行日期、不印条号；补做旧日期的文书请逐处核对"
        yield say(record, record.read_at(("agreement",)), "文书日期", message, hint)


def _is_to_come(law: domain.Law, day: datetime.date) -> bool:
    return bool(law.since and law.since > day and not law.in_force)


def _assumed(record: Record, shown: evidence.Known) -> Iterator[Problem]:
    """What follows from the sector alone, for the stricter: whoever is not such a unit says so."""
    for one in evidence.presumed(shown):
        yield say(record, one.keys, "工贸分类", *_presumed(one))


def _presumed(one: evidence.Found) -> Advice:
    what, otherwise = _PRESUMED[one.unit]
    message = f"{one.word}行业按{what}编写（配备、评审、备案、演练从严）"
    return message, f"{otherwise}在 features 写 {one.unit}: false，是的写 true"
