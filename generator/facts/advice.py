"""Warnings: what the data shows that the agency or the enterprise should see to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.facts import dates, model, schedule, workdays
from generator.facts.deadline import due_day
from generator.facts.plain import items, part, rows, text
from generator.problems import Problem, warning
from generator.record import Keys, Record


def warnings(record: Record, facts: model.Facts, day: datetime.date) -> tuple[Problem, ...]:
    """All warnings, by subject."""
    checks = (_deadline, _schedule, _visits, _advisors, _staff, _certificates, _equipment, _hazards, _rest)
    return tuple(problem for check in checks for problem in check(record, facts, day))


def _say(record: Record, keys: Keys, where: str, message: str, hint: str = "") -> Problem:
    return warning(where, message, hint, record.origin(keys))


def _deadline(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    where = "服务方案提交期限"
    keys = ("agreement", "effective")
    due = due_day(record.data)
    if due is None:
        span = "三十个工作日跨入尚未公布放假安排的年份，届满日不推算"
        yield _say(record, keys, where, span, "公布后在 templates/reference/holidays.yaml 补入该年")
    elif facts.deadline.state == "已逾期":
        message = f"已过届满日 {due}，逾期 {(day - due).days} 天，没有填写方案提交日期"
        yield _say(record, keys, where, message, "尽快提交，或补填文书中的方案提交日期")
    elif facts.deadline.state == "逾期提交":
        late = f"方案于 {facts.deadline.delivered} 提交，晚于届满日 {due}"
        yield _say(record, ("documents", "plan_delivered"), where, late, "核对日期，如实说明原因")
    elif facts.deadline.state == "未提交" and facts.deadline.days_left <= 7:
        yield _say(record, keys, where, f"距届满日 {due} 还有 {facts.deadline.days_left} 天", "抓紧提交")


def _schedule(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    del day
    where, plan = "服务工作计划", facts.schedule
    for check in plan.months:
        if not check.complete:
            count = f"{check.month}到场 {check.visits} 天、检查 {check.inspections} 次"
            yield _say(record, ("schedule",), where, f"{count}，不足每月到场 2 次、检查 1 次", "补充到场日期")
    months = schedule.service_months(record.data)
    for name, planned, due in (
        ("全员培训", plan.trainings, schedule.trainings_due(months)),
        ("应急演练", plan.drills, schedule.drills_due(months)),
    ):
        if planned < due:
            yield _say(
                record, ("schedule",), where, f"{name}安排 {planned} 次，应不少于 {due} 次", "补充安排"
            )
    if plan.tentative:
        message = "部分计划日期处于尚未公布放假安排的年份，已标“暂定”"
        yield _say(record, ("agreement",), where, message, "公布后重新生成或在 schedule.visits 写定")


def _visits(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    span = schedule.service_span(record.data)
    avoid = {str(value) for value in items(part(record.data, "schedule"), "avoid")}
    for place, row in enumerate(rows(part(record.data, "schedule"), "visits")):
        planned = dates.parse(text(row, "date"))
        keys = ("schedule", "visits", place, "date")
        where = f"计划到场[{place + 1}]"
        if planned and span and not span[0] <= planned <= span[1]:
            yield _say(record, keys, where, f"{planned} 不在服务期内", "核对日期")
        if planned and workdays.is_workday(planned) is False:
            yield _say(record, keys, where, f"{planned} 不是工作日", "核对日期，或确认企业当日上班")
        if text(row, "date") in avoid:
            yield _say(record, keys, where, f"{planned} 同时列在不安排到场的日期里", "删去其一")
    late = sum(1 for visit in facts.schedule.visits if not visit.done and visit.date < day.isoformat())
    if late:
        message = f"有 {late} 次计划到场早于文书日期而没有填写实际到场日期"
        yield _say(record, ("schedule",), "服务工作计划", message, "在 schedule.visits 补填 done")


def _advisors(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    del day
    staff = {text(row, "name") for row in rows(part(record.data, "agency"), "advisors")}
    for place, name in enumerate(items(record.data, "advisors")):
        if str(name) not in staff:
            hint = "姓名须与机构资料一致，或在机构资料中登记"
            yield _say(record, ("advisors", place), "服务辅导员", f"机构资料中没有“{name}”", hint)
    if len(facts.advisors) == 1:
        hint = "现场检查建议两人以上，可在 advisors 增列"
        yield _say(record, ("advisors",), "服务辅导员", "只有一名辅导员", hint)
    for advisor in facts.advisors:
        if advisor.name in staff and not advisor.badge_number:
            yield _say(
                record, ("agency",), "服务辅导员", f"{advisor.name}没有填写工作牌号", "补填 badge_number"
            )


def _staff(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    del day
    has, keys = facts.has, ("people",)
    if has.over_100 and not (has.safety_body or has.full_time_officer):
        message = "从业人员超过 100 人，没有安全管理机构，也没有专职安全管理人员"
        yield _say(record, keys, "安全管理人员", message, "依照安全生产法第二十四条设置或配备")
    elif not facts.people.officers and not has.safety_body:
        yield _say(record, keys, "安全管理人员", "没有填写安全管理人员", "补填专职或兼职安全管理人员")
    if not facts.regulator.name:
        hint = "补填 regulator.name，否则文书中留空手填"
        yield _say(record, ("enterprise", "county"), "属地应急管理部门", "没有名称", hint)


def _certificates(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    for place, found in enumerate(facts.certificates):
        if found.state in ("已过期", "临期"):
            limit = min(filter(None, (found.review, found.expires)))
            word = "已过有效期或应复审日" if found.state == "已过期" else "将到有效期或应复审日"
            message = f"{found.holder}的{found.item}证书{word}（{limit}）"
            hint = "停止相应作业，安排复审或换人" if found.state == "已过期" else "安排复审或换证"
            yield _say(record, ("certificates", place), f"人员证书[{place + 1}]", message, hint)
    for place, officer in enumerate(facts.people.officers):
        expires = dates.parse(officer.expires)
        if expires and expires < day:
            message = f"{officer.name}的证书已过期（{officer.expires}）"
            keys = ("people", "safety_officers", place, "expires")
            yield _say(record, keys, f"安全管理人员[{place + 1}]", message, "安排培训取证")


def _equipment(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    del day
    for place, one in enumerate(facts.equipment):
        where, keys = f"设备[{place + 1}]", ("equipment", place)
        if not one.special or one.state in ("停用", "报废"):
            continue
        if one.inspection_state == "已过期":
            message = f"{one.name}超过下次检验日期 {one.next_inspection}"
            yield _say(record, keys, where, message, "未经检验不得使用，立即停用报检")
        elif one.inspection_state == "临期":
            message = f"{one.name}下次检验日期 {one.next_inspection} 不足一个月"
            yield _say(record, keys, where, message, "应在届满前一个月申请检验")
        elif not one.inspection_state:
            yield _say(record, keys, where, f"{one.name}没有填写下次检验日期", "按检验标志补填")


def _hazards(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    names = {advisor.name for advisor in facts.advisors}
    for place, hazard in enumerate(facts.hazards):
        where, keys = f"隐患[{place + 1}] {hazard.number}", ("hazards", place)
        if hazard.responsible in names:
            yield _say(record, keys, where, "整改责任人填了辅导员", "整改责任人应为企业人员")
        late = hazard.deadline and hazard.deadline < day.isoformat()
        if late and hazard.result != "已整改":
            yield _say(
                record, keys, where, f"已过整改期限 {hazard.deadline}，没有整改完成的结论", "复查并填写结论"
            )
        if not hazard.deadline:
            yield _say(record, keys, where, "没有整改期限", "填写 days 或 due")
        if not hazard.basis:
            yield _say(record, keys, where, "没有整改依据", "补填 basis")
        if not hazard.before:
            yield _say(record, keys, where, "没有整改前照片", "方案要求现场隐患含照片")
    known = {hazard.number for hazard in facts.hazards}
    for place, row in enumerate(rows(part(record.data, "records"), "inspections")):
        for number in items(row, "hazards"):
            if str(number) not in known:
                keys = ("records", "inspections", place, "hazards")
                yield _say(
                    record, keys, f"检查记录[{place + 1}]", f"隐患中没有编号“{number}”", "核对隐患编号"
                )


def _rest(record: Record, facts: model.Facts, day: datetime.date) -> Iterator[Problem]:
    del day
    for place, zone in enumerate(facts.zones):
        if zone.grade == "未评估":
            message = "没有可评定的风险点，按“未评估”处理"
            yield _say(
                record, ("zones", place), f"区域[{place + 1}] {zone.name}", message, "补充风险点及 L、E、C"
            )
    if facts.fee.duty and not facts.fee.annual:
        message = "应提取安全生产费用的行业没有填写上年度营业收入"
        yield _say(record, ("enterprise",), "安全生产费用", message, "补填 revenue，否则金额留空手填")
    elif facts.fee.duty and not facts.fee.verified:
        message = f"{facts.fee.sector}的提取比例尚未核实"
        yield _say(
            record, ("enterprise", "industry"), "安全生产费用", message, "对照财资〔2022〕136号核对后使用"
        )
    for item in facts.service_items:
        if item.provided and not item.rows:
            message = f"第 {item.no} 项服务内容在计划中没有对应的安排"
            yield _say(record, ("schedule",), "服务内容", message, "在 schedule.visits 的 items 中写明")
