"""Four small clients unlike each other: an aluminium polisher, a cold store, a furniture maker, a plater."""

from __future__ import annotations

from typing import Any

from generator.domain import Facts
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

LEC = {"L": 1, "E": 6, "C": 15}


def risk(name: str, accidents: list[str], source: str, ppe: str = "", **more: Any) -> dict[str, Any]:
    """A risk point graded by LEC."""
    controls = {"engineering": "安全装置完好", "management": "班前点检", "emergency": "停机；报告班组长"}
    given = {"name": name, "accidents": accidents, "source": source, "consequence": "人员伤亡"}
    return given | LEC | {"controls": controls | ({"ppe": ppe} if ppe else {}), **more}


def zone(code: str, name: str, *risks: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, "name": name, "workshop": True, "risks": list(risks)}


POLISHER: dict[str, Any] = {
    "equipment": [
        {"name": "铝件抛光机", "zone": "P1"},
        {"name": "湿式除尘器", "zone": "P2"},
        {"name": "螺杆空气压缩机", "zone": "P3"},
    ],
    "zones": [
        zone(
            "P1",
            "抛光车间",
            risk(
                "抛光粉尘爆炸",
                ["粉尘爆炸", "火灾"],
                "物：粉尘积聚，除尘失效，火花、静电",
                "KN95口罩、防静电服、防静电鞋、防护眼镜，不戴手套",
            ),
            risk(
                "抛光轮卷入、工件飞出",
                ["机械致害", "物体打击"],
                "人：手套、衣袖卷入；工件脱手飞出",
                "防护眼镜、耳塞",
            ),
        ),
        zone(
            "P2", "湿式除尘间", risk("铝泥产氢爆炸", ["可燃气体爆炸"], "物：湿铝泥放氢，盖板密闭", "防静电服")
        ),
        zone("P3", "空压机房", risk("储气罐超压爆炸", ["容器爆炸"], "物：安全阀失效、罐体腐蚀", "耳塞")),
    ],
    "posts": [{"name": "抛光工", "zone": "P1", "ppe": [{"name": "防尘口罩（KN95）"}, {"name": "防护眼镜"}]}],
}
COLD_STORE: dict[str, Any] = {
    "equipment": [{"name": "氨压缩机", "zone": "C1"}, {"name": "冷风机", "zone": "C2"}],
    "features": {"ammonia": True},
    "zones": [
        zone(
            "C1",
            "氨制冷机房",
            risk(
                "氨泄漏", ["中毒", "泄漏", "可燃气体爆炸"], "物：阀门、管道漏氨", "防毒面具（氨）、防护手套"
            ),
        ),
        zone(
            "C2",
            "低温冷库",
            risk(
                "人员被困冻伤",
                ["其他", "窒息"],
                "物：库门无内开装置；人：单人进库",
                "防寒服、防寒手套、防滑鞋",
            ),
            risk("氨窜入库内中毒", ["中毒"], "物：冷风机漏氨", "防毒面具"),
            risk("地面结冰滑倒", ["跌落"], "环：地面结冰", "防滑鞋"),
        ),
    ],
    "posts": [{"name": "库工", "zone": "C2"}],
}
FURNITURE: dict[str, Any] = {
    "equipment": [{"name": "推台锯", "zone": "F1"}, {"name": "砂光机", "zone": "F1"}],
    "zones": [
        zone(
            "F1",
            "木工车间",
            risk(
                "木工圆锯切手",
                ["机械致害"],
                "人：徒手推小料；物：锯片无罩",
                "防护眼镜、防噪耳塞、防尘口罩，不戴手套",
            ),
            risk("砂光木粉尘爆炸", ["粉尘爆炸"], "物：木粉尘积聚，砂带打火", "防尘口罩、防静电鞋"),
        ),
        zone("F2", "成品仓", risk("货垛倒塌", ["坍塌", "物体打击"], "管：超高堆码", "安全帽")),
    ],
    "posts": [{"name": "开料工", "zone": "F1"}],
}
PLATING: dict[str, Any] = {
    "chemicals": [{"name": "盐酸", "cas": "7647-01-0", "storage": "电镀车间化学品柜"}],
    "zones": [
        zone(
            "D1",
            "电镀车间",
            risk(
                "酸碱槽液灼伤",
                ["灼烫"],
                "物：酸液飞溅；人：未戴面屏",
                "防酸面屏、耐酸手套、耐酸围裙、耐酸水靴",
            ),
            risk("酸雾中毒", ["中毒"], "物：槽边排风失效，酸雾", "半面罩（防酸性气体滤毒盒）"),
            risk("整流器触电", ["触电"], "物：极杆漏电", "绝缘鞋"),
        )
    ],
    "posts": [{"name": "电镀工", "zone": "D1"}],
}


def facts(client: dict[str, Any]) -> Facts:
    return derive(record(**client), DAY)


def board_signs(client: dict[str, Any]) -> dict[str, set[str]]:
    """The names of the signs on each board, by the workshop's name."""
    return {board.name: {sign.name for sign in board.signs} for board in facts(client).boards}
