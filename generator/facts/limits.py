"""The limits that documents cite: each with its number and, for the document's day, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator import domain
from generator.facts import basis, laws
from generator.facts.laws import Laws
from generator.library import Library, limits

_OWN = "企业规定"


def derive(law: Laws, library: Library) -> Mapping[str, domain.Limit]:
    """Every limit of the table by its key."""
    known = limits.load(library)
    return MappingProxyType(
        {key: domain.Limit(one.value, _basis(one, law, library)) for key, one in known.items()}
    )


def _basis(limit: limits.Limit, law: Laws, library: Library) -> str:
    """The law, with the clause where that is proven, else that the enterprise says so."""
    if limit.law:
        return _cited(limit, law[limit.law], library)
    return f"{_OWN}，参照{law[limit.follows].cite}" if limit.follows else _OWN


def _cited(limit: limits.Limit, law: domain.Law, library: Library) -> str:
    return law.cite + basis.printed(limit.clause, laws.proven(limit.law, law.number, library))
