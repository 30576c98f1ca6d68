"""Packs of many clients, each of words of its own: no word of one may stand in the pack of another.

Every text of a client's data bears its stem, four characters that stand nowhere else; its code and its phones
are its own too. By hand: ``python -m tests.batch.apart 200`` builds so many, of all the examples and small
ones in turn, by two workers, and reads every text of each pack.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from generator import api, batch
from tests import many
from tests.conftest import CLIENT, DAY, ROOT

_EXAMPLES = ("xinglan-cups", "muyun-furniture", "xuehe-frozen", "yunzhi-textile")
# A stem begins with one of the first and goes on with others, so that no stem begins amid another.
_FIRST, _OTHERS = many.WORDS[:16], many.WORDS[16:]
_STEM = re.compile(f"[{_FIRST}][{_OTHERS}]{{3}}")
_CODE = re.compile(r"91330784MA\d{7}[0-9A-Z]")
_PHONE = re.compile(r"100(?<![0-9a-f]100)-?([1-9]\d{3})-?\d{4}(?![0-9a-f])")  # in no digest
_TAG = re.compile("<[^>]*>")
_ZIPPED = {".docx", ".xlsx"}
_PICTURES = {".png", ".jpg", ".jpeg", ".pdf"}
_BADGE = "电子工牌"  # so begins a picture of the agency's, which clients share; others print their words
# Keys that hold free text, which the stem is put before.
_FREE = re.compile(r"\b(description|caption|note|content|scenario|recommendation): (?=[\u4e00-\u9fff])")
_NAMED = ("departments", "zones", "posts", "equipment")
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A client whose words are its own: by its number, below 9,000."""

    number: int

    @property
    def stem(self) -> str:
        """What every text of it bears."""
        number, first = divmod(self.number * 7, len(_FIRST))
        digits = []
        for _ in range(3):
            number, digit = divmod(number, len(_OTHERS))
            digits.append(_OTHERS[digit])
        return _FIRST[first] + "".join(digits)

    @property
    def words(self) -> Words:
        """Its stem, its code and the digits that its phones alone have."""
        return frozenset({self.stem, many.code(self.number), self._digits})

    @property
    def _digits(self) -> str:
        return f"{1000 + self.number}"

    def data(self, text: str) -> str:
        """Data of a client, its words put for those that stand there; the agency's advisors stay."""
        code, names = _known(text)
        told = text.replace("100-0000-", f"100-{self._digits}-")
        if names:
            longest = sorted(map(re.escape, names), key=len, reverse=True)
            told = re.sub("|".join(longest), lambda name: name[0] + self.stem, told)
        told = re.sub("示例(?!辅导员)", f"示例{self.stem}", _FREE.sub(rf"\1: {self.stem}", told))
        own = many.code(self.number)
        return told.replace(code, own) if code else told.replace("  address:", f"  uscc: {own}\n  address:")


@lru_cache
def _known(text: str) -> tuple[str, tuple[str, ...]]:
    """The code that data tell, "" where they tell none, and the names of what is the client's own."""
    found = yaml.load(text, yaml.CSafeLoader)
    names = [one["name"] for key in _NAMED for one in found.get(key, ())]
    return found["enterprise"].get("uscc", ""), tuple(names)


def marked_in(text: str) -> Words:
    """The words of clients, whosever they are, that stand in a text."""
    return frozenset({*_STEM.findall(text), *_CODE.findall(text), *_PHONE.findall(text)})


def clients(folder: Path, sources: Sequence[str]) -> list[Path]:
    """A client of each source: an example by its name, or "" for a small client with phones and a photo."""
    shutil.copytree(ROOT / "examples", folder, ignore=shutil.ignore_patterns("*.md", "*.csv", *_EXAMPLES))
    return [_client(folder / f"{number:04}", Marked(number), source) for number, source in enumerate(sources)]


def _client(folder: Path, marked: Marked, source: str) -> Path:
    example = ROOT / "examples" / source
    if source:
        shutil.copytree(example / "photos", folder / "photos")
    else:
        many.photo(folder / "photos/1.jpg")
    text = (example / "client.yaml").read_text("utf-8") if source else _SMALL
    (folder / "client.yaml").write_text(marked.data(text), "utf-8")
    return folder


