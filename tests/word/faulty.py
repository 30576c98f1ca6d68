"""Faulty templates, one fault each, as people make them: the file, where it is told, the words, the mend.

``python -m tests.word.faulty FOLDER`` writes them all, the sound one that each differs from as well.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.word import made
from tests.word.made import W, p, tbl, tc, tr

ID = "system_meetings"  # the deliverable that all of them are templates of
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"

FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>'
STYLES = f"""<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{FONTS}<w:sz w:val="28"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
COUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
HEADING = made.style("Heading1")
BESIDE = p("以上隐患请按期整改。")


@dataclass(frozen=True)
class Faulty:
    """One faulty template. ``where``, ``says`` and ``mend`` are parts of the problem that names the fault."""

    name: str
    where: str
    says: str
    mend: str
    body: str = ""
    header: str = ""
    footer: str = ""
    more: Mapping[str, str | bytes] = field(default_factory=dict)  # parts, by their names
    kinds: Mapping[str, str] = field(default_factory=dict)  # their content types
    links: tuple[str, ...] = ()  # relationships of the main part
    under: str = "标题“隐患与整改”下第1段"  # where a paragraph of ``body`` stands when ``where`` is ""

    def data(self) -> bytes:
        """The Word file."""
        return file(self.body, self.header, self.footer, self.more, self.kinds, self.links)


def file(
    body: str = "",
    header: str = "",
    footer: str = "",
    more: Mapping[str, str | bytes] | None = None,
    kinds: Mapping[str, str] | None = None,
    links: tuple[str, ...] = (),
) -> bytes:
    """A sound template with something put into it."""
    start = p("致 {{ enterprise.name }}：") + p("隐患与整改", properties=HEADING)
    head = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
    head += '<w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    rows = (
        tr("序号", "隐患", "整改期限"),
        tr("{%tr for hazard in hazards %}", "", ""),
        tr("{{ loop.index }}", "{{ hazard.description }}", "{{ hazard.deadline }}"),
        tr("{%tr endfor %}", "", ""),
    )
    parts = made.parts(
        start + body + BESIDE + tbl(*rows, columns=3),
        header=header or p("{{ agency.name }}"),
        footer=footer or p("第 页"),
        more={"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING},
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "<w:sectPr/></w:body>", f"{head}</w:body>"
    )
    own = dict(more or {})
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in (kinds or {}).items()
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", f"{overrides}</Types>")
    rels = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>", f"{''.join(links)}</Relationships>"
    )
    if "_rels/.rels" in own:
        own["_rels/.rels"] = parts["_rels/.rels"].replace(
            "</Relationships>", f"{own['_rels/.rels']!s}</Relationships>"
        )
    return made.packed({**parts, **own})


def run(text: str, look: str = "") -> str:
    """A run with properties of its own."""
    mark = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{mark}<w:t xml:space="preserve">{text}</w:t></w:r>'


def looking(text: str, look: str) -> str:
    return f"<w:p>{run('联系电话：')}{run(text, look)}</w:p>"


def field_of(code: str) -> str:
    return f"<w:p>{run('见')}<w:fldSimple w:instr='{code}'/></w:p>"


def boxed(text: str) -> str:
    """A text box, for new programs and for old ones."""
    inner = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    both = f"<mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>"
    return f'<w:p><w:r><mc:AlternateContent xmlns:mc="{_MC}">{both}</mc:AlternateContent></w:r></w:p>'


def picture(description: str = "") -> str:
    inner = f'<wp:docPr id="7" name="图 1" descr="{description}"/>'
    return f"<w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r>"


def cell(fill: str, text: str = "") -> str:
    """A cell on a colour."""
    return f'<w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>{p(text)}</w:tc>'


FOUR = ("FF0000", "FFA500", "FFFF00", "0000FF")
LOOP = "{%p for hazard in hazards %}"
ENDED = "{%p endfor %}"
ANY = "{{ enterprise.name }}"
COMMENT = '<w:comment w:id="0"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:comment>'
COMMENTS = f'<w:comments xmlns:w="{W}">{COMMENT}</w:comments>'
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART = f'<c:chartSpace xmlns:c="{_C}"><c:t>{{{{ year }}}}</c:t></c:chartSpace>'
PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    "<property><v>{{ enterprise.name }}</v></property></Properties>"
)
SETTINGS = f'<w:settings xmlns:w="{W}"><w:mailMerge/></w:settings>'
LINKED = f'<w:p><w:hyperlink r:id="rId9">{run("公示网页")}</w:hyperlink></w:p>'


