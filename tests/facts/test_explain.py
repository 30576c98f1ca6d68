"""What words decide is told with its place: machines, posts, features, signs of risk points."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from generator import api
from generator.cli import check
from generator.facts import explain
from tests.conftest import DAY
from tests.facts.sample import record

MORE = """\
equipment:
  - {name: 氨压缩机, zone: Z1}
  - {name: 某某机}
  - {name: 平刨床, state: 报废}
posts:
  - {name: 电工}
features: {hot_work: true}
zones:
  - code: Z1
    name: 抛光间
    risks:
      - {name: 铝粉尘爆炸, accidents: [粉尘爆炸], L: 1, E: 6, C: 15}
"""


def _client(small: Path) -> Path:
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8") + MORE, "utf-8")
    return small


def _told(small: Path) -> list[str]:
    client, _ = api.examine(api.load(_client(small)), DAY)
    assert client
    return [str(one) for one in explain.gather(client.record, client.facts)]


def test_every_decision_has_its_place_and_its_word(small: Path) -> None:
    told = _told(small)
    machine, unknown, *rest = told
    assert machine.endswith("设备[1]“氨压缩机” → 操作规程“氨制冷系统”，凭“氨压缩机”")
    assert unknown.endswith("设备[2]“某某机” → 没有专门的操作规程，用通用规程")
    line = 1 + (small / "client.yaml").read_text("utf-8").splitlines().index("  - {name: 氨压缩机, zone: Z1}")
    assert f"client.yaml:{line}:" in machine
    assert any(one.endswith("岗位“电工” → 操作规程“配电房操作、电工作业”，凭“电工”") for one in rest)
    assert any("client.yaml" in one and "企业特征“动火作业” → 操作规程“动火作业”" in one for one in rest)
    water = "风险点“铝粉尘爆炸” → 挂“禁止用水灭火”、挂“禁止喷水”，凭“铝”"
    assert any(one.endswith(water) for one in rest)
    assert not any("平刨床" in one for one in told)


def test_what_shows_a_unit_by_two_of_its_fields_is_told_once(small: Path) -> None:
    file = small / "client.yaml"
    crane = "equipment:\n  - name: 桥式起重机\n    special: {category: 起重机械}\n"
    file.write_text(file.read_text("utf-8") + crane, "utf-8")
    line = 2 + file.read_text("utf-8").splitlines().index("equipment:")
    told = next(one for one in explain.units(api.load(small)) if one.startswith("起重机械"))
    assert told.count("设备[1]") == 1 and "client.yaml:" in told
    assert "“起重机械”" in told and "“起重机”" in told and any(f":{at}，" in told for at in (line, line + 1))


def test_each_unit_is_told_with_all_that_shows_it(small: Path) -> None:
    record = api.load(_client(small))
    words = (small / "client.yaml").read_text("utf-8").splitlines()
    machine = 1 + words.index("  - {name: 氨压缩机, zone: Z1}")
    (ammonia,) = (one for one in explain.units(record) if one.startswith("涉氨制冷 ← "))
    assert ammonia.endswith(f"client.yaml:{machine}，凭“氨压缩机”)") and "设备[1]“氨压缩机”" in ammonia
    (dust,) = (one for one in explain.units(record) if one.startswith("铝、镁等金属粉尘 ← "))
    assert "风险点铝粉尘爆炸 (" in dust and "凭“铝粉尘”" in dust
    (hot,) = (one for one in explain.units(record) if one.startswith("动火作业 ← "))
    assert "特征“动火作业” (" in hot and "凭" not in hot


def test_units_as_rows_have_subject_place_and_word(small: Path) -> None:
    rows = [one for one in explain.unit_rows(api.load(_client(small))) if one["unit"] == "metal_dust"]
    assert rows[0]["title"] == "铝、镁等金属粉尘"
    assert rows[0]["subject"] == {"kind": "zone", "name": "抛光间", "keys": ["zones", 0], "zone": "Z1"}
    assert rows[0]["evidence"]["keys"] == ["zones", 0, "risks", 0, "name"]
    assert rows[0]["evidence"]["word"] == "铝粉尘" and rows[0]["evidence"]["line"] > 1


def test_what_is_not_there_says_where_nothing_was_seen_or_who_denies_it(small: Path) -> None:
    file = _client(small) / "client.yaml"
    words = file.read_text("utf-8").replace(
        "features: {hot_work: true}", "features: {hot_work: true, ammonia: {is: false, because: 已拆除}}"
    )
    file.write_text(words, "utf-8")
    why = {one.unit: one.why for one in explain.unseen(api.load(small))}
    assert why["ammonia"] == "企业填报不适用：已拆除"
    assert why["gas"] == "没有在设备、化学品、风险点、其他填报里看到"
    assert "hot_work" not in why and "metal_dust" not in why


def test_objects_fields_and_rows_are_called_by_their_names() -> None:
    given = record(
        ammonia={"charge_t": 2},
        molten_metal=[{"metal": "铝"}],
        dust=[{"kind": "木"}],
        hazards=[{"code": "AN-03", "number": "YH-1", "description": "甲", "level": "一般"}],
        features={"gas": True},
        people={"union": {"name": "甲"}},
    )
    told = dict(one.split(" ← ") for one in explain.units(given))
    assert told["涉氨制冷"] == "隐患[1] YH-1 (client.yaml:9，凭“AN-03”)、氨制冷 (client.yaml:1)"
    assert told["熔融金属"] == "熔融金属[1] (client.yaml:1)"
    assert told["可燃性粉尘"].startswith("可燃性粉尘[1].粉尘种类“木” (client.yaml:1，凭“木”)")
    assert told["燃气"] == "特征“燃气” (client.yaml:1)"
    assert told["工会"] == "人员.工会负责人“甲” (client.yaml:1)"


def _run(*arguments: str) -> str:
    return CliRunner().invoke(check.command, [*arguments, "--date", DAY.isoformat()]).stdout


def test_check_explains_when_asked_for(small: Path) -> None:
    path = str(_client(small))
    assert "凭“氨压缩机”" in _run(path, "--explain") and "涉氨制冷 ← " in _run(path, "--explain")
    assert "凭“氨压缩机”" not in _run(path)


def test_json_has_problems_and_what_words_decided(small: Path) -> None:
    path = str(_client(small))
    plain = json.loads(_run(path, "--json"))[path]
    found = json.loads(_run(path, "--json", "--explain"))[path]
    assert found["problems"] == plain
    assert {"unit", "title", "subject", "evidence"} == set(found["units"][0])
    first = found["explained"][0]
    assert (first["subject"], first["word"]) == ("设备[1]“氨压缩机”", "氨压缩机")
    assert first["file"] == "client.yaml" or first["file"].endswith("client.yaml")
    assert first["line"] > 1


def test_a_client_with_an_error_says_so(small: Path) -> None:
    (small / "client.yaml").write_text("agency: ../agency.yaml\n", "utf-8")
    assert "改正后再看" in _run(str(small), "--explain")


def test_of_two_posts_of_one_name_the_first_is_told_at_its_own_place(small: Path) -> None:
    """The rule is called for by the first; the second may do something else."""
    file = small / "client.yaml"
    posts = "posts:\n  - {name: 电工, department: 设备部}\n  - {name: 电工, department: 生产部}\n"
    before = file.read_text("utf-8").count("\n")
    file.write_text(file.read_text("utf-8") + posts, "utf-8")
    client, _ = api.examine(api.load(small), DAY)
    assert client
    (told,) = (one for one in explain.gather(client.record, client.facts) if "电工" in one.subject)
    assert told.origin
    assert told.origin.line == before + 2
