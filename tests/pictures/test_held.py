"""Pictures are held up to so many bytes, the last ones."""

from __future__ import annotations

from generator.pictures.held import Held


def test_things_are_held_up_to_so_many_bytes() -> None:
    held: Held[str] = Held(250)
    for key in (b"a", b"b", b"b", b"c"):
        held.put(key, "x", 100)
    assert [held.get(key) is not None for key in (b"a", b"b", b"c")] == [False, True, True]
    held.put(b"d", "x", 50)
    assert [held.get(key) is not None for key in (b"b", b"c", b"d")] == [True, True, True]
    held.put(b"e", "x", 1000)
    assert not any(held.get(key) for key in (b"b", b"c", b"d", b"e"))
