"""The facts that templates may print: frozen, derived once, every name a template can use.

Text that is not known is "" (left for the pen), never an invented value. Dates are text:
``2026年9月1日`` in single values, ``2026-09-01`` in rows of tables. Money is in yuan or 万元 as named.
The type hints are the contract that templates are linted against.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture file, by absolute path, with its caption."""

    path: str
    caption: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person by name; phone and post may be empty."""

    name: str = ""
    phone: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A personal certificate; state is 有效, 临期, 已过期 or "" when no date is known."""

    holder: str
    kind: str
    item: str
    number: str
    issued: str
    review: str
    expires: str
    state: str
    special_operation: bool


@dataclass(frozen=True, slots=True)
class Officer:
    """A safety officer; duty is 专职 or 兼职."""

    name: str
    phone: str
    duty: str
    certificate: str
    expires: str


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
class People:
    """Who holds which safety role; safety_body is the name of the safety management body or ""."""

    deputy: Person
    safety_body: str
    officers: tuple[Officer, ...]
    officer_names: str
    fire_responsible: Person
    fire_manager: Person
    health_officer: Person
    equipment_director: Person
    equipment_officer: Person
    union: Person


@dataclass(frozen=True, slots=True)
class Regulator:
    """The local emergency management bureau that supervises the enterprise."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Advisor:
    name: str
    phone: str
    gender: str
    education: str
    specialty: str
    qualification: str
    certificate_number: str
    badge_number: str
    trained: str
    duty: str
    lead: bool
    photo: Photo | None


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    uscc: str
    address: str
    phone: str
    complaint_phone: str
    principal: Person
    contact: Person
    email: str


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
class Numbers:
    """Document numbers; "" is left for the pen."""

    plan: str
    plan_version: str
    letter_enterprise: str
    letter_bureau: str
    letter_filing: str


@dataclass(frozen=True, slots=True)
class Has:
    """Yes/no features that decide which documents and clauses apply."""

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
    over_100: bool
    over_300: bool
    fee_duty: bool
    safety_body: bool
    full_time_officer: bool
    hazards: bool
    major_hazards: bool
    zones: bool
    map: bool
    diagnosis: bool


@dataclass(frozen=True, slots=True)
class Post:
    name: str
    department: str
    zone: str
    headcount: int
    hazards: str
    ppe: str


@dataclass(frozen=True, slots=True)
class Department:
    name: str
    head: str
    phone: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Equipment:
    """A machine or a group of like machines; special equipment has category and registration."""

    code: str
    name: str
    model: str
    quantity: int
    zone: str
    maker: str
    serial: str
    made: str
    commissioned: str
    state: str
    special: bool
    category: str
    registration: str
    parameters: str
    inspected: str
    next_inspection: str
    inspection_state: str
    inspector: str
    accessories: str
    operators: str
    keeper: str


@dataclass(frozen=True, slots=True)
class Chemical:
    name: str
    cas: str
    hazard: str
    max_stock: str
    storage: str
    usage: str
    precursor: bool
    explosive_precursor: bool


@dataclass(frozen=True, slots=True)
class ConfinedSpace:
    name: str
    location: str
    count: int
    hazards: str
    accidents: str
    work_by: str
    keeper: str


@dataclass(frozen=True, slots=True)
class HealthFactor:
    """An occupational hazard factor and where it is met."""

    factor: str
    posts: str
    exposed: int
    hours: str
    limit: str
    result: str
    tested: str
    examined: str
    severity: str
    protection: str


@dataclass(frozen=True, slots=True)
class Hazard:
    number: str
    code: str
    zone: str
    location: str
    description: str
    category: str
    accidents: str
    level: str
    major: bool
    clause: str
    basis: str
    recommendation: str
    deadline: str
    responsible: str
    found: str
    finder: str
    escort: str
    rectified: str
    rechecker: str
    result: str
    before: tuple[Photo, ...]
    after: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A row of statistics; share is a percentage text such as 12.5%."""

    name: str
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class HazardStats:
    total: int
    general: int
    major: int
    rectified: int
    rate: str
    by_category: tuple[Count, ...]
    by_zone: tuple[Count, ...]
    by_accident: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """A graded risk point; l, e, c, d are texts as entered or computed ("" when judged directly)."""

    code: str
    name: str
    kind: str
    zone_code: str
    zone: str
    accidents: str
    consequence: str
    method: str
    l: str  # noqa: E741
    e: str
    c: str
    d: str
    grade: str
    color: str
    reason: str
    engineering: str
    management: str
    training: str
    ppe: str
    emergency: str
    controls: str
    control_level: str
    department: str
    responsible: str
    phone: str
    frequency: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with the grade of its highest risk; grade is 未评估 where no risk is given."""

    code: str
    name: str
    grade: str
    color: str
    lead: str
    phone: str
    posts: str
    workshop: bool
    accidents: str
    risks: tuple[RiskPoint, ...]


@dataclass(frozen=True, slots=True)
class GradeCount:
    grade: str
    color: str
    zones: int
    points: int
    control_level: str


@dataclass(frozen=True, slots=True)
class Site:
    title: str
    assembly: str
    preparer: str
    approver: str
    date: str


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One of the 16 items of Article 14; rows names the plan rows that carry it."""

    no: int
    text: str
    provided: bool
    rows: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A row of the service plan; tentative days lie beyond the published holiday calendar."""

    no: int
    month: str
    order: str
    date: str
    tentative: bool
    form: str
    content: str
    items: str
    participants: str
    cooperation: str
    output: str
    done: str


@dataclass(frozen=True, slots=True)
class MonthCheck:
    """Article 16 month by month: planned visits (days), inspections, and whether the month meets it."""

    month: str
    visits: int
    inspections: int
    trainings: int
    drills: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    visits: tuple[Visit, ...]
    months: tuple[MonthCheck, ...]
    visit_days: int
    inspections: int
    trainings: int
    drills: int
    tentative: bool
    complete: bool


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A dimension of the diagnosis; score and full are texts, conclusion 符合/基本符合/不符合/不适用."""

    no: int
    dimension: str
    checks: str
    finding: str
    conclusion: str
    score: str
    full: str
    problem: str
    basis: str
    advice: str
    priority: str
    due: str


