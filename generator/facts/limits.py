"""The limits that documents cite: each with its number and, for the document's day, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator import domain
from generator.facts import basis, laws
from generator.library import built_in, limits

_OWN = "企业规定"


def derive(law: Mapping[str, domain.Law]) -> Mapping[str, domain.Limit]:
    """Every limit of the table by its key."""
    return MappingProxyType(
        {key: domain.Limit(one.value, _basis(one, law)) for key, one in limits.load(built_in()).items()}
    )


def _basis(limit: limits.Limit, law: Mapping[str, domain.Law]) -> str:
    """The law, with the clause where that is proven, else that the enterprise says so."""
    if limit.law:
        found = law[limit.law]
        return found.cite + basis.printed(limit.clause, laws.proven(limit.law, found.number))
    return f"{_OWN}，参照{law[limit.follows].cite}" if limit.follows else _OWN
