"""The enterprise, its agreement, its features, and the law in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.domain.people import Person


@dataclass(frozen=True, slots=True)
class Building:
    name: str
    area: str
    floors: str
    structure: str
    fire_class: str
    fire_rating: str
    ownership: str
    acceptance: str
    note: str


@dataclass(frozen=True, slots=True)
class Material:
    name: str
    usage: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Enterprise:
    name: str
    short_name: str
    uscc: str
    address: str
    registered_address: str
    county: str
    industry_code: str
    industry: str
    sector: str
    scale: str
    headcount: int
    revenue: str
    products: str
    process: str
    process_steps: tuple[str, ...]
    materials: tuple[Material, ...]
    buildings: tuple[Building, ...]
    phone: str
    legal_representative: Person
    principal: Person
    controller: Person
    contact: Person
    standardization: str
    liability_insurance: str
    injury_insured: str
    accidents: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The service agreement; fee in yuan as text."""

    number: str
    name: str
    signed: str
    effective: str
    start: str
    end: str
    fee: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """Delivery of the plan: 30 working days from the day after the agreement takes effect (Article 15).

    known is False when the holiday calendar does not cover the span; due is then the words to print.
    state is 未提交, 按期提交, 逾期提交, 已逾期 or 待核定.
    """

    due: str
    known: bool
    delivered: str
    filed: str
    state: str
    days_left: int


@dataclass(frozen=True, slots=True)
class Acts:
    """Days of what the enterprise did about its systems and its emergency plan; "" until done.

    consulted is when the union or the staff were heard, policy_reviewed when the policy was debated,
    published when the systems were issued.
    """

    consulted: str
    policy_reviewed: str
    published: str
    emergency_reviewed: str
    emergency_published: str
    emergency_filed: str


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
    since: str
    in_force: bool
    proven: Mapping[str, bool]
