"""One client on one day: what several facts rest on, each computed when it is first asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from generator import domain
from generator.facts import (
    agenda,
    agreed,
    answers,
    certified,
    diagnosis,
    drilled,
    evidence,
    features,
    fee,
    filling,
    grading,
    hazards,
    inspections,
    known,
    laws,
    ledgers,
    machines,
    objects,
    parties,
    people,
    records,
    remedy,
    risk,
    scenes,
    schedule,
    seen,
    service,
    signs,
    spending,
    things,
    units,
    yearly,
)
from generator.facts.plain import Data, items
from generator.facts.shared import Shared
from generator.facts.topics import Topics
from generator.record import Record


class Client:
    """One client as known on one day; with a ``year``, its ledgers hold the rows of that year alone."""

    def __init__(
        self, record: Record, day: datetime.date, year: int | None, period: int | None, shared: Shared
    ) -> None:
        self.given, self.shared, self.library = record, shared, shared.library
        self.record = filling.completed(known.on(record, day, period), self.library)
        self.data = self.record.data
        self.day = day
        self.year = year or day.year
        self.only = yearly.of(self.data, year, day) if year else None

    @cached_property
    def ledgers(self) -> Data:
        """The data with the records that the ledgers show: all, or those of their year."""
        return yearly.only(self.data, self.only) if self.only else self.data

    @cached_property
    def law(self) -> laws.Laws:
        return laws.derive(self.day, self.library)

    @cached_property
    def fee(self) -> domain.SafetyFee:
        return self.shared.of(fee.derive, self.data, ("enterprise",), self.library)

    @cached_property
    def evidence(self) -> evidence.Evidence:
        """What shows each unit of evidence.yaml; nothing where it is not there."""
        return self.shared.once(evidence.derive, seen.telling(self.data), self.library).found

    @cached_property
    def here(self) -> Mapping[str, bool]:
        return {key: bool(found) for key, found in self.evidence.items()}

    @cached_property
    def has(self) -> domain.Has:
        return features.derive(self.data, self.fee.duty, self.evidence, self.library)

    @cached_property
    def enterprise(self) -> domain.Enterprise:
        return self.shared.of(parties.enterprise, self.data, ("enterprise", "people"))

    @cached_property
    def agency(self) -> domain.Agency:
        return self.shared.of(people.agency, self.data, ("agency",))

    @cached_property
    def advisors(self) -> tuple[domain.Advisor, ...]:
        return people.advisors(self.record)

    @cached_property
    def advisor_names(self) -> tuple[str, ...]:
        return people.names(self.advisors)

    def advisors_on(self, day: domain.Day) -> tuple[domain.Advisor, ...]:
        """Those who served on a day; of days to come, and without one, those who serve now."""
        if day is None or day >= self.day or not self._changed:
            return self.advisors
        return people.advisors(known.on(self.given, day))

    def _names_on(self, day: datetime.date) -> tuple[str, ...]:
        return people.names(self.advisors_on(day))

    @cached_property
    def _changed(self) -> bool:
        """Whether others served before the day than on it."""
        rows = items(self.data, "advisors")
        return bool(known.ended(self.given, self.day)) or any(isinstance(row, Mapping) for row in rows)

    @cached_property
    def zone_names(self) -> Mapping[str, str]:
        return self.shared.of(parties.zone_names, self.data, ("zones",))

    @cached_property
    def units(self) -> tuple[units.Placed, ...]:
        """The units of knowledge that are there, with their zones."""
        known = units.Client(self.evidence, self.equipment, self._posts, self.has, self.zone_names, self.law)
        known = replace(known, points=tuple(seen.points(self.data)))
        return self.shared.once(units.derive, known, self.library)

    @cached_property
    def _unit_places(self) -> scenes.Places:
        return {one.unit.key: one.unit.places for one in self.units}

    @cached_property
    def _posts(self) -> tuple[domain.Post, ...]:
        return self.shared.of(people.posts, self.data, ("posts",), self.zone_names)

    @cached_property
    def posts(self) -> tuple[domain.Post, ...]:
        return self.shared.once(units.at_posts, self._posts, self.units)

    @cached_property
    def equipment(self) -> tuple[domain.Equipment, ...]:
        inspected = things.stands(self.data, self.day)
        listed = self.shared.of(things.equipment, self.data, ("equipment",), self.zone_names, inspected)
        return self.shared.once(objects.remarked, listed, objects.read(self.data))

    @cached_property
    def objects(self) -> Mapping[str, Any]:
        """Dust, ammonia and the like, by their field."""
        return self.shared.once(objects.derive, objects.read(self.data), self.zone_names, self.equipment)

    @cached_property
    def operating_rules(self) -> tuple[domain.OperatingRule, ...]:
        """The rules of machines and operations, each with what the units at its machines add."""
        here = {key for key, found in self.here.items() if found}
        rules = machines.derive(self.equipment, self.posts, self.has, self.law, here, self.library)
        return machines.with_units(rules, tuple(one.unit for one in self.units), self.library)

    @cached_property
    def chemicals(self) -> tuple[domain.Chemical, ...]:
        return self.shared.of(things.chemicals, self.data, ("chemicals",), self.zone_names)

    @cached_property
    def found(self) -> tuple[domain.Hazard, ...]:
        """The hazards before it is known which plans answer them."""
        return hazards.derive(self.record, self.zone_names, self.day, self.law, self.library)

    @cached_property
    def scenes(self) -> tuple[domain.Scene, ...]:
        accidents = evidence.accidents(self.data, hazards.accident_types(self.found))
        known = (self.evidence, accidents, self.zone_names, self._unit_places, self.library)
        return self.shared.once(scenes.by_grade, self.shared.once(scenes.derive, *known), self.risk_points)

    @cached_property
    def hazards(self) -> tuple[domain.Hazard, ...]:
        zones = {one.unit.key: one.unit.zones for one in self.units}
        places = answers.where(self.evidence, self.zone_names, zones, self.library)
        return tuple(self._answered(one, places) for one in self.found)

    def _answered(self, one: domain.Hazard, places: answers.Where) -> domain.Hazard:
        """A hazard with its units and the plans that answer it."""
        own = units.of_hazard(one, self.units, self.library)
        titles = answers.plans(one, self.scenes, places, answers.of_units(own, self.library))
        return replace(one, units=own, plans=titles, recommendation=remedy.protected(one, own))

    @cached_property
    def zones(self) -> tuple[domain.Zone, ...]:
        found = self.shared.once(risk.zones, risk.read(self.data), self.library)
        return self.shared.once(units.at_zones, found, self.units)

    @cached_property
    def risk_points(self) -> tuple[domain.RiskPoint, ...]:
        return tuple(point for zone in self.zones for point in zone.risks)

    @cached_property
    def asked(self) -> signs.AllAsked:
        """The signs that each risk point asks for."""
        places = signs.places(self.zones, self.equipment, self.chemicals)
        return self.shared.once(signs.asked, self.zones, places, self.library)

    @cached_property
    def inspections(self) -> tuple[domain.InspectionRow, ...]:
        return ledgers.inspections(self.data, self.hazards)

    @cached_property
    def diagnosis(self) -> tuple[domain.Diagnosis, ...]:
        return self.shared.of(diagnosis.derive, self.data, ("diagnosis",))

    @cached_property
    def certificates(self) -> tuple[domain.Certificate, ...]:
        return people.certificates(self.data, self.day)

    @cached_property
    def people(self) -> domain.People:
        return self.shared.of(people.derive, self.data, ("people",))

    @cached_property
    def health_factors(self) -> tuple[domain.HealthFactor, ...]:
        return things.health_factors(self.data, self.day)

    @cached_property
    def gravest(self) -> tuple[domain.RiskPoint, ...]:
        return grading.gravest(self.risk_points, self.library)

    @cached_property
    def gravest_units(self) -> tuple[domain.Unit, ...]:
        """The units that are in some place alone, by the gravest risk that they can cause there."""
        return tuple(agenda.ranked((one.unit for one in self.units if not one.whole), self.gravest))

    @cached_property
    def agenda(self) -> agenda.Agenda:
        """What of the client's own the visits of each month are about."""
        officers = certified.officers(self.people, self.certificates)
        due = agenda.expiring(self.certificates, officers, self.equipment, self.health_factors)
        top = risk.top(self.risk_points, self.library)
        span = schedule.span(self.data, self.day, self.library)
        return agenda.derive(span, self.current, top, self.gravest_units, self.diagnosis, due)

    @cached_property
    def topics(self) -> Topics:
        table = self.library.table("service_topics")
        plan = drilled.scene(self.gravest, self.scenes, table["drill"]["accidents"])
        agreed_, title = service.agreed(self.data, self.library), plan.title if plan else ""
        lessons = tuple(one.training[0] for one in self.gravest_units if one.training)
        return Topics(self.has, self.agenda, self._names_on, agreed_, title, lessons, table)

    @cached_property
    def schedule(self) -> domain.Schedule:
        inspected = filter(self.within, inspections.inspected(self.inspections))
        return schedule.derive(self.data, self.day, self.topics, inspected, self.library)

    @cached_property
    def within(self) -> Callable[[domain.Day], bool]:
        """Whether a day belongs to the period of service in force."""
        return agreed.period(self.data)

    @cached_property
    def service_items(self) -> tuple[domain.ServiceItem, ...]:
        return service.service_items(self.data, self.schedule, self.library)

    @cached_property
    def served(self) -> Data:
        """The data with the records of the period of service alone."""
        return agreed.served(self.data)

    @cached_property
    def listed(self) -> tuple[domain.InspectionRow, ...]:
        """The rows of the inspection ledger: all, or those of its year."""
        return ledgers.of_year(self.inspections, self.only) if self.only else self.inspections

    @cached_property
    def stats(self) -> domain.HazardStats:
        """Of the period's hazards, or of those that stand in the inspection ledger of the year."""
        if not self.only:
            return hazards.stats(self.current)
        shown = {row.hazard for row in self.listed}
        return hazards.stats(tuple(one for one in self.hazards if one.number in shown))

    @cached_property
    def current(self) -> tuple[domain.Hazard, ...]:
        """Those found in the period of service, and those of earlier ones that were open when it began."""
        return tuple(one for one in self.hazards if self.within(one.found) or self._was_open(one))

    def _was_open(self, one: domain.Hazard) -> bool:
        return one.result is not domain.Recheck.RECTIFIED or self.within(one.rechecked)

    @cached_property
    def trainings(self) -> tuple[domain.Training, ...]:
        return records.trainings(self.data)

    @cached_property
    def records(self) -> domain.Records:
        spent = spending.lines(self.data, self.only)
        total = spending.total(spent, self.year, self.fee)
        return records.derive(self.ledgers, self.day, self.posts, self.equipment, spent, total, self.library)
