"""What the enterprise has: equipment and its operating rules, chemicals, confined spaces, health factors."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.kinds import Day
from generator.domain.terms import Notice, Validity


@dataclass(frozen=True, slots=True)
class Equipment:
    """A machine or a group of like machines; special equipment has category and registration.

    kind is the category of special equipment and 非特种 of the rest;
    inspection_notice tells how near the next inspection is: 已超期, 30日内, 60日内, 正常 or "".
    """

    code: str
    name: str
    model: str
    quantity: int
    zone: str
    zone_code: str
    maker: str
    serial: str
    made: str
    commissioned: str
    state: str
    special: bool
    category: str
    kind: str
    registration: str
    parameters: str
    inspected: str
    next_inspection: str
    cycle_months: str
    inspection_state: Validity | None
    inspection_notice: str
    inspection_result: str
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
    """An occupational hazard factor and where it is met.

    over_limit is 是 or 否 where result and limit can be compared; next_test is due by the severity.
    """

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
    over_limit: str
    next_test: Day
    test_state: Notice | None


@dataclass(frozen=True, slots=True)
class OperatingRule:
    """The operating rule of one kind of machine or operation, and what of the enterprise it covers.

    machines is empty for an operation; names, zones and posts are texts; general marks the rule of all
    machines that have none of their own.
    """

    key: str
    title: str
    scope: str
    machines: tuple[Equipment, ...]
    names: str
    zones: str
    posts: str
    certificate: str
    accidents: str
    hazards: tuple[str, ...]
    before: tuple[str, ...]
    during: tuple[str, ...]
    after: tuple[str, ...]
    forbidden: tuple[str, ...]
    emergency: tuple[str, ...]
    ppe: str
    basis: str
    general: bool
