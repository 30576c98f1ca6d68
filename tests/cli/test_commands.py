"""The command line as its users meet it: output, exit codes, what is loaded."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from generator import sidefile
from tests.cli.running import process, run
from tests.conftest import ROOT
from tests.rows import each

HEAVY = (
    "docxtpl",
    "docx",
    "lxml",
    "matplotlib",
    "openpyxl",
    "numpy",
    "shapely",
    "jinja2",
    "yaml",
    "PIL",
    *("xlsxwriter", "python_calamine"),
)
BOOKS = ("xlsxwriter", "python_calamine", "generator.entrybook")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from generator.cli import main\n"
        "sys.argv = ['tuoguan', '--help']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print('loaded:', sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "loaded: []" in done.stdout
    assert "生成一家或多家企业的资料包" in done.stdout


def test_a_client_whose_data_is_text_loads_nothing_of_workbooks() -> None:
    code = (
        "import sys\n"
        "from generator.cli import main\n"
        "sys.argv = ['tuoguan', 'check', 'examples/xinglan-cups']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print('loaded:', sorted(set({BOOKS!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "loaded: []" in done.stdout


def test_new_folder_is_valid_but_for_the_marked_blanks(tmp_path: Path) -> None:
    made = run("new", "客户/新厂", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / "客户/新厂/client.yaml").is_file()
    assert (tmp_path / "客户/agency.yaml").is_file()
    checked = run("check", "客户/新厂", cwd=tmp_path)
    assert checked.returncode == 1
    errors = [line for line in checked.stderr.splitlines() if line.startswith("错误")]
    assert errors
    assert all("尚未填写" in line for line in errors)
    assert "客户/新厂/client.yaml:" in errors[0] or "agency.yaml:" in errors[0]
    again = run("new", "客户/新厂", cwd=tmp_path)
    assert again.returncode == 1
    assert "文件已存在" in again.stderr


def test_check_reports_places_and_json(small: Path) -> None:
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("headcount: 12", "headcout: 12"), "utf-8")
    told = run("check", small)
    assert told.returncode == 1
    assert "client.yaml:7:" in told.stderr
    assert "headcount" in told.stderr
    rows = json.loads(run("check", small, "--json").stdout)[str(small)]
    assert {row["severity"] for row in rows} >= {"error"}
    assert any(row["line"] == 7 and row["column"] > 0 for row in rows)
    assert ["enterprise", "headcount"] in [row["keys"] for row in rows]


def test_strict_makes_warnings_fail(small: Path) -> None:
    file = small / "client.yaml"
    text = file.read_text("utf-8").replace("  address:", "  uscc: 91330799MADEMA0190\n  address:")
    file.write_text(text, "utf-8")
    assert run("check", small, "--date", "2026-11-23").returncode == 0
    strict = run("check", small, "--date", "2026-11-23", "--strict")
    assert strict.returncode == 1
    assert "信用代码" in strict.stderr


def test_build_tells_what_it_did(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run("build", small, "-o", out, "--date", "2026-11-23")
    assert first.returncode == 0, first.stderr
    made = re.search(r"新建 (\d+) →", first.stdout)
    assert made
    written = [path for path in out.rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert int(made[1]) == len(written) > 20
    assert "不适用  安全风险四色分布图（图片）：尚未填报厂区范围" in first.stdout
    again = run("build", small, "-o", out, "--date", "2026-11-23").stdout
    assert re.findall("更新  .*", again) == []
    assert f"未变 {made[1]} →" in again


def test_dry_run_tells_what_and_why_and_writes_nothing(small: Path, tmp_path: Path) -> None:
    asked = ("build", small, "-o", tmp_path / "out", "--date", "2026-11-23", "--only", "letter_enterprise")
    foreseen = run(*asked, "--dry-run")
    assert foreseen.returncode == 0
    assert "新建 1 →" in foreseen.stdout
    assert "（未写入）" in foreseen.stdout
    assert not (tmp_path / "out").exists()
    assert "未写入" not in run(*asked).stdout
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("示例戊一", "示例戊二"), "utf-8")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    foreseen = run(*asked, "--dry-run")
    assert re.search("更新  .*告知书.*：内容变化（.*主要负责人·姓名", foreseen.stdout)
    assert {path: path.read_bytes() for path in before} == before
    assert re.search("更新  .*告知书.*：内容变化（.*主要负责人·姓名", run(*asked).stdout)


def test_list_tells_article_by_article_what_answers(small: Path) -> None:
    lines = run("list").stdout.splitlines()
    place = lines.index("第十八条第1项  安全生产会议记录台账")
    assert lines[place + 1].split()[1] == "安全生产会议记录台账"
    assert "条款" in lines[-1]
    told = run("list", small, "--date", "2026-11-23").stdout.splitlines()
    line = next(line for line in told if line.startswith("  riskmap_png"))
    assert "不适用：尚未填报厂区范围" in line
    assert [line for line in told if line.startswith("第十五条  ") and "【待填写】已逾期 35 天" in line]


def test_list_gives_the_same_as_json(small: Path) -> None:
    told = json.loads(run("list", small, "--json", "--date", "2026-11-23").stdout)
    rows = told["duties"]
    chemicals = next(row for row in rows if row["state"] == "不适用" and row["article"] == "第十七条")
    assert chemicals["deliverables"][0]["left_out"] == chemicals["why"]
    gas = next(one for one in told["units"] if one["unit"] == "gas")
    assert gas["title"] == "燃气" and "设备、化学品" in gas["why"]
    bare = json.loads(run("list", "--json").stdout)["duties"]
    assert [row["article"] for row in bare] == [row["article"] for row in rows]
    assert "state" not in bare[0]


@pytest.mark.parametrize(
    "arguments",
    [("build", "x"), ("build", "x", "-o", "y", "--date", "昨天"), ("nothing",), ("template", "lint")],
)
def test_usage_errors_exit_with_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_map_alone_in_a_size_and_format(tmp_path: Path) -> None:
    cups = ROOT / "examples/yunzhi-textile"
    made = run("map", cups, "-o", tmp_path / "新/四色图.pdf", "--size", "a4", "--date", "2026-11-23")
    assert made.returncode == 0
    assert made.stdout == f"已生成 {tmp_path / '新/四色图.pdf'}\n"
    data = (tmp_path / "新/四色图.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/MediaBox [0 0 841.89 595.276]" in data
    made = run("map", cups, "-o", tmp_path / "图", "--format", "svg", "--date", "2026-11-23")
    assert (tmp_path / "图.svg").read_bytes().startswith(b"<?xml")
    assert run("map", cups, "-o", tmp_path / "图.gif").returncode == 2


def test_a_client_without_a_site_has_no_map(small: Path, tmp_path: Path) -> None:
    made = run("map", small, "-o", tmp_path / "图.png")
    assert made.returncode == 1
    assert "画不出四色图" in made.stderr
    assert not (tmp_path / "图.png").exists()


@pytest.mark.parametrize("command", ["check", "list", "build"])
def test_missing_client_is_one_clear_line(command: str, tmp_path: Path) -> None:
    extra = ("-o", tmp_path / "out") if command == "build" else ()
    done = run(command, tmp_path / "没有", *extra)
    assert done.returncode == 1
    assert done.stderr.startswith("错误：")
    assert "Traceback" not in done.stderr


def test_template_export_and_lint(tmp_path: Path) -> None:
    file = tmp_path / "letter_bureau.docx"
    assert run("template", "export", "letter_bureau", "-o", file).returncode == 0
    clean = run("template", "lint", file, "--as", "letter_bureau")
    assert clean.stdout == "检查完毕：错误 0 项，提示 0 项\n"
    assert (clean.returncode, clean.stderr) == (0, "")
    assert run("template", "export", "letter_bureau", "-o", file).returncode == 1
    assert "没有这个编号" in run("template", "export", "leter", "-o", tmp_path / "x.docx").stderr
    file.write_bytes(b"PK")
    broken = run("template", "lint", file, "--as", "letter_bureau")
    assert broken.returncode == 1
    assert "letter_bureau.docx" in broken.stderr
    (row,) = json.loads(run("template", "lint", file, "--json").stdout)
    assert (row["severity"], str(file) in row["where"] + row["file"]) == ("error", True)


def test_lint_takes_many_files_and_knows_them_by_their_names() -> None:
    words = ROOT / "templates/word"
    many = (
        words / "letter_bureau.docx",
        words / "letter_filing.docx",
        ROOT / "templates/reference/laws.yaml",
    )
    assert run("template", "lint", *many).returncode == 0
    twisted = run("template", "lint", *many, "--as", "plan")
    assert (twisted.returncode, "--as：只能用于一个文件" in twisted.stderr) == (1, True)


def test_lint_knows_a_unit_of_knowledge(tmp_path: Path) -> None:
    unit = ROOT / "templates/knowledge/aluminium_dust.md"
    assert run("template", "lint", unit).returncode == 0
    (tmp_path / unit.name).write_text(unit.read_text("utf-8").replace("ban: [开箱]", "ban: [开盖]"), "utf-8")
    told = run("template", "lint", tmp_path / unit.name)
    assert told.returncode == 1
    assert f"{unit.name}:20:11 禁止[3].做什么、用什么[1]：没有“开盖”这一种" in told.stderr, told.stderr


def test_lint_goes_on_after_a_faulty_file(tmp_path: Path) -> None:
    for name in ("plan", "letter_bureau"):
        (tmp_path / f"{name}.docx").write_bytes(b"PK")
    done = run("template", "lint", *sorted(tmp_path.iterdir()))
    assert done.returncode == 1
    assert "plan.docx" in done.stderr and "letter_bureau.docx" in done.stderr


def test_a_folder_of_own_templates_is_accounted_for_once(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "plan.wps").write_bytes(b"x")
    (own / "说明.txt").write_bytes(b"x")
    given = ("build", small, "-o", tmp_path / "out", "--date", "2026-11-23", "--templates", own)
    done = run(*given, "--only", "letter_bureau")
    assert done.returncode == 1
    assert done.stderr.count("plan.wps：格式是 .wps，不是 .docx，不会使用") == 1
    assert not (tmp_path / "out").exists()
    (own / "plan.wps").unlink()
    run("template", "export", "letter_bureau", "-o", own / "letter_bureau.docx")
    done = run(*given, "--only", "letter_bureau")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("说明.txt：不是模板，不会使用") == 1
    assert run(*given, "--only", "letter_bureau", "--strict").returncode == 1


@each(
    [
        (("build", "x"), "缺少 --out"),
        (("build", "x", "-o", "y", "--date", "昨天"), "--date 的值不正确"),
        (("build", "x", "-o", "y", "--dat", "1"), "没有选项 --dat，是否要写 --date"),
        (("nothing",), "没有命令 nothing"),
        (("template",), "缺少命令"),
        (("template", "lint", "--as", "plan"), "缺少 文件"),
        (("check",), "缺少 客户"),
        (("map", "x", "-o", "y"), "“y”看不出格式，请加 --format"),
        (("template", "compile", "--json"), "--json 只能与 --check 一起用"),
    ]
)
def test_wrong_usage_is_told_in_chinese(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "--help" in done.stderr


def test_help_pages_are_chinese() -> None:
    for arguments in ((), ("build",), ("template",), ("template", "lint")):
        done = run(*arguments, "--help")
        page = done.stdout
        assert page.startswith("用法："), done
        assert not {"Usage", "Options", "Commands", "Show", "required"} & set(page.replace(":", " ").split())


CURSE = """
from generator import sidefile
real = sidefile.read
def cursed(*given):
    data = real(*given)
    if b"cursed" in data:
        raise TypeError("unexpected")
    return data
