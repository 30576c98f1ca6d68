"""Records beside a client's data: rows are added and filled in, each value at its own place."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path
from typing import Any

import pytest

from generator import facts, intake, schema
from generator.assets import InMemory
from generator.errors import IntakeError
from generator.intake import Source
from generator.problems import Origin, errors_in
from tests.conftest import AGENCY, CLIENT, DAY

HAZARD = (
    "{number: YH-01, location: 车间, description: 缺罩, level: 一般, recommendation: 加, found: 2026-10-12"
)
MORE = f"""\
hazards:
  - {HAZARD}, before: [{{photo: a.jpg}}]}}
schedule:
  visits:
    - {{date: 2026-11-26, form: 现场检查}}
"""
VISIT = """\
hazards:
  - number: YH-01
    rechecked: 2026-11-26
    after: [{photo: photos/b.jpg}]
  - {location: 仓库, description: 通道堵塞, level: 一般, recommendation: 清理, found: 2026-11-26}
schedule:
  visits: [{date: 2026-11-26, done: 2026-11-26}]
records:
  trainings:
    - {date: 2026-11-26, kind: 全员, topic: 机械伤害}
"""


@pytest.fixture
def client(small: Path) -> Path:
    (small / "records").mkdir()
    _add(small / "client.yaml", CLIENT + MORE)
    return small


def _add(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def _record(client: Path, name: str, text: str) -> Path:
    return _add(client / "records" / name, text)


def _refused(client: Path) -> list[str]:
    with pytest.raises(IntakeError) as caught:
        intake.read(client)
    return [str(one).replace(str(client), "") for one in caught.value.problems]


def test_rows_are_added_and_empty_fields_filled_in(client: Path) -> None:
    _record(client, "2026-11-26-到场.yaml", VISIT)
    data = intake.read(client).data
    first, second = data["hazards"]
    assert first["rechecked"] == "2026-11-26"
    assert first["found"] == "2026-10-12"
    assert second["location"] == "仓库"
    assert data["schedule"]["visits"] == [{"date": "2026-11-26", "form": "现场检查", "done": "2026-11-26"}]
    assert [one["topic"] for one in data["records"]["trainings"]] == ["机械伤害"]


def test_what_is_read_again_is_as_it_was_written_and_one_of_other_content_is_read_anew(client: Path) -> None:
    visit = _record(client, "2026-11-26-到场.yaml", VISIT)
    first, again = intake.read(client), intake.read(client)
    assert again.data == first.data
    assert again.origin(("hazards", 1)) == first.origin(("hazards", 1))
    visit.write_text(VISIT.replace("仓库", "车棚"), "utf-8")
    assert intake.read(client).data["hazards"][1]["location"] == "车棚"
    visit.unlink()
    assert len(intake.read(client).data["hazards"]) == 1


def test_each_value_has_the_place_of_its_own_file(client: Path) -> None:
    own, file = str(client / "client.yaml"), str(_record(client, "2026-11-26-到场.yaml", VISIT))
    record = pickle.loads(pickle.dumps(intake.read(client)))  # noqa: S301 - as a batch sends it
    assert record.origin(("hazards", 0, "found")).file == own
    assert record.origin(("hazards", 0)) == Origin(own, 13, 5)
    assert record.origin(("hazards", 0, "rechecked")) == Origin(file, 3, 5)
    assert record.origin(("hazards", 0, "after", 0, "photo")) == Origin(file, 4, 14)
    assert record.origin(("hazards", 0, "after", 0, "caption")) == Origin(file, 4, 13)
    assert record.origin(("hazards", 1)) == Origin(file, 5, 5)
    assert record.origin(("records", "trainings", 0, "kind")) == Origin(file, 10, 26)
    assert record.origin(("records",)) == Origin(file, 8, 1)
    assert record.origin(("schedule", "visits", 0, "done")) == Origin(file, 7, 31)
    assert record.recorded(("hazards", 0, "found")) is None
    assert str(record.recorded(("hazards", 0, "after"))) == "2026-11-26"
    places = list(record.origins)
    assert len(places) == len(set(places)) == len(record.origins)
    assert ("hazards", 0, "after", 0, "photo") in places
    assert ("hazards", 1, "found") in places


def test_photos_are_found_beside_the_file_that_names_them(client: Path) -> None:
    _record(client, "2026-11-26-到场.yaml", VISIT)
    record = intake.read(client)
    before = record.asset(("hazards", 0, "before", 0, "photo"), "a.jpg")
    after = record.asset(("hazards", 0, "after", 0, "photo"), "photos/b.jpg")
    assert before.name == str(client / "a.jpg")
    assert after.name == str(client / "records/photos/b.jpg")


def test_further_photos_follow_those_that_are_there(client: Path) -> None:
    more = "hazards: [{number: YH-01, before: [{photo: a.jpg}, {photo: c.jpg}]}]\n"
    file = _record(client, "2026-11-26.yaml", more)
    record = intake.read(client)
    assert record.data["hazards"][0]["before"] == [{"photo": "a.jpg"}, {"photo": "c.jpg"}]
    assert record.origin(("hazards", 0, "before", 0, "photo")) == Origin(str(client / "client.yaml"), 13, 111)
    assert record.origin(("hazards", 0, "before", 1, "photo")) == Origin(str(file), 1, 53)


def test_another_value_is_told_with_both_places(client: Path) -> None:
    _record(
        client, "2026-11-26-到场.yaml", "hazards:\n  - {number: YH-01, found: 2026-10-12, result: 未整改}\n"
    )
    _record(
        client, "2026-12-03-复查.yaml", "hazards:\n  - number: YH-01\n    result: 已整改\n    level: 重大\n"
    )
    result, level = _refused(client)
    assert result.startswith("/records/2026-12-03-复查.yaml:3:5 隐患[1].复查结论：这里是“已整改”")
    assert "2026-11-26-到场.yaml 第 2 行已经是“未整改”" in result
    assert level.startswith(
        "/records/2026-12-03-复查.yaml:4:5 隐患[1].级别：这里是“重大”，client.yaml 第 13 行"
    )


def test_files_are_joined_by_the_day_of_their_names_then_by_name(client: Path) -> None:
    topic = "records: {{trainings: [{{date: 2026-11-26, kind: 全员, topic: {}}}]}}\n"
    for name in ("2026-11-26-b.yml", "2026-11-26-a.yaml", "2026-11-03-z.json", "2026-12-01.yaml"):
        text = topic.format(name)
        if name.endswith("json"):
            row = f'{{"date": "2026-11-03", "kind": "全员", "topic": "{name}"}}'
            text = f'{{"records": {{"trainings": [{row}]}}}}'
        _record(client, name, text)
    topics = [one["topic"] for one in intake.read(client).data["records"]["trainings"]]
    assert topics == ["2026-11-03-z.json", "2026-11-26-a.yaml", "2026-11-26-b.yml", "2026-12-01.yaml"]


@pytest.mark.parametrize("name", ["到场.yaml", "2026-11-31-到场.yaml", "2026-1-3.yaml", "2026-11-260.yaml"])
def test_a_name_without_a_day_is_told(client: Path, name: str) -> None:
    _record(client, name, VISIT)
    (line,) = _refused(client)
    assert (
        line
        == f"/records/{name}：记录文件的名称应以日期开头；请改名为 年-月-日 开头，例如 2026-11-26-到场.yaml"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("blank_rows: 3\n", "空白行数"),
        ("agency: {name: x}\n", "服务机构"),
        ("enterprise:\n  headcount: 3\n", "企业"),
        ("documents: {plan_delivered: 2026-10-01}\n", "文书"),
        ("people: {safety_officers: []}\n", "人员"),
    ],
)
def test_only_lists_stand_in_a_file_of_records(client: Path, text: str, told: str) -> None:
    _record(client, "2026-11-26.yaml", f"# 到场\n{text}")
    (line,) = _refused(client)
    assert line.startswith(f"/records/2026-11-26.yaml:2:1 {told}：记录文件里不能写这一项；请写进 client.yaml")


def test_what_is_no_list_is_told(client: Path) -> None:
    _record(client, "2026-11-26.yaml", "hazards: 无\n")
    (line,) = _refused(client)
    assert line.startswith("/records/2026-11-26.yaml:1:1 隐患：应为列表")


def test_an_unknown_key_is_told_at_its_place(client: Path) -> None:
    file = _record(client, "2026-11-26.yaml", "hazrds: []\nrecords: {visits: []}\n")
    found = errors_in(schema.check(intake.read(client)))
    told = [str(one) for one in found if one.origin and one.origin.file == str(file)]
    assert len(told) == 2
    assert "没有“hazrds”这一项" in told[0]
    assert "2026-11-26.yaml:2:11 工作记录：没有“visits”这一项" in told[1]


def test_all_faults_are_told_at_once(client: Path) -> None:
    _record(client, "2026-11-26.yaml", "")
    _record(client, "2026-11-27.yaml", "hazards: [")
    _record(client, "2026-11-28.yaml", "blank_rows: 1\n")
    assert len(_refused(client)) == 3


def test_other_files_are_told_once_and_the_rest_passed_over(client: Path) -> None:
    for name in ("说明.docx", "表.xlsx", "到场.jpg", "~$说明.docx", ".hidden.yaml"):
        (client / "records" / name).write_bytes(b"x")
    (client / "records/旧").mkdir()
    _add(client / "records/旧/x.yaml", "x")
    note, inner = intake.read(client).notes
    assert (note.severity, inner.severity) == ("warning", "warning")
    assert "文件夹 旧 里的记录没有读" in str(inner)
    assert str(note).endswith(
        "records：有 2 个文件没有读：表.xlsx、说明.docx；这里只读 .yaml、.yml、.json；其他文件请移到别处"
    )


def test_no_more_files_than_a_folder_may_hold(client: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.intake.beside.MOST", 2)
    for day in (1, 2):
        _record(client, f"2026-11-0{day}.yaml", "hazards: []\n")
    intake.read(client)
    _record(client, "2026-11-03.yaml", "hazards: []\n")
    assert _refused(client)[0].startswith("/records：记录文件超过 2 个")


def test_a_folder_that_cannot_be_listed_is_one_line(client: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> Any:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", closed)
    assert _refused(client) == [
        "/records：文件夹打不开（Permission denied）；请核对权限和磁盘；里面的记录一份也没有读"
    ]


def test_a_file_in_the_place_of_the_folder_is_one_line(small: Path) -> None:
    _add(small / "records", "x")
    assert _refused(small) == ["/records：应是文件夹，不是文件；请改名或移走"]


def test_beside_data_of_another_name_nothing_is_joined(client: Path) -> None:
    _record(client, "2026-11-26.yaml", VISIT)
    other = _add(client / "甲.yaml", CLIENT + MORE)
    record = intake.read(other)
    assert len(record.data["hazards"]) == 1
    assert "没有读：填报文件不叫 client.yaml" in str(record.notes[0])


def test_every_file_counts_in_the_hash(client: Path) -> None:
    alone = intake.read(client).source_hash
    file = _record(client, "2026-11-26.yaml", VISIT)
    read = [client / "client.yaml", client.parent / "agency.yaml", file]
    joined = intake.read(client).source_hash
    assert joined == hashlib.sha256(b"".join(one.read_bytes() for one in read)).hexdigest()
    (client / "issued").mkdir()
    _add(client / "issued/index.yaml", "[]\n")
    assert len({alone, joined, intake.read(client).source_hash}) == 3


def test_data_from_memory_brings_its_records_along(client: Path) -> None:
    file = _record(client, "2026-11-26-到场.yaml", VISIT)
    visit = Source("2026-11-26-到场.yaml", VISIT.encode(), assets=InMemory({"photos/b.jpg": b"x"}))
    later = Source("2026-12-01", {"service_items": [3]})
    index = Source(
        "index", {"issued": [{"id": "plan", "version": "A/0", "opened": "2026-10-01", "reason": "x"}]}
    )
    source = Source("client.yaml", (CLIENT + MORE).encode(), records=(later, visit), issued=index)
    record = intake.read(source, Source("agency.yaml", AGENCY.encode()))
    read = intake.read(client)
    assert {**read.data, "service_items": [3], "issued": index.content["issued"]} == record.data  # type: ignore[index]
    assert record.asset(("hazards", 0, "after", 0, "photo"), "photos/b.jpg").state() == ""
    assert record.origin(("hazards", 0, "rechecked")) == Origin("2026-11-26-到场.yaml", 3, 5)
    assert read.origin(("hazards", 0, "rechecked")) == Origin(str(file), 3, 5)


def test_sources_of_one_name_are_a_fault_of_the_program() -> None:
    twice = Source("2026-11-26", {"hazards": []})
    with pytest.raises(ValueError, match="one name: 2026-11-26"):
        intake.read(Source("a", {}, records=(twice, twice)))


def test_the_index_stands_in_no_data_file(small: Path) -> None:
    _add(small / "client.yaml", CLIENT + "issued: []\n")
    (line,) = _refused(small)
    assert line.startswith("/client.yaml:12:1：没有“issued”这一项")


@pytest.mark.parametrize(("text", "told"), [("", "文件是空的"), ("issued: []\n", "最外层应是列表")])
def test_an_index_that_is_no_list_is_refused(small: Path, text: str, told: str) -> None:
    (small / "issued").mkdir()
    _add(small / "issued/index.yaml", text)
    (line,) = _refused(small)
    assert told in line
    assert line.startswith("/issued/index.yaml")


SAME = [
    ("equipment", "{code: E1, name: 冲床}", "{code: E1, maker: 甲厂}", 1),
    ("equipment", "{name: 冲床}", "{name: 冲床}", 2),
    (
        "records.contacts",
        "{number: L1, date: 2026-11-01, kind: 催办, subject: 甲}",
        "{number: L1, replied: 2026-11-02}",
        1,
    ),
    (
        "certificates",
        "{holder: 甲, kind: x, item: y, issued: 2024-01-01}",
        "{holder: 甲, kind: x, item: y, issued: 2026-01-01}",
        2,
    ),
    ("certificates", "{holder: 甲, kind: x, item: y}", "{item: y, review: 2026-01-01}", 2),
    ("posts", "{name: 甲}", "{name: 甲, zone: Z1}", 2),
    ("posts", "{name: 甲, zone: Z1}", "{name: 甲, zone: Z1, count: 3}", 1),
    ("health_factors", "{factor: 噪声, posts: [甲]}", "{factor: 噪声, posts: [甲], tested: 2026-11-02}", 1),
    ("service_items", "3", "3", 1),
    ("service_items", "3", "4", 2),
    ("records.spending", "{date: 2026-11-01, item: 甲}", "{date: 2026-11-01, item: 甲}", 2),
]


@pytest.mark.parametrize(("part", "first", "second", "rows"), SAME)
def test_a_row_is_the_same_one_by_its_number_alone(
    client: Path, part: str, first: str, second: str, rows: int
) -> None:
    for day, row in ((1, first), (2, second)):
        text = f"[{row}]"
        for name in reversed(part.split(".")):
            text = f"{{{name}: {text}}}"
        _record(client, f"2026-11-0{day}.yaml", text)
    found: Any = intake.read(client).data
    for name in part.split("."):
        found = found[name]
    assert len(found) == rows


def test_coordinates_are_one_value(client: Path) -> None:
    _record(client, "2026-11-01.yaml", "zones: [{code: Z1, name: 甲, rect: [0, 0, 5, 5]}]\n")
    _record(client, "2026-11-02.yaml", "zones: [{code: Z1, rect: [0, 0, 5, 6]}]\n")
    assert "这里是另外的内容" in _refused(client)[0]


def test_a_hazard_is_known_by_the_number_that_its_papers_show(client: Path) -> None:
    text = (
        (CLIENT + MORE)
        .replace("number: YH-01, ", "")
        .replace("  county", "  uscc: 91330799MADEMA0195\n  county")
    )
    other = "  - {location: 乙, description: 丙, level: 一般, recommendation: 丁, found: 2026-10-12}\n"
    _add(client / "client.yaml", text.replace("schedule:", other + "schedule:"))
    _record(client, "2026-11-01.yaml", "hazards: [{number: YH-MA0195-20261012-02, result: 已整改}]\n")
    first, second = intake.read(client).data["hazards"]
    assert "number" not in first
    assert (second["location"], second["result"]) == ("乙", "已整改")
    assert second["number"] == "YH-MA0195-20261012-02"
    assert [one.number for one in facts.derive(intake.read(client), DAY).hazards] == [
        "YH-MA0195-20261012-01",
        "YH-MA0195-20261012-02",
    ]


def test_papers_without_their_index_are_told(small: Path) -> None:
    place = small / "issued"
    place.mkdir()
    _add(place / "签字页.pdf", "x")
    intake.read(small)
    _add(place / "签字页.pdf.json", "{}")
    assert _refused(small) == ["/issued：有留底文件，没有 index.yaml；请从备份恢复；没有它就不知道签发过什么"]
    _add(place / "Index.yaml", "[]")
    assert _refused(small) == ["/issued：没有 index.yaml，有 Index.yaml；请改名为 index.yaml"]
    _add(place / "index.yaml", "[]")
    assert intake.read(small).data["issued"] == []


def test_nought_is_a_value_too(client: Path) -> None:
    _record(client, "2026-11-01.yaml", "hazards: [{number: YH-01, spent: 0, before: []}]\n")
    _record(client, "2026-11-02.yaml", "hazards: [{number: YH-01, spent: 100}]\n")
    (line,) = _refused(client)
    assert "这里是“100”，2026-11-01.yaml 第 1 行已经是“0”" in line
