"""read(path): a client's file or folder, with its agency's file, becomes a Record."""

from __future__ import annotations

import hashlib
import os.path
from collections import ChainMap
from collections.abc import MutableMapping
from pathlib import Path, PureWindowsPath
from typing import Any, cast

from generator.errors import IntakeError
from generator.intake.document import Document, load
from generator.problems import Origin, Problem, error
from generator.record import Keys, Record
from generator.schema import shape

__all__ = ["read"]

_NAMES = ("client.yaml", "client.yml", "client.json")
_SUFFIXES = (".yaml", ".yml", ".json")


def read(path: Path) -> Record:
    """The record of one client; raises IntakeError with every place that cannot be read."""
    file = _client_file(path)
    client = load(file, str(file), shape.client(), ())
    documents, problems = [client], list(client.problems)
    link = client.data.get("agency")
    if isinstance(link, str) and "【" not in link:
        agency = _agency(file, link, client, problems)
        if agency:
            documents.append(agency)
            problems += agency.problems
    if problems:
        raise IntakeError(problems)
    return _record(documents)


def _record(documents: list[Document]) -> Record:
    client, *agencies = documents
    data: dict[str, Any] = dict(client.data)
    origins = ChainMap(*(cast("MutableMapping[Keys, Origin]", one.origins) for one in reversed(documents)))
    for agency in agencies:
        data["agency"] = agency.data
    sources = {document.name: document.path for document in documents}
    digest = hashlib.sha256(b"".join(document.raw for document in documents))
    return Record(data, origins, sources, digest.hexdigest())


def _client_file(path: Path) -> Path:
    if not path.is_dir():
        _known_kind(path)
        return path
    found = [path / name for name in _NAMES if (path / name).is_file()]
    if not found:
        raise IntakeError(error("", "文件夹里没有 client.yaml", "请先填写客户数据文件", Origin(str(path))))
    if len(found) > 1:
        names = "、".join(one.name for one in found)
        raise IntakeError(error("", f"文件夹里同时有 {names}", "请只留一个", Origin(str(path))))
    return found[0]


def _known_kind(path: Path) -> None:
    if path.suffix.lower() not in _SUFFIXES:
        raise IntakeError(
            error("", "不认识的数据文件类型", f"支持 {'、'.join(_SUFFIXES)}", Origin(str(path)))
        )


def _agency(file: Path, link: str, client: Document, problems: list[Problem]) -> Document | None:
    """The agency's file, or None with the reason added to the problems."""
    message = _link_fault(link)
    path = Path(os.path.normpath(file.parent / link))
    if not message and not path.is_file():
        message = f"找不到服务机构文件：{link}"
    if message:
        hint = "请写服务机构文件的相对路径，例如 ../agency.yaml，用 / 分隔"
        problems.append(error(shape.label(("agency",)), message, hint, client.origins.get(("agency",))))
        return None
    return load(path, str(path), shape.agency(), ("agency",))


def _link_fault(link: str) -> str:
    if "\\" in link or Path(link).is_absolute() or PureWindowsPath(link).drive:
        return f"应为相对路径：{link}"
    if Path(link).suffix.lower() not in _SUFFIXES:
        return f"不认识的服务机构文件类型：{link}"
    return ""
