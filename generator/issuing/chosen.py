"""Which paper is meant by ``ID`` or ``ID:KEY``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.errors import IssuingError
from generator.issuing.desk import Desk, Paper
from generator.library import catalogue
from generator.problems import Problem, error

_SHOWN = 12

Fits = Callable[[Paper], bool]


def papers(desk: Desk, names: Sequence[str], fits: Fits) -> tuple[Paper, ...]:
    """The papers of these names, each once; IssuingError with a line for each that means none or several.

    Of an id without a key the only paper is meant that ``fits``, else the only one there is.
    """
    found = [_one(desk, name, fits) for name in dict.fromkeys(names)]
    if problems := [one for one in found if isinstance(one, Problem)]:
        raise IssuingError(problems)
    return tuple(dict.fromkeys(one for one in found if isinstance(one, Paper)))


def _one(desk: Desk, name: str, fits: Fits) -> Paper | Problem:
    wanted, colon, key = name.replace("：", ":").partition(":")
    if not catalogue.find(wanted, desk.job.library):
        return error(name, f"没有编号为“{wanted}”的交付件", _meant(desk, wanted))
    known = [paper for paper in desk.papers if paper.entry.id == wanted]
    if not known:
        return error(name, "现在没有这一件", _reason(desk, wanted))
    return _exact(known, name, key) if colon else _only(known, name, fits)


def _exact(known: Sequence[Paper], name: str, key: str) -> Paper | Problem:
    found = next((paper for paper in known if paper.key == key), None)
    return found or error(name, f"没有“{key}”这一份", f"有：{_names(known)}")


def _only(known: Sequence[Paper], name: str, fits: Fits) -> Paper | Problem:
    fitting = list(filter(fits, known)) or known
    if len(fitting) == 1:
        return fitting[0]
    return error(name, f"有 {len(fitting)} 份，请写明哪一份", _names(fitting))


def _meant(desk: Desk, wanted: str) -> str:
    """What to do about an id that is none: the ids of papers that are called so, if any."""
    if not (called := _called_so(desk, wanted)):
        return "可用 tuoguan list 查看交付件编号"
    return f"请写编号：{'、'.join(called[:_SHOWN])}"


def _called_so(desk: Desk, words: str) -> list[str]:
    """The deliverables with papers that have these words in their titles, each with its id."""
    entries = {paper.entry.id: paper.entry for paper in desk.papers}
    return [f"{id}（{one.title}）" for id, one in entries.items() if words and words in one.title]


def _reason(desk: Desk, wanted: str) -> str:
    """Why a deliverable of the catalogue has no paper."""
    left = (why for entry, why in desk.job.selection.left if entry.id == wanted)
    return next(left, "填报数据里还没有这一项")


def _full(paper: Paper) -> str:
    """The name that means one of several: that of the first period ends with the colon."""
    return paper.name if paper.key else f"{paper.name}:（首个服务期，只写冒号）"


def _names(papers: Sequence[Paper]) -> str:
    return papers[0].name if len(papers) == 1 else _listed(papers)


def _listed(papers: Sequence[Paper]) -> str:
    shown = "、".join(map(_full, papers[:_SHOWN]))
    return f"{shown} 等 {len(papers)} 份" if len(papers) > _SHOWN else shown
