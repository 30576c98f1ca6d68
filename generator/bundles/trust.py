"""Whose bundles may come in: a key is registered once, and another takes its place only as it announced.

A key registered by hand is the first of its publisher; a bundle that the key in force signed may name the
next one. The record of what is installed keeps those, so that a bundle and the key that it announces come
into use in one step.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator import names
from generator.bundles import home, manifest
from generator.bundles.home import Home, Role, State, Trust, Trusted
from generator.errors import BundleError
from generator.problems import error
from generator.signing import PublicKey

_ANOTHER = (
    "换公钥要先安装旧密钥签名、预告新公钥的那一版；没有预告的，请向发布人当面核实，"
    "再从 trust.json 删去这一项重新登记"
)


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of a key: ``new`` when the record changed by it."""

    id: str
    role: Role
    key: PublicKey
    new: bool


def register(place: Home, name: str, key: PublicKey, role: Role) -> Registered:
    """Trust the bundles of that id when they are signed by the key.

    Registering the same key again changes nothing, but may make its publisher the committee. BundleError for
    another key than the one that is there or was announced by it, and for a second committee.
    """
    if not manifest.is_id(name):
        hint = "请照发布人公布的编号写：文字、数字、- 和 _，不超过 40 个"
        raise BundleError(error(name, "不能作模板包的编号", hint))
    with home.changing(place):
        known, state = home.trust(place), home.state(place)
        _refuse_like(place, name, known)
        _refuse_key(place, name, key, keys(name, known, state))
        if role == "committee":
            _refuse_second(place, name, known)
        return _registered(place, name, key, role, known)


def keys(name: str, known: Trust, state: State) -> tuple[str, ...]:
    """The public keys of a bundle's publisher, each announced by the one before it, the last in force.

    () where nobody is trusted with that bundle.
    """
    if name not in known:
        return ()
    first = known[name].key
    chain = state[name].keys if name in state else ()
    return chain[chain.index(first) :] if first in chain else (first,)


def on_record(line: str) -> PublicKey:
    """A key that is on record, by its line there; SigningError where that is none."""
    return PublicKey.read(line.encode(), "已登记的公钥")


def _registered(place: Home, name: str, key: PublicKey, role: Role, known: Trust) -> Registered:
    there = known.get(name)
    found = _trusted(there, key, role)
    if found != there:
        home.write_trust(place, {**known, name: found})
    return Registered(name, found.role, key, found != there)


def _trusted(there: Trusted | None, key: PublicKey, role: Role) -> Trusted:
    """The publisher of a bundle: one who is known keeps his first key, and may become the committee."""
    if there is None:
        return Trusted(role, key.line)
    return Trusted("committee" if role == "committee" else there.role, there.key)


def _alike(place: Home, name: str, other: str) -> BundleError:
    message = f"编号“{name}”与已经登记的“{other}”只差大小写"
    return BundleError(error(str(place.trust), message, "请照发布人公布的编号写"))


def _refuse_like(place: Home, name: str, known: Trust) -> None:
    """Two ids may not share a folder on a disk that is blind to case."""
    for other in known:
        if _are_like(other, name):
            raise _alike(place, name, other)


def _are_like(other: str, name: str) -> bool:
    return other != name and names.key(other) == names.key(name)


def _refuse_key(place: Home, name: str, key: PublicKey, known: tuple[str, ...]) -> None:
    if known and key.line not in known:
        there = PublicKey.read(known[-1].encode(), str(place.trust))
        message = f"“{name}”已经登记了另一把公钥 {there.number}，不能换成 {key.number}"
        raise BundleError(error(str(place.trust), message, _ANOTHER))


def _refuse_second(place: Home, name: str, known: Trust) -> None:
    for other, one in known.items():
        if one.role == "committee" and other != name:
            raise _second(place, name, other)


def _second(place: Home, name: str, first: str) -> BundleError:
    message = f"专业委的模板包已经登记为“{first}”，只能有一个"
    return BundleError(
        error(str(place.trust), message, f"机构自己的模板包不加 --committee；现在给的是“{name}”")
    )
