"""How the advisors stand towards Articles 10, 11, 20 and 21, as verdicts that name who falls short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator import domain
from generator.domain import AdvisorFile, DutyState, Verdict
from generator.facts.plain import Fields, joined


def verdicts(staff: Sequence[AdvisorFile]) -> Fields:
    """The verdicts by the name of their field."""
    return {
        "qualified": _qualified(staff),
        "trained": _trained(staff),
        "badges": _badges(staff),
        "load": _load(staff),
    }


def _qualified(staff: Sequence[AdvisorFile]) -> Verdict:
    unfit = [one for one in staff if one.qualified == domain.Qualification.UNFIT]
    if unfit:
        return _short(unfit, "的文化程度、年限不符合第十条")
    untold = [one for one in staff if one.qualified is None]
    return _unknown(staff, untold, "文化程度或者安全管理年限", late=True) or Verdict(DutyState.DONE)


def _trained(staff: Sequence[AdvisorFile]) -> Verdict:
    lapsed = [one for one in staff if one.training == domain.TrainingState.LAPSED]
    if lapsed:
        return _short(lapsed, "的培训考核合格已满一年")
    untold = [one for one in staff if one.training is None]
    if missing := _unknown(staff, untold, "培训考核合格日期", late=True):
        return missing
    until = min(one.training_until for one in staff if one.training_until)
    return Verdict(DutyState.DONE, date=f"有效至 {until}")


def _load(staff: Sequence[AdvisorFile]) -> Verdict:
    beyond = [one for one in staff if one.load == domain.Load.BEYOND]
    if beyond:
        return _short(beyond, "服务的企业超过40家")
    untold = [one for one in staff if one.load is None]
    return _unknown(staff, untold, "服务企业数") or Verdict(DutyState.DONE)


def _badges(staff: Sequence[AdvisorFile]) -> Verdict:
    without = [one for one in staff if not one.advisor.badge_number]
    missing = _unknown(staff, without, "工作牌编号")
    return missing or Verdict(DutyState.GOING, "工作牌有编号；到场时佩挂，由企业核对")


def _short(found: Sequence[AdvisorFile], what: str) -> Verdict:
    """The advisors who fall short, by name."""
    return Verdict(DutyState.GOING, f"{_names(found)}{what}", late=True, keys=found[0].advisor.keys)


def _unknown(
    staff: Sequence[AdvisorFile], untold: Sequence[AdvisorFile], what: str, late: bool = False
) -> Verdict | None:
    """The advisors of whom the data does not tell something, by name; None where it tells it of all."""
    if untold:
        return Verdict(
            DutyState.OPEN, f"{_names(untold)}没有填报{what}", late=late, keys=untold[0].advisor.keys
        )
    return None if staff else Verdict(DutyState.OPEN, f"辅导员没有填报{what}", late=late)


def _names(staff: Iterable[AdvisorFile]) -> str:
    return joined(one.advisor.name for one in staff)
