"""Yes/no facts: what applies to the enterprise, from what it says and from what it lists."""

from __future__ import annotations

from collections.abc import Mapping

from generator import domain
from generator.domain import CertificateKind, OfficerDuty, Ownership, Scale, Sector
from generator.facts import presence
from generator.facts.hazards import level
from generator.facts.plain import Data, items, number, part, rows, text
from generator.facts.presence import Evidence
from generator.facts.things import SCRAPPED
from generator.library import MAJOR, Library

# Where metal may be smelted: 有色 as much as 冶金. Whoever only rolls or draws says so (features.smelting).
_SMELTING = (Sector.METALLURGY, Sector.NON_FERROUS)
_MEDIUM = (Scale.LARGE, Scale.MEDIUM)
# What the enterprise says of itself; what it leaves out follows what is there (presence.yaml).
_SAID = (
    "metal_dust",
    "solvent_spraying",
    "powder_spraying",
    "ammonia",
    "molten_metal",
    "gas",
    "welding",
    "work_at_height",
    "hot_work",
    "contractors",
    "dormitory",
    "hazardous_waste",
    "sewage",
    "dispatched_workers",
    "key_fire_unit",
)
# Categories of special equipment that clauses ask for, by the name of the feature.
_CATEGORIES = {
    "forklift": "场（厂）内专用机动车辆",
    "crane": "起重机械",
    "pressure_vessel": "压力容器",
    "boiler": "锅炉",
    "elevator": "电梯",
}
Flags = dict[str, bool]


def derive(data: Data, fee_duty: bool, here: Evidence, library: Library) -> domain.Has:
    """Every feature that documents and clauses ask for."""
    says = _says(data, here, library)
    return domain.Has(
        fee_duty=fee_duty,
        **{name: says.get(name, False) for name in _SAID},
        dust=says.get("dust", False) or says.get("metal_dust", False),
        spraying=says.get("solvent_spraying", False) or says.get("powder_spraying", False),
        **_leases(data, says),
        **_sector(data, says),
        **_size(data),
        **_people(data, says),
        **_special_equipment(data),
        **_dangers(data),
        **_assessed(data, library),
    )


def _says(data: Data, here: Evidence, library: Library) -> Mapping[str, bool]:
    """What the enterprise ticks or denies, and of the rest what its equipment, chemicals and risks show."""
    followed = {name: bool(here[key]) for key, name in presence.features(library)}
    return {**followed, **part(data, "features")}


def _leases(data: Data, says: Mapping[str, bool]) -> Flags:
    owned = {row.get("ownership") for row in rows(part(data, "enterprise"), "buildings")}
    let = {Ownership.LEASED_OUT, Ownership.PARTLY_LEASED_OUT}
    return {
        "leased_in": says.get("leased_in", False) or Ownership.LEASED_IN in owned,
        "leased_out": says.get("leased_out", False) or not owned.isdisjoint(let),
    }


def _sector(data: Data, says: Mapping[str, bool]) -> Flags:
    """What the sector brings; of smelting and crowds the enterprise itself is asked first."""
    enterprise = part(data, "enterprise")
    sector = part(enterprise, "industry").get("sector")
    smelting = says.get("smelting", sector in _SMELTING)
    crowded = says.get("crowded", sector == Sector.TRADE)
    return {
        "smelting": smelting,
        "crowded": crowded,
        "industrial": sector != Sector.TRADE,
        "textile": sector == Sector.TEXTILE,
        "machinery": sector == Sector.MACHINERY,
        "plan_review": smelting or enterprise.get("scale") in _MEDIUM,
        "plan_filing": smelting or crowded,
    }


def _size(data: Data) -> Flags:
    """Article 24 of the safety law asks more of those with over a hundred, and over three hundred, heads."""
    headcount = number(part(data, "enterprise"), "headcount")
    return {"over_100": headcount > 100, "over_300": headcount > 300}


def _people(data: Data, says: Mapping[str, bool]) -> Flags:
    people = part(data, "people")
    duties = {row.get("duty") for row in rows(people, "safety_officers")}
    kinds = {row.get("kind") for row in rows(data, "certificates")}
    return {
        "union": says.get("union", False) or bool(text(part(people, "union"), "name")),
        "safety_body": bool(text(people, "safety_body")),
        "full_time_officer": OfficerDuty.FULL_TIME in duties,
        "special_operators": CertificateKind.SPECIAL_OPERATION in kinds,
        "posts": bool(rows(data, "posts")),
    }


def _special_equipment(data: Data) -> Flags:
    """Special equipment that is not scrapped."""
    kept = (part(row, "special") for row in rows(data, "equipment") if text(row, "state") != SCRAPPED)
    categories = {special.get("category") for special in kept if special}
    found = {name: category in categories for name, category in _CATEGORIES.items()}
    return {"special_equipment": bool(categories), **found}


def _dangers(data: Data) -> Flags:
    """Dangerous chemicals, confined spaces and factors of occupational disease."""
    chemicals, spaces = rows(data, "chemicals"), rows(data, "confined_spaces")
    factors = rows(data, "health_factors")
    return {
        "chemicals": bool(chemicals),
        "precursors": _any(chemicals, "precursor"),
        "explosive_precursors": _any(chemicals, "explosive_precursor"),
        "confined_spaces": bool(spaces),
        "toxic_confined_spaces": _any(spaces, "toxic"),
        "occupational_hazards": bool(factors),
        "severe_occupational_hazards": any(row.get("severity") == "严重" for row in factors),
    }


def _any(listed: tuple[Data, ...], key: str) -> bool:
    return any(row.get(key) is True for row in listed)


def _assessed(data: Data, library: Library) -> Flags:
    """What the service has found and drawn so far."""
    sector = text(part(part(data, "enterprise"), "industry"), "sector")
    hazards, zones = rows(data, "hazards"), rows(data, "zones")
    drawn = bool(zones) and all(_drawn(zone, data) for zone in zones)
    return {
        "hazards": bool(hazards),
        "major_hazards": any(level(row, sector, library) == MAJOR for row in hazards),
        "zones": bool(zones),
        "boards": _any(zones, "workshop"),
        "map": drawn and bool(part(data, "site")),
        "diagnosis": bool(rows(data, "diagnosis")),
    }


def _drawn(zone: Data, data: Data) -> bool:
    """Whether it is known where a zone lies: by itself, or by the floor plan of its sheet."""
    site, name = part(data, "site"), text(zone, "floor")
    sheets = (site, *rows(site, "floors"))
    sheet = next((sheet for sheet in sheets if name and text(sheet, "name") == name), site)
    return bool(items(zone, "rect") or items(zone, "polygon") or part(sheet, "zones_from"))
