"""Everything derived from one client's record for one day: pure, and without failure on checked data."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from generator import domain
from generator.facts import (
    acts,
    board,
    critical,
    deadline,
    diagnosis,
    evidence,
    features,
    fee,
    filling,
    grading,
    hazards,
    inspections,
    laws,
    ledgers,
    limits,
    machines,
    objects,
    overrides,
    parties,
    people,
    records,
    risk,
    riskboards,
    scenes,
    schedule,
    service,
    signs,
    term,
    things,
    trainings,
    verdicts,
    visits,
)
from generator.facts.plain import Data
from generator.facts.topics import Topics
from generator.library import Library, built_in
from generator.record import Record

_Fields = Mapping[str, Any]  # fields of domain.Facts by name


def derive(record: Record, day: datetime.date, library: Library | None = None) -> domain.Facts:
    """The facts that templates may print."""
    client = _Client(record, day, library or built_in())
    known = domain.Facts(
        **_of_the_day(client),
        **_of_the_parties(client),
        **_of_the_staff(client),
        **_of_things(client),
        **_of_risks(client),
        operating_rules=_operating_rules(client),
        risk_list=grading.gravest(client.risk_points, client.library),
        **_of_the_service(client),
        **_of_records(client),
    )
    span = term.span(client.data)
    started = bool(span and span[0] < day)
    return replace(known, verdicts=verdicts.derive(known, started))


class _Client:
    """One client on one day: what several facts rest on, each computed when it is first asked for."""

    def __init__(self, record: Record, day: datetime.date, library: Library) -> None:
        self.record = filling.completed(record, library)
        self.data = self.record.data
        self.day = day
        self.library = library

    @cached_property
    def kept(self) -> Data:
        """The data with those records alone whose day has come."""
        return acts.so_far(self.data, self.day)

    @cached_property
    def law(self) -> Mapping[str, domain.Law]:
        return laws.derive(self.day, self.library)

    @cached_property
    def fee(self) -> domain.SafetyFee:
        return fee.derive(self.data, self.library)

    @cached_property
    def evidence(self) -> evidence.Evidence:
        """What shows each unit of evidence.yaml; nothing where it is not there."""
        return evidence.derive(self.data, self.library).found

    @cached_property
    def here(self) -> Mapping[str, bool]:
        return {key: bool(found) for key, found in self.evidence.items()}

    @cached_property
    def has(self) -> domain.Has:
        return features.derive(self.data, self.fee.duty, self.evidence, self.library)

    @cached_property
    def enterprise(self) -> domain.Enterprise:
        return parties.enterprise(self.data)

    @cached_property
    def agency(self) -> domain.Agency:
        return people.agency(self.data)

    @cached_property
    def advisors(self) -> tuple[domain.Advisor, ...]:
        return people.advisors(self.record)

    @cached_property
    def advisor_names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.advisors)

    @cached_property
    def zone_names(self) -> Mapping[str, str]:
        return parties.zone_names(self.data)

    @cached_property
    def posts(self) -> tuple[domain.Post, ...]:
        return people.posts(self.data, self.zone_names)

    @cached_property
    def equipment(self) -> tuple[domain.Equipment, ...]:
        listed = things.equipment(self.data, self.zone_names, self.day)
        return objects.remarked(listed, self.data)

    @cached_property
    def objects(self) -> _Fields:
        """Dust, ammonia and the like, by their field."""
        return objects.derive(self.data, self.zone_names, self.equipment)

    @cached_property
    def chemicals(self) -> tuple[domain.Chemical, ...]:
        return things.chemicals(self.data, self.zone_names)

    @cached_property
    def hazards(self) -> tuple[domain.Hazard, ...]:
        return hazards.derive(self.record, self.zone_names, self.day, self.law, self.library)

    @cached_property
    def zones(self) -> tuple[domain.Zone, ...]:
        return risk.zones(self.data, self.library)

    @cached_property
    def risk_points(self) -> tuple[domain.RiskPoint, ...]:
        return tuple(point for zone in self.zones for point in zone.risks)

    @cached_property
    def inspections(self) -> tuple[domain.InspectionRow, ...]:
        return ledgers.inspections(self.kept, self.hazards)

    @cached_property
    def schedule(self) -> domain.Schedule:
        agreed, table = service.agreed(self.data, self.library), self.library.table("service_topics")
        topics = Topics(self.has, self.advisor_names, agreed, table)
        inspected = inspections.inspected(self.inspections, self.day)
        return schedule.derive(self.data, self.day, topics, inspected, self.library)

    @cached_property
    def service_items(self) -> tuple[domain.ServiceItem, ...]:
        return service.service_items(self.data, self.schedule, self.library)

    @cached_property
    def records(self) -> domain.Records:
        return records.derive(self.kept, self.day, self.posts, self.equipment, self.fee, self.library)


def _of_the_day(client: _Client) -> _Fields:
    """What holds on the day, whoever the client is."""
    return {
        "day": client.day,
        "year": client.day.year,
        "annual": service.annual(client.day),
        "law": client.law,
        "limit": limits.derive(client.law, client.library),
    }


def _of_the_parties(client: _Client) -> _Fields:
    """The enterprise, the agency, what they agreed and how the plan of it stands."""
    return {
        "enterprise": client.enterprise,
        "regulator": parties.regulator(client.data),
        "agency": client.agency,
        "agreement": parties.agreement(client.data),
        "deadline": deadline.derive(client.data, client.day, client.library),
        "acts": acts.derive(client.data, client.day),
        "numbers": parties.numbers(client.data),
        "has": client.has,
        "here": client.here,
        "overrides": overrides.given(client.data, client.library),
        "site": parties.site(client.data),
    }


def _of_the_staff(client: _Client) -> _Fields:
    """People of both sides."""
    return {
        "people": people.derive(client.data),
        "advisors": client.advisors,
        "lead_advisor": client.advisors[0] if client.advisors else people.NO_ADVISOR,
        "advisor_names": client.advisor_names,
        "departments": people.departments(client.data, client.posts),
        "posts": client.posts,
        "certificates": people.certificates(client.data, client.day),
        "board": board.board(
            client.enterprise, client.agency, client.advisors, client.service_items, client.library
        ),
        "badges": board.badges(client.agency, client.advisors),
    }


def _of_things(client: _Client) -> _Fields:
    """What the enterprise has, and the rules and plans that follow from it."""
    accidents = evidence.accidents(client.data, hazards.accident_types(client.hazards))
    return {
        "equipment": client.equipment,
        "special_equipment": tuple(one for one in client.equipment if one.special),
        "chemicals": client.chemicals,
        "major_hazard": critical.derive(client.data, client.library),
        "confined_spaces": things.confined_spaces(client.data, client.zone_names),
        "health_factors": things.health_factors(client.data, client.day),
        **client.objects,
        "scenes": scenes.derive(client.evidence, accidents, client.zone_names, client.library),
    }


def _operating_rules(client: _Client) -> tuple[domain.OperatingRule, ...]:
    here = {key for key, found in client.here.items() if found}
    return machines.derive(client.equipment, client.posts, client.has, client.law, here, client.library)


def _of_risks(client: _Client) -> _Fields:
    """Hazards found and risks graded, with what hangs on the walls."""
    zones, points, library = client.zones, client.risk_points, client.library
    places = signs.places(zones, client.equipment, client.chemicals)
    return {
        "hazards": client.hazards,
        "hazard_stats": hazards.stats(client.hazards),
        "zones": zones,
        "risk_points": points,
        "top_risks": risk.top(points, library),
        "grades": risk.counts(zones, library),
        "risk_criteria": grading.criteria(points, library),
        "boards": riskboards.boards(zones, places, objects.limits(client.objects["dust"]), library),
        "cards": riskboards.cards(client.posts, zones, places, library),
    }


def _of_the_service(client: _Client) -> _Fields:
    """The plan of the service, and how it and its papers stand."""
    diagnosed = diagnosis.derive(client.data)
    return {
        "service_items": client.service_items,
        "schedule": client.schedule,
        "service": visits.derive(client.data, client.day, client.schedule, _papers(client), client.advisors),
        "diagnosis": diagnosed,
        "diagnosis_total": diagnosis.total(diagnosed),
        "fee": client.fee,
        "system_states": service.system_states(client.data, client.has.chemicals, client.library),
        "ledger_states": service.ledger_states(client.data, client.library),
    }


def _papers(client: _Client) -> domain.Papers:
    """The papers of the service, made or to be filled."""
    uscc, plan = client.enterprise.uscc, client.schedule
    inspected = inspections.papers(uscc, plan, client.inspections, client.hazards)
    taught = trainings.papers(client.enterprise, plan, client.records.trainings, client.advisors)
    return visits.written(client.kept, client.enterprise, plan, client.service_items, inspected, taught)


def _of_records(client: _Client) -> _Fields:
    """What the ledgers hold."""
    return {
        "meetings": ledgers.meetings(client.kept),
        "inspections": client.inspections,
        "records": client.records,
        "blank_rows": ledgers.blank_rows(client.data),
    }
