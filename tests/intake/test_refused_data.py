"""Each bad file of tests/refused/data is refused at its place, in words that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import intake, schema
from generator.errors import IntakeError
from generator.problems import Problem, errors_in

FOLDER = Path(__file__).resolve().parent.parent / "refused" / "data"

# file, place in it, beginning of the line after the place, words that it must hold
REFUSED = [
    ("absolute_photo.yaml", "17:9", "隐患[1].整改前照片[1].照片文件：照片路径应为相对路径", "photos/"),
    (
        "advisor_photo_missing.yaml",
        "5:7",
        "服务机构.辅导员[1].照片：找不到照片：photos/absent.jpg",
        "相对路径",
    ),
    ("advisor_unknown.yaml", "12:12", "服务辅导员[1]：服务机构没有辅导员“示例辅导员B”", "示例辅导员A"),
    ("agency_absolute.yaml", "1:1", "服务机构：应为相对路径", "../agency.yaml"),
    ("agency_missing.yaml", "1:1", "服务机构：找不到服务机构文件", "../no_such_agency.yaml"),
    ("alias_bomb.yaml", "12:26", "f[4][4]：展开后的内容太多", "去掉引用"),
    ("alias_itself.yaml", "12:14", "部门[1][1]：层级超过 40 层，或者引用了自己", "去掉引用"),
    ("background_absent.yaml", "16:5", "总平面.底图.图片文件：找不到图片：absent.png", "photos/plan.jpg"),
    (
        "badge_title.yaml",
        "3:3",
        "服务机构.工作牌名称：只能填 金华市“安全生产社会化服务”辅导员",
        "安全生产托管",
    ),
    ("bad_credit_code.yaml", "4:3", "企业.统一社会信用代码：格式不对", "91330799MADEMA0195"),
    ("board_date.yaml", "13:3", "文书.公示牌张挂日期：日期格式不对：2026年9月8日", "2026-09-08"),
    ("blank_left.yaml", "9:15", "人员.主要负责人.姓名：尚未填写", "【主要负责人姓名】"),
    (
        "contact_due.yaml",
        "14:44",
        "工作记录.工作联系单[1].要求完成日：2026-11-01 早于日期 2026-11-10",
        "核对",
    ),
    ("control_character.yaml", "9:23", "：有看不见的控制字符 U+0007", "删去"),
    ("control_escape.yaml", "9:21", "人员.主要负责人.姓名：有看不见的控制字符 U+0007", "删去"),
    ("custom_tag.yaml", "9:21", "人员.主要负责人.姓名：不支持标签", "!!python/object:os.system"),
    ("date_form.yaml", "11:3", "服务协议.生效日期：日期格式不对：2026年9月1日", "2026-09-01"),
    ("dates_reversed.yaml", "13:3", "服务协议.服务结束日期：2026-08-31 早于服务开始日期", "2026-09-01"),
    ("days_and_due.yaml", "17:5", "隐患[1].整改期限：整改天数（days）和整改期限（due）只能填一个", "删去"),
    ("drill_time.yaml", "14:50", "工作记录.演练记录[1].过程[1].时间：格式不对，现在是“25:00”", "14:03"),
    ("duplicate_advisor.yaml", "1:54", "服务机构.辅导员[2].姓名：辅导员“示例辅导员A”重复", "区别"),
    ("duplicate_hazard.yaml", "19:5", "隐患[2].编号：编号“YH-01”重复", "第 1 项"),
    ("duplicate_key.json", "19:5", "企业：“county”重复", "第 13 行"),
    ("duplicate_key.yaml", "8:3", "企业：“county”重复", "第 5 行"),
    ("duplicate_zone.yaml", "23:6", "区域[2].区域编号：区域编号“Z1”重复", "第 1 项"),
    ("empty.yaml", "", "：文件是空的", "按模板填写"),
    (
        "empty_photo.yaml",
        "17:9",
        "隐患[1].整改前照片[1].照片文件：照片是空文件（0 字节）",
        "photos/empty.jpg",
    ),
    ("empty_required.yaml", "7:3", "企业.从业人员数：必填，还没有填", "headcount: 168"),
    (
        "former_accident.yaml",
        "15:17",
        "隐患[1].可能导致的事故类型[1]：没有“机械伤害”这一种",
        "改用“机械致害”",
    ),
    ("floor_outside.yaml", "21:5", "区域[1].矩形：超出“二层”（宽 30 米，高 24 米）", "左下角"),
    ("floor_twice.yaml", "17:8", "总平面.其他楼层[2].名称：楼层“二层”重复", "不同"),
    ("floor_unknown.yaml", "16:5", "区域[1].楼层：总平面里没有楼层“三层”", "floors"),
    ("gbk.yaml", "1:17", "：文件不是 UTF-8 编码", "请另存为 UTF-8"),
    ("hazard_code.yaml", "13:5", "隐患[1].隐患编码：常见隐患目录里没有编码 XF-1", "XF-15"),
    ("hazard_level.yaml", "15:5", "隐患[1].级别：只能填 一般、重大，现在是“较大”", "判定依据条款"),
    ("key_not_text.yaml", "12:1", "：键应是文本：2026", "按模板"),
    ("lec_incomplete.yaml", "18:9", "区域[1].风险点[1]：缺少 E", "三项都填"),
    ("lec_outside.yaml", "21:9", "区域[1].风险点[1].暴露频率 E：只能填 10、6、3、2、1、0.5", "现在是 5"),
    ("list_at_top.yaml", "1:1", "：最外层应是“键: 值”", "按模板"),
    ("list_for_text.yaml", "4:3", "企业.生产地址：应为文本", "现在是列表"),
    ("lone_surrogate.json", "22:15", "人员.主要负责人.姓名：有不完整的字符 U+D83D", "重新输入"),
    ("major_without_clause.yaml", "15:5", "隐患[1].级别：定为重大隐患，却没有写判定依据条款", "改为“一般”"),
    ("mark_kind.yaml", "16:8", "总平面.设施标识[1].种类：只能填 消火栓", "是不是“消火栓”"),
    ("merge_key.yaml", "10:13", "人员.联系人：不支持合并键 <<", "直接写出来"),
    (
        "missing_photo.yaml",
        "17:9",
        "隐患[1].整改前照片[1].照片文件：找不到照片：photos/absent.jpg",
        "相对路径",
    ),
    ("missing_required.yaml", "2:1", "企业.从业人员数：必填，还没有填", "headcount: 168"),
    ("negative_amount.yaml", "14:54", "工作记录.安全费用记录[1].实际支出：不能小于 0", "现在是 -120"),
    (
        "next_before_date.yaml",
        "14:56",
        "工作记录.职业病危害检测记录[1].下次检测日期：2025-10-08 早于检测日期 2026-10-08",
        "请核对",
    ),
    ("negative_roster.yaml", "1:52", "服务机构.辅导员[1].服务企业数：不能小于 0", "现在是 -1"),
    ("no_advisors.yaml", "3:3", "服务机构.辅导员：至少要有 1 项", ""),
    ("no_file_name.yaml", "3:3", "企业.企业名称：“??”不能用作文件夹名", "营业执照"),
    ("no_such_day.yaml", "11:3", "服务协议.生效日期：没有这一天：2026-02-30", "核对"),
    ("number_too_small.yaml", "7:3", "企业.从业人员数：不能小于 1", "现在是 0"),
    ("outside_choices.yaml", "5:3", "企业.属地：只能填 婺城区、金东区", "是不是“永康市”"),
    (
        "outside_photo.yaml",
        "17:9",
        "隐患[1].整改前照片[1].照片文件：照片不在数据文件夹内",
        "../../conftest.jpg",
    ),
    ("part_nowhere.yaml", "17:13", "区域[1].其他部分[1]：没有填位置", "rect"),
    ("phone_letters.yaml", "5:7", "服务机构.辅导员[1].电话：格式不对，现在是“100-CALL-ME”", "0579-0000-0000"),
    ("photo_backslash.yaml", "17:9", "隐患[1].整改前照片[1].照片文件：照片路径里有反斜杠", "用 / 分隔"),
    ("photo_kind.yaml", "17:9", "隐患[1].整改前照片[1].照片文件：照片格式不支持：photos/notes.txt", "jpg"),
    ("plan_kind.yaml", "15:16", "总平面.区域轮廓文件.图纸文件：图纸格式不支持：photos/notes.txt", "dxf"),
    ("plan_outside.yaml", "15:16", "总平面.区域轮廓文件.图纸文件：图纸不在数据文件夹内", "plan.dxf"),
    ("polygon_crossed.yaml", "16:5", "区域[1].多边形：多边形的边相互交叉或顶点重复", "沿边界"),
    ("polygon_short.yaml", "16:5", "区域[1].多边形：至少要有 3 项", ""),
    ("quoted_number.yaml", "7:3", "企业.从业人员数：应为整数，现在是“12”", "不加引号"),
    ("rect_and_polygon.yaml", "17:5", "区域[1].多边形：矩形（rect）和多边形（polygon）只能填一个", "删去"),
    ("responsible_advisor.yaml", "16:5", "隐患[1].整改责任人：“示例辅导员A”是辅导员", "企业的人"),
    ("risk_ungraded.yaml", "18:9", "区域[1].风险点[1]：没有分级依据", "L、E、C"),
    ("risk_without_reason.yaml", "20:9", "区域[1].风险点[1].直接判定理由：没有写明理由", "属于哪种情形"),
    ("state_cas_digit.yaml", "13:16", "危险化学品[1].CAS 号：CAS 号的校验位不符：末位是 2", "67-64-1"),
    ("state_cas_digit_unlisted.yaml", "13:20", "危险化学品[1].CAS 号：CAS 号的校验位不符", "SDS"),
    ("syntax_bracket.yaml", "6:13", "：括号没有配对，或者缺少逗号", "英文半角"),
    ("syntax_colon.yaml", "5:14", "：冒号的位置不对", "加引号"),
    ("syntax_full_width_colon.yaml", "5:3", "：这里缺少冒号", "英文半角“:”"),
    ("syntax_indent.yaml", "5:2", "：缩进不一致", "左对齐"),
    ("syntax_quote.yaml", "5:11", "：引号没有配对", "另一半"),
    ("tab.yaml", "5:1", "：用了 Tab 缩进", "空格"),
    ("trailing_comma.json", "19:3", "：JSON 写法有误", "最后一项后面不要逗号"),
    ("two_documents.yaml", "12:1", "：一个文件里有多份数据（---）", "一家单位"),
    ("unknown_chinese_key.yaml", "9:3", "人员：没有“电话”这一项", "对照模板"),
    ("unknown_key.yaml", "8:3", "企业：没有“reveneu”这一项", "是不是想写 revenue（上年度营业收入）"),
    ("utf16.yaml", "1:1", "：文件不是 UTF-8 编码", "请另存为 UTF-8"),
    ("wrong_type.yaml", "7:3", "企业.从业人员数：应为整数，现在是“十二”", "只写数字"),
    ("zone_nowhere.yaml", "14:5", "区域[1]：没有填位置", "rect"),
    ("zone_outside.yaml", "16:5", "区域[1].矩形：超出总平面（宽 100 米，高 60 米）", "左下角"),
    ("zero_area.yaml", "16:5", "区域[1].矩形：宽和高要大于 0", "依次填"),
]


def _errors(path: Path) -> tuple[Problem, ...]:
    try:
        return errors_in(schema.check(intake.read(path)))
    except IntakeError as exc:
        return exc.problems


@pytest.mark.parametrize(("name", "place", "start", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_one_fault_gives_one_line_with_place_and_advice(
    name: str, place: str, start: str, words: str
) -> None:
    path = FOLDER / name
    (problem,) = _errors(path)
    line = str(problem)
    where = f"{path}:{place}" if place else str(path)
    gap = "" if start.startswith("：") else " "
    assert line.startswith(f"{where}{gap}{start}")
    assert words in line
    assert "\n" not in line
    # What is told under a label leads a form to that field, or to the group in which a key is wrong.
    assert problem.where in {schema.label(problem.keys), schema.label(problem.keys[:-1])}


def test_every_bad_file_is_tried() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == {row[0] for row in REFUSED}
