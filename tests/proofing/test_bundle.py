"""Bundles: layers over the built-in library, whole and sound or refused; two of them in one process."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml
from click.testing import CliRunner

from generator import api
from generator.cli.build import command as build
from generator.errors import CatalogueError
from generator.library import built_in, knowledge
from generator.proofing import bundle, compiling, folder
from tests.conftest import DAY, ROOT

COMMITTEE = ROOT / "tests/bundles/committee"
REFUSED = ROOT / "tests/refused/libraries"
CASES = {
    "book_of_its_own": (
        "reference/entry_book.yaml：填报簿、名册只用内置的这一份，模板包里的不会使用；移出模板包，",
        "reference/registry.yaml：填报簿、名册只用内置的这一份，模板包里的不会使用",
    ),
    "half_copied": ("edition.yaml:4:9：缺少文件 reference/laws.yaml，模板包没有拷全；重新拷贝整个模板包",),
    "ledger_alone": ("没有交付目录要的台账“职业卫生管理台账”（health）",),
    "missing_edition": ("edition.yaml：没有这个文件，模板包没有拷全",),
    "newer_edition": ("edition.yaml:2:8：模板包要求格式 99，本工具只认到 2；请升级工具",),
    "no_template": ("catalogue.yaml:1:7：没有 committee_letter 的 Word 模板 word/committee_letter.docx",),
    "outside": ("edition.yaml:3:9：缺少文件 ../laws.yaml",),
    "text_faulty": (
        "text/_parts/dated.md:2：",
        "text/records/visit.md:3：",
    ),
    "layout_unused": ("layout/letterr.docx：没有哪一件交付件用这个版式，不会使用",),
    "unit_clash": ("knowledge/sample.md:6:9：示例物质的第一步要“加水”，铝、镁粉尘禁止“加水”",),
    "unit_headless": ("knowledge/sample.md:1：没有写在两行 --- 之间的头",),
    "unit_untitled": ("knowledge/sample.md:2:1 名称：必填，还没有填；请加上 title",),
    "unknown_fact": ("reference/contract_fields.yaml:1:10 ", "enterprise 没有 nmae 这一项；是否应为 name？"),
    "unknown_file": ("reference/lawz.yaml：不认识的文件",),
    "unknown_key": ("reference/extinguishers.yaml:1:36 ", "没有“skrap”这一项；是不是想写 scrap（报废）"),
    "unknown_law": ("reference/machines.yaml:6:10：没有名为“gb0000”的法规",),
    "unlisted": ("reference/fees.yaml：没有列在 edition.yaml 的 files 里",),
    "wrong_cas": ("reference/chemicals.yaml:2:8：CAS 号的校验位不符：末位是 2，按前面的数字应为 1",),
    "yaml_broken": ("reference/laws.yaml:2:10：括号没有配对",),
}
ONLY = ("risk_list_xlsx", "contract_json")


def test_every_refused_bundle_has_its_words() -> None:
    assert {path.name for path in REFUSED.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_faulty_bundle_is_refused_and_nothing_built(name: str, tmp_path: Path) -> None:
    client, out = str(ROOT / "examples/xinglan-cups"), tmp_path / "out"
    given = [client, "-o", str(out), "--date", DAY.isoformat(), "--templates", str(REFUSED / name)]
    done = CliRunner().invoke(build, given)
    assert isinstance(done.exception, CatalogueError)
    assert not out.exists()
    told = "\n".join(map(str, done.exception.problems))
    assert all(words in told for words in CASES[name]), told
    assert str(REFUSED / name) in told


def test_a_sound_bundle_is_a_layer_and_no_stray() -> None:
    library = bundle.opened(COMMITTEE, DAY)
    assert library.layers == (COMMITTEE, *built_in().layers)
    assert folder.account(COMMITTEE, library) == ()


def _with_unit(own: Path, text: str, *templates: str) -> Path:
    """A bundle with the unit of metal dust in those words and those of the built-in Word templates."""
    listed = ["knowledge/aluminium_dust.md", *(f"word/{name}.docx" for name in templates)]
    for name in listed:
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        if name.startswith("word/"):
            shutil.copyfile(ROOT / "templates" / name, own / name)
    (own / listed[0]).write_text(text, "utf-8")
    (own / "edition.yaml").write_text(yaml.safe_dump({"edition": "2026.11", "needs": 1, "files": listed}))
    return own


UNIT = (ROOT / "templates/knowledge/aluminium_dust.md").read_text("utf-8")


def test_a_unit_of_which_only_the_head_differs_needs_no_template(tmp_path: Path) -> None:
    own = _with_unit(tmp_path, UNIT.replace("铝镁着火，绝不用水", "铝镁着火，只用干砂"))
    library = bundle.opened(own, DAY)
    assert "铝镁着火，只用干砂" in knowledge.heads(library)["aluminium_dust"]["iron"]
    assert folder.account(own, library) == ()


def test_a_unit_of_which_a_section_differs_has_its_templates_compiled(tmp_path: Path) -> None:
    text = UNIT.replace("下班换下工作服、洗手后离开。", "下班换下工作服。")
    assert text != UNIT
    library = bundle.opened(_with_unit(tmp_path / "alone", text), DAY)
    assert [entry.id for entry in compiling.needed(library)] == ["system_occupational_health"]
    drawn = bundle.opened(_with_unit(tmp_path / "drawn", text, "system_occupational_health"), DAY)
    assert compiling.needed(drawn) == ()


def test_a_unit_alone_has_what_places_its_sections_compiled() -> None:
    """A section of the system of fire; the law that it cites stands in the plan's list of laws anyway."""
    library = bundle.opened(ROOT / "tests/bundles/unit", DAY)
    assert {entry.id for entry in compiling.needed(library)} == {"system_fire"}


