"""Where packs go: run after run, whatever order and subset of clients, each has a folder of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import names
from generator.batch.naming import Place, places
from generator.delivery.heads import Head
from generator.intake.glance import Glance

CODES = [f"91330799MADEMA{number:04d}" for number in (10, 20, 30, 40)] + ["91330799XXDEMA0010"]
NAMES = ["甲厂", "Li厂", "li厂", "A/B厂", "A／B厂", "甲厂-MA0010"]
A, B = Path("a"), Path("b")


def _folders(clients: dict[Path, Glance], *packs: Head) -> dict[Path, str]:
    return {client: place.folder for client, place in places(clients, packs).items()}


def _told(clients: dict[Path, Glance], *packs: Head) -> str:
    return "\n".join(str(problem) for place in places(clients, packs).values() for problem in place.told)


@st.composite
def _enterprises(draw: st.DrawFn) -> dict[Path, Glance]:
    """Clients with a code each, and some without one whose names nobody else has."""
    coded = [Glance(draw(st.sampled_from(NAMES)), code) for code in CODES]
    free = sorted(set(NAMES) - {one.name for one in coded})
    uncoded = [Glance(name) for name in free if draw(st.booleans())]
    return {Path(str(number)): one for number, one in enumerate([*coded, *uncoded])}


# Each case draws four runs: on a busy machine that alone is slow.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_enterprises(), st.data())
def test_no_client_ever_changes_its_folder_and_no_two_share_one(
    clients: dict[Path, Glance], data: st.DataObject
) -> None:
    disk: dict[str, tuple[Path, Head]] = {}
    for day in range(1, 5):
        run = data.draw(st.lists(st.sampled_from(sorted(clients)), unique=True))
        heads = data.draw(st.permutations([head for _, head in disk.values()]))
        found = places({client: clients[client] for client in run}, heads)
        other = data.draw(st.permutations(run))
        assert found == places({client: clients[client] for client in other}, heads)
        for client, place in found.items():
            _deliver(disk, client, clients[client], place, f"2026-11-{day:02d}")
        keys = [names.key(place.folder) for place in found.values() if place.folder]
        assert len(keys) == len(set(keys))


def _deliver(disk: dict[str, tuple[Path, Head]], client: Path, one: Glance, place: Place, day: str) -> None:
    """Put a pack on a disk that is blind to case; nobody else's may lie there, nor one's own elsewhere."""
    own = [key for key, (owner, _) in disk.items() if owner == client]
    if not place.folder:
        assert not own, "a client that has a pack was refused"
        assert not one.code, "a client with a code was refused"
        return
    key = names.key(place.folder)
    assert own in ([], [key])
    assert disk.get(key, (client,))[0] == client
    disk[key] = (client, Head(place.folder, one.name, one.code, day))


def test_two_newcomers_of_one_name_get_the_end_of_their_codes() -> None:
    clients = {A: Glance("甲厂", CODES[0]), B: Glance("甲厂", CODES[1])}
    assert _folders(clients) == {A: "甲厂-MA0010", B: "甲厂-MA0020"}
    assert "企业名称与 b 相同" in _told(clients)
    assert "企业名称与 a 相同" in _told(clients)
    assert _folders({A: clients[A]}) == {A: "甲厂"}
    assert not _told({A: clients[A]})


def test_a_newcomer_is_told_whose_pack_has_its_name() -> None:
    clients = {B: Glance("LI厂", CODES[1])}
    there = Head("Li厂", "Li厂", CODES[0])
    assert _folders(clients, there) == {B: "LI厂-MA0020"}
    assert f"“Li厂”里是“Li厂（{CODES[0]}）”的资料包；这一家的资料包放在“LI厂-MA0020”" in _told(clients, there)
    assert not _told(clients, there, Head("LI厂-MA0020", "LI厂", CODES[1]))


def test_a_client_keeps_the_folder_that_bears_its_code_whatever_it_is_called() -> None:
    there = Head("旧名", "旧名", CODES[0]), Head("甲厂", "甲厂", CODES[1])
    assert _folders({A: Glance("甲厂", CODES[0])}, *there) == {A: "旧名"}


def test_the_whole_code_tells_apart_what_its_end_does_not() -> None:
    clients = {A: Glance("甲厂", CODES[0]), B: Glance("甲厂", CODES[4])}
    assert _folders(clients) == {A: f"甲厂-{CODES[0]}", B: f"甲厂-{CODES[4]}"}
    there = Head("甲厂", "甲厂", CODES[1]), Head("甲厂-MA0010", "甲厂-MA0010", CODES[2])
    assert _folders({A: clients[A]}, *there) == {A: f"甲厂-{CODES[0]}"}


def test_a_client_with_a_code_whose_every_folder_is_another_s_is_refused() -> None:
    client = {A: Glance("甲厂", CODES[0])}
    there = [Head(one, one, CODES[1]) for one in ("甲厂", "甲厂-MA0010", f"甲厂-{CODES[0]}")]
    assert _folders(client, *there) == {A: ""}


def test_two_clients_of_one_code_are_refused_each_naming_the_other() -> None:
    clients = {A: Glance("甲厂", CODES[0]), B: Glance("乙厂", CODES[0])}
    assert _folders(clients, Head("甲厂", "甲厂", CODES[0])) == {A: "", B: ""}
    assert _told(clients).count("统一社会信用代码 91330799MADEMA0010 与 ") == 2
    assert "a：" in _told(clients)
    assert "与 a 相同" in _told(clients)


def test_clients_without_a_code_are_known_by_their_names() -> None:
    clients = {A: Glance("甲厂"), B: Glance("甲厂")}
    assert _folders(clients) == {A: "", B: ""}
    assert _folders({A: Glance("Li厂"), B: Glance("li厂")}) == {A: "", B: ""}
    assert _folders({A: Glance("甲厂"), B: Glance("甲厂", CODES[0])}) == {A: "甲厂", B: "甲厂-MA0010"}
    assert _folders({A: Glance("甲厂")}, Head("老甲厂", "甲厂")) == {A: "老甲厂"}


def test_a_client_without_a_code_never_gets_into_a_pack_that_bears_one() -> None:
    there = Head("甲厂", "甲厂", CODES[0])
    assert _folders({A: Glance("甲厂")}, there) == {A: ""}
    assert "请补填统一社会信用代码" in _told({A: Glance("甲厂")}, there)


def test_a_client_that_got_its_code_later_keeps_its_folder() -> None:
    there = Head("老甲厂", "甲厂")
    assert _folders({A: Glance("甲厂", CODES[0])}, there) == {A: "老甲厂"}
    two = {A: Glance("甲厂", CODES[0]), B: Glance("甲厂", CODES[1])}
    assert _folders(two, there) == {A: "甲厂-MA0010", B: "甲厂-MA0020"}
    assert _folders({A: Glance("甲厂", CODES[0]), B: Glance("甲厂")}, there) == {A: "甲厂", B: "老甲厂"}
    named = replace(there, folder="甲厂")
    assert _folders({A: Glance("甲厂", CODES[0]), B: Glance("甲厂")}, named) == {A: "甲厂-MA0010", B: "甲厂"}


def test_of_copies_the_one_called_as_the_client_counts_else_the_last_built() -> None:
    code = CODES[0]
    copies = [Head("甲厂 副本", "甲厂", code, "2026-11-02"), Head("甲厂", "甲厂", code, "2026-11-01")]
    assert _folders({A: Glance("甲厂", code)}, *copies) == {A: "甲厂"}
    assert _folders({A: Glance("新名", code)}, *copies) == {A: "甲厂 副本"}
    same = [replace(one, day="2026-11-01") for one in copies]
    assert _folders({A: Glance("新名", code)}, *same) == {A: "甲厂"}
    short = Head("甲厂-MA0010", "甲厂", code, "2026-10-01")
    assert _folders({A: Glance("甲厂", code)}, copies[0], short) == {A: "甲厂-MA0010"}


def test_a_client_without_a_name_gets_no_folder() -> None:
    assert _folders({A: Glance(), B: Glance("甲厂", CODES[0])}) == {B: "甲厂"}


def test_of_many_twins_a_few_are_named() -> None:
    clients = {Path(str(number)): Glance("甲厂") for number in range(6)}
    assert "企业名称与 1、2、3 等 5 家 相同" in _told(clients)
    assert "企业名称与 1、2、3 相同" in _told({Path(str(number)): Glance("甲厂") for number in range(4)})
