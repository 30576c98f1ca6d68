"""What the commands around templates print alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator import api
from generator.cli import say
from generator.cli.say import Plain

if TYPE_CHECKING:
    from generator.api import bundles

ROLES = {"committee": "专业委", "agency": "机构", None: "没有登记公钥"}
_NO_DOCX = "写的是 Word 文件，文件名要以 .docx 结尾"


def tell(found: api.Problems, as_json: bool) -> None:
    """The problems a line each, or as one list of JSON on standard output."""
    if as_json:
        say.as_json(say.rows(found))
    else:
        say.problems(found)


def refuse_other_than_docx(out: Path, name: str = "") -> None:
    """PackError, with the right name, where a Word file would be written under the name of something else."""
    if out.suffix.lower() == ".docx":
        return
    raise api.PackError(api.error(str(out), _NO_DOCX, f"写成 {_as_docx(out, name)}"))


def _as_docx(out: Path, name: str) -> Path:
    if out.is_dir():
        return out / f"{name or '改好'}.docx"
    if out.suffix.lower() in api.folder.WORDS:
        return out.with_suffix(".docx")
    return out.with_name(f"{out.name}.docx")


def key(found: bundles.PublicKey) -> Iterator[str]:
    """A public key, by its number and as the line that it is."""
    yield f"  公钥编号 {found.number}"
    yield f"  公钥     {found.line}"


def span(about: bundles.Manifest) -> str:
    """From when to when a bundle applies."""
    limits = ((about.applies_from, "起"), (about.applies_until, "止"))
    return "，".join(f"{day} {word}" for day, word in limits if day) or "不限日期"


def current(found: bundles.Standing) -> bundles.Version:
    """The version in use of a bundle that is installed."""
    return next(one for one in found.versions if one.version == found.use)


def applying(found: bundles.Standing) -> bundles.Version | None:
    """The version by which documents are made today; of an agency's the last, where nothing else is said."""
    return found.in_force if found.role == "committee" else current(found)


def heading(found: bundles.Standing) -> str:
    """A bundle by its id, whose it is, and its title."""
    about = current(found).about if found.versions else None
    return f"{found.id}（{ROLES[found.role]}）{about.title if about else ''}"


def bundle(found: bundles.Standing) -> Plain:
    """A bundle as plain data for --json."""
    return {
        "id": found.id,
        "role": found.role or "",
        "key": found.key.line,
        "key_number": found.key.number,
        "use": found.use,
        "in_force": found.in_force.version if found.in_force else "",
        "versions": [_version(one) for one in found.versions],
        "problems": say.rows(found.problems),
    }


def _version(found: bundles.Version) -> Plain:
    row: Plain = {"version": found.version, "digest": found.digest, "line": found.line}
    return row | _about(found.about) if found.about else row


def _about(about: bundles.Manifest) -> Plain:
    return {
        "title": about.title,
        "article": about.article,
        "applies_from": str(about.applies_from or ""),
        "applies_until": str(about.applies_until or ""),
        "tool_from": about.tool_from,
        "tool_before": about.tool_before,
        "changes": list(about.changes),
    }
