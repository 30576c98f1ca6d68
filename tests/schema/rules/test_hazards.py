"""A hazard's level: given, implied by its code in the client's sector, or in contradiction to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import intake, schema
from tests.conftest import CLIENT

OWN = "description: 喷房没有装报警器"


def _found(small: Path, fields: str, sector: str = "机械") -> list[tuple[str, str]]:
    row = f"hazards:\n  - location: 车间\n    found: 2026-09-01\n    {fields}\n"
    text = CLIENT.replace("sector: 机械", f"sector: {sector}")
    (small / "client.yaml").write_text(text + row.replace("; ", "\n    "), "utf-8")
    return [
        (one.severity, f"{one.where}：{one.message}；{one.hint}") for one in schema.check(intake.read(small))
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "code: TU-01",
        "code: TU-01; level: 重大",
        f"code: TU-01; level: 重大; {OWN}",
        f"code: TU-01; level: 一般; {OWN}; level_reason: 已改用水性漆",
        "code: TU-01; level: 一般; level_reason: 已改用水性漆",
        "code: JX-02",
        "code: JX-02; level: 一般",
        "code: JX-02; level: 重大; clause: 某标准第一条; level_reason: 由注册安全工程师核判",
        "code: XF-01; level: 一般",
        "description: 甲; recommendation: 乙; level: 一般",
        "description: 甲; recommendation: 乙; level: 重大; clause: 某标准第一条",
    ],
)
def test_what_is_sound_is_let_through(small: Path, fields: str) -> None:
    assert _found(small, fields) == []


@pytest.mark.parametrize(
    ("fields", "severity", "words"),
    [
        ("description: 甲; recommendation: 乙", "error", "隐患[1]：没有级别（level）；请填一般或者重大"),
        ("code: JX-02; level: 重大", "error", "没有写判定依据条款"),
        ("code: TU-01; level: 一般", "error", "编码 TU-01（第 {line} 行）属于重大事故隐患，这里定为一般"),
        (f"code: TU-01; level: 一般; {OWN}", "warning", "在级别说明（level_reason）写明"),
        (
            "code: JX-02; level: 重大; clause: 某条",
            "warning",
            "编码 JX-02（第 {line} 行）在目录里是一般事故隐患",
        ),
        ("code: TS-02; level: 重大; clause: 某条", "warning", "只是超期没有检验的，不当然是重大"),
        ("code: XF-01", "warning", "按一般事故隐患处理；符合《重大火灾隐患判定规则》"),
        ("code: YX-02", "warning", "按重大事故隐患处理；只适用于存在硫化氢"),
    ],
)
def test_what_is_not_is_told(small: Path, fields: str, severity: str, words: str) -> None:
    ((found, message),) = _found(small, fields)
    assert found == severity
    assert words.format(line=len(CLIENT.splitlines()) + 4) in message


def test_a_case_of_another_sector_is_told_and_counts_as_general(small: Path) -> None:
    ((severity, message),) = _found(small, "code: TU-01", "纺织")
    assert severity == "warning"
    assert "编码 TU-01 的重大情形不适用于工贸分类“纺织”，按一般事故隐患处理" in message
    assert _found(small, f"code: TU-01; level: 一般; {OWN}", "纺织") == []
    ((severity, message),) = _found(small, "code: TU-01; level: 重大", "纺织")
    assert (severity, "没有写判定依据条款" in message) == ("error", True)


def test_an_unknown_code_is_told_once(small: Path) -> None:
    ((severity, message),) = _found(small, "code: TU-99; level: 一般")
    assert (severity, "常见隐患目录里没有编码 TU-99" in message) == ("error", True)
    found = _found(small, "code: TU-99")
    assert [severity for severity, _ in found] == ["error"]
