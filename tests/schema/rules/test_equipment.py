"""Equipment and places against what is said of them elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import AGENCY, CLIENT
from tests.schema.rules.told import told

LIFT = "equipment: [{name: %s, special: {category: %s, registration: 1}}]\n"


@pytest.mark.parametrize(
    ("name", "category", "count"),
    [
        ("平衡重式叉车", "场（厂）内专用机动车辆", 0),
        ("平衡重式叉车", "起重机械", 1),
        ("电动单梁起重机（行车）", "起重机械", 0),
        ("锅炉房行车", "起重机械", 0),
        ("锅炉房行车", "锅炉", 1),
        ("载货电梯", "起重机械", 1),
        ("储气罐（1#）", "压力容器", 0),
        ("冷凝器", "压力容器", 0),
    ],
)
def test_special_equipment_is_of_the_category_of_its_name(
    small: Path, name: str, category: str, count: int
) -> None:
    assert len(told(small, LIFT % (name, category))) == count


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("name: 内燃叉车", "“内燃叉车”没有填特种设备"),
        ("name: 内燃叉车, state: 报废", ""),
        ("name: 手动叉车", ""),
        ("name: 叉车充电机", ""),
        ("name: 行车", ""),
        ("name: 货梯, special: {category: 电梯, result: 不合格}", "检验结论是“不合格”，设备却没有停用"),
        ("name: 货梯, state: 停用, special: {category: 电梯, result: 不合格}", ""),
        ("name: 货梯, special: {category: 电梯, result: 合格}", ""),
        ("name: 货梯, operators: 甲, state: 报废, special: {category: 电梯}", "状态是“报废”，却写了作业人员"),
        (
            "name: 货梯, count: 2, special: {category: 电梯, registration: 1}",
            "数量是 2，却只有一个使用登记证号",
        ),
        ("name: 货梯, count: 1, special: {category: 电梯, registration: 1}", ""),
        ("name: 氩气瓶, count: 2, special: {category: 气瓶, registration: 1}", ""),
    ],
)
def test_state_and_result_of_a_machine_agree(small: Path, row: str, words: str) -> None:
    found = told(small, f"equipment: [{{{row}}}]\n")
    assert len(found) == bool(words)
    assert all(one.startswith(f"warning {words}") for one in found)


@pytest.mark.parametrize(
    ("county", "address", "bureau", "count"),
    [
        ("永康市", "浙江省金华市永康市一路", "永康市应急管理局", 0),
        ("永康市", "浙江省金华市一路", "应急管理局", 0),
        ("永康市", "浙江省金华市义乌市一路", "永康市应急管理局", 1),
        ("永康市", "浙江省金华市永康市义乌市交界", "永康市应急管理局", 0),
        ("永康市", "浙江省金华市永康市一路", "武义县应急管理局", 1),
        ("金华开发区", "浙江省金华市婺城区一路", "金华市婺城区应急管理局", 0),
    ],
)
def test_address_and_bureau_are_of_the_county(
    small: Path, county: str, address: str, bureau: str, count: int
) -> None:
    text = CLIENT.replace("county: 永康市", f"county: {county}")
    text = text.replace("浙江省金华市永康市虚构镇示例路9号", address)
    assert len(told(small, f"regulator: {{name: {bureau}}}\n", text)) == count


@pytest.mark.parametrize(("code", "severity"), [("91330799MADEMA0195", "error"), ("91330799MADEMA991P", "")])
def test_who_is_served_is_not_who_serves(small: Path, code: str, severity: str) -> None:
    (small.parent / "agency.yaml").write_text(
        AGENCY.replace("advisors:", f"uscc: {code}\nadvisors:"), "utf-8"
    )
    text = CLIENT.replace("  county", "  uscc: 91330799MADEMA0195\n  county")
    assert [one.split()[0] for one in told(small, "", text)] == [severity] * bool(severity)
