"""Tags said in the language of an author: names alone are put into other words, whatever else stays."""

from __future__ import annotations

from generator.word import translated
from tests.rows import each
from tests.word.test_spoken import NAMES


def said(*tags: str) -> list[str]:
    speaker = translated.Speaker(NAMES.known())
    return [speaker.said(tag) for tag in tags]


@each(
    [
        ("{{ firm.name|blank }}", "{{ 单位.名称|blank }}"),
        ("{{ firm.boss.name }}", "{{ 单位.负责人.名称 }}"),
        ("{%p if is_big and not count > 2 %}", "{%p if 大 and not 人数 > 2 %}"),
        ('{% if firm.name == "firm.name" %}', '{% if 单位.名称 == "firm.name" %}'),
        ("{{ firm.name|picture(60,60) }}", "{{ 单位.名称|picture(60,60) }}"),
        ("{{ 单位.name }}", "{{ 单位.名称 }}"),
        ("{{ firm.unknown }}", "{{ 单位.unknown }}"),
        ("{{ unknown.name }}", "{{ unknown.name }}"),
        ("{{ laws }}", "{{ laws }}"),
        ("{# firm.name #}", "{# firm.name #}"),
        ("{%tr endfor %}", "{%tr endfor %}"),
        ("{% else %}", "{% else %}"),
    ]
)
def test_a_tag(tag: str, expected: str) -> None:
    assert said(tag) == [expected]


def test_names_of_loops_stay_and_hide_others_while_they_last() -> None:
    tags = ("{%tr for firm in people %}", "{{ firm.name }}", "{% for x in firm.tools %}", "{{ x.name }}",
            "{% endfor %}", "{{ x.name }}", "{%tr endfor %}", "{{ firm.name }}")  # fmt: skip
    assert said(*tags) == [
        "{%tr for firm in 人员 %}", "{{ firm.名称 }}", "{% for x in firm.工具 %}", "{{ x.名称 }}",
        "{% endfor %}", "{{ x.name }}", "{%tr endfor %}", "{{ 单位.名称 }}",
    ]  # fmt: skip


def test_a_loop_over_what_is_no_list_gives_a_name_all_the_same() -> None:
    assert said("{% for x in unknown %}", "{{ x.name }}") == ["{% for x in unknown %}", "{{ x.name }}"]
    assert said("{% for x, y in people %}", "{{ firm.name }}")[1] == "{{ 单位.名称 }}"