def test_a_folder_of_own_templates_alone_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"x")
    assert bundle.opened(tmp_path, DAY) is built_in()
    assert bundle.opened(None, DAY) is built_in()


def test_every_part_of_the_example_is_needed(tmp_path: Path) -> None:
    listed = yaml.safe_load((COMMITTEE / "edition.yaml").read_text("utf-8"))["files"]
    for name in listed:
        copy = tmp_path / name.replace("/", "_")
        shutil.copytree(COMMITTEE, copy)
        (copy / name).unlink()
        with pytest.raises(CatalogueError, match=f"缺少文件 {name}"):
            bundle.opened(copy, DAY)


def _shown(client: str, library: api.Library) -> dict[str, str]:
    """What the documents of a client show of the edition they are made by."""
    record = api.load(ROOT / "examples" / client)
    pack = api.make(record, api.Order(DAY, ONLY, library=library))
    files = {file.id: file for file in pack.files}
    fields = json.loads(files["contract_json"].data)
    book = openpyxl.load_workbook(io.BytesIO(files["risk_list_xlsx"].data))
    notes = [str(cell.value) for cell in book["填写说明"]["B"]]
    titles = [str(cell.value) for cell in book.worksheets[0][3]]
    return {
        "law": next(note for note in notes if note.startswith("事故类型按")),
        "column": titles[-1],
        "row": next(iter(fields)),
        "file": files["contract_json"].path,
    }


def test_two_editions_build_two_clients_in_one_process() -> None:
    other = bundle.opened(COMMITTEE, DAY)
    first = _shown("xinglan-cups", built_in())
    assert "GB" in first["law"] and first["column"] == "备注" and first["row"] == "服务机构名称"
    second = _shown("yunzhi-textile", other)
    assert "《事故分类（委员会试用名称）》（委员会试用版）" in second["law"]
    assert (second["column"], second["row"]) == ("委员会复核", "委员会要的企业名称")
    assert second["file"].endswith("委员会合同信息上报表.json")
    assert _shown("xinglan-cups", built_in()) == first
    again = _shown("xinglan-cups", other)
    assert again == {**second, "file": again["file"]}
