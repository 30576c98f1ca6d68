"""Everything about one client on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.domain.board import Badge, Board
from generator.domain.duties import Verdicts
from generator.domain.enterprise import (
    Acts,
    Agreement,
    Deadline,
    Enterprise,
    Has,
    Law,
    Limit,
    Numbers,
    Override,
)
from generator.domain.hazards import Hazard, HazardStats
from generator.domain.kinds import ProseDay, Words
from generator.domain.major_hazard import MajorHazard
from generator.domain.objects import Ammonia, Boiler, ColdRoom, Dust, Furnace, MoltenMetal
from generator.domain.people import Advisor, Agency, Certificate, Department, People, Post, Regulator
from generator.domain.records import Records
from generator.domain.risk import (
    Diagnosis,
    DiagnosisTotal,
    GradeCount,
    RiskCriteria,
    RiskPoint,
    Site,
    Zone,
)
from generator.domain.riskboards import RiskBoard, RiskCard
from generator.domain.scenes import Scene
from generator.domain.service import (
    AnnualPlan,
    InspectionRow,
    Meeting,
    SafetyFee,
    Schedule,
    ServiceItem,
    SystemState,
)
from generator.domain.things import Chemical, ConfinedSpace, Equipment, HealthFactor, OperatingRule, PostRule
from generator.domain.units import Unit
from generator.domain.visits import ServiceRecords


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one client on one day."""

    day: ProseDay
    year: int
    annual: AnnualPlan
    enterprise: Enterprise
    people: People
    regulator: Regulator
    agency: Agency
    advisors: tuple[Advisor, ...]
    lead_advisor: Advisor
    advisor_names: Words
    agreement: Agreement
    deadline: Deadline
    acts: Acts
    numbers: Numbers
    has: Has
    here: Mapping[str, bool]
    unit: Mapping[str, Unit | None]
    units: tuple[Unit, ...]
    gravest_units: tuple[Unit, ...]
    overrides: tuple[Override, ...]
    scenes: tuple[Scene, ...]
    departments: tuple[Department, ...]
    posts: tuple[Post, ...]
    equipment: tuple[Equipment, ...]
    special_equipment: tuple[Equipment, ...]
    operating_rules: tuple[OperatingRule, ...]
    post_rules: tuple[PostRule, ...]
    certificates: tuple[Certificate, ...]
    chemicals: tuple[Chemical, ...]
    confined_spaces: tuple[ConfinedSpace, ...]
    major_hazard: MajorHazard
    health_factors: tuple[HealthFactor, ...]
    dust: tuple[Dust, ...]
    ammonia: Ammonia
    molten_metal: tuple[MoltenMetal, ...]
    cold_rooms: tuple[ColdRoom, ...]
    furnaces: tuple[Furnace, ...]
    boilers: tuple[Boiler, ...]
    hazards: tuple[Hazard, ...]
    hazards_major: tuple[Hazard, ...]
    hazard_stats: HazardStats
    zones: tuple[Zone, ...]
    risk_points: tuple[RiskPoint, ...]
    top_risks: tuple[RiskPoint, ...]
    grades: tuple[GradeCount, ...]
    site: Site
    risk_list: tuple[RiskPoint, ...]
    risk_criteria: RiskCriteria
    boards: tuple[RiskBoard, ...]
    cards: tuple[RiskCard, ...]
    service_items: tuple[ServiceItem, ...]
    schedule: Schedule
    diagnosis: tuple[Diagnosis, ...]
    diagnosis_total: DiagnosisTotal
    fee: SafetyFee
    system_states: tuple[SystemState, ...]
    ledger_states: tuple[SystemState, ...]
    meetings: tuple[Meeting, ...]
    inspections: tuple[InspectionRow, ...]
    records: Records
    service: ServiceRecords
    board: Board
    badges: tuple[Badge, ...]
    blank_rows: tuple[int, ...]
    law: Mapping[str, Law]
    cited: Mapping[str, bool]
    limit: Mapping[str, Limit]
    verdicts: Verdicts = Verdicts()
