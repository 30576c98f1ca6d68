"""Safe mends: what was wrongly typed in one way only, made within the runs that are there."""

from __future__ import annotations

import random
import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from generator.library import home
from generator.problems import Problem, Spot, error, errors_in
from generator.word import lint, mended, mends, scan, tags, template, text
from generator.word.opening import open_package
from tests.rows import each
from tests.word import made
from tests.word.made import p
from tests.word.test_lint import BAD, GOOD, KEYS, Facts, body_of


def judge(data: bytes) -> tuple[Problem, ...]:
    return lint.lint(data, "模板.docx", Facts, {"site_map": "picture"}, keys=KEYS)


def words(data: bytes) -> str:
    return text.text(data).rstrip()


@each(
    [
        ("｛｛ name ｝｝", "{{ name }}"),
        ("｛{ name }｝", "{{ name }}"),
        ("{ { name } }", "{{ name }}"),
        ("{{ name｜blank }}", "{{ name|blank }}"),
        ("{{　person。name　}}", "{{ person.name }}"),
        ("{\u200b{ na\u200dme }}", "{{ name }}"),
        ("{％ if flag ％}甲{％ endif ％}", "{% if flag %}甲{% endif %}"),
        ("{% if count ＞ 3 %}甲{% endif %}", "{% if count > 3 %}甲{% endif %}"),
        ("{% if name == “甲，（乙）” %}甲{% endif %}", '{% if name == "甲，（乙）" %}甲{% endif %}'),
        ("{% if name ＝＝ ＂甲，乙＂ %}甲{% endif %}", '{% if name == "甲，乙" %}甲{% endif %}'),
        ("{% IF flag %}甲{% End If %}", "{% if flag %}甲{% endif %}"),
        ("{% if flag %}甲{% edif %}", "{% if flag %}甲{% endif %}"),
        ("{% for n in names %}{{ n }}{% endfro %}", "{% for n in names %}{{ n }}{% endfor %}"),
        ("{% for n in names %}{{ n }}{% end %}", "{% for n in names %}{{ n }}{% endfor %}"),
        (
            "{% if flag %}甲{% else if hazards %}乙{% endif %}",
            "{% if flag %}甲{% elif hazards %}乙{% endif %}",
        ),
        ("{% if flag %}甲{% esle %}乙{% endif %}", "{% if flag %}甲{% else %}乙{% endif %}"),
        ("甲{{ name }，乙", "甲{{ name }}，乙"),
        ("甲{ name }}，乙", "甲{{ name }}，乙"),
        ("甲{{ name %}，乙", "甲{{ name }}，乙"),
        ("{{ name }与{ count }}", "{{ name }}与{{ count }}"),
        ("{% if flag }甲{% endif %}", "{% if flag %}甲{% endif %}"),
        ("{% if flag %}甲% endif %}", "{% if flag %}甲{% endif %}"),
        ("{% if flag }}甲{% endif %}", "{% if flag %}甲{% endif %}"),
    ]
)
def test_what_can_be_read_in_one_way_is_mended(written: str, meant: str) -> None:
    data = made.docx(p(f"{written}完"))
    result, done = mended.mend(data, "模板.docx", judge)
    assert words(result) == f"{meant}完"
    assert len(errors_in(judge(result))) < max(1, len(errors_in(judge(data))))
    assert done and all(str(one).startswith("模板.docx 正文第1段") for one in done)
    assert mended.mend(result, "模板.docx", judge) == (result, ())
    assert template.load(result, "模板.docx").parts


@each(
    [
        "{{ nmae }",  # the name is not known: who can say that it is a tag
        "集合 { a, b }} 与",
        "{{ name 乙",  # where it ends is not told
        "{% name %}",
        "{% set a = 1 %}",
        "{% if flag %}甲{% fi x %}",
        "{# {{ name｜blank }} #}｛单个括号｝ { 不是标签 } 100% 与 50%}",
        "{% for n in names %}{{ n }}{% endif %}",  # the word or the place may be wrong
    ]
)
def test_what_a_person_must_decide_is_left(written: str) -> None:
    data = made.docx(p(written))
    assert mended.mend(data, "模板.docx", judge) == (data, ())


@each(BAD)
def test_a_mend_leaves_fewer_errors_and_the_words_beside_tags(path: Path) -> None:
    _, *lines = path.read_text("utf-8").splitlines()
    data = made.docx(body_of(lines))
    result, done = mended.mend(data, "", judge)
    if not done:
        assert result == data
        return
    assert len(errors_in(judge(result))) < len(errors_in(judge(data)))
    assert mended.mend(result, "", judge) == (result, ())
    shape = re.compile(r"[{｛]\s*[{｛%％].*?[}｝%％]\s*[}｝]")
    assert tags.without(words(result)) == shape.sub("", words(data))


@each(
    [
        (p("｛｛ name ｝｝") + p("{{ nmae }"), "{{ name }}\n{{ nmae }"),  # the name is not known
        (p("｛｛ name ｝｝") + p("{{ name｜upper }}"), "{{ name }}\n{{ name｜upper }}"),  # wrong all the same
        (p("{{ name }与{ count }"), "{{ name }}与{ count }"),  # braces of a text
    ]
)
def test_what_is_left_is_left_beside_what_is_mended(typed: str, expected: str) -> None:
    assert words(mended.mend(made.docx(typed), "", judge)[0]) == expected


def test_a_good_template_stays_byte_for_byte() -> None:
    data = made.docx(body_of(GOOD), header=p("{{ name }}"))
    assert mended.mend(data, "模板.docx", judge) == (data, ())