_SMALL = CLIENT.replace("示例戊一", "示例戊一, phone: 100-0000-0001") + many.HAZARD


def texts(path: Path) -> Iterator[str]:
    """Every text of a file: of one that is zipped, each part with its tags and without."""
    yield from _texts(path.name, path.read_bytes())


def _texts(name: str, data: bytes) -> Iterator[str]:
    yield name
    kind = Path(name).suffix
    if kind in _ZIPPED:
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            for part in whole.namelist():
                yield from _texts(part, whole.read(part))
    elif kind == ".json":
        yield json.dumps(json.loads(data), ensure_ascii=False)
    elif kind not in _PICTURES:
        text = data.decode("utf-8-sig")
        yield text
        yield _TAG.sub("", text)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a pack: the words of clients in each kind of file, and its pictures' digests."""

    kinds: dict[str, Words]
    strange: tuple[str, ...]
    pictures: Words


def reading(pack: Path, own: Words) -> Reading:
    """Read every file of a pack; what is not its own is told with the file."""
    kinds: dict[str, Words] = {}
    strange, pictures = [], set()
    for path in sorted(pack.rglob("*")):
        if path.is_file():
            found = frozenset().union(*map(marked_in, texts(path)))
            kinds[path.suffix] = kinds.get(path.suffix, frozenset()) | found
            strange += [f"{path.relative_to(pack)}: {word}" for word in sorted(found - own)]
            if path.suffix in _PICTURES and not path.name.startswith(_BADGE):
                pictures.add(sha256(path.read_bytes()).hexdigest())
    return Reading(kinds, tuple(strange), frozenset(pictures))


def faults(
    outcomes: Iterable[batch.Outcome[Any]], out: Path, entries: Sequence[batch.Entry]
) -> Iterator[str]:
    """What is wrong: a client that failed, a word or a picture of another, an own word that no text has."""
    marked = {entry.client: (Marked(number), entry) for number, entry in enumerate(entries)}
    whose: dict[str, str] = {}
    for outcome in outcomes:
        own, entry = marked[outcome.client]
        if outcome.state != "done":
            yield f"{entry.name}: {outcome.state} {outcome.problems}"
            continue
        told = frozenset().union(*(marked_in(str(problem)) for problem in outcome.problems))
        yield from (f"{entry.name}: told of {word}" for word in sorted(told - own.words))
        read = reading(out / entry.name, own.words)
        yield from (f"{entry.name}: {one}" for one in read.strange)
        yield from (f"{entry.name}: no {own.stem} in {kind}" for kind in _blind(read, own.stem))
        if own.words - frozenset().union(*read.kinds.values()):
            yield f"{entry.name}: not all of its own words were found"
        for picture in read.pictures:
            if picture in whose:
                yield f"{entry.name}: a picture of {whose[picture]}"
            whose[picture] = entry.name


def _blind(read: Reading, stem: str) -> list[str]:
    """Kinds of files in which a client's own stem was not read."""
    return [kind for kind in (".docx", ".xlsx", ".json", ".csv") if stem not in read.kinds.get(kind, ())]


def tried(folder: Path, sources: Sequence[str], order: api.Order, workers: int = 2) -> Iterator[str]:
    """Build a client of each source by so many workers in one run; what is wrong, as packs come."""
    found, out = clients(folder / "clients", sources), folder / "out"
    run = api.build_many(found, out, order, batch.Supervised(workers))
    yield from faults(run, out, run.entries)


def main(number: int) -> int:
    """Try so many clients; 1 where anything is wrong."""
    with tempfile.TemporaryDirectory() as work:
        order = api.Order(DAY, cache=Path(work) / "cache")
        wrong = list(tried(Path(work), [("", *_EXAMPLES)[turn % 5] for turn in range(number)], order))
    sys.stdout.write("".join(f"{line}\n" for line in wrong) + f"{number} packs, {len(wrong)} faults\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 200))
