"""The sum of q/Q over the chemicals of a site, by tables 1 and 2 of GB 18218-2018."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from generator import domain
from generator.domain import major_hazard
from generator.facts.condition import Advice, say_each
from generator.facts.plain import Data, rows, text
from generator.library import Library, chemicals, critical_quantities
from generator.problems import Keys, Problem
from generator.record import Record

_PLACE = Decimal("0.00001")
_NOT_STORED = re.compile("不储存|不存放|无储存|零库存|管道供|管道输送|随用随")
_KEYS: Keys = ("chemicals",)
State = major_hazard.MajorHazardState
Stock = major_hazard.CriticalStock
Names = tuple[str, ...]  # of chemicals


class _Critical(NamedTuple):
    """The critical quantity in tonnes and where it stands; without one why.

    ``settled`` is False where what it is cannot be told; a limit is then the smallest that it can be.
    """

    limit: Decimal | None
    by: str = ""
    note: str = ""
    settled: bool = True


class _Part(NamedTuple):
    """A chemical as it prints, with its exact ratio: at least so much, and at most (None: no telling)."""

    row: Stock
    least: Fraction
    most: Fraction | None

    @property
    def name(self) -> str:
        """What the chemical is called."""
        return self.row.name


def derive(data: Data, library: Library) -> major_hazard.MajorHazard:
    """Each chemical with its ratio, their sum and what follows; no state where there are none."""
    found = [_judged(row, library) for row in rows(data, "chemicals")]
    if not found:
        return major_hazard.MajorHazard((), None, None, ())
    whole = sum((part.most for part in found if part.most is not None), Fraction())
    listed = tuple(part.row for part in found)
    return major_hazard.MajorHazard(listed, _rounded(whole), *_concluded(found, whole))


def _concluded(found: list[_Part], whole: Fraction) -> tuple[State, Names]:
    """What follows, and the chemicals of which too little is known."""
    missing = tuple(part.name for part in found if part.most is None)
    state = _state(_sure(found), whole, missing)
    return state, _doubtful(found) if state is State.OPEN and whole >= 1 else missing


def _sure(found: Iterable[_Part]) -> Fraction:
    return sum((part.least for part in found), Fraction())


def _doubtful(found: list[_Part]) -> Names:
    """The chemicals of which it is not known how much they come to."""
    return tuple(part.name for part in found if part.most != part.least)


def _state(sure: Fraction, whole: Fraction, missing: Names) -> State:
    """A sum that surely reaches 1 stands whatever is unknown; below 1 is what cannot reach it."""
    if sure >= 1:
        return State.REACHED
    return State.OPEN if missing or whole >= 1 else State.BELOW


def _rounded(value: Fraction) -> Decimal:
    """To five decimals; what is below 1 never rounds to it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(_PLACE, ROUND_DOWN if value < 1 else ROUND_HALF_UP)


def _judged(row: Data, library: Library) -> _Part:
    critical, given = _critical(row, library), row.get("max_stock")
    stock = Decimal(0) if _NOT_STORED.search(str(given)) else major_hazard.tonnes(given)
    most = _ratio(stock, critical)
    least = most if most and critical.settled else Fraction()
    return _Part(_printed(text(row, "name"), stock, critical, most, given), least, most)


def _printed(
    name: str, stock: Decimal | None, critical: _Critical, ratio: Fraction | None, given: object
) -> Stock:
    """A row of the table: no ratio where there is no critical quantity, with the reason."""
    limit, by, note = critical.limit, critical.by, critical.note
    if limit is None:
        return Stock(name, stock, None, by, None, note)
    shown = None if ratio is None else _rounded(ratio)
    notes = "；".join(filter(None, (note, _of_stock(stock, given))))
    return Stock(name, stock, limit, by, shown, notes)


def _of_stock(stock: Decimal | None, given: object) -> str:
    """Why what is stored cannot be counted, or that nothing is."""
    if stock is None:
        return "最大储存量没有填" if given is None else "最大储存量没有写成 kg、t"
    return "" if stock else "不储存，管道内的量未计"


def _ratio(stock: Decimal | None, critical: _Critical) -> Fraction | None:
    if critical.limit is None:
        return Fraction() if critical.settled else None
    return None if stock is None else Fraction(stock) / Fraction(critical.limit)


def _critical(row: Data, library: Library) -> _Critical:
    """Table 1 for what it names, else table 2 by the classes that the client or the catalogue gives."""
    found, given = chemicals.find(text(row, "name"), library), text(row, "hazard")
    if found and found.chemical.limit is not None:
        return _named(found, given, library)
    return _by_class(given, library)


def _named(found: chemicals.Found, given: str, library: Library) -> _Critical:
    """What table 1 names, perhaps only above a strength: weaker it goes by its class."""
    one = found.chemical
    if not found.holds:
        return _Critical(None, "", f"表1 只列{one.when}的，名称没有写明", settled=False)
    bound = one.limit_above
    if bound is None or (found.low is not None and found.low > bound):
        return _Critical(one.limit, "表1")
    weaker = _by_class(given or one.hazard, library)
    return weaker if found.high is not None and found.high <= bound else _smaller(one, weaker)


def _smaller(one: chemicals.Chemical, weaker: _Critical) -> _Critical:
    """Of a product that does not tell its strength: the smaller quantity of both."""
    if weaker.limit is None or one.limit is None:
        note = f"表1 只列浓度＞{one.limit_above}%的，名称没有写明浓度"
        return _Critical(None, "", note, settled=False)
    smaller = min(one.limit, weaker.limit)
    return _Critical(smaller, "表1、表2", "没有写明浓度，取较小的临界量", settled=False)


def _by_class(classes: str, library: Library) -> _Critical:
    if not classes:
        return _Critical(None, "", "危险性类别没有填", settled=False)
    return _in_tables(critical_quantities.of(classes, library))


def _in_tables(found: critical_quantities.Category) -> _Critical:
    if found.open:
        return _open(found.limit)
    if found.limit is None:
        return _Critical(None, "", "表1、表2 都没有列")
    return _Critical(found.limit, f"表2 {found.code}")


def _open(limit: Decimal | None) -> _Critical:
    """Of classes that leave open which line of the table it is."""
    if limit is None:
        return _Critical(None, "", "凭所填的危险性类别定不了", settled=False)
    return _Critical(limit, "表2", "取可能的最小临界量", settled=False)


def warnings(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """That the sum reaches 1, or that it cannot be judged and for want of what."""
    return say_each(record, _KEYS, "重大危险源辨识", _advice(facts.major_hazard))


def _advice(found: major_hazard.MajorHazard) -> Iterator[Advice]:
    if found.state == State.REACHED:
        hint = "按生产单元、储存单元分别辨识，构成的登记建档、评估、备案"
        yield f"全厂合计 Σq/Q＝{found.total}，不小于 1", hint
    elif found.state == State.OPEN:
        hint = "最大储存量（max_stock）写成 kg、t，危险性类别（hazard）用目录的词，溶液写明浓度"
        yield f"没有结论：{'；'.join(_reasons(found.rows, found.open))}", hint


def _reasons(listed: Iterable[Stock], unknown: Names) -> Iterator[str]:
    for row in listed:
        if row.name in unknown and row.note:
            yield f"{row.name}（{row.note}）"
