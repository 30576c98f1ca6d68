"""The enterprise, its agreement, its features, and the law in force."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from generator.domain.kinds import PROSE, Amount, Day, Form, ProseDay, Quantity, Words
from generator.domain.people import Person

STEPS = Form(sign="→")  # one step of the process leads to the next


class Sector(StrEnum):
    """The industries of 工贸, and 其他 for what is none of them."""

    MACHINERY = "机械"
    METALLURGY = "冶金"
    NON_FERROUS = "有色"
    BUILDING_MATERIALS = "建材"
    LIGHT = "轻工"
    TEXTILE = "纺织"
    TOBACCO = "烟草"
    TRADE = "商贸"
    OTHER = "其他"


class Scale(StrEnum):
    LARGE = "大型"
    MEDIUM = "中型"
    SMALL = "小型"
    MICRO = "微型"


class Ownership(StrEnum):
    OWN = "自有"
    LEASED_IN = "租入"
    LEASED_OUT = "出租"
    PARTLY_LEASED_OUT = "部分出租"


@dataclass(frozen=True, slots=True)
class Building:
    """A building; its area in square metres."""

    name: str
    area: Quantity
    floors: Quantity
    structure: str
    fire_class: str
    fire_rating: str
    ownership: Ownership | None
    acceptance: str
    note: str


@dataclass(frozen=True, slots=True)
class Material:
    """A material and how much of it is used in a year, with its unit."""

    name: str
    usage: Quantity
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who is next door: distance between the boundaries in metres, activity what they do and its dangers."""

    side: str
    name: str
    distance_m: Amount
    activity: str
    phone: str


@dataclass(frozen=True, slots=True)
class Enterprise:
    """The enterprise; revenue of last year in 万元, injury_insured the persons insured.

    process and process_steps are the same steps in their order: a step may come twice.
    """

    name: str
    short_name: str
    uscc: str
    address: str
    registered_address: str
    county: str
    industry_code: str
    industry: str
    sector: Sector
    sector_basis: str
    scale: Scale | None
    headcount: int
    shifts: str
    revenue: Amount
    products: str
    process: Annotated[tuple[str, ...], STEPS]
    process_steps: Words
    materials: tuple[Material, ...]
    buildings: tuple[Building, ...]
    neighbours: tuple[Neighbour, ...]
    phone: str
    legal_representative: Person
    principal: Person
    controller: Person
    contact: Person
    standardization: str
    liability_insurance: str
    injury_insured: int | None
    accidents: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The service agreement; fee in yuan."""

    number: str
    name: str
    signed: ProseDay
    effective: ProseDay
    start: ProseDay
    end: ProseDay
    fee: Amount


class Delivery(StrEnum):
    """How the delivery of the plan stands; PENDING where the day it is due is not known."""

    OPEN = "未提交"
    IN_TIME = "按期提交"
    LATE = "逾期提交"
    OVERDUE = "已逾期"
    PENDING = "待核定"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Delivery of the plan: 30 working days from the day after the agreement takes effect (Article 15).

    known is False when the holiday calendar does not cover the span; due is then the words to print.
    days_left counts while nothing was delivered, and is negative once overdue.
    """

    due: Annotated[datetime.date | str, PROSE]
    known: bool
    delivered: ProseDay
    filed: ProseDay
    state: Delivery
    days_left: int


@dataclass(frozen=True, slots=True)
class Acts:
    """Days of what the enterprise did about its systems and its emergency plan; None until done.

    consulted is when the union or the staff were heard, policy_reviewed when the policy was debated,
    published when the systems were issued.
    """

    consulted: ProseDay
    policy_reviewed: ProseDay
    published: ProseDay
    emergency_reviewed: ProseDay
    emergency_published: ProseDay
    emergency_filed: ProseDay


@dataclass(frozen=True, slots=True)
class Numbers:
    """Document numbers; "" is left for the pen."""

    plan: str
    plan_version: str
    letter_enterprise: str
    letter_bureau: str
    letter_filing: str


@dataclass(frozen=True, slots=True)
class Has:
    """Yes/no features that decide which documents and clauses apply.

    smelting is 金属冶炼, of 有色 as of 冶金; crowded a trade where the public gathers (人员密集场所经营单位);
    industrial every sector but 商贸. plan_review are whose emergency plan must be reviewed and evaluated
    every three years, plan_filing whose plan must be filed and drilled every half-year.
    """

    chemicals: bool
    precursors: bool
    explosive_precursors: bool
    special_equipment: bool
    forklift: bool
    crane: bool
    pressure_vessel: bool
    boiler: bool
    elevator: bool
    confined_spaces: bool
    toxic_confined_spaces: bool
    dust: bool
    metal_dust: bool
    spraying: bool
    solvent_spraying: bool
    powder_spraying: bool
    ammonia: bool
    molten_metal: bool
    gas: bool
    welding: bool
    work_at_height: bool
    hot_work: bool
    leased_in: bool
    leased_out: bool
    contractors: bool
    dormitory: bool
    occupational_hazards: bool
    severe_occupational_hazards: bool
    hazardous_waste: bool
    sewage: bool
    dispatched_workers: bool
    special_operators: bool
    key_fire_unit: bool
    union: bool
    smelting: bool
    crowded: bool
    industrial: bool
    textile: bool
    machinery: bool
    plan_review: bool
    plan_filing: bool
    over_100: bool
    over_300: bool
    fee_duty: bool
    safety_body: bool
    full_time_officer: bool
    hazards: bool
    major_hazards: bool
    zones: bool
    boards: bool
    posts: bool
    map: bool
    diagnosis: bool


@dataclass(frozen=True, slots=True)
class Override:
    """What the enterprise says of a unit against or beyond its data: whether it applies, and the reason."""

    title: str
    applies: bool
    because: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of limits.yaml as it prints, and what it rests on: a law's clause or 企业规定."""

    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Law:
    """The edition in force on the document's day: title, number, and both together as 《title》（number）.

    in_force is False when no edition listed is in force on that day (not yet, or no longer); cite says so.
    proven tells of each clause in the register, as c24 or c5_9_1, whether its number may be printed.
    """

    name: str
    number: str
    cite: str
    since: Day
    in_force: bool
    proven: Mapping[str, bool]
