"""Dangerous chemicals as the State lists them: one row a substance, found by any way of writing its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.library.edition import Library
from generator.library.spelling import plain

# From so many percent on a product counts as the substance itself: what is listed of it holds.
_PURE = Decimal(90)
_PERCENT = re.compile(r"[≥≤><]?(\d+(?:\.\d+)?)(?:%?[-~至](\d+(?:\.\d+)?))?%")
# What may stand in brackets or before the name without making it another substance or a mixture.
_GRADE = "工业级?|工业用|食品级|分析纯|化学纯|试剂级?|电子级|电镀级|高纯|瓶装|桶装|管道|ar|cp|gr"
_STATE = "压缩的?|液化的?|压缩的?或(?:者)?液化的?|溶解的?"
_USE = "[一-鿿]{1,4}用|制冷剂|(?:89|92|95|98)[#号]"
_HARMLESS = re.compile(rf"(?:{_GRADE}|{_STATE}|无水|浓度|含量|约|[,、]|{_PERCENT.pattern})+|{_USE}")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_MIXTURE = re.compile(
    "漆|稀释剂|天那水|香蕉水|开油水|油墨|涂料|固化剂|硬化剂|胶|树脂|洗板水|洗车水|清洗剂|脱漆剂|除油剂|切削液|助剂|色浆|光油|含"
)
_BEFORE = re.compile(rf"^(?:{_GRADE})")


@dataclass(frozen=True, slots=True)
class Chemical:
    """A row of chemicals.yaml; what it does not have ("", None, False) is not on record, not denied.

    ``numbers`` are all CAS numbers by which official lists know it, ``cas`` the one of this list.
    ``limit`` is the critical quantity of GB 18218 table 1 in tonnes, for ``limit_above`` percent and more
    where that is said; ``when`` restricts all but the CAS number, to above ``above`` and up to ``upto``
    percent where it can be told by the concentration.
    """

    name: str
    cas: str
    numbers: frozenset[str] = frozenset()
    hazard: str = ""
    precursor: str = ""
    explosive: bool = False
    key: bool = False
    toxic: bool = False
    limit: Decimal | None = None
    limit_above: Decimal | None = None
    when: str = ""
    above: Decimal | None = None
    upto: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A substance that a name means; ``low`` and ``high`` are the percentages in the name, None without.

    ``exact`` tells that the name is the State's own, restriction and all.
    """

    chemical: Chemical
    exact: bool
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def holds(self) -> bool:
        """Whether the restriction of the row, if there is one, is met."""
        one = self.chemical
        if self.exact or not one.when:
            return True
        if self.low is None or self.high is None or (one.above is None and one.upto is None):
            return False
        return (one.above is None or self.low > one.above) and (one.upto is None or self.high <= one.upto)

    @property
    def whole(self) -> bool:
        """Whether all that is listed holds of the product: not of a solution that no restriction covers."""
        listed = self.low is None or self.low >= _PURE or self.chemical.above is not None
        return self.holds and listed

    @property
    def outside(self) -> bool:
        """Whether the percentages in the name are such that the restriction is certainly not met."""
        one = self.chemical
        weak = self.high is not None and one.above is not None and self.high <= one.above
        strong = self.low is not None and one.upto is not None and self.low > one.upto
        return weak or strong


def check_digit(cas: str) -> int:
    """The last digit that the digits before it ask for."""
    digits = [int(char) for char in reversed(cas.replace("-", ""))]
    return sum(place * digit for place, digit in enumerate(digits)) % 10


def find(name: str, library: Library) -> Found | None:
    """The substance of a name; None for what is not listed, and for every mixture."""
    index = library.once(_index)
    written = plain(name)
    if written in index:
        one = index[written]
        # A name without brackets does not tell the restriction, even if it is the row's own.
        return Found(one, written == plain(one.name) and ("(" in written or not one.when))
    bare = _bare(written)
    one_of = index.get(bare) if bare else None
    if one_of is None:
        return None
    low, high = _percent(written)
    return Found(one_of, False, low, high)


def is_mixture(name: str) -> bool:
    """Whether a name is that of a mixture, such as paint and thinner: it has no CAS number."""
    return bool(_MIXTURE.search(name))


def by_cas(cas: str, library: Library) -> tuple[Chemical, ...]:
    """The rows of a CAS number: two where a gas and its solution share it."""
    return tuple(one for one in load(library) if one.cas == cas)


def load(library: Library) -> tuple[Chemical, ...]:
    """The rows in the order of the file."""
    return library.once(_load)


def _load(library: Library) -> tuple[Chemical, ...]:
    return tuple(_chemical(row) for row in library.table("chemicals"))


def _chemical(row: Mapping[str, Any]) -> Chemical:
    flags = {name: row.get(name, False) for name in ("explosive", "key", "toxic")}
    return Chemical(
        name=row["name"],
        cas=row["cas"],
        numbers=frozenset((row["cas"], *row.get("other_cas", ()))),
        hazard=row.get("class", ""),
        precursor=row.get("precursor", ""),
        when=row.get("when", ""),
        limit=_number(row, "limit"),
        limit_above=_number(row, "limit_above"),
        above=_number(row, "above"),
        upto=_number(row, "upto"),
        **flags,
    )


def _number(row: Mapping[str, Any], key: str) -> Decimal | None:
    return Decimal(str(row[key])) if key in row else None


def names(row: Mapping[str, Any]) -> Iterator[str]:
    """Every name of a row of a table: its own, the other official ones, those in use."""
    yield row["name"]
    yield from row.get("aliases", ())
    yield from row.get("also", ())


def _index(library: Library) -> Mapping[str, Chemical]:
    rows = zip(library.table("chemicals"), load(library), strict=True)
    return {plain(name): one for row, one in rows for name in names(row)}


def _bare(written: str) -> str:
    """The name without grade and concentration; "" where brackets hold what may be other substances."""
    if not all(_HARMLESS.fullmatch(inner) for inner in _BRACKETED.findall(written)):
        return ""
    return _BEFORE.sub("", _PERCENT.sub("", _BRACKETED.sub("", written)))


def _percent(written: str) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest percentage that a name states."""
    found = [Decimal(number) for pair in _PERCENT.findall(written) for number in pair if number]
    return (min(found), max(found)) if found else (None, None)
