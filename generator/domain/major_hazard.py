"""Whether what is stored makes a major hazard installation: the sum of q/Q of GB 18218."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from generator.domain.kinds import Amount, Form, Words

# q/Q with five decimals; a sum below 1 is rounded down, so that it never prints as 1.
Ratio = Annotated[Decimal | None, Form(decimals=5)]
_TONNES = {"t": 1, "吨": 1, "kg": 1000, "公斤": 1000, "千克": 1000, "g": 10**6, "克": 10**6}
_MASS = r"(\d+(?:\.\d+)?)\s*(kg|公斤|千克|吨|克|g|t)(?![a-z])"
_ONE = re.compile(
    rf"(?:约|最大|不超过|≤|<)?\s*(?:\d+(?:\.\d+)?\s*[-~～—至]\s*)?{_MASS}\s*(?:以内|以下|左右)?", re.I
)
_PACKED = re.compile(
    rf"(\d+)\s*(桶|瓶|罐|袋|箱|坛|包)\s*[(×x*，,]?\s*(?:每?(?:桶|瓶|罐|袋|箱|坛|包))?\s*{_MASS}"
    r"\s*(?:/\s*(?:桶|瓶|罐|袋|箱|坛|包))?\s*\)?",
    re.I,
)
_ASIDE = re.compile(r"\([^()]*\)")


class MajorHazardState(StrEnum):
    """What the sum over the whole site tells."""

    BELOW = "不构成"
    REACHED = "达到"
    OPEN = "不能判定"


@dataclass(frozen=True, slots=True)
class CriticalStock:
    """A chemical with what is stored and its critical quantity, both in tonnes, None where not known.

    ``by`` is the table of the standard and its line; ``note`` says why there is no ratio.
    """

    name: str
    stock: Amount
    critical: Amount
    by: str
    ratio: Ratio
    note: str


@dataclass(frozen=True, slots=True)
class MajorHazard:
    """All chemicals, the sum of their ratios, and what follows; ``open`` names those that are not judged."""

    rows: tuple[CriticalStock, ...]
    total: Ratio
    state: MajorHazardState | None
    open: Words


def tonnes(written: object) -> Decimal | None:
    """The mass that a text states, in tonnes: 0.2 t, 50 公斤, 30桶（16 kg/桶）; None for anything else.

    A range counts with its upper end; what stands aside in brackets is not read.
    """
    if not isinstance(written, str):
        return Decimal(0) if written == 0 and not isinstance(written, bool) else None
    text = written.replace("（", "(").replace("）", ")").strip()
    if text in ("0", "无"):
        return Decimal(0)
    if packed := _PACKED.fullmatch(text):
        return Decimal(packed[1]) * _tonnes(packed[3], packed[4])
    one = _ONE.fullmatch(_ASIDE.sub("", text).strip())
    return _tonnes(one[1], one[2]) if one else None


def _tonnes(number: str, unit: str) -> Decimal:
    return Decimal(number) / _TONNES[unit.lower()]
