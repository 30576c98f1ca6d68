"""Boards and cards: about the workshop and the post, the gravest first, never more than a sheet holds."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import api
from generator.facts import derive, riskboards, room, signs
from generator.record import Record
from tests import once
from tests.conftest import DAY, ROOT
from tests.facts.workshops import facts, risk, zone


@pytest.fixture(scope="module")
def record() -> Record:
    return once.record(ROOT / "examples/xinglan-cups")


def _changed(record: Record, change: Any) -> Any:
    data = copy.deepcopy(dict(record.data))
    change(data)
    return derive(replace(record, data=data), DAY)


def test_every_workshop_has_a_board_that_agrees_with_the_list(record: Record) -> None:
    facts = derive(record, DAY)
    workshops = [zone for zone in facts.zones if zone.workshop]
    assert [(board.code, board.grade, board.total) for board in facts.boards] == [
        (zone.code, zone.grade, len(zone.risks)) for zone in workshops
    ]
    shown = {point.code for board in facts.boards for point in board.points}
    assert shown <= {point.code for point in facts.risk_list}
    assert all(board.points[0].grade == board.grade for board in facts.boards)


def test_every_post_has_a_card_with_the_three_things_the_law_asks_for(record: Record) -> None:
    facts = derive(record, DAY)
    assert [card.post for card in facts.cards] == [post.name for post in facts.posts]
    for card in facts.cards:
        assert card.factors and card.engineering and card.management and card.emergency, card.post
        assert 1 <= len(card.signs) <= 14


def test_a_card_tells_of_the_risks_that_name_its_post(record: Record) -> None:
    facts = derive(record, DAY)
    cards = {card.post: card for card in facts.cards}
    told = [risk.partition("（")[0] for risk in cards["叉车工（仓管员兼）"].risks]
    assert "叉车撞人" in told and "仓储火灾" not in told


def test_what_threatens_all_of_a_zone_stands_on_the_card_of_a_post_that_one_risk_names() -> None:
    risks = [risk("被困", ["其他"], ""), risk("叉车撞人", ["物体打击"], "", posts=["库管", "叉车工"])]
    posts = [{"name": name, "zone": "Z1"} for name in ("库管", "叉车工", "清洁工")]
    cards = facts({"zones": [zone("Z1", "冷库", *risks)], "posts": posts}).cards
    told = [{one.partition("（")[0] for one in card.risks} for card in cards]
    assert told == [{"被困", "叉车撞人"}, {"被困", "叉车撞人"}, {"被困"}]


def test_a_post_without_assessed_risks_says_so(record: Record) -> None:
    facts = _changed(record, lambda data: [zone.pop("risks", None) for zone in data["zones"]])
    assert not any(card.assessed for card in facts.cards)
    assert {card.grade for card in facts.cards} == {"未评估"}


def test_many_risk_points_are_cut_to_the_gravest_and_the_rest_is_told(record: Record) -> None:
    def many(data: Any) -> None:
        risks = data["zones"][4]["risks"]
        light = copy.deepcopy(risks[1]) | {"name": "轻微风险"}
        light.pop("code", None)
        data["zones"][4]["risks"] = [*([light] * 11), risks[0]]

    board = next(board for board in _changed(record, many).boards if board.code == "Z5")
    assert (board.total, len(board.points)) == (12, 2)  # their texts are long
    assert board.points[0].grade == "较大"
    assert board.rest.startswith("其余 10 个风险点")


def test_whole_sentences_are_kept() -> None:
    assert riskboards._within(["甲乙丙；丁戊", "己庚辛壬癸"], 6) == ("甲乙丙", "丁戊")
    assert riskboards._within(["甲乙丙。", "甲乙丙", ""], 6) == ("甲乙丙",)
    assert riskboards._within(["一句长过一行的话也要印出来"], 4) == ("一句长过一行的话也要印出来",)


def test_signs_stand_in_the_order_of_their_kinds(record: Record) -> None:
    order = ["警告", "禁止", "指令", "提示", "文字"]
    for card in derive(record, DAY).cards:
        kinds = [order.index(sign.kind) for sign in card.signs]
        assert kinds == sorted(kinds)


def test_an_unknown_sign_is_told_with_a_close_match(cups: Path) -> None:
    file = cups / "client.yaml"
    text = file.read_text("utf-8").replace(
        "        name: 冲床作业\n", "        name: 冲床作业\n        signs: [当心触电, 当心机械伤害]\n", 1
    )
    file.write_text(text, "utf-8")
    _, problems = api.examine(api.load(cups), DAY)
    (found,) = [problem for problem in problems if "当心机械伤害" in problem.message]
    assert "当心机械伤人" in found.hint and "client.yaml:" in str(found)


def test_burns_by_heat_do_not_warn_of_corrosion(record: Record) -> None:
    boards = {board.code: {sign.name for sign in board.signs} for board in derive(record, DAY).boards}
    assert "当心腐蚀" in boards["Z4"]  # pickling
    assert "当心腐蚀" not in boards["Z9"]  # the drying tunnel


def test_text_is_small_only_where_large_letters_do_not_fit(record: Record) -> None:
    boards = {board.code: board for board in derive(record, DAY).boards}
    assert boards["Z1"].full and not boards["Z10"].full
    assert boards["Z10"].many and len(boards["Z10"].signs) > 8

    def longer(data: Any) -> None:
        data["zones"][9]["risks"] = data["zones"][0]["risks"]

    assert next(board for board in _changed(record, longer).boards if board.code == "Z10").full


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("十" * 20, 1), ("十" * 21, 2)])
def test_lines_of_a_text(text: str, lines: int) -> None:
    assert room.lines(text, 20) == lines


def test_cards_with_little_to_say_have_large_letters(record: Record) -> None:
    cards = {card.post: card for card in derive(record, DAY).cards}
    assert not cards["办公室人员"].full and cards["焊工"].full
    assert cards["焊工"].many and not cards["办公室人员"].many


def _one_post(name: str) -> Any:
    risks = [
        risk("粉料扬尘", ["粉尘爆炸"], "", posts=["配料、搅拌工"]),
        risk("搅拌绞手", ["机械致害"], "", posts=["搅拌工"]),
        risk("地面湿滑", ["跌落"], "", posts=["配料"]),
    ]
    (card,) = facts({"zones": [zone("Z1", "车间", *risks)], "posts": [{"name": name, "zone": "Z1"}]}).cards
    return card


@pytest.mark.parametrize(
    ("post", "risk_point"),
    [("配料、搅拌工", "粉料扬尘"), ("搅拌工", "搅拌绞手"), ("配料", "地面湿滑")],
)
def test_a_post_with_a_comma_in_its_name_has_its_own_card(post: str, risk_point: str) -> None:
    card = _one_post(post)
    assert (card.post, card.risks) == (post, (f"{risk_point}（一般）",))


def test_zones_of_one_name_are_two_places() -> None:
    zones = [
        zone("Z1", "仓库", risk("纸箱着火", ["火灾"], "")),
        zone("Z2", "仓库", risk("铝锭坠落", ["物体打击"], "")),
    ]
    client = {
        "zones": zones,
        "posts": [{"name": "仓管员", "zone": "Z2"}],
        "equipment": [{"name": "铝屑压块机", "zone": "Z2"}],
    }
    derived = facts(client)
    assert derived.cards[0].risks == ("铝锭坠落（一般）",)
    held = signs.places(derived.zones, derived.equipment, derived.chemicals)
    assert held == {"Z1": "仓库", "Z2": "仓库\n铝屑压块机"}
