"""Everything derived from one client's record for one day: pure, and without failure on checked data."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from generator import domain
from generator.facts import (
    acts,
    board,
    cited,
    critical,
    deadline,
    diagnosis,
    grading,
    inspections,
    ledgers,
    limits,
    objects,
    overrides,
    parties,
    people,
    post_rules,
    risk,
    riskboards,
    service,
    term,
    things,
    trainings,
    units,
    verdicts,
    visits,
)
from generator.facts.client import Client
from generator.facts.shared import Shared
from generator.library import Library, built_in
from generator.record import Record

_VERDICTS = "verdicts"


def derive(
    record: Record, day: datetime.date, library: Library | None = None, year: int | None = None
) -> domain.Facts:
    """The facts that templates may print, as known on the day; with a year its ledgers alone."""
    return Derivation(record, day, library, year).facts


class Derivation:
    """The fields of `domain.Facts` by name, each derived when it is first asked for.

    With a ``year`` the ledgers hold its rows alone; with the number of a ``period`` the plan, its papers and
    the agreement are those of that period, else of the one in force on the day. ``shared`` is what other days
    of the same client have derived, with the library.
    """

    def __init__(
        self,
        record: Record,
        day: datetime.date,
        library: Library | None = None,
        year: int | None = None,
        period: int | None = None,
        shared: Shared | None = None,
    ) -> None:
        self._client = Client(record, day, year, period, shared or Shared(library or built_in()))
        self._found: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The field of that name; KeyError where the facts have none."""
        if name == _VERDICTS:
            return self.facts.verdicts
        if name not in self._found:
            self._found[name] = _FIELDS[name](self._client)
        return self._found[name]

    @cached_property
    def facts(self) -> domain.Facts:
        """All of them."""
        told = domain.Facts(**{name: self[name] for name in _FIELDS})
        span = term.span(self._client.data)
        started = bool(span and span[0] < self._client.day)
        return replace(told, verdicts=verdicts.derive(told, started))


def _lead(client: Client) -> domain.Advisor:
    return client.advisors[0] if client.advisors else people.NO_ADVISOR


def _board(client: Client) -> domain.Board:
    return board.board(
        client.enterprise,
        client.agency,
        client.advisors,
        client.service_items,
        parties.regulator(client.data),
        client.library,
    )


def _post_rules(client: Client) -> tuple[domain.PostRule, ...]:
    return post_rules.derive(client.posts, client.zones, client.operating_rules, client.library)


def _boards(client: Client) -> tuple[domain.RiskBoard, ...]:
    limits_ = objects.limits(client.objects["dust"])
    return client.shared.once(riskboards.boards, client.zones, limits_, _source(client))


def _cards(client: Client) -> tuple[domain.RiskCard, ...]:
    return client.shared.once(riskboards.cards, client.posts, client.zones, _source(client))


def _source(client: Client) -> riskboards.Source:
    return riskboards.Source(client.asked, client.scenes, client.library)


def _service(client: Client) -> domain.ServiceRecords:
    """How the service and its papers stand."""
    return visits.derive(client.data, client.day, client.schedule, _papers(client), client.advisors)


def _papers(client: Client) -> domain.Papers:
    """The papers of the service, made or to be filled."""
    whole, year = _written(client), client.only
    own = tuple(one for one in whole.inspections if client.within(one.date))
    # What was found in an earlier period may be looked at again in this one.
    again = tuple(one for one in whole.rechecks if client.within(one.rechecked))
    drills = tuple(one for one in whole.drills if not year or year.holds(one.date or one.planned))
    return replace(whole, inspections=own, rechecks=again, drills=drills)


def _written(client: Client) -> domain.Papers:
    """The same with inspections of every period, and drills of every year."""
    enterprise, plan = client.enterprise, client.schedule
    inspected = inspections.papers(enterprise.uscc, plan, client.inspections, client.hazards)
    held = tuple(one for one in client.trainings if client.within(one.date))
    taught = trainings.papers(enterprise, plan, held, client.advisors_on)
    return visits.written(client.served, enterprise, plan, client.service_items, inspected, taught)


