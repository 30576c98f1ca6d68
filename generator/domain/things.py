"""What the enterprise has: equipment and its operating rules, chemicals, confined spaces, health factors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Day, Moment, Place, Quantity, Sentences, Words
from generator.domain.terms import Notice, Validity


class EquipmentState(StrEnum):
    IN_USE = "在用"
    STOPPED = "停用"
    SCRAPPED = "报废"


class Severity(StrEnum):
    """How grave an occupational hazard factor is; it decides how often it is measured."""

    GENERAL = "一般"
    SEVERE = "严重"


@dataclass(frozen=True, slots=True)
class Equipment:
    """A machine or a group of like machines; special equipment has category and registration.

    kind is the category of special equipment and 非特种 of the rest; inspection_notice tells how near the
    next inspection is, None where its day is not known. zone is the name of the zone, zone_code its code.
    remark is what dust, furnaces and boilers tell of it.
    """

    code: str
    name: str
    model: str
    quantity: int
    zone: str
    zone_code: str
    maker: str
    serial: str
    made: Moment
    commissioned: Moment
    state: EquipmentState | None
    special: bool
    category: str
    kind: str
    registration: str
    parameters: str
    inspected: Day
    next_inspection: Day
    cycle_months: int | None
    inspection_state: Validity | None
    inspection_notice: Notice | None
    inspection_result: str
    inspector: str
    accessories: str
    operators: str
    keeper: str
    keys: Place
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Chemical:
    """A dangerous chemical; max_stock with its unit, storage the place, else the name of its zone."""

    name: str
    cas: str
    hazard: str
    max_stock: Quantity
    storage: str
    usage: str
    precursor: bool
    explosive_precursor: bool
    zone: str
    zone_code: str


@dataclass(frozen=True, slots=True)
class ConfinedSpace:
    """A confined space or several alike; work_by tells whether the enterprise works there itself.

    location is the place as written, else the name of its zone.
    """

    name: str
    location: str
    count: int
    hazards: Words
    accidents: Words
    work_by: str
    keeper: str
    zone: str
    zone_code: str


@dataclass(frozen=True, slots=True)
class HealthFactor:
    """An occupational hazard factor and where it is met; hours of exposure, limit and result as written.

    over_limit is 是 or 否 where result and limit can be compared; next_test is due by the severity.
    """

    factor: str
    posts: Words
    exposed: int
    hours: Quantity
    limit: Quantity
    result: Quantity
    tested: Day
    examined: Day
    severity: Severity | None
    protection: str
    over_limit: str
    next_test: Day
    test_state: Notice | None


@dataclass(frozen=True, slots=True)
class OperatingRule:
    """The operating rule of one kind of machine or operation, and what of the enterprise it covers.

    machines is empty for an operation; names, zones and posts are those of the machines
    and of who works at them; general marks the rule of all
    machines that have none of their own.
    """

    key: str
    title: str
    scope: str
    machines: tuple[Equipment, ...]
    names: Words
    zones: Words
    posts: Words
    certificate: str
    accidents: Words
    hazards: Words
    before: Words
    during: Words
    after: Words
    forbidden: Words
    emergency: Words
    ppe: Words
    basis: Words
    general: bool


@dataclass(frozen=True, slots=True)
class PostRule:
    """What the holders of a post follow: the titles of the rules of its machines, and what its units add.

    units are titles; iron are the rules to know by heart, never what nobody
    may do (each says not), first is what to do first, in order.
    """

    post: str
    department: str
    zone: str
    headcount: int
    rules: Words
    certificates: Sentences
    hazards: Words
    units: Words
    iron: Sentences
    never: Sentences
    before: Words
    during: Words
    after: Words
    forbidden: Words
    first: Words
    medical: Words
    ppe: Words
