"""What people do to a client between two builds, at random: to data, photos, agency, templates, outputs."""

from __future__ import annotations

import datetime
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import yaml
from PIL import Image

from generator import api, delivery, issued
from generator.api import issuing
from generator.library import built_in, home

if TYPE_CHECKING:
    from tests.batch.incremental import World

_TEMPLATES = ("plan", "letter_enterprise", "system_fire", "hazard_notice", "record_inspection")
_Edit = Callable[["World", Random], str]


def read(path: Path) -> Any:
    """The data of a file; YAML's own readers take the key ``no`` for a negation."""
    return _named(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        return {"no" if key is False else key: _named(item) for key, item in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value


def write(path: Path, data: object) -> None:
    """A file of data."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def hold(root: Path) -> dict[str, bytes]:
    """Everything but the pack, which a refused build leaves as it is, and what a person did to it."""
    return files(root)


def restore(root: Path, held: dict[str, bytes]) -> None:
    """Everything as it was."""
    for name in files(root).keys() - held.keys():
        (root / name).unlink()
    for name, data in held.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
    if (root / "own").is_dir() and not any((root / "own").iterdir()):
        (root / "own").rmdir()


def data(given: World, random: Random) -> str:
    """One value of the client's data changes, goes, or comes twice."""
    return _rewritten(given.client / "client.yaml", random)


def agency(given: World, random: Random) -> str:
    """The same of the agency's."""
    return _rewritten(given.root / "agency.yaml", random)


def _rewritten(path: Path, random: Random) -> str:
    whole = read(path)
    told = _changed(whole, random)
    write(path, whole)
    return told


def _changed(whole: dict[str, Any], random: Random) -> str:
    """Change one value anywhere in the data; where it stands."""
    holder: Any = whole
    steps: list[str | int] = []
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            return ""
        key = random.choice(keys)
        steps.append(key)
        if isinstance(holder[key], dict | list) and holder[key] and random.random() < 0.93:
            holder = holder[key]
            continue
        break
    _change(holder, key, random)
    return ".".join(map(str, steps))


def _change(holder: Any, key: Any, random: Random) -> None:
    value = holder[key]
    if isinstance(value, dict | list):
        if isinstance(holder, list) and random.random() < 0.4:
            holder.append(value)
        elif isinstance(value, list) and len(value) > 1 and random.random() < 0.5:
            value.reverse()
        else:
            del holder[key]
    elif random.random() < 0.08:
        del holder[key]
    else:
        holder[key] = _other(value, random)


def _other(value: Any, random: Random) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + random.choice((-1, 1, 2))
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=random.choice((-31, -2, 1, 9)))
    if isinstance(value, str) and value[:2] == "20" and value[4:5] == "-" and value[5:].isdigit():
        return f"{value[:4]}-{random.randint(1, 12):02}"
    return f"{value}（{random.randint(1, 9)}）" if isinstance(value, str) else value


def photo(given: World, random: Random) -> str:
    """A photo is another picture under the same name, or another file of the same picture."""
    found = sorted((given.client / "photos").iterdir())
    path = random.choice(found)
    color = tuple(random.randint(0, 255) for _ in range(3))
    size = random.choice(((100, 60), (60, 100), (100, 60)))
    Image.new("RGB", size, color).save(path)
    return path.name


def template(given: World, random: Random) -> str:
    """An own Word template: the built-in one with other words, which goes again another time."""
    name = random.choice(_TEMPLATES)
    path = given.own / f"{name}.docx"
    if path.exists():
        path.unlink()
        if not any(given.own.iterdir()):
            given.own.rmdir()
        return f"without {name}"
    given.own.mkdir(exist_ok=True)
    path.write_bytes(reworded((home.templates() / f"word/{name}.docx").read_bytes(), random))
    return name


def reworded(raw: bytes, random: Random) -> bytes:
    """A Word file whose first full stop is told by other words."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                text = content.decode().replace("。", f"（本机构版{random.randint(1, 99)}）。", 1)
                content = text.encode()
            target.writestr(item, content)
    return out.getvalue()


def library(given: World, random: Random) -> str:
    """A layer with another number, law, sign or list of the contract's fields."""
    name = random.choice(list(_LAYERS))
    path = given.layer / f"reference/{name}.yaml"
    if path.exists():
        path.unlink()
    else:
        write(path, _LAYERS[name](built_in().read(f"reference/{name}.yaml"), random))
    given.renew()
    return name


def _limits(whole: Any, random: Random) -> object:
    key = random.choice(list(whole))
    return {key: {**whole[key], "value": f"{whole[key]['value']}（改）"}}


def _titled(whole: Any, random: Random) -> object:
    key = random.choice([key for key, row in whole.items() if isinstance(row, dict) and "title" in row])
    return {key: {**whole[key], "title": f"{whole[key]['title']}（改）"}}


def _signs(whole: Any, random: Random) -> object:
    rows = [dict(row) for row in whole["signs"]]
    one, two = random.sample([row for row in rows if row["kind"] == "warning"], 2)
    one["icon"], two["icon"] = two["icon"], one["icon"]
    return {"signs": rows}


def _contract_fields(whole: Any, random: Random) -> object:
    left = random.choice(whole)
    return [row for row in whole if row != left]


_LAYERS: dict[str, Callable[[Any, Random], object]] = {
    "limits": _limits,
    "laws": _titled,
    "signs": _signs,
    "contract_fields": _contract_fields,
}


def day(given: World, random: Random) -> str:
    """The day of the build, forward as a rule."""
    given.day += datetime.timedelta(days=random.choice((1, 1, 3, 8, 30, -1, -5)))
    return str(given.day)


def record(given: World, random: Random) -> str:
    """A file of records is added, or goes again."""
    on = given.day - datetime.timedelta(days=random.randint(0, 20))
    path = given.client / f"records/{on}-到场.yaml"
    if path.exists():
        path.unlink()
    else:
        write(path, {"records": {"contacts": [{"number": f"LX-{on}", "date": on, "subject": "催办"}]}})
    return path.name


def output(given: World, random: Random) -> str:
    """A file of the pack is edited or deleted by hand."""
    path = random.choice(sorted(path for path in given.pack.rglob("*.*") if path.name != delivery.MANIFEST))
    if random.random() < 0.6:
        path.unlink()
        return f"without {path.name}"
    path.write_bytes(path.read_bytes() + b" ")
    return path.name


def issue(given: World, random: Random) -> str:
    """A paper is issued as it lies in the pack, or withdrawn; "" where it must not be."""
    try:
        desk = issuing.desk(given.client, given.order, given.pack)
        in_force = [row for row in issued.in_force(api.load(given.client)).values() if not row.withdrawn]
        if in_force and random.random() < 0.4:
            row = random.choice(in_force)
            issuing.withdraw(desk, ":".join(filter(None, row.name)), "填错")
            return f"withdraw {row.name}"
        name = random.choice(("plan", "letter_enterprise", "system_fire", "emergency_plan"))
        issuing.issue(desk, issuing.Issue((name,)))
    except api.GeneratorError:
        return ""
    return name


def forget(given: World, _: Random) -> str:
    """The whole pack goes: the next build is a first one."""
    shutil.rmtree(given.pack)
    return "pack"


# Each kind with its weight.
KINDS: dict[_Edit, float] = {
    data: 12,
    agency: 2,
    photo: 2,
    template: 1.5,
    library: 2,
    day: 3,
    record: 1.5,
    output: 3,
    issue: 1.5,
    forget: 0.3,
}
