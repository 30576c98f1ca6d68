"""What a document tells of its making in its custom properties, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from generator.errors import TemplateError
from generator.word import provenance, render, template
from generator.zipped import Member
from tests.word import made
from tests.word.made import p
from tests.word.test_hostile import packed

TOLD = {provenance.TEMPLATE: "plan", provenance.VERSION: "甲 & 乙 2", provenance.SHA256: "aa"}
MEMBERS = (Member("word/document.xml", 8, b"", 11, 5), Member("word/styles.xml", 8, b"", 12, 6))


def document(data: bytes) -> bytes:
    return render.render(template.load(data, "t"), {"name": "甲"}, told=lambda: TOLD)


def test_properties_are_the_last_part_in_a_fixed_order() -> None:
    made_ = document(made.docx(p("{{ name }}")))
    assert made_ == document(made.docx(p("{{ name }}")))
    assert made.names(made_)[-1] == provenance.PART
    told = made.read(made_, provenance.PART)
    assert [told.index(name) for name in (*TOLD, provenance.PARTS)] == sorted(
        told.index(name) for name in (*TOLD, provenance.PARTS)
    )
    assert [told.count(f'pid="{number}"') for number in (1, 2, 5, 6)] == [0, 1, 1, 0]
    assert "<vt:lpwstr>甲 &amp; 乙 2</vt:lpwstr>" in told


def test_properties_have_a_type_and_one_relationship_of_its_own_id() -> None:
    made_ = document(made.docx(p("{{ name }}"), title="题"))
    assert f'PartName="/{provenance.PART}"' in made.read(made_, "[Content_Types].xml")
    rels = made.read(made_, "_rels/.rels")
    assert rels.count("custom-properties") == 1
    assert all(rels.count(f'Id="rId{number}"') == 1 for number in (1, 2, 3))


def test_a_part_that_prints_may_not_take_the_place_of_the_properties() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    bad = packed(f"== part docProps/Custom.xml {kind}\n<w:hdr NS></w:hdr>\n")
    with pytest.raises(TemplateError, match=r"名称不合规（docProps/Custom\.xml）"):
        template.load(bad, "t")


def test_the_digest_of_parts_leaves_out_properties_alone() -> None:
    apart = [
        Member(name, 8, b"", 1, 1)
        for name in ("docProps/app.xml", "docProps/thumbnail.jpeg", "_rels/.rels", "[Content_Types].xml")
    ]
    assert provenance.digest((*MEMBERS, *apart)) == provenance.digest(reversed(MEMBERS))
    for changed in (replace(MEMBERS[0], crc=10), replace(MEMBERS[0], size=4), replace(MEMBERS[0], name="a")):
        assert provenance.digest((changed, MEMBERS[1])) != provenance.digest(MEMBERS)
    assert provenance.digest(MEMBERS[:1]) != provenance.digest(MEMBERS)
    hidden = Member("docProps/document.xml", 8, b"", 1, 1)  # a text that the file may be made to show
    assert provenance.digest((*MEMBERS, hidden)) != provenance.digest(MEMBERS)
    word = Member("word/_rels/document.xml.rels", 8, b"", 1, 1)
    assert provenance.digest((*MEMBERS, word)) != provenance.digest(MEMBERS)


def test_the_digest_is_that_of_the_document_s_own_members() -> None:
    made_ = document(made.docx(p("{{ name }}")))
    with zipfile.ZipFile(io.BytesIO(made_)) as archive:
        there = [Member(one.filename, 0, b"", one.CRC, one.file_size) for one in archive.infolist()]
    assert provenance.digest(there) in made.read(made_, provenance.PART)


def test_code_follows_from_template_and_values() -> None:
    one = provenance.code("aa", provenance.values({"b": "1", "a": "2"}))
    assert len(one) == 8 and set(one) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert one == provenance.code("aa", provenance.values({"a": "2", "b": "1"}))
    others = [("ab", {"a": "2", "b": "1"}), ("aa", {"a": "1", "b": "1"}), ("aa", {"a": "2"})]
    assert one not in [provenance.code(name, provenance.values(told)) for name, told in others]
