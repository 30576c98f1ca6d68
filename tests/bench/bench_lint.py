"""Faulty templates, one fault each, judged by ours and by docxtpl-lint with the same contract as JSON Schema.

Ours counts when it tells the fault at its place with the mend that is expected, docxtpl-lint when it tells
anything that it does not tell of the sound template. Then all templates of the library: what each of both
tells of them without cause, and its processor time, judged in turn. Usage: bench_lint.py [--quick]
"""

from __future__ import annotations

import datetime
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import docxtpl_lint  # noqa: E402

from generator import domain, proofing  # noqa: E402
from generator.api import workshop  # noqa: E402
from generator.library import Deliverable, Library, built_in, catalogue  # noqa: E402
from generator.proofing import contract  # noqa: E402
from generator.word import shapes  # noqa: E402
from generator.word.shapes import Shape  # noqa: E402
from tests.word import faulty  # noqa: E402

DAY = datetime.date(2026, 11, 28)
GROUPS: Mapping[str, list[faulty.Faulty]] = {
    "括号、符号、说明": faulty.BRACES,
    "语句、表达式、越权": faulty.STATEMENTS,
    "前缀、表格": faulty.PREFIXES,
    "名称、类型、位置": faulty.NAMES,
    "写在不填写的地方": faulty.PLACES,
    "修订、批注、域": faulty.TRACES,
    "宏、对象、链接": faulty.ACTIVE,
    "看不见、编号、颜色": faulty.LOOKS,
    "法规": faulty.LAWS,
}
FILTERS = ("blank", "picture")
_KINDS = {"text": "string", "number": "number", "flag": "boolean", "picture": "string"}


def schema(shape: Shape) -> dict[str, object]:
    """A shape of the contract as JSON Schema."""
    if shape.kind in ("list", "words") and shape.item:
        return {"type": "array", "items": schema(shape.item)}
    if shape.kind == "map" and shape.item:
        item = schema(shape.item)
        if shape.keys is None:
            return {"type": "object", "additionalProperties": item}
        return {"type": "object", "properties": dict.fromkeys(shape.keys, item)}
    if shape.kind == "record":
        found = {name: schema(field) for name, field in shape.fields.items()}
        return {"type": "object", "properties": found, "additionalProperties": False}
    return {"type": _KINDS.get(shape.kind, "string")}


def ours(path: Path, name: str) -> list[str]:
    found = workshop.lint(path, name, built_in(), DAY)
    return [str(problem) for problem in found if "没有印的取值" not in problem.message]


def theirs(path: Path, known: Mapping[str, object]) -> list[str]:
    """What docxtpl-lint tells, but for names of mappings with any keys, which it cannot be told of."""
    found = docxtpl_lint.lint(path, schema=dict(known), filters=FILTERS)
    return [f"{issue.rule} {issue.message}" for issue in found.issues if ".proven." not in issue.message]


def is_named(path: Path, one: faulty.Faulty) -> bool:
    """Whether ours tells a fault in its words, at its place, with its mend."""
    place = one.where or one.under
    return any(
        place in problem.where and one.says in str(problem) and one.mend in problem.hint
        for problem in workshop.lint(path, faulty.ID, built_in(), DAY)
    )


def spent(judge: Callable[[], object]) -> float:
    """The processor time of judging, in seconds."""
    start = time.process_time()
    judge()
    return time.process_time() - start


def compare(folder: Path, known: Mapping[str, object]) -> tuple[int, int]:
    """Print the table of the faulty templates; how many ours and docxtpl-lint named."""
    usual = set(theirs(folder / "sound.docx", known))
    print(f"{'':14}  份数  本工具  docxtpl-lint")
    total = [0, 0]
    for title, group in GROUPS.items():
        own = sum(is_named(folder / f"{one.name}.docx", one) for one in group)
        other = sum(bool(set(theirs(folder / f"{one.name}.docx", known)) - usual) for one in group)
        total = [total[0] + own, total[1] + other]
        print(f"{title:14}  {len(group):4}  {own:6}  {other:12}")
    print(f"{'合计':14}  {len(faulty.ALL):4}  {total[0]:6}  {total[1]:12}")
    return total[0], total[1]


def contract_of(entry: Deliverable, library: Library) -> Mapping[str, object]:
    """The names that a template of a deliverable may use, with the item that it is made for each of."""
    items = {entry.item: entry.items} if entry.each else {}
    known = shapes.names(domain.Facts, contract.EXTRA, keys=contract.keys(library), items=items)
    return schema(Shape("record", known))


def main(*, quick: bool) -> int:
    library = built_in()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        faulty.write(folder / "faulty")
        entries = [entry for entry in catalogue.load(library) if entry.kind == "word"]
        known = {entry.id: contract_of(entry, library) for entry in entries}
        own, _ = compare(folder / "faulty", known[faulty.ID])
        files = {entry.id: folder / f"{entry.id}.docx" for entry in entries}
        for entry, path in files.items():
            path.write_bytes(proofing.find(entry, library).data)
        alarms = (
            sum(len(ours(path, entry)) for entry, path in files.items()),
            sum(len(theirs(path, known[entry])) for entry, path in files.items()),
        )
        print(f"{len(files)} 份内置模板上的误报：本工具 {alarms[0]}，docxtpl-lint {alarms[1]}")
        rounds = [
            (
                spent(lambda: [ours(path, entry) for entry, path in files.items()]),
                spent(lambda: [theirs(path, known[entry]) for entry, path in files.items()]),
            )
            for _ in range(1 if quick else 5)
        ]
        first, second = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"处理器时间：本工具 {first:.2f} 秒，docxtpl-lint {second:.2f} 秒（{first / second:.2f} 倍）")
    return 0 if own == len(faulty.ALL) and not alarms[0] else 1


if __name__ == "__main__":
    raise SystemExit(main(quick="--quick" in sys.argv))
