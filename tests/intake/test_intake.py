"""Reading a client: values as they were meant, places, the agency merged in, limits."""

from __future__ import annotations

import hashlib
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator import batch, intake, schema
from generator.assets import Folder
from generator.errors import IntakeError
from generator.problems import Origin, errors_in
from generator.record import Record
from tests.conftest import CLIENT


def _read(small: Path, more: str = "", text: str = CLIENT) -> Record:
    (small / "client.yaml").write_text(text + more, "utf-8")
    return intake.read(small)


def _note(small: Path, written: str) -> Any:
    return _read(small, f"documents:\n  plan_number: {written}\n").data["documents"]["plan_number"]


@pytest.mark.parametrize(
    "written",
    [
        "03161234567",
        "13800000000",
        "yes",
        "no",
        "12:30",
        "2026-09-01",
        "0x1F",
        "1_000",
        "1e5",
        "3382",
        "true",
    ],
)
def test_plain_values_stay_the_text_that_was_written(small: Path, written: str) -> None:
    assert _note(small, written) == written


@pytest.mark.parametrize(
    ("written", "value"),
    [("0.2", 0.2), ("12", 12), ("0316", "0316"), ("12:30", "12:30"), ("yes", "yes"), (".5", 0.5), ("-3", -3)]
    + [("1234567890123456", "1234567890123456"), ("1e999", "1e999"), (".inf", ".inf"), ("true", True)],
)
def test_values_that_may_be_numbers_are_read_as_such(small: Path, written: str, value: object) -> None:
    record = _read(small, f"chemicals:\n  - name: 丙酮\n    max_stock: {written}\n")
    found = record.data["chemicals"][0]["max_stock"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["甲 & 乙 <重大> \"引\" '号'", "表情😀𠮷䶮", "长" * 20_000])
def test_difficult_text_is_kept_as_it_is(small: Path, text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    record = _read(small, f"documents:\n  plan_number: {quoted}\n")
    assert record.data["documents"]["plan_number"] == text
    assert errors_in(schema.check(record)) == ()


def test_line_ends_are_made_plain(small: Path) -> None:
    assert _note(small, '"甲\\r\\n乙\\r丙"') == "甲\n乙\n丙"
    raw = (
        (CLIENT + "documents:\n  plan_number: |\n    甲\n    乙\n").replace("\n", "\r\n").encode("utf-8-sig")
    )
    (small / "client.yaml").write_bytes(raw)
    record = intake.read(small)
    assert record.data["documents"]["plan_number"] == "甲\n乙\n"
    assert record.origin(("agency",)) is not None


@pytest.mark.parametrize("written", ["", "null", "~", '""', '"  "'])
def test_what_is_left_empty_is_as_if_not_written(small: Path, written: str) -> None:
    assert "plan_number" not in _read(small, f"documents:\n  plan_number: {written}\n").data["documents"]


def test_agency_is_merged_with_its_own_places(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.parent)
    record = intake.read(Path("小厂"))
    assert record.data["agency"]["advisors"] == [{"name": "示例辅导员A", "phone": "100-0000-0091"}]
    assert record.origin(("agency", "advisors", 0, "name")) == Origin("agency.yaml", 3, 6)
    assert record.origin(("agency", "phone")) == Origin("agency.yaml", 1, 1)
    assert record.origin(("enterprise", "headcount")) == Origin("小厂/client.yaml", 7, 3)
    assert record.assets(("agency", "advisors", 0, "photo")) == Folder(small.parent)
    assert record.assets(("enterprise",)) == Folder(small)
    files = [small / "client.yaml", small.parent / "agency.yaml"]
    assert record.source_hash == hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def test_agency_may_be_written_in_the_client_file(small: Path) -> None:
    text = CLIENT.replace("../agency.yaml", "{name: 示例机构, advisors: [{name: 示例辅导员B}]}")
    record = _read(small, text=text)
    assert list(record.sources) == [str(small / "client.yaml")]
    assert errors_in(schema.check(record)) == ()


def test_faults_of_both_files_are_told_at_once(small: Path) -> None:
    agency = small.parent / "agency.yaml"
    agency.write_text(agency.read_text("utf-8") + "name: 另一家\n", "utf-8")
    with pytest.raises(IntakeError) as caught:
        _read(small, "agency: 另一个\n")
    assert [Path(one.origin.file).name for one in caught.value.problems if one.origin] == [
        "client.yaml",
        "agency.yaml",
    ]


def test_json_gives_the_same_record(small: Path) -> None:
    from_yaml = intake.read(small)
    path = small / "client.yaml"
    data = {**from_yaml.data, "agency": "../agency.yaml"}
    data["enterprise"] = {**data["enterprise"], "short_name": "表情😀\t/"}
    path.unlink()
    text = json.dumps(data, indent="\t").replace('"headcount": 12', '"headcount":12')
    (small / "client.json").write_text(text, "utf-8")
    record = intake.read(small)
    assert record.data["enterprise"]["short_name"] == "表情😀\t/"
    assert record.data["agency"] == from_yaml.data["agency"]
    assert record.origin(("agency",)) == Origin(str(small.parent / "agency.yaml"), 1, 1)
    assert record.origin(("people", "principal", "name")) is not None
    assert errors_in(schema.check(record)) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1} x', "多余"),
        ('{"a" 1}', "冒号"),
        ('{"a": 1 "b": 2}', "逗号"),
        ('{"a": [1, 2', "逗号"),
        ('{"a": NaN}', "合法的值"),
        ('{"a": "甲\n乙"}', "文本没有写对"),
        ('{"a": 01}', "逗号"),
        ('{"a": ' + "[" * 100_000, "层级"),
        ("", "空的"),
    ],
)
def test_json_is_read_strictly(small: Path, text: str, words: str) -> None:
    path = small / "客户.json"
    path.write_text(text, "utf-8")
    with pytest.raises(IntakeError, match=words):
        intake.read(path)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("@甲", "不能开头"),
        ("%甲", "不能开头"),
        ("& 甲", "以 & 或 [*] 开头的文字要加引号"),
        ("[甲", "没有配对"),
        ("*甲", "名称不对"),
        ("*a", "没有定义"),
        ("|甲", "后面要换行"),
        ("? 甲", "以 [?] 开头的文字要加引号"),
        ('"\\q"', "反斜杠"),
        ('"\\ud83d"', "不完整的字符"),
        ("{a: 1, b: c:d:[}", "冒号|括号"),
        ("!甲 乙", "不支持标签"),
    ],
)
def test_yaml_faults_are_told_in_chinese(small: Path, written: str, words: str) -> None:
    with pytest.raises(IntakeError, match=words) as caught:
        _note(small, written)
    assert "YAML 写法有误" not in str(caught.value)


