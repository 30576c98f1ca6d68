"""Keys are registered once; another comes only as the one before it announced."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.bundles import home, trust
from generator.bundles.home import Home, Role, Trusted, Use
from generator.errors import BundleError, SigningError
from generator.signing import PublicKey, generated
from tests.rows import each

NAME, OTHER = "某专业委", "某机构-2"
FIRST, SECOND, THIRD = (generated().public for _ in range(3))


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def _refused(place: Home, name: str, key: PublicKey, role: Role = "agency") -> str:
    before = place.trust.read_bytes()
    with pytest.raises(BundleError) as refused:
        trust.register(place, name, key, role)
    assert place.trust.read_bytes() == before
    (problem,) = refused.value.problems
    return str(problem)


def _announced(place: Home, *keys: PublicKey) -> None:
    with home.changing(place):
        home.write_state(
            place,
            {
                NAME: Use(
                    "1", "1", (), {"1": "ab" * 32}, tuple(key.line for key in keys), ("1",) * (len(keys) - 1)
                )
            },
        )


def _keys(place: Home) -> tuple[str, ...]:
    return trust.keys(NAME, home.trust(place), home.state(place))


def test_a_key_is_registered_once(place: Home) -> None:
    assert trust.register(place, NAME, FIRST, "committee").new
    assert not trust.register(place, NAME, FIRST, "committee").new
    assert trust.register(place, NAME, FIRST, "agency").role == "committee"
    assert trust.register(place, OTHER, FIRST, "agency").new
    assert home.trust(place) == {NAME: Trusted("committee", FIRST.line), OTHER: Trusted("agency", FIRST.line)}
    assert _keys(place) == (FIRST.line,)


def test_nobody_is_trusted_unasked(place: Home) -> None:
    _announced(place, FIRST)
    assert _keys(place) == ()


def test_another_key_is_refused(place: Home) -> None:
    trust.register(place, NAME, FIRST, "committee")
    told = _refused(place, NAME, SECOND, "committee")
    assert (
        f"“某专业委”已经登记了另一把公钥 {FIRST.number}，不能换成 {SECOND.number}；换公钥要先安装旧密钥签名"
        in told
    )


def test_an_announced_key_is_known_and_only_it(place: Home) -> None:
    trust.register(place, NAME, FIRST, "committee")
    _announced(place, FIRST, SECOND)
    assert _keys(place) == (FIRST.line, SECOND.line)
    assert not trust.register(place, NAME, SECOND, "committee").new
    assert not trust.register(place, NAME, FIRST, "committee").new
    assert f"另一把公钥 {SECOND.number}" in _refused(place, NAME, THIRD)


def test_keys_of_a_publisher_who_was_registered_anew_begin_with_his(place: Home) -> None:
    _announced(place, FIRST, SECOND)
    trust.register(place, NAME, SECOND, "committee")
    assert _keys(place) == (SECOND.line,)
    place.trust.unlink()
    trust.register(place, NAME, THIRD, "committee")
    assert _keys(place) == (THIRD.line,)


def test_there_is_one_committee(place: Home) -> None:
    trust.register(place, NAME, FIRST, "committee")
    trust.register(place, OTHER, SECOND, "agency")
    assert "专业委的模板包已经登记为“某专业委”，只能有一个" in _refused(place, OTHER, SECOND, "committee")


def test_an_agency_becomes_the_committee_by_the_same_key_alone(place: Home) -> None:
    trust.register(place, NAME, FIRST, "agency")
    _refused(place, NAME, SECOND, "committee")
    assert trust.register(place, NAME, FIRST, "committee").new
    assert home.trust(place)[NAME].role == "committee"


@each(["某专业委A", "Ａ", "ﬀ"])
def test_ids_that_differ_in_case_alone_are_refused(name: str, tmp_path: Path) -> None:
    place = Home(tmp_path / "home")
    trust.register(place, name, FIRST, "agency")
    assert "只差大小写" in _refused(place, name.lower() if name.lower() != name else name.upper(), FIRST)


def test_a_damaged_key_in_the_record_is_told_with_its_file(place: Home) -> None:
    with home.changing(place):
        home.write_trust(place, {NAME: Trusted("agency", "RWx")})
    with pytest.raises(SigningError, match=r"trust\.json：不是 minisign 格式的公钥"):
        trust.register(place, NAME, FIRST, "agency")