def _cited(client: Client) -> Mapping[str, bool]:
    """The laws that stand in the data, under hazards, in operating rules and in what is inspected."""
    found = (words for one in client.found for words in (*one.basis, *one.clause))
    rules = (words for rule in client.operating_rules for words in rule.basis)
    checks = (words for one in client.units for check in one.unit.checks for words in check.basis)
    parts = (client.shared.once(cited.within, part) for part in client.data.values())
    told = cited.named((*found, *rules, *checks)).union(*parts)
    return cited.derive(told, client.law)


def _annual(client: Client) -> domain.AnnualPlan:
    plan = service.annual(client.data, client.year, client.day, client.library)
    return replace(plan, lessons=service.lessons(plan.first, client.gravest_units))


_FIELDS: Mapping[str, Callable[[Client], Any]] = {
    "day": lambda client: client.day,
    "year": lambda client: client.year,
    "annual": _annual,
    "enterprise": lambda client: client.enterprise,
    "people": lambda client: client.people,
    "regulator": lambda client: parties.regulator(client.data),
    "agency": lambda client: client.agency,
    "advisors": lambda client: client.advisors,
    "lead_advisor": _lead,
    "advisor_names": lambda client: client.advisor_names,
    "agreement": lambda client: parties.agreement(client.data),
    "deadline": lambda client: deadline.derive(client.data, client.day, client.library),
    "acts": lambda client: acts.derive(client.data),
    "numbers": lambda client: parties.numbers(client.data),
    "has": lambda client: client.has,
    "here": lambda client: client.here,
    "unit": lambda client: units.by_key(client.units, client.library),
    "units": lambda client: tuple(one.unit for one in client.units),
    "gravest_units": lambda client: client.gravest_units,
    "overrides": lambda client: overrides.given(client.data, client.library),
    "scenes": lambda client: client.scenes,
    "departments": lambda client: people.departments(client.data, client.posts),
    "posts": lambda client: client.posts,
    "equipment": lambda client: client.equipment,
    "special_equipment": lambda client: tuple(one for one in client.equipment if one.special),
    "operating_rules": lambda client: client.operating_rules,
    "post_rules": _post_rules,
    "certificates": lambda client: client.certificates,
    "chemicals": lambda client: client.chemicals,
    "confined_spaces": lambda client: things.confined_spaces(client.data, client.zone_names),
    "major_hazard": lambda client: critical.derive(client.data, client.library),
    "health_factors": lambda client: client.health_factors,
    "dust": lambda client: client.objects["dust"],
    "ammonia": lambda client: client.objects["ammonia"],
    "molten_metal": lambda client: client.objects["molten_metal"],
    "cold_rooms": lambda client: client.objects["cold_rooms"],
    "furnaces": lambda client: client.objects["furnaces"],
    "boilers": lambda client: client.objects["boilers"],
    "hazards": lambda client: client.current,
    "hazards_major": lambda client: tuple(one for one in client.current if one.major),
    "hazard_stats": lambda client: client.stats,
    "zones": lambda client: client.zones,
    "risk_points": lambda client: client.risk_points,
    "top_risks": lambda client: risk.top(client.risk_points, client.library),
    "grades": lambda client: risk.counts(client.zones, client.library),
    "site": lambda client: parties.site(client.data),
    "risk_list": lambda client: client.gravest,
    "risk_criteria": lambda client: grading.criteria(client.risk_points, client.library),
    "boards": _boards,
    "cards": _cards,
    "service_items": lambda client: client.service_items,
    "schedule": lambda client: client.schedule,
    "diagnosis": lambda client: client.diagnosis,
    "diagnosis_total": lambda client: diagnosis.total(client.diagnosis),
    "fee": lambda client: client.fee,
    "system_states": lambda client: service.system_states(client.data, client.has.chemicals, client.library),
    "ledger_states": lambda client: service.ledger_states(client.data, client.library),
    "meetings": lambda client: ledgers.meetings(client.ledgers),
    "inspections": lambda client: client.listed,
    "records": lambda client: client.records,
    "service": _service,
    "board": _board,
    "badges": lambda client: board.badges(client.agency, client.advisors),
    "blank_rows": lambda client: ledgers.blank_rows(client.data),
    "law": lambda client: client.law,
    "cited": _cited,
    "limit": lambda client: limits.derive(client.law, client.library),
}
