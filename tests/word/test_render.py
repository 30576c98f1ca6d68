"""Every trap around docxtpl, and that none of them is ours."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from PIL import Image

from generator.assets import File
from generator.errors import TemplateError
from generator.pictures import Picture
from generator.word import provenance, render, template, text, values
from tests import depth
from tests.rows import each
from tests.word import check, made
from tests.word.made import p, tbl, tc, tr


class Photo:
    """As the facts name a photo."""

    def __init__(self, path: Path, caption: str) -> None:
        self.asset, self.caption = File(path), caption


def _document(data: bytes, facts: Mapping[str, object], **special: object) -> bytes:
    return render.render(template.load(data, "模板.docx"), values.prepare(facts, special))


def _words(body: str, facts: Mapping[str, object]) -> list[str]:
    return text.text(_document(made.docx(body), facts)).splitlines()


def _faults(data: bytes, facts: Mapping[str, object]) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        _document(data, facts)
    return [str(problem) for problem in caught.value.problems]


def test_markup_in_a_name_is_text_everywhere() -> None:
    name = "甲 & 乙 <重大> \"丙\" '丁' ]]> {{ x }} {% if %} &amp;"
    body = p("{{ name }}") + tbl(tr("{{ name }}", "后")) + p("最后一段")
    data = made.docx(body, header=p("{{ name }}"), title="{{ name }}")
    document = _document(data, {"name": name})
    for part in ("word/document.xml", "word/header1.xml", "docProps/core.xml"):
        assert name in "".join(ElementTree.fromstring(made.read(document, part)).itertext())
    assert "最后一段" in text.text(document)


@settings(max_examples=depth.rounds(150, desk=20), deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn"), exclude_characters="\u2028\u2029"))
)
def test_whatever_is_written_is_read_again(words: str) -> None:
    body = p("{% if x %}{{ x }}{% endif %}") + tbl(tr("{{ x }}", "")) + p("完")
    document = _document(made.docx(body, header=p("{{ x }}")), {"x": words})
    for part, times in (("word/document.xml", 2), ("word/header1.xml", 1)):
        root = ElementTree.fromstring(made.read(document, part))
        found = [item.text for item in root.iter(f"{{{made.W}}}t") if item.text and item.text != "完"]
        assert found == [words] * (times if words else 0)


def test_markup_of_others_is_made_safe_beyond_what_is_parsed() -> None:
    """A long table is not parsed to its end: nothing printed there may depend on it."""
    rows = tr(LOOP[0]) + tr("{{ a }}", "乙") + tr(LOOP[1])
    loaded = template.load(made.docx(tbl(rows) + p("完")), "模板.docx")
    document = render.render(loaded, {"x": [Markup("</w:t>&")] * 3000})
    root = ElementTree.fromstring(made.read(document))
    assert sum(item.text == "</w:t>&" for item in root.iter(f"{{{made.W}}}t")) == 3000


def test_lone_surrogate_and_controls_do_not_cut_the_text() -> None:
    assert _words(p("{{ x }}后") + p("完"), {"x": "甲\ud800乙\x0c丙\x1b"})[-1] == "完"
    assert render.render(template.load(made.docx(p("{{ x }}")), "t"), {"x": "raw \ud800 & <b>"})


def test_every_missing_name_is_told_at_once_with_its_place() -> None:
    body = p("{{ first.name }}{{ good }}") + tbl(tr("头", "尾"), tr("{{ missing }}", "{{ good.deeper }}"))
    faults = _faults(made.docx(body, header=p("{{ heading }}")), {"good": "好", "first": {"nam": 1}})
    assert len(faults) == 4
    assert (
        "模板.docx 正文第1段“{{ first.name }}{{ good }}”：取值 first.name 不存在；是否应为 nam？" in faults[0]
    )
    assert re.search(r"表格1 第2行第1列.*missing 不存在", faults[1])
    assert re.search(r"表格1 第2行第2列.*good 没有下一级“deeper”", faults[2])
    assert re.search(r"页眉第1段.*heading 不存在", faults[3])


def test_missing_names_in_conditions_and_loops_are_told() -> None:
    body = p("{%p if flag.x %}") + p("甲") + p("{%p endif %}")
    body += p("{%p for a in rows %}") + p("{{ a.b }}{{ loop.index }}") + p("{%p endfor %}")
    faults = _faults(made.docx(body), {"flag": {}, "rows": [{"b": "1"}, {"c": "2"}, {}]})
    assert [re.search(r"(?:flag|rows\[\d\])\.\w", fault)[0] for fault in faults] == [  # type: ignore[index]
        "flag.x",
        "rows[2].b",
        "rows[3].b",
    ]
    assert "取值 none 不存在" in _faults(made.docx(p("{% for a in none_ %}{% endfor %}")), {"x": ""})[
        0
    ].replace("none_", "none")


@each(
    [
        (None, "没有值"),
        (["a"], "是列表"),
        ({"a": "b"}, "是一组信息"),
        (True, "是“是否”项"),
        (Photo(Path("x.jpg"), ""), "是图片"),
    ]
)
def test_none_lists_and_records_are_never_printed(value: object, why: str) -> None:
    assert why in _faults(made.docx(p("{{ x }}")), {"x": value})[0]
    assert why in _faults(made.docx(p("{{ x|blank }}")), {"x": value})[0]


def test_only_lists_are_looped_over() -> None:
    body = p("{% for a in x %}{{ a }}{% endfor %}")
    for value in ("文字", {"a": "b"}, 3):
        assert "不是列表" in _faults(made.docx(body), {"x": value})[0]


def test_text_is_not_compared_with_numbers() -> None:
    assert "比大小" in _faults(made.docx(p("{% if x > 3 %}大{% endif %}")), {"x": "文字"})[0]


def test_numbers_print_as_a_person_writes_them() -> None:
    words = _words(p("{{ a }} {{ b }} {{ c }} {{ c|blank }}"), {"a": 0.1 + 0.2, "b": 5.0, "c": 0})
    assert words == ["0.3 5 0 0"]


def test_empty_text_prints_a_line_to_write_on_only_where_asked() -> None:
    assert _words(p("甲{{ x|blank }}乙{{ x }}丙"), {"x": ""}) == ["甲＿＿＿＿＿＿乙丙"]


def test_conditions_compare_escaped_values_with_literals() -> None:
    body = p("{% if x == 'A & \"B\"' %}同{% elif x != 'C' %}异{% else %}丙{% endif %}")
    assert _words(body, {"x": 'A & "B"'}) == ["同"]
    assert _words(body, {"x": "别的"}) == ["异"]
    assert _words(body, {"x": "C"}) == ["丙"]
    numbers = p("{% if n >= 3 and not (n == 5 or flag) %}中{% else %}外{% endif %}")
    assert [_words(numbers, {"n": n, "flag": False})[0] for n in (2, 3, 5)] == ["外", "中", "外"]
    assert _words(numbers, {"n": 3, "flag": True}) == ["外"]


def test_loops_within_loops() -> None:
    body = p("{%p for a in x %}") + p(
        "{{ loop.index }}{% if loop.first %}首{% endif %}{% if loop.last %}末{% endif %}"
    )
    body += (
        p("{%p for b in a.y %}")
        + p("{{ loop.index }}-{{ b }}")
        + p("{%p else %}")
        + p("无")
        + p("{%p endfor %}")
    )
    body += p("{{ loop.index }}后") + p("{%p endfor %}")
    facts = {"x": [{"y": ["甲", "乙"]}, {"y": []}]}
    assert _words(body, facts) == ["1首", "1-甲", "2-乙", "1后", "2末", "无", "2后"]


def test_the_name_of_a_loop_covers_a_name_outside_only_inside() -> None:
    body = p("{{ a }}") + p("{%p for a in x %}") + p("{{ a }}") + p("{%p endfor %}") + p("{{ a }}")
    assert _words(body, {"a": "外", "x": ["内"]}) == ["外", "内", "外"]


def test_a_field_named_like_a_method_of_dict() -> None:
    assert _words(p("{{ visit.items }} {{ visit['keys'] }}"), {"visit": {"items": "1、2", "keys": "三"}}) == [
        "1、2 三"
    ]


def test_a_newline_is_a_paragraph_of_the_same_style_in_prose() -> None:
    properties = '<w:pStyle w:val="Normal"/><w:jc w:val="center"/>'
    document = made.read(
        _document(made.docx(p("前{{ x }}后", properties=properties, bold=True)), {"x": "一\n二\n三"})
    )
    assert document.count(f"<w:pPr>{properties}</w:pPr>") == 3
    assert document.count("<w:rPr><w:b/></w:rPr>") == 3
    assert _words(p("前{{ x }}后"), {"x": "一\n二\n三"}) == ["前一", "二", "三后"]


def test_a_newline_is_a_line_break_in_a_cell_and_a_header() -> None:
    data = made.docx(tbl(tr("{{ x }}", "")) + p("完"), header=p("{{ x }}"))
    document = _document(data, {"x": "一\n二"})
    assert '一</w:t><w:br/><w:t xml:space="preserve">二' in made.read(document)
    assert "<w:br/>" in made.read(document, "word/header1.xml")


@pytest.mark.parametrize("name", ["Clause", "Under"])
def test_a_newline_does_not_shift_numbers(name: str) -> None:
    body = p("{{ x }}", properties=made.style(name)) + p("次条", properties=made.style(name))
    assert _words(body, {"x": "一\n二"}) == ["第一条 一", "二", "第二条 次条"]


def test_a_newline_does_not_repeat_a_section() -> None:
    body = p("{{ x }}", properties='<w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr>')
    assert made.read(_document(made.docx(body), {"x": "一\n二"})).count("<w:sectPr>") == 1


def test_newlines_in_properties_are_spaces() -> None:
    core = made.read(_document(made.docx(p("甲"), title="{{ x }}"), {"x": "一\n二"}), "docProps/core.xml")
    assert "<dc:title>一 二</dc:title>" in core


def test_core_properties_are_rendered_once_and_fixed() -> None:
    title = "{{ name }}" + "长" * 300
    core = made.read(_document(made.docx(p("甲"), title=title), {"name": "甲 & 乙"}), "docProps/core.xml")
    assert f"<dc:title>甲 &amp; 乙{'长' * 300}</dc:title>" in core
    assert "某人" not in core
    assert "2020-02-03" not in core
    untagged = made.read(_document(made.docx(p("甲"), title="题"), {}), "docProps/core.xml")
    assert "某人" not in untagged


def test_drawing_ids_are_unique_over_all_parts() -> None:
    body = p("{%p for a in x %}") + made.drawing(7) + p("{%p endfor %}") + p("完")
    data = made.docx(body, header=made.drawing(7), footer=made.drawing(7))
    document = _document(data, {"x": [1, 2, 3]})
    found = [
        number
        for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml")
        for number in re.findall(r'<wp:docPr id="(\d+)"', made.read(document, part))
    ]
    assert sorted(found) == ["1", "2", "3", "4", "5"]
    assert check.check(document) == ()


LOOP = ("{%tr for a in x %}", "{%tr endfor %}")


def test_a_table_left_without_rows_is_removed() -> None:
    body = p("前") + tbl(tr(LOOP[0]), tr("{{ a }}", "乙"), tr(LOOP[1])) + p("后")
    empty = _document(made.docx(body), {"x": []})
    assert "<w:tbl>" not in made.read(empty)
    assert check.check(empty) == ()
    full = _document(made.docx(body), {"x": ["甲"]})
    assert text.text(full).splitlines() == ["前", "甲 | 乙", "后"]


def test_a_cell_left_without_a_paragraph_is_given_one() -> None:
    cell = tc(p("{%p if flag %}"), p("甲"), p("{%p endif %}"))
    data = made.docx(tbl(tr(cell, "乙")) + p("完"))
    for flag in (True, False):
        document = _document(data, {"flag": flag})
        assert check.check(document) == ()
        assert ("<w:p/>" in made.read(document)) is not flag


def test_a_cell_whose_table_goes_is_given_a_paragraph() -> None:
    inner = tbl(tr(LOOP[0]), tr("{{ a }}"), tr(LOOP[1]), columns=1)
    data = made.docx(tbl(tr(tc(inner), "乙")) + p("完"))
    for rows in ([], ["甲"]):
        document = _document(data, {"x": rows})
        assert check.check(document) == ()
        assert made.read(document).count("<w:tbl>") == 1 + len(rows)


def test_a_row_left_without_cells_is_removed() -> None:
    row = f"<w:tr>{tc('{%tc for a in x %}')}{tc('{{ a }}')}{tc('{%tc endfor %}')}</w:tr>"
    data = made.docx(p("前") + tbl(row) + p("后"))
    assert check.check(_document(data, {"x": []})) == ()
    assert "甲 | 乙" in text.text(_document(data, {"x": ["甲", "乙"]}))


def test_a_header_left_without_a_paragraph_is_given_one() -> None:
    header = p("{%p if flag %}") + p("眉") + p("{%p endif %}")
    for flag in (True, False):
        document = _document(made.docx(p("甲"), header=header, footer=header), {"flag": flag})
        assert check.check(document) == ()
        assert ("眉" in made.read(document, "word/header1.xml")) is flag


def test_a_nested_table_does_not_widen_the_outer_one() -> None:
    inner = tbl(tr("一", "二", "三", "四"), columns=4)
    data = made.docx(tbl(tr(tc(inner, p("")), "{{ x }}")) + p("完"))
    assert made.read(_document(data, {"x": "甲"})).count("<w:gridCol") == 6


ROWS = depth.rounds(5000, desk=1500)  # a part is let go of many times either way


def test_long_tables_are_let_go_row_by_row_and_come_out_whole() -> None:
    nested = tc(tbl(tr("{%tr for c in a.inner %}"), tr("{{ c }}"), tr("{%tr endfor %}"), columns=1))
    rows = tr(LOOP[0]) + tr("{{ loop.index }}", nested) + tr(LOOP[1])
    data = made.docx(p("前") + tbl(rows) + p("后"))
    facts = {"x": [{"inner": [f"{a}-{b}" for b in range(a % 4)]} for a in range(ROWS)]}
    document = _document(data, facts)
    root = ElementTree.fromstring(made.read(document))
    assert len(list(root.iter(f"{{{made.W}}}tr"))) == ROWS + sum(a % 4 for a in range(ROWS))
    assert check.check(document) == ()
    empty = _document(data, {"x": [{"inner": []}] * 3})
    assert check.check(empty) == ()


def test_a_failure_leaves_nothing_for_the_next_client() -> None:
    loaded = template.load(made.docx(p("{{ name }}") + p("{{ phone }}"), header=p("{{ name }}")), "模板.docx")
    with pytest.raises(TemplateError):
        render.render(loaded, values.prepare({"name": "甲公司"}, {}))
    document = render.render(loaded, values.prepare({"name": "乙公司", "phone": "1"}, {}))
    alone = template.load(
        made.docx(p("{{ name }}") + p("{{ phone }}"), header=p("{{ name }}")), "另一份.docx"
    )
    assert document == render.render(alone, values.prepare({"name": "乙公司", "phone": "1"}, {}))
    assert "甲公司".encode() not in b"".join(_inflated(document))


def _inflated(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_template_cannot_be_changed() -> None:
    loaded = template.load(made.docx(p("{{ name }}")), "模板.docx")
    with pytest.raises(AttributeError):
        loaded.name = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        loaded.parts["x"] = None  # type: ignore[index]


def test_same_bytes_every_time_and_from_every_thread(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (300, 200), "red").save(path)
    body = (
        p("{{ name }}{{ photo|picture(30,20) }}")
        + tbl(tr(LOOP[0]), tr("{{ a }}", "乙"), tr(LOOP[1]))
        + p("完")
    )
    loaded = template.load(made.docx(body), "模板.docx")
    made_by: dict[str, set[bytes]] = {}

    def work(name: str) -> None:
        context = values.prepare({"name": name, "photo": Photo(path, name), "x": [name] * 50}, {})
        for _ in range(20):
            made_by.setdefault(name, set()).add(render.render(loaded, context))

    threads = [threading.Thread(target=work, args=(f"客户{number % 4}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(found) for found in made_by.values()] == [1, 1, 1, 1]
    for name, found in made_by.items():
        words = text.text(next(iter(found)))
        assert words.count(name) == 52
        assert "客户" not in words.replace(name, "")


def _photo(folder: Path, color: str = "red", size: tuple[int, int] = (4000, 3000)) -> Photo:
    path = folder / f"{color}.jpg"
    Image.new("RGB", size, color).save(path)
    return Photo(path, f"{color} & <图>")


def test_photos_are_stored_once_and_related_where_they_are_shown(tmp_path: Path) -> None:
    red, blue = _photo(tmp_path), _photo(tmp_path, "blue")
    body = p("{{ a|picture(80,60) }}") + tbl(tr("{{ b|picture(40,40) }}", "{{ a|picture(80,60) }}")) + p("完")
    document = _document(made.docx(body, header=p("{{ a|picture(80,60) }}")), {"a": red, "b": blue})
    assert check.check(document) == ()
    assert [name for name in made.names(document) if "media" in name] == [
        "word/media/picture1.jpeg",
        "word/media/picture2.jpeg",
    ]
    main = made.read(document)
    assert re.findall(r'descr="([^"]*)"', main)[::2] == [
        "red &amp; &lt;图&gt;",
        "blue &amp; &lt;图&gt;",
        "red &amp; &lt;图&gt;",
    ]
    sizes = [(int(x), int(y)) for x, y in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', main)]
    assert [y for _, y in sizes] == [2160000, pytest.approx(1080000, rel=0.01), 2160000]
    assert all(x == pytest.approx(y * 4 / 3, rel=0.01) for x, y in sizes)
    assert made.read(document, "word/_rels/header1.xml.rels").count("<Relationship ") == 1
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        stored = archive.getinfo("word/media/picture1.jpeg")
        assert stored.compress_type == zipfile.ZIP_STORED
        with Image.open(io.BytesIO(archive.read(stored))) as image:
            assert image.size == pytest.approx((630, 472), abs=1)


def test_a_picture_made_elsewhere_and_one_that_is_absent() -> None:
    target = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(target, "PNG")
    picture = Picture(target.getvalue(), "png", 200, 100, "四色图")
    body = p("{%p if site_map %}") + p("{{ site_map|picture(100,100) }}") + p("{%p endif %}") + p("完")
    shown = _document(made.docx(body), {}, site_map=picture)
    assert check.check(shown) == ()
    assert "〔图：四色图〕" in text.text(shown)
    assert text.text(_document(made.docx(body), {}, site_map="")) == "完\n"
    unguarded = made.docx(p("前{{ site_map|picture(9,9) }}后"))
    assert text.text(_document(unguarded, {}, site_map="")) == "前后\n"


def test_photos_that_cannot_be_printed_are_told_with_place_and_reason(tmp_path: Path) -> None:
    (tmp_path / "空.jpg").write_bytes(b"")
    body = p("{{ a|picture(80,60) }}") + tbl(tr("{{ b|picture(80,60) }}", "{{ c|picture(80,60) }}")) + p("完")
    facts = {"a": Photo(tmp_path / "无.jpg", ""), "b": Photo(tmp_path / "空.jpg", ""), "c": "文字"}
    faults = _faults(made.docx(body), facts)
    assert re.search(r"正文第1段.*无\.jpg”找不到", faults[0])
    assert re.search(r"表格1 第1行第1列.*空\.jpg”是空文件", faults[1])
    assert "c 不是图片" in faults[2]


def test_cells_can_be_coloured_and_merged_by_tags() -> None:
    cell = tc("{% cellbg color %}{{ name }}")
    merged = tc("{% vm %}{{ name }}")
    data = made.docx(
        tbl(tr(cell, "{% colspan 1 %}乙"), tr("{%tr for a in x %}"), tr(merged, "{{ a }}"), tr(LOOP[1]))
    )
    document = made.read(_document(data, {"color": "FF0000", "name": "甲", "x": ["一", "二"]}))
    assert re.search(r'<w:tcPr><w:tcW [^>]*/><w:shd [^>]*w:fill="FF0000"', document), "in the schema's order"
    assert re.findall(r'<w:vMerge w:val="(\w+)"', document) == ["restart", "continue"]


def test_untouched_members_are_copied_as_they_are() -> None:
    data = made.docx(p("{{ x }}"))
    document = _document(data, {"x": "甲"})
    assert made.names(document) == [*made.names(data), provenance.PART]
    with zipfile.ZipFile(io.BytesIO(data)) as one, zipfile.ZipFile(io.BytesIO(document)) as two:
        before, after = one.getinfo("word/styles.xml"), two.getinfo("word/styles.xml")
        assert (before.CRC, before.compress_size) == (after.CRC, after.compress_size)
        assert two.testzip() is None


def test_a_bug_of_ours_is_not_called_a_fault_of_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = template.load(made.docx(p("{{ x|picture(9,9) }}")), "模板.docx")
    monkeypatch.setattr(render.pictures, "drawing", None)
    picture = Picture(b"x", "png", 1, 1, "")
    with pytest.raises(TypeError, match="not callable"):
        render.render(loaded, {"x": picture})


def test_a_drawing_that_is_not_well_formed_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the one thing in a document that neither the template nor a value brings."""
    loaded = template.load(made.docx(p("{{ x|picture(9,9) }}")), "模板.docx")
    context = {"x": Picture(b"x", "png", 1, 1, '"<&')}
    assert made.read(render.render(loaded, context)).count("&#34;&lt;&amp;") == 2
    for broken in ("</w:t><w:drawing><w:t>", "</w:t><w:drawing a=&/><w:t>", "<x"):
        monkeypatch.setattr(render.pictures, "drawing", lambda *_, broken=broken: broken)
        with pytest.raises(TemplateError, match="不是完好的 XML"):
            render.render(loaded, context)
