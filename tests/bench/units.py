"""The units of knowledge as Markdown: run by hand, `python -m tests.bench.units`.

A line for each unit: which examples have it, in which documents it speaks, and how many of its acts,
prohibitions, first aid and rules of return rest on a source of each grade; what names none is 知识.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import domain
from generator.facts import derive
from generator.library import Library, built_in, catalogue, knowledge
from tests.conftest import DAY, EXAMPLES, ROOT
from tests.examples.test_units import WHERE

GRADES = ("原文", "二手", "知识")
GRADED = ("never", "first", "medical", "withdraw")
# Documents in which a head speaks; those of sections stand in WHERE.
HEADS = {
    "iron": "workshop_boards",
    "first": "post_cards",
    "ppe": "system_ppe",
    "checks": "forms_inspection",
    "training": "system_training",
    "rules": "operating_rules",
    "scenes": "system_emergency_plan",
}


def grades(head: knowledge.Head, library: Library) -> Counter[str]:
    """How many sentences of a head rest on each grade; the best of their sources counts."""
    known = library.table("sources")
    found: Counter[str] = Counter()
    for field in GRADED:
        for row in head.get(field, ()):
            named = {known[key]["grade"] for key in row.get("sources", ())}
            found[next((grade for grade in GRADES if grade in named), GRADES[-1])] += 1
    return found


def documents(key: str, head: knowledge.Head, library: Library) -> Iterator[str]:
    """The deliverables in which a unit speaks."""
    for name, rows in knowledge.sections(library).items():
        if name in WHERE and any(row.unit == key for row in rows):
            yield WHERE[name]
    yield from (name for field, name in HEADS.items() if head.get(field))


def main() -> None:
    """Print the table."""
    from generator import api

    library = built_in()
    having: dict[str, domain.Facts] = {
        name: derive(api.load(ROOT / "examples" / name), DAY) for name in EXAMPLES
    }
    titles = {entry.id: entry.title for entry in catalogue.load(library)}
    total: Counter[str] = Counter()
    print("| 单元 | 键 | 示例 | 文件 | 原文 | 二手 | 知识 |\n|---|---|---|---|--:|--:|--:|")
    for key, head in knowledge.heads(library).items():
        names = [name for name, facts in having.items() if any(unit.key == key for unit in facts.units)]
        found = grades(head, library)
        total += found
        told = "、".join(dict.fromkeys(titles.get(one, one) for one in documents(key, head, library)))
        counts = " | ".join(str(found[grade]) for grade in GRADES)
        print(f"| {head['title']} | {key} | {'、'.join(names) or '—'} | {told} | {counts} |")
    counts = " | ".join(str(total[grade]) for grade in GRADES)
    print(f"| 合计 {len(knowledge.heads(library))} 个 |  |  |  | {counts} |")


if __name__ == "__main__":
    main()