sidefile.read = cursed
"""
HAZARD = """
hazards:
  - number: YH-1
    zone: 车间
    location: 车间
    description: 通道堆物
    recommendation: 清理通道
    level: 一般
    found: 2026-09-22
    before:
      - {photo: photo.jpg}
"""


def _with_photo(small: Path, name: str, comment: bytes) -> None:
    client = small.parent / name
    shutil.copytree(small, client)
    text = (client / "client.yaml").read_text("utf-8").replace("示例小厂", f"示例{name}")
    (client / "client.yaml").write_text(text + HAZARD, "utf-8")
    Image.new("RGB", (320, 240), "grey").save(client / "photo.jpg", comment=comment)


@pytest.fixture
def spoilt(small: Path, tmp_path: Path) -> Path:
    """A folder of three clients, of whom one has a photo that nothing can be made of."""
    for name, comment in (("甲厂", b"fine"), ("乙厂", b"cursed"), ("丙厂", b"fine")):
        _with_photo(small, name, comment)
    shutil.rmtree(small)
    return tmp_path


def _cost_one_pack(done: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "共 3 家：完成 2 家，有问题 1 家" in done.stdout
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "永康市示例丙厂（虚构）",
        "永康市示例甲厂（虚构）",
    ]
    (log,) = (folder / "cache/tuoguan/errors").iterdir()
    assert f"乙厂：程序出错，没有完成（TypeError）；不是填报的问题；详情已记入 {log}" in done.stderr


def test_photo_that_raises_the_unexpected_costs_one_pack(
    spoilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a library would, from the middle of a build."""
    real = sidefile.read

    def cursed(*given: Any) -> bytes:
        if b"cursed" in (data := real(*given)):
            raise TypeError("unexpected")
        return data

    monkeypatch.setattr(sidefile, "read", cursed)
    monkeypatch.setenv("XDG_CACHE_HOME", str(spoilt / "cache"))
    options = ("-o", spoilt / "out", "--date", "2026-11-23", "--only", "record_notice")
    _cost_one_pack(run("build", spoilt, *options), spoilt)
    checked = run("check", spoilt, "--date", "2026-11-23")
    assert (checked.returncode, "检查 3 家" in checked.stdout) == (1, True)