@dataclass(frozen=True, slots=True)
class DiagnosisTotal:
    score: str
    full: str
    rate: str
    conform: int
    partly: int
    fail: int


@dataclass(frozen=True, slots=True)
class FeeStep:
    range: str
    rate: str
    base: str
    amount: str


@dataclass(frozen=True, slots=True)
class SafetyFee:
    """The safety-fee duty under 财资〔2022〕136号; amounts in 万元 with two (month: four) decimals."""

    duty: bool
    sector: str
    revenue: str
    annual: str
    monthly: str
    steps: tuple[FeeStep, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """The edition in force on the document's day: 《title》, number, and both together."""

    name: str
    number: str
    cite: str
    since: str


@dataclass(frozen=True, slots=True)
class SystemState:
    """A system or ledger of Articles 17 and 18: its state now and the month it is to be complete."""

    no: int
    name: str
    state: str
    due: str


@dataclass(frozen=True, slots=True)
class Meeting:
    no: int
    date: str
    time: str
    kind: str
    place: str
    chair: str
    expected: str
    present: str
    topic: str
    content: str
    responsible: str
    due: str
    state: str
    minutes: str
    attached: str


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """A row of the inspection ledger: one hazard found in one inspection, or an inspection without any."""

    no: int
    date: str
    kind: str
    inspectors: str
    department: str
    found: str
    hazard: str
    description: str
    level: str
    basis: str
    measure: str
    responsible: str
    due: str
    spent: str
    rectified: str
    rechecker: str
    result: str
    photos: str
    published: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one client on one day."""

    day: str
    year: int
    enterprise: Enterprise
    people: People
    regulator: Regulator
    agency: Agency
    advisors: tuple[Advisor, ...]
    lead_advisor: Advisor
    advisor_names: str
    agreement: Agreement
    deadline: Deadline
    numbers: Numbers
    has: Has
    departments: tuple[Department, ...]
    posts: tuple[Post, ...]
    equipment: tuple[Equipment, ...]
    special_equipment: tuple[Equipment, ...]
    certificates: tuple[Certificate, ...]
    chemicals: tuple[Chemical, ...]
    confined_spaces: tuple[ConfinedSpace, ...]
    health_factors: tuple[HealthFactor, ...]
    hazards: tuple[Hazard, ...]
    hazard_stats: HazardStats
    zones: tuple[Zone, ...]
    risk_points: tuple[RiskPoint, ...]
    top_risks: tuple[RiskPoint, ...]
    grades: tuple[GradeCount, ...]
    site: Site
    service_items: tuple[ServiceItem, ...]
    schedule: Schedule
    diagnosis: tuple[Diagnosis, ...]
    diagnosis_total: DiagnosisTotal
    fee: SafetyFee
    system_states: tuple[SystemState, ...]
    ledger_states: tuple[SystemState, ...]
    meetings: tuple[Meeting, ...]
    inspections: tuple[InspectionRow, ...]
    blank_rows: tuple[int, ...]
    law: Mapping[str, Law]
