"""Data from one form of file into another: equal data, files that go along, nothing ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator import api, conversion, delivery
from generator.conversion import convert
from generator.errors import GeneratorError, IntakeError, PackError
from tests.cli.running import run
from tests.conftest import AGENCY, CLIENT, ROOT

CUPS = ROOT / "examples/xinglan-cups"
HAZARD = (
    "number: YH-01, location: 车间, description: 缺罩, level: 一般, recommendation: 加, found: 2026-10-12"
)
MORE = f"hazards:\n  - {{{HAZARD}, before: [{{photo: photos/a.jpg}}]}}  # 首查\n"
VISIT = "hazards: [{number: YH-01, after: [{photo: photos/a.jpg}, {photo: b.jpg}]}]\n"


@pytest.fixture
def client(small: Path) -> Path:
    """A client with a photo and a file of records with two, one of them of the same name."""
    _files(small, {"client.yaml": CLIENT + MORE, "photos/a.jpg": "前"})
    _files(small, {"records/2026-11-26.yaml": VISIT, "records/photos/a.jpg": "后", "records/b.jpg": "乙"})
    return small


def _files(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _all(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _refused(*given: Any, **more: Any) -> str:
    folder = given[1].parents[1]
    before = _all(folder)
    with pytest.raises(GeneratorError) as caught:
        convert(*given, **more)
    assert _all(folder) == before
    return str(caught.value)


def test_a_whole_client_goes_into_json_and_back(tmp_path: Path) -> None:
    first = convert(CUPS, tmp_path / "一/client.json")
    again = convert(first.file, tmp_path / "二/client.yaml")
    assert api.load(again.file).data == api.load(first.file).data == api.load(CUPS).data
    photos = {f"photos/{path.name}": path.read_bytes() for path in (CUPS / "photos").iterdir()}
    assert _all(tmp_path / "二") == {**photos, "client.yaml": again.file.read_bytes()}
    assert len(first.beside) == len(again.beside) == len(photos)
    assert [str(note) for note in again.notes] == []


def test_records_are_joined_and_their_photos_get_names_of_their_own(client: Path, tmp_path: Path) -> None:
    made = convert(client, tmp_path / "另/client.yaml")
    data = dict(api.load(client).data)
    data["hazards"][0]["after"][0]["photo"] = "photos/a-2.jpg"
    data["hazards"][0]["after"][1]["photo"] = "photos/b.jpg"
    assert api.load(made.file).data == data
    files = _all(tmp_path / "另")
    assert {name: raw.decode() for name, raw in files.items() if name != "client.yaml"} == {
        "photos/a.jpg": "前",
        "photos/a-2.jpg": "后",
        "photos/b.jpg": "乙",
    }


def test_the_very_same_photo_of_records_goes_along_once(client: Path, tmp_path: Path) -> None:
    _files(client, {"records/photos/a.jpg": "前"})
    made = convert(client, tmp_path / "另/client.yaml")
    photos = [one["photo"] for one in api.load(made.file).data["hazards"][0]["after"]]
    assert photos == ["photos/a.jpg", "photos/b.jpg"]
    assert _all(tmp_path / "另").keys() == {"client.yaml", *photos}


def test_records_are_kept_beside_or_go_along(client: Path, tmp_path: Path) -> None:
    whole = api.load(client).data
    made = convert(client, tmp_path / "另/client.json", keep_records=True)
    assert api.load(made.file).data == whole
    there = {name for name in _all(client) if name != "client.yaml"}
    assert _all(tmp_path / "另").keys() == {*there, "client.json"}
    beside = convert(client, client / "client.json", keep_records=True)
    assert beside.beside == ()
    (client / "client.yaml").unlink()
    assert api.load(client).data == whole


def test_records_that_would_be_read_twice_or_no_more_are_refused(client: Path) -> None:
    assert "再读一次" in _refused(client, client / "client.json")
    assert "不会读入" in _refused(client, client / "全部.json", keep_records=True)
    assert convert(client, client / "全部.json").file.is_file()


def test_without_records_a_client_stands_beside_itself_and_that_is_told(small: Path) -> None:
    told = [str(note) for note in convert(small, small / "client.json").notes]
    assert len(told) == 1 and "client.yaml 和 client.json" in told[0]
    assert [str(note) for note in convert(small / "client.yaml", small / "a.yml").notes] == []


def test_an_agency_is_known_by_its_fields(small: Path, tmp_path: Path) -> None:
    made = convert(tmp_path / "agency.yaml", tmp_path / "agency.json")
    assert '"name": "金华市示例安衡安全技术服务有限公司（虚构）"' in made.file.read_text("utf-8")
    (small / "client.yaml").write_text(CLIENT.replace(".yaml", ".json"), "utf-8")
    changed = api.load(small).data["agency"]
    (small / "client.yaml").write_text(CLIENT, "utf-8")
    assert changed == api.load(small).data["agency"]


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("../agency.yaml", "../../agency.yaml"),
        ("./乙/agency.yaml", "../../小厂/乙/agency.yaml"),
        ("【机构】", "【机构】"),
        ("/agency.yaml", "/agency.yaml"),
        ("..\\agency.yaml", "..\\agency.yaml"),
    ],
)
def test_the_link_to_the_agency_leads_there_from_elsewhere(
    small: Path, tmp_path: Path, link: str, led: str
) -> None:
    (small / "client.yaml").write_text(CLIENT.replace("../agency.yaml", link), "utf-8")
    made = convert(small, tmp_path / "深/里/client.json")
    assert f'"agency": "{led}"'.replace("\\", "\\\\") in made.file.read_text("utf-8")
    beside = convert(small, small / "client.json")
    assert f'"agency": "{link}"'.replace("\\", "\\\\") in beside.file.read_text("utf-8")


def test_an_agency_within_the_data_stays_there_with_its_photo(small: Path, tmp_path: Path) -> None:
    inner = "agency:\n  name: 机构\n  advisors: [{name: 甲, phone: '1', photo: 甲.jpg}]\n"
    _files(small, {"client.yaml": CLIENT.replace("agency: ../agency.yaml\n", inner), "甲.jpg": "像"})
    made = convert(small, tmp_path / "另/client.json")
    assert _all(tmp_path / "另")["甲.jpg"].decode() == "像"
    assert api.load(made.file).data == api.load(small).data


def test_a_plan_goes_along_and_a_ledger_number_is_no_file(small: Path, tmp_path: Path) -> None:
    site = (
        "site: {width: 9, height: 9, zones_from: {file: 图/p.dxf}, background: {file: p.png, points: []}}\n"
    )
    more = "records: {trainings: [{date: 2026-10-01, file: p.txt}]}\n"
    _files(small, {"client.yaml": CLIENT + site + more, "图/p.dxf": "线", "p.png": "图", "p.txt": "档"})
    convert(small, tmp_path / "另/client.json")
    assert _all(tmp_path / "另").keys() == {"client.json", "图/p.dxf", "p.png"}


def test_nothing_is_overwritten(client: Path, tmp_path: Path) -> None:
    there = tmp_path / "另"
    _files(there, {"photos/a.jpg": "别的"})
    assert "photos/a.jpg：这里已有另一个文件" in _refused(client, there / "client.yaml")
    _files(there, {"photos/a.jpg": "前", "photos/b.jpg": "另一张", "client.yaml": "旧"})
    assert "文件已存在" in _refused(client, there / "client.yaml")
    made = convert(client, there / "client.json")
    assert {path.name for path in made.beside} == {"a-2.jpg", "b-2.jpg"}
    (there / "photos/a.jpg").unlink()
    (there / "photos/a.jpg").mkdir()
    assert "已有另一个文件" in _refused(client, there / "再.json")


def test_a_failure_on_the_way_leaves_nothing(
    client: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, left = delivery.put_new, iter(range(2))

    def fails(path: Path, data: bytes) -> None:
        if next(left, None) is None:
            raise PackError(api.error(str(path), "磁盘空间不足"))
        put(path, data)

    (tmp_path / "另").mkdir()
    monkeypatch.setattr(delivery, "put_new", fails)
    assert "磁盘空间不足" in _refused(client, tmp_path / "另/client.yaml")


def test_what_cannot_be_read_is_refused(client: Path, tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="找不到文件"):
        convert(client / "无.yaml", tmp_path / "另/client.yaml")
    _files(client, {"records/2026-11-27.yaml": "hazards: [{number: YH-01, level: 重大}]\n"})
    assert "已经是“一般”" in _refused(client, tmp_path / "另/client.yaml")
    assert convert(client, tmp_path / "另/client.json", keep_records=True).file.is_file()


def test_what_does_not_go_along_is_told(client: Path, tmp_path: Path) -> None:
    (client / "photos/a.jpg").unlink()
    (client / "issued").mkdir()
    _files(client, {"issued/index.yaml": "[]\n"})
    text = "# yaml-language-server: $schema=x\n# 备注\n" + (client / "client.yaml").read_text("utf-8")
    (client / "client.yaml").write_text(text, "utf-8")
    told = [str(note) for note in convert(client, tmp_path / "另/client.yaml").notes]
    assert any("有 1 行注释没有带过去" in one for one in told)
    assert any("client.yaml:15:" in one and "有 1 个照片或图纸找不到" in one for one in told)
    assert any("签发的留底（issued）没有带过去" in one for one in told)
    assert "photos/a.jpg" in (tmp_path / "另/client.yaml").read_text("utf-8")


def test_what_would_be_read_otherwise_is_not_written(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = conversion.forms._TEXTS[".yaml"]
    wrong = {".yaml": lambda data: write(data).replace("12", "13")}
    monkeypatch.setattr(conversion.forms, "_TEXTS", wrong)
    (tmp_path / "另").mkdir()
    assert "企业.从业人员数：换成这种文件后读回来不一样" in _refused(small, tmp_path / "另/client.yaml")


def test_the_command_says_what_it_made(client: Path, tmp_path: Path) -> None:
    done = run("convert", client, "-o", tmp_path / "另/client.json")
    assert (done.returncode, done.stdout) == (0, f"已生成 {tmp_path}/另/client.json，带过去 3 个文件\n")
    assert done.stderr == ""
    wrong = run("convert", client, "-o", tmp_path / "另/client.txt")
    assert wrong.returncode == 2 and "“client.txt”看不出格式，请以 .yaml、.yml、.json" in wrong.stderr
    agency = run("convert", tmp_path / "agency.yaml", "-o", tmp_path / "b.yaml")
    assert agency.stdout == f"已生成 {tmp_path}/b.yaml\n"
    assert (tmp_path / "b.yaml").read_text("utf-8") == AGENCY.replace("\nadvisors", "\n\nadvisors")
