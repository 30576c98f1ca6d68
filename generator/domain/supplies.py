"""Emergency equipment: what it is, how often it is checked, and how long it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Day, Moment
from generator.domain.terms import Notice


class CheckCycle(StrEnum):
    """How often a piece of equipment is checked."""

    WEEK = "每周"
    HALF_MONTH = "每半月"
    MONTH = "每月"
    QUARTER = "每季度"
    HALF_YEAR = "每半年"
    YEAR = "每年"


class SupplyKind(StrEnum):
    """What emergency equipment is; extinguishers by what is in them."""

    WATER_EXTINGUISHER = "水基型灭火器"
    POWDER_EXTINGUISHER = "干粉灭火器"
    CARBON_DIOXIDE_EXTINGUISHER = "二氧化碳灭火器"
    OTHER_EXTINGUISHER = "其他灭火器"
    HYDRANT = "消火栓"
    ALARM = "报警与监测仪器"
    BREATHING = "呼吸防护"
    BODY = "身体防护"
    WASHING = "洗眼与喷淋"
    STOPPING_LEAKS = "堵漏与吸附"
    RESCUE = "救援工具"
    FIRST_AID = "急救用品"
    LIGHT = "照明与疏散"
    RADIO = "通信器材"
    OTHER = "其他"


class ExtinguisherState(StrEnum):
    """Whether an extinguisher's day of repair or of scrapping has come."""

    SCRAP = "应报废"
    REPAIR = "应维修"
    GOOD = "正常"


@dataclass(frozen=True, slots=True)
class Supply:
    """A piece of emergency equipment.

    For an extinguisher the first repair, the repairs after it and the day of scrapping follow from the
    month it was made, repair_years being the years between repairs; of all else the state is that of the
    expiry.
    """

    no: int
    code: str
    name: str
    kind: SupplyKind | None
    model: str
    quantity: int | None
    unit: str
    place: str
    basis: str
    made: Moment
    expires: Moment
    expiry_state: Notice | None
    cycle: CheckCycle | None
    checked: Day
    result: str
    keeper: str
    next_check: Day
    level: str
    first_repair: Moment
    repair_years: int | None
    repaired: Moment
    next_repair: Moment
    scrap: Moment
    state: ExtinguisherState | Notice | None
    note: str