@pytest.mark.parametrize("text", ["x: " + "[" * 200_000, "x: " + "{a: " * 10_000, "- " * 200_000, "[" * 4000])
def test_deep_nesting_is_refused_and_not_followed(small: Path, text: str) -> None:
    with pytest.raises(IntakeError):
        _read(small, text, "")


def test_anchors_are_allowed_in_reason(small: Path) -> None:
    record = _read(small, "site: {width: 10, height: 10, exits: [{at: &p [1, 1]}, {at: *p}]}\n")
    assert [one["at"] for one in record.data["site"]["exits"]] == [[1, 1], [1, 1]]
    assert record.origin(("site", "exits", 1, "at")) is not None


def test_files_that_cannot_be_read_are_told(small: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    big = tmp_path / "big.yaml"
    with big.open("wb") as out:
        out.truncate(20 * 1024 * 1024 + 1)
    (small / "填报簿.xlsx").write_bytes(b"PK")
    (tmp_path / "client.docx").write_bytes(b"PK")
    for path, words in [
        (empty, "文件夹里没有 client.yaml"),
        (tmp_path / "none.yaml", "找不到文件"),
        (tmp_path / "client.docx", "不认识的数据文件类型"),
        (big, "超过 20 MB"),
        (small, "同时有 client.yaml、填报簿.xlsx；请只留一个"),
    ]:
        with pytest.raises(IntakeError, match=words):
            intake.read(path)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_agency_file_behind_a_folder_name_is_refused(small: Path) -> None:
    (small / "机构.yaml").mkdir()
    with pytest.raises(IntakeError, match="找不到服务机构文件"):
        _read(small, text=CLIENT.replace("../agency.yaml", "机构.yaml"))


@pytest.mark.parametrize("written", ["30000", "0.10", "0.30000000000000004", "99999999999.99", "1e3"])
def test_money_is_exactly_what_the_file_says(small: Path, written: str) -> None:
    assert _read(small, f"  fee: {written}\n").data["agreement"]["fee"] == Decimal(written)
    assert isinstance(intake.read(small).data["agreement"]["fee"], Decimal)
    text = f'{{"agency": "../agency.yaml", "agreement": {{"effective": "2026-09-01", "fee": {written}}}}}'
    (small / "client.yaml").unlink()
    (small / "client.json").write_text(text, "utf-8")
    assert intake.read(small).data["agreement"]["fee"] == Decimal(written)


def test_other_numbers_stay_plain(small: Path) -> None:
    data = _read(small, "site: {width: 12.5, height: 8}\n").data["site"]
    assert [type(data[key]) for key in ("width", "height")] == [float, int]


def _only(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_text("x: 1\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("client.yaml.txt",), "没有 client.yaml 或 填报簿.xlsx，有 client.yaml.txt；请改名，去掉 .txt"),
        (("填报簿.xlsx.xlsx",), "有 填报簿.xlsx.xlsx；请改名，去掉 .xlsx"),
        (("client.YAML", "某某.xlsx"), "有 client.YAML；请把文件名改成小写的 client.yaml"),
        (("Client.yaml.TXT", "agency.yaml"), "有 Client.yaml.TXT；请改名，去掉 .txt"),
        (
            ("某某五金.yaml",),
            "填报簿.xlsx，有 某某五金.yaml；是客户数据就改名为 client.yaml，或者直接写",
        ),
        (("某某.yaml.txt",), "有 某某.yaml.txt"),
        (
            ("agency.xlsx", "~$填报簿.xlsx", "填报簿 (1).xlsx", "资料.xls"),
            "有 填报簿 (1).xlsx；是填报簿就改名为 填报簿.xlsx，或者直接写这个文件",
        ),
        (
            ("资料.xls", "agency.yaml"),
            "有 资料.xls；填报簿只认 .xlsx：是填报簿的请用 Excel 或 WPS 打开，另存为",
        ),
        (("资料.docx",), "有 资料.docx；Word、PDF 不是填报文件：用 tuoguan new 建立 client.yaml"),
        (("agency.yaml", "~$填报簿.xlsx"), "没有 client.yaml 或 填报簿.xlsx；请先填写客户数据文件"),
    ],
)
def test_what_stands_in_a_folder_instead_of_the_data_is_told(
    tmp_path: Path, names: tuple[str, ...], words: str
) -> None:
    folder = _only(tmp_path / "厂", *names)
    for read in (lambda: intake.read(folder), lambda: batch.clients((folder,))):
        with pytest.raises(IntakeError) as caught:
            read()
        assert str(caught.value).startswith(f"{folder}：文件夹里")
        assert words in str(caught.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("客户/某某五筋", "没有这个文件或文件夹；请核对路径，是不是 某某五金"),
        ("客人/某某五金", "没有这个文件或文件夹；请核对路径，没有文件夹"),
        ("客户/client.yaml", "找不到文件；请核对路径，是不是 client.yaml.txt"),
        ("客户/表.et", "不认识的数据文件类型；填报簿只认 .xlsx：是填报簿的请用 Excel 或 WPS 打开"),
        ("客户/表.pdf", "不认识的数据文件类型；Word、PDF 不是填报文件"),
        ("客户/填报簿.xlsx", "找不到文件；请核对路径$"),
        ("客户/client.yaml.txt", "不认识的数据文件类型；内容是填报数据时改名，去掉 .txt"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_with_what_is_near(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "客户/某某五金").mkdir(parents=True)
    for other in ("表.et", "表.pdf", "~$填报簿.xlsx", "client.yaml.txt"):
        (tmp_path / "客户" / other).write_text("x: 1\n", "utf-8")
    with pytest.raises(IntakeError, match=words):
        intake.read(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="no such files on Windows")
def test_a_pipe_or_a_device_is_refused_at_once(small: Path) -> None:
    (small / "client.yaml").unlink()
    os.mkfifo(small / "client.yaml")
    for path in (small / "client.yaml", Path("/dev/zero")):
        with pytest.raises(IntakeError, match="不是普通文件"):
            intake.read(path)


def test_an_agency_file_with_another_ending_is_named(small: Path) -> None:
    (small.parent / "agency.yaml").rename(small.parent / "agency.yaml.txt")
    with pytest.raises(IntakeError, match="找不到服务机构文件：../agency.yaml，是不是 agency.yaml.txt"):
        intake.read(small)


@pytest.mark.parametrize("more", ["", "documents: {plan_number: A1}\n"])
def test_a_part_that_is_missing_is_looked_for_beside_another(small: Path, more: str) -> None:
    record = _read(small, more)
    found = record.origin(("documents", "board_posted"))
    assert found
    assert found.line == (12 if more else 10)