def test_photo_that_raises_the_unexpected_in_a_process_costs_one_pack(spoilt: Path) -> None:
    (spoilt / "curse").mkdir()
    (spoilt / "curse/sitecustomize.py").write_text(CURSE, "utf-8")
    paths = f"{spoilt / 'curse'}{os.pathsep}{ROOT}"
    options = ("-o", spoilt / "out", "--date", "2026-11-23", "--only", "record_notice", "--jobs", 2)
    more = {"PYTHONPATH": paths, "XDG_CACHE_HOME": str(spoilt / "cache")}
    done = process("build", spoilt, *options, more=more)
    told = (done.stdout.decode(), done.stderr.decode())
    _cost_one_pack(subprocess.CompletedProcess(done.args, done.returncode, *told), spoilt)


def test_unexpected_exception_of_a_command_is_one_line(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from generator import api, cli\n"
        "def check(*_):\n    raise LookupError('x')\n"
        "api.load = check\n"
        f"sys.argv = ['tuoguan', 'list', {str(tmp_path)!r}]\n"
        "cli.main()\n"
    )
    more = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=more)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("错误：程序出错，没有完成（LookupError）")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="sends the signal as a terminal on POSIX does")
def test_stopped_batch_ends_without_traceback_and_without_leftovers(small: Path, tmp_path: Path) -> None:
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from generator.cli import main\nif __name__ == '__main__':\n    main()\n"
    (tmp_path / "run.py").write_text(code, "utf-8")
    text = (small / "client.yaml").read_text("utf-8")
    for number in range(39):  # so many that a signal that comes late still finds most of them to do
        (tmp_path / f"{number}号").mkdir()
        own = text.replace("示例小厂", f"示例{number}号厂")
        (tmp_path / f"{number}号/client.yaml").write_text(own, "utf-8")
    words = ["build", small, tmp_path, "-o", tmp_path / "out", "--jobs", "2", "--only", "plan"]
    command = [sys.executable, str(tmp_path / "run.py"), *map(str, words)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, env=environment, start_new_session=True) as run:
        assert run.stdout
        assert "新建" in run.stdout.readline()
        os.killpg(run.pid, signal.SIGINT)
        out, told = run.communicate()
    assert run.returncode == 1
    found = re.search(r"共 40 家：完成 (\d+) 家，有问题 0 家，没做 (\d+) 家", out)
    assert found, out
    done, left = map(int, found.groups())
    assert 1 <= done <= 20 and done + left == 40
    assert (told.count("错误"), told.count("正在停止")) == (0, 1)
    assert "Traceback" not in told
    assert not [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


@pytest.mark.usefixtures("brief_books")
def test_new_workbook_is_read_and_tells_what_is_missing(tmp_path: Path) -> None:
    made = run("new", "--workbook", "客户/新厂", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / "客户/agency.xlsx").is_file() and (tmp_path / "客户/新厂/photos").is_dir()
    assert sorted(made.stdout.splitlines()) == [
        "已建立 客户/agency.xlsx",
        "已建立 客户/新厂/填报簿.xlsx",
        "请用 Excel 或 WPS 打开填写，存盘关闭，然后运行：tuoguan check 客户/新厂",
    ]
    told = run("check", "客户/新厂", cwd=tmp_path)
    wanted = {line.split("：")[1].split()[-1] for line in told.stderr.splitlines() if "必填" in line}
    assert told.returncode == 1
    assert {"企业.企业名称", "企业.行业.工贸分类", "人员.主要负责人.姓名", "服务协议.生效日期"} <= wanted
    assert "客户/新厂/填报簿.xlsx 企业!B5 企业.企业名称：必填" in told.stderr
    for option in ((), ("--workbook",)):
        again = run("new", *option, "客户/新厂", cwd=tmp_path)
        assert again.returncode == 1 and "填报簿.xlsx：文件已存在" in again.stderr
    # The next client shares the agency that is there, in whatever form it is.
    assert run("new", "客户/又一家", cwd=tmp_path).returncode == 0
    assert "agency: ../agency.xlsx" in (tmp_path / "客户/又一家/client.yaml").read_text("utf-8")
    assert not (tmp_path / "客户/agency.yaml").exists()


@pytest.mark.parametrize("name", ["agency.json", "agency.yml", "agency.xlsm"])
def test_new_makes_no_second_agency(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert run("new", "厂甲", cwd=tmp_path).returncode == 0
    assert f"agency: ../{name}" in (tmp_path / "厂甲/client.yaml").read_text("utf-8")
    assert not (tmp_path / "agency.yaml").exists()


@pytest.mark.usefixtures("brief_books")
def test_new_workbook_names_the_agency_that_is_there(tmp_path: Path) -> None:
    assert run("new", "厂甲", cwd=tmp_path).returncode == 0
    assert run("new", "--workbook", "厂乙", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "agency.xlsx").exists()
    book = openpyxl.load_workbook(tmp_path / "厂乙/填报簿.xlsx", read_only=True)
    assert "../agency.yaml" in [cell.value for row in book["企业"].iter_rows() for cell in row]


@pytest.mark.usefixtures("brief_books")
def test_workbook_holds_the_data_that_is_there(small: Path, tmp_path: Path) -> None:
    book = tmp_path / "另/填报簿.xlsx"
    book.parent.mkdir()
    made = run("workbook", small, "-o", book)
    assert (made.returncode, made.stdout) == (0, f"已生成 {book}，用 Excel 或 WPS 打开填写\n")
    headcount = [
        row[1].value
        for row in openpyxl.load_workbook(book)["企业"].iter_rows()
        if row[0].value == "从业人员数 *"
    ]
    assert headcount == [12]
    again = run("workbook", small, "-o", book)
    assert again.returncode == 1
    wrong = run("workbook", small, "-o", tmp_path / "b.yaml")
    assert wrong.returncode == 2 and "请以 .xlsx 结尾" in wrong.stderr
