"""Signs of boards and cards: what accident, place, substance and PPE call for, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from generator.facts import ppe
from generator.library import built_in
from tests.facts.workshops import (
    COLD_STORE,
    FURNITURE,
    PLATING,
    POLISHER,
    board_signs,
    facts,
    risk,
    zone,
)
from tests.rows import each

CLIENTS = [POLISHER, COLD_STORE, FURNITURE, PLATING]
WATER = {"禁止用水灭火", "禁止喷水"}
# A risk of each accident type as an advisor would write it; signs that must stand there, signs that must not.
EACH = [
    ("物体打击", "货架货物坠落", {"当心坠落物"}, {"当心机械伤人"}),
    ("物体打击", "工件脱手飞出", set(), {"当心坠落物", "禁止抛物"}),
    ("厂（场）内车辆致害", "叉车撞人", {"当心叉车", "当心车辆"}, {"禁止驶入"}),
    ("道路（轨道）车辆致害", "送货车辆事故", {"当心车辆"}, {"当心叉车"}),
    ("机械致害", "冲床压手", {"当心机械伤人", "当心伤手", "当心挤压"}, {"禁止转动", "禁止合闸"}),
    ("起重致害", "行车吊物坠落", {"当心吊物", "禁止停留"}, {"当心坠落"}),
    ("触电", "配电柜检修触电", {"当心触电", "禁止合闸"}, {"必须拔出插头"}),
    ("触电", "手持电动工具漏电", {"当心触电", "必须拔出插头"}, {"禁止合闸"}),
    ("淹溺", "污水池落水", {"当心落水"}, {"禁止攀登"}),
    ("灼烫", "烘道高温烫伤", {"当心烫伤", "当心高温表面"}, {"当心腐蚀", "洗眼台"}),
    ("灼烫", "酸液灼伤", {"当心腐蚀", "洗眼台"}, {"当心烫伤", "当心高温表面"}),
    ("灼烫", "液氮冻伤", {"当心低温"}, {"当心烫伤", "当心腐蚀"}),
    ("火灾", "包装材料着火", {"当心火灾", "禁止烟火"}, {"可动火区", "当心爆炸"}),
    ("火灾", "焊接引燃可燃物", {"当心火灾", "禁止放置易燃物"}, {"禁止烟火"}),
    ("高处坠落", "屋面检修坠落", {"当心坠落"}, {"禁止倚靠"}),
    ("跌落", "地面油污滑倒", {"当心滑倒"}, {"当心坑洞", "必须握住扶手"}),
    ("坍塌", "货垛倒塌", {"当心坍塌", "当心坠落物"}, {"当心塌方"}),
    ("水害", "地下泵房进水", {"当心落水", "禁止入内"}, {"禁止饮用"}),
    ("容器爆炸", "储气罐超压", {"当心爆炸", "禁止靠近"}, {"必须固定气瓶", "禁止烟火"}),
    ("容器爆炸", "氧气瓶倾倒", {"当心爆炸", "必须固定气瓶"}, {"禁止靠近"}),
    ("管道爆炸", "蒸汽管道超压", {"当心爆炸"}, {"禁止烟火"}),
    ("可燃气体爆炸", "烘道燃气泄漏", {"当心爆炸", "当心可燃气体", "禁止烟火"}, {"必须固定气瓶"}),
    ("可燃液体蒸气爆炸", "喷漆溶剂蒸气", {"当心爆炸", "禁止烟火", "必须消除静电"}, WATER),
    ("粉尘爆炸", "木粉尘爆炸", {"当心爆炸", "禁止烟火"}, {"当心坠落物", *WATER}),
    ("粉尘爆炸", "铝粉尘爆炸", {"当心爆炸", *WATER}, {"当心坠落物"}),
    ("民用爆炸物品爆炸", "爆破器材", {"当心爆炸", "禁止烟火"}, {"必须通风"}),
    ("烟花爆竹爆炸", "烟花存放", {"当心爆炸", "禁止燃放鞭炮"}, {"必须通风"}),
    ("其他可燃固体爆炸", "电石受潮", {"当心爆炸", *WATER}, {"必须通风"}),
    ("高温熔融物爆炸", "铝液遇水爆炸", {"当心爆炸", "当心高温表面", "禁止喷水"}, {"禁止饮用"}),
    ("中毒", "酸雾中毒", {"当心中毒", "当心有毒气体"}, {"当心有限空间", "禁止饮用"}),
    ("中毒", "污水池硫化氢中毒", {"当心中毒", "当心有限空间", "禁止入内"}, {"禁止饮用"}),
    ("窒息", "氩气积聚缺氧", {"当心缺氧", "必须通风"}, {"当心有限空间"}),
    ("滑坡", "厂后边坡滑坡", {"当心塌方", "当心落石"}, {"当心坠落物"}),
    ("泄漏", "氨泄漏", {"当心有毒气体", "当心中毒"}, {"必须固定气瓶"}),
    ("其他", "冷库冻伤", {"当心低温"}, {"禁止饮用", "必须通风"}),
]


@pytest.mark.parametrize(("accident", "name", "there", "absent"), EACH)
def test_each_accident_type_has_its_signs(
    accident: str, name: str, there: set[str], absent: set[str]
) -> None:
    (found,) = board_signs({"zones": [zone("Z1", "车间", risk(name, [accident], ""))]}).values()
    assert there <= found
    assert not absent & found


def test_the_table_has_an_example_of_every_accident_type() -> None:
    assert {row[0] for row in EACH} == {row["name"] for row in built_in().table("accident_types")}


def test_dust_of_aluminium_forbids_water_and_warns_of_explosion_alone() -> None:
    found = board_signs(POLISHER)
    assert {"当心爆炸", "禁止烟火", *WATER} <= found["抛光车间"]
    assert not {"当心坠落物", "禁止停留"} & found["抛光车间"]
    assert found["湿式除尘间"] >= WATER
    assert "当心可燃气体" in found["湿式除尘间"]
    assert not {"必须固定气瓶", *WATER} & found["空压机房"]


def test_what_is_stored_in_a_place_forbids_water_there() -> None:
    stock = [{"name": "电石", "cas": "75-20-7", "storage": "气瓶间东侧"}]
    places = [zone("G1", "气瓶间", risk("气瓶倾倒", ["容器爆炸"], "物：未固定")), zone("G2", "装配间")]
    places[1]["risks"] = [risk("夹手", ["机械致害"], "")]
    found = board_signs({"chemicals": stock, "zones": places})
    assert found["气瓶间"] >= WATER
    assert not WATER & found["装配间"]


def test_cold_rooms_have_the_warning_of_cold_and_no_ventilation_or_drinking() -> None:
    found = board_signs(COLD_STORE)
    assert {"当心低温", "紧急出口", "当心滑倒", "当心缺氧"} <= found["低温冷库"]
    assert not {"必须通风", "禁止饮用"} & found["低温冷库"]
    assert {"当心有毒气体", "当心中毒", "禁止烟火", "必须通风"} <= found["氨制冷机房"]
    assert not {"当心低温", "当心跌落"} & found["氨制冷机房"]


def test_wood_dust_and_acid_have_their_own() -> None:
    furniture, plating = board_signs(FURNITURE), board_signs(PLATING)
    assert {"当心爆炸", "禁止戴手套"} <= furniture["木工车间"]
    assert not WATER & furniture["木工车间"]
    assert {"当心坍塌", "当心坠落物"} <= furniture["成品仓"]
    assert {"当心腐蚀", "洗眼台", "当心中毒", "必须通风"} <= plating["电镀车间"]
    assert not {"当心烫伤", "当心爆炸"} & plating["电镀车间"]


@pytest.mark.parametrize("client", CLIENTS, ids=["polisher", "cold store", "furniture", "plating"])
def test_the_ppe_of_a_board_or_card_and_its_signs_agree(client: dict[str, Any]) -> None:
    derived = facts(client)
    mandatory = {row["sign"] for row in built_in().table("signs")["worn"]}
    for hung in (*derived.boards, *derived.cards):
        assert hung.ppe
        worn = set(ppe.signs(hung.ppe, built_in()))
        assert worn == {sign.name for sign in hung.signs} & mandatory


def test_ppe_that_only_a_sign_names_is_listed() -> None:
    named = risk("冲床压手", ["机械致害"], "", "耳塞", signs=["当心伤手", "必须戴防护眼镜"])
    (board,) = facts({"zones": [zone("Z1", "车间", named)]}).boards
    assert board.ppe == ("耳塞", "防护眼镜")


def test_a_card_lists_the_ppe_of_the_post_and_what_its_risks_ask_besides() -> None:
    post = {"name": "冲压工", "zone": "Z1", "ppe": [{"name": "防噪耳塞"}]}
    (card,) = facts(
        {"zones": [zone("Z1", "车间", risk("冲床", ["机械致害"], "", "耳塞、安全鞋、口哨"))], "posts": [post]}
    ).cards
    assert card.ppe == ("防噪耳塞", "安全鞋")


@each(
    [
        ("半面罩（A型滤毒盒）", {"必须戴防毒面具"}),
        ("焊接面罩或激光防护镜", {"必须戴防护面罩", "必须戴防护眼镜"}),
        ("防静电服和防静电鞋", {"必须穿防静电服", "必须穿防静电鞋"}),
        ("正压式空气呼吸器", set()),
        ("不戴手套", {"禁止戴手套"}),
        ("针织手套（压盖工位不戴）", {"必须戴防护手套"}),
        ("反光背心", set()),
    ]
)
def test_an_item_of_ppe_has_its_own_sign(item: str, names: set[str]) -> None:
    assert set(ppe.signs([item], built_in())) == names


def test_gear_for_emergencies_is_not_worn_each_day() -> None:
    assert ppe.items_of("护目镜、重型防化服（应急）；无特殊要求") == ("护目镜",)


def test_gloves_and_their_ban_never_hang_together() -> None:
    risks = [
        risk("钻床缠绕", ["机械致害"], "", "不戴手套"),
        risk("板料割伤", ["机械致害"], "", "防割手套（搬料用）"),
    ]
    found = board_signs({"zones": [zone("Z1", "机加车间", *risks)]})["机加车间"]
    assert not {"必须戴防护手套", "禁止戴手套"} & found
    risks[0]["signs"] = ["禁止戴手套"]
    found = board_signs({"zones": [zone("Z1", "机加车间", *risks)]})["机加车间"]
    assert "禁止戴手套" in found and "必须戴防护手套" not in found


def test_a_harmless_compound_does_not_hide_the_metal_beside_it() -> None:
    grinding = risk("铝粉尘爆炸", ["粉尘爆炸"], "氧化铝砂轮打磨")
    assert board_signs({"zones": [zone("P1", "打磨间", grinding)]})["打磨间"] >= WATER
    harmless = risk("粉尘爆炸", ["粉尘爆炸"], "氧化铝砂轮打磨木件")
    assert not board_signs({"zones": [zone("P1", "打磨间", harmless)]})["打磨间"] & WATER


def test_a_chemical_lies_in_its_zone_whatever_its_storage_says() -> None:
    bench = zone("P1", "检验间", risk("玻璃划伤", ["机械致害"], "玻璃"))
    held = {"name": "碳化钙", "zone": "P1", "storage": "专柜"}
    assert board_signs({"zones": [bench], "chemicals": [held]})["检验间"] >= WATER
    elsewhere = {**held, "zone": "P2", "storage": "检验间专柜"}
    assert not board_signs({"zones": [bench], "chemicals": [elsewhere]})["检验间"] & WATER
