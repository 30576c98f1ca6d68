"""Own templates are judged once for what they are, and said to lie where they lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import proofing
from generator.errors import TemplateError
from generator.library import Library, built_in
from generator.problems import Problem
from generator.proofing import verdicts
from tests.conftest import ROOT
from tests.word import made
from tests.word.made import p


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_known", {})


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The deliverables for which a template was linted."""
    names: list[str] = []
    real = proofing.check

    def counted(data: bytes, name: str, place: str, library: Library) -> tuple[Problem, ...]:
        names.append(name)
        return real(data, name, place, library)

    monkeypatch.setattr(proofing, "check", counted)
    return names


def _own(tmp_path: Path, data: bytes, name: str = "letter_filing") -> Path:
    folder = tmp_path / "own"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.docx").write_bytes(data)
    return folder


def test_a_template_is_linted_once_a_process_and_once_a_cache(tmp_path: Path, judged: list[str]) -> None:
    own, cache = _own(tmp_path, made.docx(p("甲"))), tmp_path / "cache"
    for _ in range(2):
        proofing.approve(proofing.find("letter_filing", built_in(), own), built_in(), cache)
    assert judged == ["letter_filing"]
    verdicts._known.clear()
    proofing.approve(proofing.find("letter_filing", built_in(), own), built_in(), cache)
    assert judged == ["letter_filing"]
    proofing.judge(_own(tmp_path, made.docx(p("乙"))), built_in(), cache)
    assert judged == ["letter_filing"] * 2


def test_without_a_cache_a_process_remembers(tmp_path: Path, judged: list[str]) -> None:
    own = _own(tmp_path, made.docx(p("甲")))
    for _ in range(2):
        proofing.approve(proofing.find("letter_filing", built_in(), own), built_in())
    assert judged == ["letter_filing"]


def test_another_contract_or_deliverable_is_judged_anew(
    tmp_path: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, cache = made.docx(p("甲")), tmp_path / "cache"
    own = _own(tmp_path, data)
    proofing.approve(proofing.find("letter_filing", built_in(), own), built_in(), cache)
    proofing.approve(proofing.find("policy", built_in(), _own(tmp_path, data, "policy")), built_in(), cache)
    assert judged == ["letter_filing", "policy"]
    monkeypatch.setattr(verdicts, "_contract", lambda _: b"other")
    proofing.approve(proofing.find("policy", built_in(), own), built_in(), cache)
    assert judged == ["letter_filing", "policy", "policy"]


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_a_verdict_that_others_could_write_is_not_believed(tmp_path: Path, judged: list[str]) -> None:
    own, cache = _own(tmp_path, made.docx(p("{{ nobody }}"))), tmp_path / "cache"
    for mode in (0o600, 0o666):
        with pytest.raises(TemplateError, match="没有名为 nobody 的取值"):
            proofing.approve(proofing.find("letter_filing", built_in(), own), built_in(), cache)
        (path,) = cache.iterdir()
        path.chmod(mode)
        verdicts._known.clear()
    with pytest.raises(TemplateError):
        proofing.approve(proofing.find("letter_filing", built_in(), own), built_in(), cache)
    assert len(judged) == 2


def test_a_kept_verdict_says_where_the_template_lies_now(tmp_path: Path) -> None:
    data, cache = made.docx(p("{{ nobody }}")), tmp_path / "cache"
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        own = _own(tmp_path / folder, data)
        with pytest.raises(TemplateError) as caught:
            proofing.approve(proofing.find("letter_filing", built_in(), own), built_in(), cache)
        assert str(caught.value).startswith(f"{own / 'letter_filing.docx'} 正文第1段“{{{{ nobody }}}}”")


def test_a_source_has_a_name_without_the_machine(tmp_path: Path) -> None:
    own = _own(tmp_path, b"x")
    source = proofing.find("letter_filing", built_in(), own)
    assert (source.origin, source.place) == ("letter_filing.docx", str(own / "letter_filing.docx"))
    assert proofing.find("policy", built_in(), own).origin == "word/policy.docx"


def test_what_the_built_in_template_prints_and_the_own_does_not_is_one_hint() -> None:
    board = (ROOT / "templates/form/board.docx").read_bytes()
    assert proofing.unprinted(board, "board_large", "b.docx", built_in()) == ()
    text = made.read(board)
    assert "{{ enterprise.name }}" in text
    content = {name: made.read(board, name) for name in made.names(board)}
    content["word/document.xml"] = text.replace("{{ enterprise.name }}", "某厂")
    (hint,) = proofing.unprinted(made.packed(content), "board_large", "b.docx", built_in())
    assert hint.severity == "warning"
    assert "被托管单位名称（enterprise.name）" in hint.message
    assert "第二十条第3项" in hint.hint
    (hint,) = proofing.unprinted(made.docx(p("甲")), "board_large", "b.docx", built_in())
    assert "等 " in hint.message


@pytest.mark.skipif(os.name == "nt", reason="pipes are of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.docx")
    with pytest.raises(TemplateError, match="不是普通文件"):
        proofing.read(tmp_path / "x.docx")
