"""A machine that names two media is asked which, at its line; one that names one is not."""

from __future__ import annotations

import pytest

from generator.facts import media
from generator.facts.derivation import derive
from generator.library import built_in
from tests.facts.sample import DAY, record


def _told(*equipment: dict[str, object]) -> list[str]:
    data = record(equipment=[*equipment])
    return [one.message for one in media.unclear(data, derive(data, DAY), built_in())]


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("燃气/电两用炉", "", "热源（燃气、电）"),
        ("烘道（电/天然气）", "", "热源（电、燃气）"),
        ("定型机", "导热油或燃气", "热源（导热油、燃气）"),
        ("油气两用锅炉", "", "热源（油气两用）"),
        ("燃气/燃气烘道", "", ""),
        ("燃气导热油炉", "", ""),
        ("燃气蒸汽锅炉", "", ""),
        ("电蒸汽发生器", "", ""),
        ("烘道", "天然气 0.2 MPa，电 380 V", ""),
        ("氨/氟利昂制冷机组", "", "制冷剂（氨、氟利昂）"),
        ("制冷机组", "R717、R22", "制冷剂（氨、氟利昂）"),
        ("氨制冷压缩机组", "", ""),
        ("氟利昂制冷压缩机组（R507）", "", ""),
        ("氨纶/氟纤维织机", "", ""),  # no machine of cold
        ("喷粉、喷漆两用线", "", "涂料（粉末、油漆）"),
        ("静电喷粉线", "", ""),
        ("液氮/液氩储罐", "", "气体（氮、氩）"),
        ("液氮储罐", "", ""),
        ("氧气/氩气汇流排", "", ""),  # no tank
        ("盐酸、液碱储罐", "", "化学品（盐酸、碱）"),
        ("盐酸储罐", "", ""),
        ("湿式除尘器（铝件/不锈钢件）", "", "粉尘（铝镁、钢铁）"),
        ("湿式除尘器（铝件、铝合金件）", "", ""),
        ("铝/钢制门窗装配线", "", ""),  # makes no dust
    ],
)
def test_two_media_are_asked_and_one_is_not(name: str, parameters: str, said: str) -> None:
    told = _told({"name": name, "parameters": parameters})
    assert told == ([f"设备“{name}”写了两种{said}，说不清用哪一种"] if said else [])


@pytest.mark.parametrize(
    ("name", "parameters", "asked"),
    [
        ("自动喷涂线", "", True),
        ("自动喷涂线", "粉末", False),
        ("喷涂机器人", "", True),
        ("静电喷粉线", "", False),
        ("油漆喷涂线", "", False),
        ("阴极电泳涂装线", "", False),
        ("装配线", "", False),
    ],
)
def test_a_spraying_line_that_does_not_say_of_what_is_asked(name: str, parameters: str, asked: bool) -> None:
    told = _told({"name": name, "parameters": parameters})
    assert told == ([f"设备“{name}”没有写是哪一种涂料（粉末、油漆、电泳）"] if asked else [])


def test_what_is_scrapped_is_not_asked() -> None:
    assert _told({"name": "燃气/电两用炉", "state": "报废"}) == []


def test_the_place_is_the_name_of_the_machine() -> None:
    data = record(equipment=[{"name": "冲床"}, {"name": "燃气/电两用炉"}])
    (one,) = media.unclear(data, derive(data, DAY), built_in())
    assert one.keys == ("equipment", 1, "name")
