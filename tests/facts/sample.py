"""Records for the tests of facts: the smallest that passes the schema, and parts to put into it."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import Any

from generator import domain
from generator.assets import Folder
from generator.problems import Origin
from generator.record import Keys, Record

DAY = datetime.date(2026, 11, 23)
FOLDER = Path("/data/clients/small")


def smallest() -> dict[str, Any]:
    """The required keys alone."""
    return {
        "agency": {
            "name": "示例机构",
            "principal": {"name": "示例负责人"},
            "advisors": [{"name": "示例辅导员A"}],
        },
        "enterprise": {
            "name": "示例小厂",
            "address": "虚构镇示例路9号",
            "county": "永康市",
            "industry": {"name": "金属制品", "sector": "机械"},
            "headcount": 12,
        },
        "people": {"principal": {"name": "示例戊一"}},
        "agreement": {"effective": "2026-09-01"},
    }


def record(**parts: Any) -> Record:
    """The smallest record with these parts put in; an object is merged into the one that is there."""
    data = smallest()
    for key, value in parts.items():
        merged = isinstance(value, dict) and isinstance(data.get(key), dict)
        data[key] = {**data[key], **value} if merged else value
    return of(data)


def of(data: dict[str, Any]) -> Record:
    """A record of the data, the agency in a file of its own."""
    origins: dict[Keys, Origin] = {
        (): Origin("client.yaml", 1, 1),
        ("agency",): Origin("agency.yaml", 1, 1),
        ("hazards",): Origin("client.yaml", 9, 3),
    }
    sources = {"client.yaml": Folder(FOLDER), "agency.yaml": Folder(FOLDER.parent)}
    return Record(data, origins, sources, "0" * 64)


def unit(key: str, **told: Any) -> domain.Unit:
    """A unit of knowledge that says nothing but what is told of it."""
    nothing = {field.name: () for field in dataclasses.fields(domain.Unit)}
    return domain.Unit(**(nothing | {"key": key, "title": key} | told))  # type: ignore[arg-type]
