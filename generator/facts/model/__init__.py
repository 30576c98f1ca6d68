"""The facts that templates may print: frozen, derived once, every name a template can use.

Text that is not known is "" (left for the pen), never an invented value. Dates are text:
``2026年9月1日`` in single values, ``2026-09-01`` in rows of tables. Money is in yuan or 万元 as named.
The type hints are the contract that templates are linted against.
"""

from generator.facts.model.enterprise import (
    Agreement,
    Building,
    Deadline,
    Enterprise,
    Has,
    Law,
    Material,
    Numbers,
)
from generator.facts.model.people import (
    Advisor,
    Agency,
    Certificate,
    Department,
    Officer,
    People,
    Person,
    Photo,
    Post,
    Ppe,
    Regulator,
)
from generator.facts.model.risk import (
    Count,
    Diagnosis,
    DiagnosisTotal,
    GradeCount,
    Hazard,
    HazardStats,
    RiskPoint,
    Site,
    Zone,
)
from generator.facts.model.service import (
    FeeStep,
    InspectionRow,
    Meeting,
    MonthCheck,
    SafetyFee,
    Schedule,
    ServiceItem,
    SystemState,
    Visit,
)
from generator.facts.model.things import (
    Chemical,
    ConfinedSpace,
    Equipment,
    HealthFactor,
    OperatingRule,
)
from generator.facts.model.whole import Facts

__all__ = [
    "Advisor",
    "Agency",
    "Agreement",
    "Building",
    "Certificate",
    "Chemical",
    "ConfinedSpace",
    "Count",
    "Deadline",
    "Department",
    "Diagnosis",
    "DiagnosisTotal",
    "Enterprise",
    "Equipment",
    "Facts",
    "FeeStep",
    "GradeCount",
    "Has",
    "Hazard",
    "HazardStats",
    "HealthFactor",
    "InspectionRow",
    "Law",
    "Material",
    "Meeting",
    "MonthCheck",
    "Numbers",
    "Officer",
    "OperatingRule",
    "People",
    "Person",
    "Photo",
    "Post",
    "Ppe",
    "Regulator",
    "RiskPoint",
    "SafetyFee",
    "Schedule",
    "ServiceItem",
    "Site",
    "SystemState",
    "Visit",
    "Zone",
]
