"""What Article 23 asks to be told of a contract: the same fields for Word, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from generator import domain
from generator.errors import CatalogueError
from generator.library import Library
from generator.problems import error

_NAME = "contract_fields"
_SCHEDULE = "schedule."
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def fields(facts: domain.Facts, library: Library, planned: domain.Facts | None = None) -> dict[str, str]:
    """Each field by its Chinese name, in order; "" for what is not known.

    What is of the plan of visits is that of ``planned``: the facts of the day on which it was delivered.
    """
    plan = planned or facts
    return {
        label: _told(plan if name.startswith(_SCHEDULE) else facts, label, name)
        for label, name in named(library.table(_NAME))
    }


def named(rows: Any) -> list[tuple[str, str]]:
    """The list of fields, checked; CatalogueError names the faulty row."""
    found: dict[str, str] = {}
    for place, row in enumerate(rows if isinstance(rows, list) else [None], 1):
        if not _is_field(row):
            raise _fault(f"第 {place} 行", "应写成 [名称, 取值名]")
        if row[0] in found:
            raise _fault(f"第 {place} 行", f"名称重复：{row[0]}")
        found[row[0]] = row[1]
    return list(found.items())


def _is_field(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 2 and all(isinstance(item, str) for item in row)


def _told(facts: domain.Facts, label: str, name: str) -> str:
    try:
        return domain.printing.printed(facts, name)
    except (AttributeError, KeyError):
        raise _fault(label, f"没有取值“{name}”") from None
    except TypeError:
        raise _fault(label, f"“{name}”是一组信息，要写到具体的一项") from None


def _fault(where: str, message: str) -> CatalogueError:
    return CatalogueError(error(f"templates/reference/{_NAME}.yaml {where}", message))


def context(facts: domain.Facts, library: Library) -> Mapping[str, object]:
    """The special name of templates: ``contract_fields``; `proofing.contract.EXTRA` tells its shape."""
    return {_NAME: rows(fields(facts, library))}


def rows(found: Mapping[str, str]) -> list[dict[str, str]]:
    """Fields as a template goes through them."""
    return [{"label": label, "value": value} for label, value in found.items()]


def data(found: Mapping[str, str], suffix: str) -> bytes:
    """The fields as a file: ``.json``, or ``.csv`` that Excel opens as it is."""
    return _csv(found) if suffix == ".csv" else _json(found)


def _json(found: Mapping[str, str]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(found: Mapping[str, str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([found.keys(), map(_safe, found.values())])
    return out.getvalue().encode("utf-8-sig")


def _safe(value: str) -> str:
    """Text that a spreadsheet does not take for a formula; numbers and phones begin with digits."""
    return f"'{value}" if value.startswith(_FORMULA) else value
