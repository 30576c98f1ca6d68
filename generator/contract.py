"""What Article 23 asks to be told of a contract: the same fields for Word, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from generator import catalogue, reference
from generator.facts import model

_NAME = "contract_fields"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def fields(facts: model.Facts) -> dict[str, str]:
    """Each field by its Chinese name, in order; "" for what is not known."""
    rows: list[list[str]] = reference.load(_NAME)
    return {label: str(catalogue.dotted(facts, name, _NAME)) for label, name in rows}


def context(facts: model.Facts) -> Mapping[str, object]:
    """The special name of templates: ``contract_fields``; `library.EXTRA` tells its shape."""
    return {"contract_fields": [{"label": label, "value": value} for label, value in fields(facts).items()]}


def data(facts: model.Facts, suffix: str) -> bytes:
    """The fields as a file: ``.json``, or ``.csv`` that Excel opens as it is."""
    return _csv(fields(facts)) if suffix == ".csv" else _json(fields(facts))


def _json(found: Mapping[str, str]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(found: Mapping[str, str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([found.keys(), map(_safe, found.values())])
    return out.getvalue().encode("utf-8-sig")


def _safe(value: str) -> str:
    """Text that a spreadsheet does not take for a formula; numbers and phones begin with digits."""
    return f"'{value}" if value.startswith(_FORMULA) else value