def link(target: str, kind: str = "hyperlink", mode: str = "External") -> tuple[str, ...]:
    return (made.relationship("rId9", kind, target, mode),)


BRACES = [
    Faulty(
        "full_width_braces", "", "全角", "改为半角：{{ enterprise.name }}", p("｛｛ enterprise.name ｝｝")
    ),
    Faulty("full_width_percent", "", "全角", "改为半角：{% if", p("{％ if has.dust ％}有{％ endif ％}")),
    Faulty("one_full_width_brace", "", "全角", "改为半角", p("{｛ enterprise.name }}")),
    Faulty("braces_apart", "", "空格", "{{ enterprise.name }}", p("{ { enterprise.name } }")),
    Faulty("no_last_brace", "", "没有写完整", "检查", p("{{ enterprise.name }")),
    Faulty("no_first_brace", "", "没有写完整", "检查", p("{ enterprise.name }}")),
    Faulty("three_braces", "", "写法不对", "是否应为 enterprise.name", p("{{{ enterprise.name }}}")),
    Faulty("over_two_paragraphs", "", "没有写完整", "写在同一段落之内", p("{{ enterprise") + p(".name }}")),
    Faulty("chinese_dot", "", "全角符号 。", "{{ enterprise.name }}", p("{{ enterprise。name }}")),
    Faulty("full_width_space", "", "全角空格", "改为半角", p("{{　enterprise.name }}")),
    Faulty("no_break_space", "", "不间断空格", "改为半角", p("{{ enterprise.name\u00a0}}")),
    Faulty(
        "invisible_letter",
        "",
        "看不见的字符",
        "重新键入 {{ enterprise.name }}",
        p("{{ enter\u200bprise.name }}"),
    ),
    Faulty(
        "isolated_direction",
        "",
        "看不见的字符",
        "重新键入 {{ enterprise.name }}",
        p("{{ \u2066enterprise.name\u2069 }}"),
    ),
    Faulty(
        "right_to_left_mark",
        "",
        "看不见的字符",
        "重新键入 {{ enterprise.name }}",
        p("{{ enterprise.name\u200f }}"),
    ),
    Faulty(
        "soft_hyphen",
        "",
        "看不见的字符",
        "重新键入 {{ enterprise.name }}",
        p("{{ enter\u00adprise.name }}"),
    ),
    Faulty(
        "brace_broken_unseen", "", "不是标签", "{{ enterprise.name }}", p("{\u200b{ enterprise.name }\u200b}")
    ),
    Faulty("cyrillic_letter", "", "外文字母 е", "改为英文字母", p("{{ \u0435nterprise.name }}")),
    Faulty("full_width_letters", "", "全角符号", "{{ year }}", p("{{ ｙｅａｒ }}")),
    Faulty("smart_quotes", "", "中文引号", "半角引号", p("{% if enterprise.name == “甲” %}甲{% endif %}")),
    Faulty("comment_not_closed", "", "说明标签", "{# 说明 #}", p("{# 这里写名称")),
    Faulty("comment_of_web", "", "<!--", "删去", p("<!-- 这里写名称 -->")),
    Faulty("markup_of_web", "", "<br/>", "Word 中", p("{{ enterprise.name }}<br/>地址")),
    Faulty("escape_of_docxtpl", "", "{_{", "写 {{ 名称 }}", p("{_{ enterprise.name }_}")),
    Faulty(
        "placeholder_of_others", "", "${enterprise.name}", "{{ enterprise.name }}", p("${enterprise.name}")
    ),
    Faulty("single_braces", "", "{enterprise.name}", "{{ enterprise.name }}", p("{enterprise.name}")),
    Faulty("empty_tag", "", "空的", "写上名称", p("{{ }}")),
]
STATEMENTS = [
    Faulty(
        "single_equals",
        "",
        "写法不对",
        "enterprise.name == ",
        p('{% if enterprise.name = "甲" %}甲{% endif %}'),
    ),
    Faulty(
        "and_as_in_c",
        "",
        "写法不对",
        "has.dust and has.chemicals",
        p("{% if has.dust && has.chemicals %}甲{% endif %}"),
    ),
    Faulty(
        "else_if",
        "",
        "else 后面多了内容",
        "{% elif has.chemicals %}",
        p("{% if has.dust %}甲{% else if has.chemicals %}乙{% endif %}"),
    ),
    Faulty(
        "elseif",
        "",
        "elseif",
        "{% elif has.chemicals %}",
        p("{% if has.dust %}甲{% elseif has.chemicals %}乙{% endif %}"),
    ),
    Faulty("misspelt_end", "", "endfro", "{% endfor %}", p("{% for hazard in hazards %}甲{% endfro %}")),
    Faulty("no_endif", "", "没有结束", "补上 {%p endif %}", p("{%p if has.dust %}") + p("有粉尘")),
    Faulty("endif_alone", "", "没有对应的开头", "成对", p("{%p endif %}")),
    Faulty(
        "crossed",
        "",
        "没有对应的开头",
        "成对",
        p("{% for hazard in hazards %}{% if has.dust %}甲{% endfor %}{% endif %}"),
    ),
    Faulty(
        "else_twice",
        "",
        "else 之后",
        "只能有一个",
        p("{% if has.dust %}甲{% else %}乙{% else %}丙{% endif %}"),
    ),
    Faulty(
        "dashes",
        "",
        "减号",
        "去掉减号",
        p("{%- if has.dust %}甲{% endif %}"),
        under="标题“隐患与整改”下第1段",
    ),
    Faulty("raw", "", "raw 不支持", "只有 if", p("{% raw %}甲{% endraw %}")),
    Faulty("set", "", "set 不支持", "只有 if", p("{% set a = 1 %}")),
    Faulty("include", "", "include 不支持", "只有 if", p('{% include "甲.docx" %}')),
    Faulty("first_letter_capital", "", "标签 If", "{% if has.dust %}", p("{% If has.dust %}甲{% endif %}")),
    Faulty("capitals", "", "标签 ENDIF", "{% endif %}", p("{% if has.dust %}甲{% ENDIF %}")),
    Faulty("end_apart", "", "标签 end", "{% endif %}", p("{% if has.dust %}甲{% end if %}")),
    Faulty("if_in_chinese", "", "标签 如果", "{% if has.dust %}", p("{% 如果 has.dust %}甲{% endif %}")),
    Faulty("value_as_statement", "", "不支持", "取值写 {{ enterprise.name }}", p("{% enterprise.name %}")),
    Faulty(
        "signs_of_autocorrect",
        "",
        "写法不对",
        "enterprise.headcount >= 5",
        p("{% if enterprise.headcount ≥ 5 %}甲{% endif %}"),
    ),
    Faulty(
        "arrow_for_at_least",
        "",
        "写法不对",
        "enterprise.headcount >= 5",
        p("{% if enterprise.headcount => 5 %}甲{% endif %}"),
    ),
    Faulty(
        "not_equal_sign",
        "",
        "写法不对",
        "enterprise.headcount != 5",
        p("{% if enterprise.headcount ≠ 5 %}甲{% endif %}"),
    ),
    Faulty(
        "and_in_capitals",
        "",
        "写法不对",
        "has.dust and has.chemicals",
        p("{% if has.dust AND has.chemicals %}甲{% endif %}"),
    ),
    Faulty(
        "equals_in_chinese",
        "",
        "写法不对",
        'enterprise.name == "甲"',
        p('{% if enterprise.name 等于 "甲" %}甲{% endif %}'),
    ),
    Faulty("filter", "", "过滤器 upper", "blank", p("{{ enterprise.name|upper }}")),
    Faulty("arithmetic", "", "不能写运算", "由取值提供", p("{{ year + 1 }}")),
    Faulty("call", "", "不能写调用", "由取值提供", p("{{ enterprise.name.strip() }}")),
    Faulty("inline_condition", "", "行内条件", "由取值提供", p('{{ "甲" if has.dust }}')),
    Faulty(
        "loop_of_billions",
        "",
        "不能写调用",
        "由取值提供",
        p("{% for i in range(1000000000) %}甲{% endfor %}"),
    ),
    Faulty(
        "escape_549",
        "",
        "不能写调用",
        "由取值提供",
        p(
            "{{ ''.__class__.__mro__[1].__subclasses__()[389](['id'], stdout=-1)"
            ".communicate()[0].decode('utf-8') }}"
        ),
    ),
    Faulty(
        "escape_632",
        "",
        "不能写调用",
        "由取值提供",
        p('{{ cycler.__init__.__globals__.os.popen("id").read() }}'),
    ),
    Faulty("private", "", "下划线", "改用取值", p("{{ enterprise.__class__ }}")),
]
PREFIXES = [
    Faulty(
        "prefix_apart",
        "",
        "前缀 p 前有空格",
        "{%p if has.dust %}",
        p("{% p if has.dust %}") + p("有") + p("{%p endif %}"),
    ),
    Faulty(
        "prefix_glued", "", "前缀后缺少空格", "{%p if", p("{%pif has.dust %}") + p("有") + p("{%p endif %}")
    ),
    Faulty(
        "prefixes_differ",
        "",
        "前缀不同",
        "两处都写 {%p",
        p("{%p for hazard in hazards %}") + p("甲") + p("{% endfor %}"),
        under="标题“隐患与整改”下第3段",
    ),
    Faulty("row_tag_outside", "", "只能写在表格里", "{%p %}", p("{%tr for hazard in hazards %}")),
    Faulty("colour_tag_outside", "", "只能写在表格里", "单元格", p("{% cellbg enterprise.name %}")),
    Faulty(
        "both_in_one_row",
        "表格1 第1行第1列",
        "会被一起删去",
        "独占一个表格行",
        tbl(tr("{%tr for hazard in hazards %}", "{%tr endfor %}")),
    ),
    Faulty("both_in_one_paragraph", "", "会被一起删去", "独占一个段落", p("{%p if has.dust %}{%p endif %}")),
    Faulty(
        "over_two_tables",
        "表格2 第1行第1列",
        "不在同一表格",
        "在哪里开始",
        tbl(tr("{%tr for hazard in hazards %}")) + p("") + tbl(tr("{%tr endfor %}")),
    ),
    Faulty(
        "over_two_rows",
        "表格1 第2行第1列",
        "不在同一行",
        "在哪里开始",
        tbl(tr("{%tc for hazard in hazards %}"), tr("{%tc endfor %}")),
    ),
    Faulty(
        "over_two_cells",
        "表格1 第1行第2列",
        "不在同一单元格",
        "在哪里开始",
        tbl(tr("{% if has.dust %}甲", "乙{% endif %}")),
    ),
    Faulty(
        "text_beside_paragraph_tag",
        "",
        "还有“注意”",
        "独占一个段落",
        p("{%p if has.dust %}注意") + p("有") + p("{%p endif %}"),
    ),
    Faulty(
        "text_in_row_of_tag",
        "表格1 第1行第1列",
        "还有“序号”",
        "独占一个表格行",
        tbl(tr("{%tr for hazard in hazards %}", "序号"), tr("甲", "乙"), tr("{%tr endfor %}", "")),
    ),
    Faulty(
        "picture_beside_tag",
        "",
        "图片或图形",
        "独占一个段落",
        f"<w:p>{run('{%p if has.dust %}')}{picture()}</w:p>" + p("有") + p("{%p endif %}"),
    ),
    Faulty(
        "section_beside_tag",
        "",
        "分节符",
        "独占一个段落",
        f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('{%p if has.dust %}')}</w:p>" + p("有") + p("{%p endif %}"),
    ),
    Faulty(
        "percent_in_prefixed",
        "",
        "里不能有 %",
        "是否项",
        p('{%p if enterprise.name == "5%" %}') + p("有") + p("{%p endif %}"),
    ),
]
NAMES = [
    Faulty("unknown_name", "", "没有名为 enterprize", "是否应为 enterprise？", p("{{ enterprize.name }}")),
    Faulty("unknown_field", "", "enterprise 没有 nmae", "是否应为 name？", p("{{ enterprise.nmae }}")),
    Faulty("other_case", "", "没有名为 Enterprise", "是否应为 enterprise？", p("{{ Enterprise.name }}")),
    Faulty("without_group", "", "没有名为 headcount", "是否应为 enterprise.headcount", p("{{ headcount }}")),
    Faulty("chinese_field", "", "没有 名成", "是否应为 名称？", p("{{ 被托管单位.名成 }}")),
    Faulty("chinese_name", "", "没有名为 托管单位", "是否应为 被托管单位？", p("{{ 托管单位.名称 }}")),
    Faulty("chinese_without_group", "", "没有名为 名称", "被托管单位.名称", p("{{ 名称 }}")),
    Faulty("chinese_single_braces", "", "不是标签", "{{ 被托管单位.名称 }}", p("{被托管单位.名称}")),
    Faulty("unknown_law", "", "law.nosuchlaw", "名称", p("{{ law.nosuchlaw.cite }}")),
    Faulty(
        "after_the_loop",
        "",
        "没有名为 hazard",
        "",
        p("{% for hazard in hazards %}甲{% endfor %}{{ hazard.level }}"),
    ),
    Faulty("loop_outside", "", "loop 只能写在循环之内", "移到", p("{{ loop.index }}")),
    Faulty("list_printed", "", "是列表", "{% for", p("{{ hazards }}")),
    Faulty("record_printed", "", "是一组信息", "写到具体一项", p("{{ enterprise }}")),
    Faulty("flag_printed", "", "是“是否”项", "{% if has.dust %}", p("{{ has.dust }}")),
    Faulty("photo_as_text", "", "是图片", "picture(宽,高)", p("{{ site_map }}")),
    Faulty(
        "text_as_picture", "", "不是图片", "{{ enterprise.name }}", p("{{ enterprise.name|picture(20,20) }}")
    ),
    Faulty("loop_over_text", "", "不是列表", "去掉循环", p("{% for one in enterprise.name %}甲{% endfor %}")),
    Faulty("field_of_list", "", "hazards 是列表", "先写 {% for", p("{{ hazards.level }}")),
    Faulty(
        "text_against_number", "", "永远不会相等", "加引号", p("{% if enterprise.name == 3 %}甲{% endif %}")
    ),
    Faulty("in_header", "页眉第1段", "没有名为 agnecy", "是否应为 agency？", header=p("{{ agnecy.name }}")),
    Faulty(
        "in_footer_table",
        "页脚 表格1 第1行第2列",
        "没有名为 agnecy",
        "是否应为 agency？",
        footer=tbl(tr("甲", "{{ agnecy.name }}")),
    ),
    Faulty("in_text_box", "文本框1第1段", "没有名为 agnecy", "是否应为 agency？", boxed("{{ agnecy.name }}")),
    Faulty(
        "in_nested_table",
        "表格1 第1行第2列内的表格1 第1行第1列",
        "没有名为 agnecy",
        "是否应为 agency？",
        tbl(tr("甲", tc(tbl(tr("{{ agnecy.name }}", "乙")), p("")))),
    ),
    Faulty(
        "in_last_table",
        "表格1 第2行第2列",
        "没有名为 agnecy",
        "是否应为 agency？",
        tbl(tr("甲", "乙"), tr("丙", "{{ agnecy.name }}")),
    ),
    Faulty(
        "in_two_runs",
        "",
        "没有名为 agnecy",
        "是否应为 agency？",
        f"<w:p>{run('{{ agn')}{run('ecy.name }}', '<w:b/>')}</w:p>",
    ),
    Faulty(
        "on_page_two",
        "第2页 标题“隐患与整改”下第2段",
        "没有名为 agnecy",
        "是否应为 agency？",
        p("甲") + f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('{{ agnecy.name }}')}</w:p>",
    ),
]
PLACES = [
    Faulty(
        "in_alternative_text",
        "标题“隐患与整改”下第1段的替代文字",
        "不会印出",
        "移到正文",
        f"<w:p>{picture(ANY)}</w:p>",
    ),
    Faulty(
        "in_bookmark",
        "下第1段的书签名",
        "不会印出",
        "移到正文",
        f'<w:p><w:bookmarkStart w:id="1" w:name="{ANY}"/>{run("甲")}</w:p>',
    ),
    Faulty(
        "in_choices",
        "的下拉选项",
        "不会印出",
        "移到正文",
        f'<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{ANY}"/></w:dropDownList>'
        f"</w:sdtPr><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt></w:p>",
    ),
    Faulty(
        "in_caption_of_table",
        "表格1的替代文字",
        "不会印出",
        "移到正文",
        f'<w:tbl><w:tblPr><w:tblCaption w:val="{ANY}"/></w:tblPr><w:tblGrid/>{tr("甲")}</w:tbl>',
    ),
    Faulty(
        "in_formula",
        "",
        "位置不对",
        "普通文字",
        f'<w:p><m:oMath xmlns:m="{_M}"><m:r><m:t>{{{{ year }}}}</m:t></m:r></m:oMath></w:p>',
    ),
    Faulty("in_field", "", "域代码", "普通文字", field_of("REF {{ year }}")),
    Faulty(
        "in_address",
        "",
        "链接的地址",
        "固定的网址",
        LINKED,
        links=link("https://example.org/%7B%7B%20year%20%7D%7D"),
    ),
    Faulty(
        "in_comment",
        "批注",
        "不会填写",
        "移到正文",
        more={"word/comments.xml": COMMENTS.replace("{}", ANY)},
        kinds={"word/comments.xml": _WORD + "comments+xml"},
    ),
    Faulty(
        "in_chart",
        "图表",
        "不会填写",
        "移到正文",
        more={"word/charts/chart1.xml": CHART},
        kinds={"word/charts/chart1.xml": _OFFICE + "drawingml.chart+xml"},
    ),
    Faulty(
        "in_custom_property",
        "自定义属性",
        "不会填写",
        "移到正文",
        more={"docProps/custom.xml": PROPERTIES},
        kinds={"docProps/custom.xml": _OFFICE + "custom-properties+xml"},
    ),
]
TRACES = [
    Faulty(
        "inserted",
        "",
        "修订痕迹",
        "接受全部修订",
        f'<w:p>{run("甲")}<w:ins w:id="1" w:author="某人">{run("新")}</w:ins></w:p>',
    ),
    Faulty(
        "deleted",
        "",
        "修订痕迹",
        "接受全部修订",
        f'<w:p>{run("甲")}<w:del w:id="1" w:author="某人"><w:r><w:delText>旧客户</w:delText></w:r></w:del>'
        "</w:p>",
    ),
    Faulty(
        "deleted_tag",
        "",
        "修订痕迹",
        "接受全部修订",
        f'<w:p>{run("甲")}<w:del w:id="1" w:author="某人"><w:r><w:delText>{ANY}</w:delText></w:r></w:del>'
        "</w:p>",
    ),
    Faulty(
        "commented",
        "",
        "批注",
        "删除全部批注",
        f'<w:p><w:commentRangeStart w:id="0"/>{run("甲")}<w:commentRangeEnd w:id="0"/></w:p>',
        more={"word/comments.xml": COMMENTS.replace("{}", "请核")},
        kinds={"word/comments.xml": _WORD + "comments+xml"},
    ),
    Faulty("date_field", "", "会随打开、保存而变", "{{ day }}", field_of("DATE")),
    Faulty("merge_field", "", "MERGEFIELD", "删去该域", field_of("MERGEFIELD 名称")),
]
ACTIVE = [
    Faulty(
        "macro",
        "",
        "宏",
        "去掉宏",
        more={"word/vbaProject.bin": b"x"},
        kinds={"word/vbaProject.bin": "application/vnd.ms-office.vbaProject"},
        under="",
    ),
    Faulty(
        "object",
        "",
        "嵌入或链接的对象",
        "删去该对象",
        f"<w:p>{run('表')}<w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'"
        ' Type="Embed"/></w:object></w:r></w:p>',
    ),
    Faulty(
        "control",
        "",
        "控件",
        "删去该对象",
        '<w:p><w:r><w:t>表</w:t></w:r><w:r><w:object><w:control w:name="x"/></w:object></w:r></w:p>',
    ),
    Faulty("include_text", "", "INCLUDETEXT", "删去该域", field_of("INCLUDETEXT C:/a.docx")),
    Faulty("dde", "", "DDEAUTO", "删去该域", field_of("DDEAUTO c:/cmd.exe")),
    Faulty("other_file", "", "另一份文件", "删去", '<w:altChunk r:id="rId9"/>', under="正文"),
    Faulty(
        "picture_from_outside",
        "正文“",
        "外部",
        "嵌入",
        f'<w:p>{run("图")}<w:r><w:drawing><a:blip xmlns:a="{_A}" r:link="rId9"/></w:drawing></w:r></w:p>',
        links=link("http://example.org/x.png", "image"),
    ),
    Faulty(
        "link_to_program",
        "正文“公示网页",
        "指向文件、脚本或程序",
        "http",
        LINKED,
        links=link("file:///c:/windows/system32/cmd.exe"),
    ),
    Faulty(
        "mail_merge",
        "",
        "邮件合并",
        "普通 Word 文档",
        more={"word/settings.xml": SETTINGS},
        kinds={"word/settings.xml": _WORD + "settings+xml"},
        under="",
    ),
]
LOOKS = [
    Faulty("hidden", "", "隐藏文字", "取消“隐藏”", looking("{{ agency.phone }}", "<w:vanish/>")),
    Faulty(
        "hidden_by_style",
        "",
        "隐藏文字",
        "取消“隐藏”",
        looking("{{ agency.phone }}", '<w:rStyle w:val="Secret"/>'),
    ),
    Faulty("white", "", "白字", "自动", looking("{{ agency.phone }}", '<w:color w:val="FFFFFF"/>')),
    Faulty("tiny", "", "只有 1 磅", "正常字号", looking("{{ agency.phone }}", '<w:sz w:val="2"/>')),
    Faulty(
        "font_for_latin_alone",
        "",
        "字体“黑体”只设给了西文",
        "中文字体",
        looking("{{ agency.phone }}", '<w:rFonts w:ascii="黑体" w:hAnsi="黑体"/>'),
    ),
    Faulty(
        "colours_alone",
        "表格1 第1行第1列",
        "只用颜色区分",
        "写上文字",
        tbl(f"<w:tr>{''.join(map(cell, FOUR))}</w:tr>", columns=4),
    ),
    Faulty(
        "colour_tag_alone",
        "表格1 第1行第1列",
        "只有颜色没有文字",
        "写上文字",
        tbl(tr("{% cellbg enterprise.name %}", "")),
    ),
    Faulty(
        "counting_on",
        "",
        "接着上一项往下数",
        "loop.index",
        p(LOOP)
        + p("{{ hazard.description }}")
        + p("停用", properties=COUNTED)
        + p("整改", properties=COUNTED)
        + p(ENDED),
        under="标题“隐患与整改”下第3段",
    ),
    Faulty(
        "counting_on_within",
        "",
        "接着上一项往下数",
        "loop.index",
        p("{%p for zone in zones %}")
        + p("{{ zone.name }}")
        + p("{%p for post in zone.posts %}")
        + p("{{ post.name }}", properties=COUNTED)
        + p(ENDED)
        + p(ENDED),
        under="标题“隐患与整改”下第4段",
    ),
    Faulty("loop_hides_name", "", "与取值重名", "换一个名称", p("{% for year in hazards %}甲{% endfor %}")),
]
LAWS = [
    Faulty(
        "standard_replaced",
        "",
        "GB 5083-1999 在 2026-11-28 不是现行版本",
        "{{ law.gb5083.cite }}",
        p("符合 GB 5083-1999 的规定。"),
    ),
    Faulty(
        "title_replaced",
        "",
        "《安全标志及其使用导则》",
        "{{ law.gb2894.cite }}",
        p("按《安全标志及其使用导则》设置标志。"),
    ),
    Faulty(
        "standard_repealed",
        "",
        "GB 2893—2008 在 2026-11-28 没有有效版本",
        "改引现行",
        p("安全色符合 GB 2893—2008。"),
    ),
    Faulty(
        "law_by_hand", "", "是手写的", "{{ law.safety.cite }}", p("根据《中华人民共和国安全生产法》的规定。")
    ),
]
ALL = [*BRACES, *STATEMENTS, *PREFIXES, *NAMES, *PLACES, *TRACES, *ACTIVE, *LOOKS, *LAWS]


def write(folder: Path) -> None:
    """Every faulty template as a file of its name, and the sound one."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sound.docx").write_bytes(file())
    for one in ALL:
        (folder / f"{one.name}.docx").write_bytes(one.data())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