def run(words: str, colour: str = "") -> str:
    mark = f'<w:rPr><w:color w:val="{colour}"/></w:rPr>' if colour else ""
    return f"<w:r>{mark}<w:t>{escape(words)}</w:t></w:r>"


def test_every_letter_keeps_the_run_that_it_stands_in() -> None:
    torn = f"<w:p>{run('甲｛')}{run('｛ na', 'FF0000')}{run('me }')}{run('} 乙', '00FF00')}</w:p>"
    glued = f"<w:p>{run('{%pi', 'FF0000')}{run('f flag %}')}</w:p>{p('丙')}<w:p>{run('{%p endif %}')}</w:p>"
    result, done = mended.mend(made.docx(torn + glued), "", judge)
    assert [one.new for one in done] == ["{{ name }}", "{%p if flag %}"]
    document = made.read(result)
    found = re.findall(r'(?:w:val="(\w+)"/></w:rPr>)?<w:t[^>]*>([^<]*)</w:t>', document)
    assert found == [
        ("", "甲{"), ("FF0000", "{ na"), ("", "me }"), ("00FF00", "} 乙"),
        ("FF0000", "{%p i"), ("", "f flag %}"), ("", "丙"), ("", "{%p endif %}"),
    ]  # fmt: skip


def test_headers_tables_and_both_forms_of_a_text_box_are_mended() -> None:
    box = f"<w:txbxContent>{p('｛｛ count ｝｝')}</w:txbxContent>"
    boxes = f"<w:p><w:r><w:pict>{box}</w:pict></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    body = made.tbl(made.tr("甲", "｛｛ name ｝｝")) + boxes
    result, done = mended.mend(made.docx(body, header=p("{ { name } }")), "", judge)
    assert [one.spot for one in done] == [
        Spot("word/document.xml", 1),
        Spot("word/document.xml", 3),
        Spot("word/document.xml", 4),
        Spot("word/header1.xml", 0),
    ]
    assert judge(result) == ()


def test_a_tab_within_a_tag_is_left_where_it_is() -> None:
    tabbed = "<w:p><w:r><w:t>{</w:t><w:tab/><w:t>{ name }}</w:t></w:r></w:p>"
    data = made.docx(tabbed)
    assert mended.mend(data, "", judge) == (data, ())


@each([*sorted(home.templates().glob("form/*.docx")), *sorted(home.templates().glob("word/*.docx"))[::5]])
def test_nothing_of_a_shipped_template_is_taken_for_a_slip(path: Path) -> None:
    opened = list[str]()
    for paragraph in scan.paragraphs(open_package(path.read_bytes(), path.name)):
        assert list(mends.of(paragraph.text, opened)) == []


def test_how_often_a_file_is_judged_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mended, "_MOST_TRIED", 20)
    asked = list[bytes]()

    def unmoved(data: bytes) -> tuple[Problem, ...]:
        asked.append(data)
        return (error("", "错"),)

    torn = made.docx("".join(p(f"{number}{{{{ name }}") for number in range(30)))
    assert mended.mend(torn, "", unmoved) == (torn, ()) and len(asked) == 21
    result, done = mended.mend(torn, "", judge)
    assert len(done) == 30 and judge(result) == ()


WIDE = dict(zip("{}%|(),.>= ", "｛｝％｜（），．＞＝\u3000", strict=True))
SOUND = [
    "甲{{ name }}乙",
    '{% if flag and not (count > 3 or name == "甲，（乙）") %}甲{% endif %}',
    "{% for h in hazards %}{{ loop.index }} {{ h.number }}{% endfor %}",
    "{% if hazards %}{{ name|blank }}{% else %}无{% endif %}",
    "{{ photo|picture(80,60) }}，{{ law.fire_law.cite }}",
]


def spoilt(tag: str, chance: random.Random) -> str:
    """A tag as somebody may have typed it: wide signs, blanks between braces, letters that nobody sees."""
    quoted = tag.find('"'), tag.rfind('"')
    outside = [at for at in range(len(tag)) if not quoted[0] <= at <= quoted[1] or quoted[0] < 0]
    letters = list(tag)
    for at in outside:
        if chance.random() < 0.2:
            letters[at] = WIDE.get(tag[at], tag[at])
        if chance.random() < 0.05 and 2 < at < len(tag) - 3:
            letters[at] += "\u200b"
    if chance.random() < 0.2:
        letters[0] += " "
        letters[-2] += " "
    return re.sub("end(if|for)", chance.choice([r"end\1", r"End \1", r"end\1x"]), "".join(letters))


@each(range(25))
def test_whatever_is_mended_says_what_was_meant_in_the_runs_that_were_there(seed: int) -> None:
    chance = random.Random(seed)
    lines = [chance.choice(SOUND) for _ in range(3)]
    typed = [tags.TAG.sub(lambda found: spoilt(found[0], chance), line) for line in lines]
    torn = (re.findall(f".{{1,{chance.randint(1, 6)}}}", line) for line in typed)
    data = made.docx("".join(f"<w:p>{''.join(map(run, pieces))}</w:p>" for pieces in torn))
    result, _ = mended.mend(data, "", judge)
    assert judge(result) == ()
    assert "".join(words(result).split()) == "".join("".join(lines).split())
    assert mended.mend(result, "", judge) == (result, ())


def test_mends_that_say_the_same_are_told_apart() -> None:
    body = p("{% if flag %}{{ name｜blank }}{% elif hazards %}{{ name｜blank }}{% endif %}{{ count｜blank }}")
    _, done = mended.mend(made.docx(body), "模板.docx", judge)
    told = [str(one) for one in done]
    assert ["（相同的 2 处之1）：" in told[0], "（相同的 2 处之2）：" in told[1]] == [True, True]
    assert "相同的" not in told[2]
