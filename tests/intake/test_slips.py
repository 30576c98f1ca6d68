"""Ordinary mistakes of a person who fills in client.yaml: each told at its own line with its own mend."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator import api
from generator.errors import GeneratorError
from generator.problems import Problem
from tests.conftest import DAY, ROOT
from tests.rows import each

REFUSED, HINTED = ROOT / "tests/refused/slips", ROOT / "tests/hinted"

# file, line and column, beginning of what is said there
SLIPS = [
    ("colon_tight", "3:3", "“name:”后面没有空格；冒号后加空格：name: …"),
    ("colon_tight_number", "7:3", "“headcount:”后面没有空格；冒号后加空格：headcount: …"),
    ("colon_tight_last", "11:3", "“effective”和值连在了一起；冒号用英文半角，冒号后加空格：effective: …"),
    ("colon_tight_in_list", "3:5", "“name:”后面没有空格；冒号后加空格：name: …"),
    ("colon_tight_lone", "3:5", "“name”和值连在了一起；冒号用英文半角，冒号后加空格：name: …"),
    (
        "colon_tight_group",
        "9:15",
        "“name”和值连在了一起；冒号用英文半角，冒号后加空格：name: …",
    ),
    ("colon_wide", "5:3", "这里缺少冒号；冒号要用英文半角“:”，后面空一格"),
    ("colon_wide_first", "3:3", "这里缺少冒号；冒号要用英文半角“:”，后面空一格"),
    ("colon_wide_top", "10:1", "这里缺少冒号；冒号要用英文半角“:”，后面空一格"),
    (
        "colon_wide_group",
        "9:15",
        "“name”和值连在了一起；冒号用英文半角，冒号后加空格：name: …",
    ),
    ("colon_missing", "5:3", "这里缺少冒号；写成“键: 值”，冒号用英文半角，后面空一格"),
    ("colon_missing_top", "8:1", "这里缺少冒号；写成“键: 值”，冒号用英文半角，后面空一格"),
    ("space_before_colon_only", "5:3", "这里缺少冒号；写成“键: 值”，冒号用英文半角，后面空一格"),
    ("indent_wide", "5:1", "缩进里有全角空格（U+3000）；缩进只用半角空格，请删去重新输入"),
    ("indent_nbsp", "5:1", "缩进里有不换行空格（U+00A0）；缩进只用半角空格，请删去重新输入"),
    ("indent_mixed", "5:2", "缩进里有全角空格（U+3000）；缩进只用半角空格，请删去重新输入"),
    ("indent_wide_list", "11:1", "键名前后有全角空格（U+3000）；缩进和空格都用半角，请删去重新输入"),
    ("indent_tab", "5:1", "用了 Tab 缩进；YAML 只能用空格缩进，请把 Tab 换成空格"),
    ("indent_one_more", "5:4", "缩进不一致；同一组的各项要左对齐，下一级比上一级多两个空格"),
    ("indent_one_less", "5:2", "缩进不一致；同一组的各项要左对齐，下一级比上一级多两个空格"),
    ("indent_none", "5:1", "缩进不一致；同一组的各项要左对齐，下一级比上一级多两个空格"),
    ("zero_width_key", "7:3", "键名里有看不见的零宽空格 U+200B；请删去后重新输入这个键名"),
    ("zero_width_key_end", "7:3", "键名里有看不见的零宽空格 U+200B；请删去后重新输入这个键名"),
    ("bom_inside", "7:3", "键名里有看不见的字节顺序标记 U+FEFF；请删去后重新输入这个键名"),
    ("bidi_key", "7:3", "键名里有看不见的方向标记 U+202A；请删去后重新输入这个键名"),
    ("zero_width_number", "7:3", "有看不见的零宽空格 U+200B；请删去后重新输入这一处"),
    ("zero_width_enum", "5:3", "有看不见的零宽空格 U+200B；请删去后重新输入这一处"),
    ("zero_width_date", "11:3", "有看不见的方向标记 U+200E；请删去后重新输入这一处"),
    ("dash_tight", "13:3", "“-”后面没有空格；短横后面空一格，例如 - {name: 甲}"),
    ("dash_tight_key", "13:3", "“-”后面没有空格；短横后面空一格，例如 - {name: 甲}"),
    ("dash_tight_two", "14:3", "“-”后面没有空格；短横后面空一格，例如 - {name: 甲}"),
    ("dash_long", "13:3", "列表的短横写成了“–”；改成英文半角“-”，后面空一格"),
    ("dash_long_two", "13:3", "列表的短横写成了“–”；改成英文半角“-”，后面空一格"),
    ("dash_em", "13:3", "列表的短横写成了“—”；改成英文半角“-”，后面空一格"),
    ("dash_bullet", "13:3", "列表的短横写成了“•”；改成英文半角“-”，后面空一格"),
    ("dash_bullet_key", "13:3", "列表的短横写成了“·”；改成英文半角“-”，后面空一格"),
    ("dash_star", "13:3", "列表的短横写成了“*”；改成英文半角“-”，后面空一格"),
    ("dash_wide", "13:3", "列表的短横写成了“－”；改成英文半角“-”，后面空一格"),
    ("dash_missing", "12:1", "应为列表，现在是一组键值；每项一行，以“- ”开头，或写成 [甲, 乙]"),
    ("quote_then_text", "13:15", "引号后面还有文字“推台锯”；去掉引号，或者用单引号把整个值括起来"),
    ("quote_then_text_flow", "13:16", "引号后面还有文字“推台锯”；去掉引号，或者用单引号把整个值括起来"),
    ("quote_single_then_text", "13:15", "引号后面还有文字“推台锯”；去掉引号，或者用单引号把整个值括起来"),
    ("quote_open", "3:9", "引号没有配对；请补上另一半英文引号"),
    ("quote_mixed", "3:9", "引号没有配对；请补上另一半英文引号"),
    ("quoted_key_chinese", "5:3", "键名带着引号：“county”；键名不加引号"),
    ("flow_second_colon", "18:42", '花括号里的值含有冒号；给这个值加引号，例如 {caption: "现状: 无"}'),
    ("value_second_colon", "14:20", "冒号的位置不对；值里有“: ”时给值加引号；同级的键要左对齐"),
    ("flow_wide_comma", "14:32", "应为数字，现在是“2，2，30，20”；逗号用英文半角，后面空一格，例如 [2, 15]"),
    ("point_wide_comma", "15:29", "应为数字，现在是“2，15”；逗号用英文半角，后面空一格，例如 [2, 15]"),
    ("flow_wide_comma_group", "13:15", "括号里用了全角的“，”；逗号、括号用英文半角，例如 [2, 15]"),
    ("flow_wide_bracket", "12:1", "应为列表，现在是“［示例辅导员A］”；方括号用英文半角，例如 [甲, 乙]"),
    ("flow_wide_brace", "13:5", "括号是全角的“｛”；逗号、括号用英文半角，例如 [2, 15]"),
    ("flow_unclosed", "13:5", "括号没有配对，或者缺少逗号；逗号、方括号、花括号都用英文半角，并且成对"),
    ("flow_unclosed_list", "12:11", "括号没有配对，或者缺少逗号；逗号、方括号、花括号都用英文半角，并且成对"),
    ("list_as_text", "12:1", "应为列表，现在是“示例辅导员A”；每项一行，以“- ”开头，或写成 [甲, 乙]"),
    (
        "list_as_text_joined",
        "12:1",
        "应为列表，现在是“示例辅导员A、示例辅导员B”；每项分开写：[示例辅导员A, 示例辅导员B]",
    ),
    ("number_wide", "7:3", "应为整数，现在是“１２”；数字用半角：12"),
    ("number_unit", "7:3", "应为整数，现在是“12人”；请只写数字，不加引号和单位"),
    ("number_comma", "7:3", "应为整数，现在是“1,200”；数字里不加逗号：1200"),
    ("key_wide", "7:3", "键名是全角字符：ｈｅａｄｃｏｕｎｔ；改成半角 headcount"),
    ("key_capital", "7:3", "没有“Headcount”这一项；是不是想写 headcount（从业人员数）"),
    ("key_chinese", "7:3", "没有“从业人员数”这一项；是不是想写 headcount（从业人员数）"),
    ("date_slash", "11:3", "日期格式不对：2026/9/1；请写成 2026-09-01"),
    ("date_dot", "11:3", "日期格式不对：2026.9.1；请写成 2026-09-01"),
    ("date_wide", "11:3", "日期格式不对：２０２６-０９-０１；请写成 2026-09-01"),
    ("date_none", "11:3", "没有这一天：2026-09-31；请核对年、月、日"),
    ("date_words", "11:3", "不是日期：“九月一日”；写成 年-月-日，例如 2026-09-01"),
    ("at_sign", "3:9", "这里的字符不能开头；以 @、`、% 等开头的文字要加引号"),
    ("percent", "3:9", "这里的字符不能开头；以 @、`、% 等开头的文字要加引号"),
    ("backtick", "3:9", "这里的字符不能开头；以 @、`、% 等开头的文字要加引号"),
    ("star_value", "3:10", "& 或 * 后面的名称不对；以 & 或 * 开头的文字要加引号"),
    ("pipe_value", "3:10", "| 或 > 后面要换行；文字以"),
    ("bool_word", "8:12", "应为true 或 false，现在是“有”；有写 true，没有写 false，不加引号"),
    ("key_twice", "6:3", "“county”重复，第 5 行已经有了；请合并成一个，或删去一个"),
    ("cut_off", "9:14", "括号没有配对，或者缺少逗号；逗号、方括号、花括号都用英文半角，并且成对"),
    ("markdown_fence", "1:1", "这里的字符不能开头；以 @、`、% 等开头的文字要加引号"),
]
# what passed in silence and is a hint now
HINTS = [
    (
        "comment_cut",
        "4:12",
        "这里只读到“浙江省金华市永康市虚构镇示例路”，后面的“#9号”没有读入",
    ),
    (
        "comment_lost",
        "14:10",
        "后面的“#3”没有读入；“ #”以后是注释；属于内容时给整个值加引号，是注释时 # 后面空一格",
    ),
    (
        "comment_in_list",
        "13:13",
        "这里只读到“噪声”，后面的“#1区”没有读入",
    ),
    ("zero_width_value", "3:9", "有看不见的零宽空格 U+200B；看着一样，查找和核对时对不上，请删去重新输入"),
    ("bom_value", "9:21", "有看不见的字节顺序标记 U+FEFF；看着一样，查找和核对时对不上，请删去重新输入"),
    ("quotes_chinese", "3:9", "值带着中文引号：“示例小厂（虚构）”；多半是想写英文引号；不需要引号时直接写"),
    ("done_ahead", "14:38", "2026-12-20 晚于文书日期，文书中按尚未办理处理；核对日期，办理后再填"),
    ("found_ahead", "17:5", "2027-10-12 晚于文书日期，文书中按尚未办理处理；核对日期，办理后再填"),
    ("rectified_ahead", "18:5", "2026-12-12 晚于文书日期，文书中按尚未办理处理；核对日期，办理后再填"),
    ("inspected_ahead", "14:31", "2026-12-01 晚于文书日期，文书中按尚未办理处理；核对日期，办理后再填"),
    ("record_ahead", "14:8", "2026-12-01 晚于文书日期，文书中按尚未办理处理；核对日期，办理后再填"),
    ("training_ahead", "14:8", "2026-12-01 晚于文书日期，文书中按尚未办理处理；核对日期，办理后再填"),
    ("trained_ahead", "1:74", "2027-01-01 晚于文书日期，文书中按尚未办理处理；核对日期，办理后再填"),
    (
        "mobile_short",
        "9:27",
        "“1380000000”有 10 位，手机号应为 11 位；请核对；手机 11 位，固定电话写成 0579-000000",
    ),
    (
        "mobile_long",
        "9:27",
        "“138000000000”有 12 位，手机号应为 11 位；请核对；手机 11 位，固定电话写成 0579-0000",
    ),
    (
        "landline_short",
        "9:27",
        "“0579-00000”有 9 位，区号加号码应为 11 或 12 位；请核对；手机 11 位，固定电话写成 0579-",
    ),
    (
        "phone_second_short",
        "9:27",
        "“1000000001”有 10 位，手机号应为 11 位；请核对；手机 11 位，固定电话写成 0579-000000",
    ),
    (
        "agency_phone_short",
        "1:52",
        "“100-0000-009”有 10 位，手机号应为 11 位；请核对；手机 11 位，固定电话写成 0579-0000",
    ),
    ("posts_joined", "21:65", "一项里写了几个：砂光工、开料工；每项一个，用英文逗号分开：[砂光工, 开料工]"),
    (
        "posts_joined_factor",
        "17:13",
        "一项里写了几个：砂光工；开料工；每项一个，用英文逗号分开：[砂光工, 开料工]",
    ),
    ("post_unknown", "15:26", "没有这个岗位：砂光；是不是“砂光工”"),
    ("induction_post_unknown", "16:17", "没有这个岗位：沙光工；是不是“砂光工”"),
    (
        "risk_post_unknown",
        "21:65",
        "本区域没有岗位“沙光工”；请核对岗位名称和岗位所在区域；告知卡按岗位取风险点",
    ),
    (
        "heads_over",
        "14:17",
        "各岗位人数合计到这里是 13，多于从业人员数 12",
    ),
    ("rechecker_unknown", "17:5", "“示例辅导员B”不是辅导员，也不在企业人员里；是不是“示例辅导员A”"),
    ("finder_unknown", "17:5", "“示例辅导员B”不是服务机构的辅导员；检查人应是在册辅导员，请核对姓名"),
    ("zone_unknown", "23:16", "没有这个区域编号：Z2；是不是“Z1”"),
    ("chemical_zone_unknown", "23:17", "没有这个区域编号：Z2；是不是“Z1”"),
    ("uscc_digit", "4:3", "校验码不符：末位是 0，按前 17 位应为 5；请核对营业执照"),
    (
        "state_cas_of_another",
        "13:16",
        "7664-93-9 是“硫酸”的 CAS 号，“盐酸”的是 7647-01-0",
    ),
    (
        "state_cas_unlisted",
        "13:16",
        "CAS 号 7732-18-5 与目录不同，“丙酮”的是 67-64-1",
    ),
    (
        "state_chemical_unknown",
        "12:1",
        "目录未收录，请核：次氯酸钠溶液、天那水",
    ),
    (
        "state_class_differs",
        "13:16",
        "危险性类别与目录不同：目录里“丙酮”是易燃液体，类别2",
    ),
    (
        "state_class_not_there",
        "13:21",
        "危险性类别与目录不同：目录里“硫酸”没有“氧化性液体”这一类",
    ),
    (
        "state_cycle_too_long",
        "13:49",
        "检验周期填的是 36 个月，一般不超过 24 个月",
    ),
    (
        "state_explosive_claimed",
        "13:16",
        "易制爆危险化学品名录里没有“硫酸”，这里填的是“是”；请按目录和安全技术说明书（SDS）核对",
    ),
    (
        "state_explosive_denied",
        "13:16",
        "“硝酸”列在易制爆危险化学品名录，这里填的是“否”；请按目录和安全技术说明书（SDS）核对",
    ),
    ("state_factor_unknown", "12:1", "接触限值未收录，请核：电焊烟尘；按检测报告补填接触限值（limit）"),
    (
        "state_fee_industry",
        "6:3",
        "行业代码 3382 按费用办法归入“机械制造（含金属制品业）”，工贸分类填的是“轻工”",
    ),
    ("state_fee_without_code", "6:3", "没有行业代码，是否应提取按工贸分类“机械”推定"),
    ("state_stock_unreadable", "12:1", "没有结论：丙酮（最大储存量没有写成 kg、t）；最大储存量"),
    ("state_major_hazard_reached", "12:1", "全厂合计 Σq/Q＝1.00000，不小于 1；按生产单元"),
    ("state_industry_missing", "6:14", "GB/T 4754-2017 的制造业没有小类 3384；请按营业执照、统计代码核对"),
    (
        "state_industry_name",
        "6:28",
        "行业代码 3482 的名称是“紧固件制造”",
    ),
    (
        "state_limit_differs",
        "13:18",
        "“甲苯”的接触限值是 PC-TWA 50 mg/m³、PC-STEL 100 mg/m³，这里填的是",
    ),
    (
        "state_next_beyond",
        "13:68",
        "下次检验日期 2028-04-07 在上次检验后 36 个月，超过 24 个月",
    ),
    (
        "state_next_beyond_own_cycle",
        "13:83",
        "下次检验日期 2027-05-01 在上次检验后 13 个月，超过 12 个月",
    ),
    (
        "state_noise_limit",
        "13:18",
        "“噪声”的接触限值是 85 dB(A)，这里填的是“90 dB(A)”",
    ),
    (
        "state_precursor_claimed",
        "13:18",
        "易制毒化学品目录里没有“乙酸乙酯”，这里填的是“是”；请按目录和安全技术说明书（SDS）核对",
    ),
    (
        "state_precursor_denied",
        "13:16",
        "“丙酮”是第三类易制毒化学品，这里填的是“否”；请按目录和安全技术说明书（SDS）核对",
    ),
    (
        "state_sector_differs",
        "6:41",
        "3482 紧固件制造一般划在“机械”，这里填的是“轻工”",
    ),
    (
        "state_sector_either",
        "6:46",
        "3382 金属制餐具和器皿制造可能划在“机械”，也可能划在“轻工”，程序不推定",
    ),
    (
        "state_sector_neither",
        "6:46",
        "3382 金属制餐具和器皿制造一般划在“机械”或者“轻工”，这里填的是“纺织”",
    ),
    (
        "state_strength_unsaid",
        "13:5",
        "“双氧水”含量＞8%的列在易制爆危险化学品名录，这里没有填是不是",
    ),
]


@cache
def _told(path: Path) -> tuple[Problem, ...]:
    try:
        return api.examine(api.load(path), DAY)[1]
    except GeneratorError as exc:
        return exc.problems


def _said(path: Path, place: str, severity: str) -> list[str]:
    """What is said at a place, message and mend."""
    return [
        f"{one.message}；{one.hint}"
        for one in _told(path)
        if one.severity == severity and str(one.origin) == f"{path}:{place}"
    ]


@each(SLIPS)
def test_a_slip_is_told_at_its_own_line(name: str, place: str, words: str) -> None:
    path = REFUSED / f"{name}.yaml"
    assert [said for said in _said(path, place, "error") if said.startswith(words)]
    errors = [one for one in _told(path) if one.severity == "error"]
    assert len(errors) <= 2


@pytest.mark.parametrize(("name", "place", "words"), HINTS, ids=[row[0] for row in HINTS])
def test_what_passed_in_silence_is_hinted_at(name: str, place: str, words: str) -> None:
    path = HINTED / f"{name}.yaml"
    assert [said for said in _said(path, place, "warning") if said.startswith(words)]
    assert not [one for one in _told(path) if one.severity == "error"]


def test_every_file_is_tried() -> None:
    for folder, table in ((REFUSED, SLIPS), (HINTED, HINTS)):
        assert {path.stem for path in folder.glob("*.yaml")} == {row[0] for row in table}
