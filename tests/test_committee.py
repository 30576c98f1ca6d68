"""The whole way of a committee's template as it is typed: from the export to a board on another machine."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from generator.api import previews
from generator.word import text
from tests.cli.running import run
from tests.conftest import ROOT
from tests.signing.quick import quick

__all__ = ["quick"]  # keys under passphrases
DAY = "2027-03-01"
ID = "金华专业委"
OLD, NEW = "建议样式，正式样式由专业委统一制定", "统一样式，由专业委制定，不得自行改动"
RED = RGBColor(0xC0, 0x00, 0x00)


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is made; the passphrase is not typed by hand."""
    monkeypatch.setenv("TUOGUAN_PASSPHRASE", "专业委的口令 2027")
    monkeypatch.setenv("TUOGUAN_HOME", str(tmp_path / "专业委的电脑"))
    return tmp_path


def typed(*arguments: object, fails: str = "") -> str:
    """What a command says; it must succeed, or fail with these words."""
    done = run("template", *arguments)
    assert done.returncode == bool(fails), done.stdout + done.stderr
    assert fails in done.stderr
    return done.stdout


def edited(file: Path, sentence: str = NEW, slip: str = "") -> None:
    """What a person does in Word: another colour of the title, another sentence, perhaps a slip."""
    opened = docx.Document(str(file))
    cells = [cell for table in opened.tables for row in table.rows for cell in row.cells]
    for run_ in cells[0].paragraphs[0].runs:
        run_.font.color.rgb = RED
    (note,) = {run_ for table in opened.tables for run_ in runs(table) if OLD in run_.text}
    note.text = note.text.replace(OLD, sentence + slip)
    opened.save(str(file))


def runs(table: docx.table.Table) -> list[docx.text.run.Run]:
    """The runs of a table, those of tables in its cells too."""
    found = {cell._tc: cell for row in table.rows for cell in row.cells}
    own = [run_ for cell in found.values() for one in cell.paragraphs for run_ in one.runs]
    return own + [run_ for cell in found.values() for inner in cell.tables for run_ in runs(inner)]


def board(pack: Path) -> Path:
    (found,) = (path for path in pack.rglob("*.docx") if "公示牌" in path.name)
    return found


def test_from_the_export_to_the_board_of_an_agency(at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("keygen", "-o", at / "专业委")
    exported, file = at / "内置.docx", at / "board_large.docx"
    typed("export", "board_large", "--chinese", "-o", exported)
    assert "与" not in typed("diff", exported, exported)

    # In Word: the title red, a sentence, a slip in a tag that was added.
    file.write_bytes(exported.read_bytes())
    edited(file, slip="｛｛ 被托管单位。名称 ｝｝")
    typed("lint", file, "--annotate", at / "标注.docx", fails="全角")
    assert len(docx.Document(str(at / "标注.docx")).comments) == 1
    mended = at / "改好" / "board_large.docx"
    assert "共改 1 处" in typed("lint", file, "--fix", "-o", mended)
    edited_anew = docx.Document(str(mended))
    assert RED in {run_.font.color.rgb for table in edited_anew.tables for run_ in runs(table)}
    said = typed("diff", exported, mended, "--as", "board_large")
    assert "颜色 白（FFFFFF） → 深红（C00000）" in said and "不兼容" not in said

    # As data will fill it, here that of one example; where there is no LibreOffice, in Word alone.
    client = ROOT / "examples/xinglan-cups"
    monkeypatch.setattr(previews, "_clients", lambda: [client])
    monkeypatch.setenv("PATH", "")
    assert "PDF 0 份" in typed("preview", mended, "-o", at / "预览", "--date", DAY)
    seen = text.text((at / "预览/示例 xinglan-cups.docx").read_bytes())
    assert NEW in seen and "星澜杯业" in seen

    # Published, installed where nothing is known of it yet.
    published = typed("publish", mended, *publishing(at, "2027.1"))
    bundle = at / f"{ID}-2027.1.tgb.zip"
    assert "2027-01-01" in published and "专业委的不用写" in published and bundle.is_file()
    monkeypatch.setenv("TUOGUAN_HOME", str(at / "机构的电脑"))
    typed("install", bundle, fails="没有登记")
    typed("trust", at / "专业委.pub", "--for", ID, "--committee")
    typed("install", bundle)
    assert "2027.1" in typed("list")
    assert typed("diff", f"{ID}@2027.1", bundle) == "没有不同\n"
    assert "没有安装这个版次" in run("template", "diff", f"{ID}@2027.2", bundle).stderr

    # Every client's board is of the new style, and tells by which template it was made.
    pack = at / "资料包"
    built = run("build", client, "-o", pack, "--only", "board_large", "--date", DAY)
    assert built.returncode == 0, built.stderr
    made = board(pack)
    said = text.text(made.read_bytes())
    assert NEW in said and OLD not in said and f"{ID} 2027.1" in said
    assert RED in {run_.font.color.rgb for table in docx.Document(str(made)).tables for run_ in runs(table)}
    verified = typed("verify", made)
    assert "与出具时一致" in verified and "2027.1" in verified
    changed = docx.Document(str(made))
    changed.add_paragraph("后加的")
    changed.save(str(made))
    assert "已改动" in run("template", "verify", made).stdout


def publishing(at: Path, version: str) -> tuple[object, ...]:
    """The options of a publication."""
    named = ("--id", ID, "--version", version, "--title", "金华市专业委统一样式")
    when = ("--article", "第二十条第（三）项", "--from", "2027-01-01", "--changes", "标题改为深红")
    return ("--key", at / "专业委.key", *named, *when, "-o", at)
