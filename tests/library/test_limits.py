"""The table of limits: typed, its laws and clauses in the register; what a day makes of the basis."""

from __future__ import annotations

from typing import Any

import pytest

from generator.errors import CatalogueError
from generator.library import built_in, limits
from tests.rows import each

LAWS = built_in().table("laws")
GOOD = {"about": "风力", "value": "五级", "grade": "知识"}


def test_a_limit_is_read() -> None:
    limit = limits.read({"wind": {**GOOD, "law": "gb46768", "clause": "6.2.3"}}, LAWS)["wind"]
    assert (limit.value, limit.law, limit.clause) == ("五级", "gb46768", "6.2.3")


@each(
    [
        ({"vaule": "五级"}, "vaule"),
        ({"value": 5}, "value 应为文字"),
        ({"value": "五级, 六级"}, "标点"),
        ({"grade": "听说"}, "grade 应为"),
        ({"law": "gb1"}, "没有 gb1"),
        ({"follows": "gb1"}, "没有 gb1"),
        ({"law": "gb46768", "clause": "6.2.77"}, "条号 6.2.77 没有登记"),
        ({"clause": "6.2.3"}, "条号 6.2.3 没有登记"),
    ]
)
def test_a_faulty_limit_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(CatalogueError, match=words):
        limits.read({"wind": {**GOOD, **change}}, LAWS)


def test_what_is_left_out_is_told() -> None:
    with pytest.raises(CatalogueError, match="缺少 grade"):
        limits.read({"wind": {"about": "风力", "value": "五级"}}, LAWS)


def test_reference_data_holds_the_numbers() -> None:
    forklift = built_in().gather("risks")["forklift"]["risks"][0]["controls"]["management"]
    assert f"车间内不超过{limits.load(built_in())['speed_workshop'].value}" in forklift
