"""What a manifest tells: ids, versions, days and tools, each on both sides of its bounds."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest

from generator.bundles import manifest, versions
from generator.bundles.manifest import Manifest
from generator.errors import BundleError
from tests.bundles.made import ABOUT
from tests.rows import each


def test_versions_are_compared_as_numbers() -> None:
    rising = ["", "0.9", "2", "2.0.1", "2026.9", "2026.11", "2026.11.2", "2026.11.10", "2027"]
    assert sorted(set(rising), key=versions.order) == rising
    assert versions.order("2.0") == versions.order("2") == (2,)
    assert versions.order("1.2.dev3") == (1, 2) and versions.order("0") == ()


@each(
    [
        ("2", True),
        ("2026.11.2.1", True),
        ("1.2.3.4.5", False),
        ("", False),
        ("2.", False),
        ("v2", False),
        ("²", False),
    ]
)
def test_a_version_is_numbers_and_dots(text: str, is_one: bool) -> None:
    assert versions.is_version(text) is is_one


@each(
    [
        ("专业委", True),
        ("zj-jh_2", True),
        ("甲" * 40, True),
        ("甲" * 41, False),
        ("", False),
        ("a b", False),
        ("a.b", False),
        ("..", False),
        ("nul", False),
        ("e\u0301", False),
        ("é", True),
    ]
)
def test_an_id_is_a_name_of_one_folder_everywhere(text: str, is_one: bool) -> None:
    assert manifest.is_id(text) is is_one


def test_a_bundle_applies_from_its_first_day_to_its_last() -> None:
    first, last = datetime.date(2027, 1, 1), datetime.date(2027, 12, 31)
    one = datetime.timedelta(days=1)
    found = replace(ABOUT, applies_from=first, applies_until=last)
    asked = [first - one, first, last, last + one]
    assert [found.applies_on(day) for day in asked] == [False, True, True, False]
    assert Manifest("a", "1", "题").applies_on(datetime.date.min)


@each(["题\x1b[31m", "题\u202e", "\ud800"])
def test_texts_that_turn_a_terminal_are_refused(text: str) -> None:
    written = replace(ABOUT, title="题目", files={"edition.yaml": "0" * 64}, samples=()).words()
    assert Manifest.read(written, "a").title == "题目"
    for known in ("题目", ABOUT.article, ABOUT.changes[0]):
        turned = written.replace(json.dumps(known, ensure_ascii=False).encode(), json.dumps(text).encode())
        with pytest.raises(BundleError, match="有不能显示的字符"):
            Manifest.read(turned, "a")


def test_a_bundle_suits_tools_from_the_first_to_before_the_last() -> None:
    found = replace(ABOUT, tool_from="0.2", tool_before="1.0")
    suited = [found.suits(tool) for tool in ("0.1.9", "0.2.0", "0.10", "1.0.0", "1.0.1")]
    assert suited == [False, True, True, False, False]
    assert replace(ABOUT, tool_from="", tool_before="").suits("0")
    assert not replace(ABOUT, tool_from="", tool_before="0").suits("0.1")
