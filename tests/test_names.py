"""Names of files: accepted everywhere, inside their folder, two that are one on some disks."""

from __future__ import annotations

from generator import names
from tests.rows import each


@each(
    [
        ("con", "_con"),
        ("COM1.txt", "_COM1.txt"),
        ("尾点. ", "尾点"),
        ("...", "_"),
        ("a\u0007b", "ab"),
        ("a\ud800b", "ab"),
        ("../甲", "／甲"),
        ("com²", "_com²"),
        ("CONIN$", "_CONIN$"),
        ("甲" * 80, "甲" * 60),
        ("𠮷野家", "𠮷野家"),
    ]
)
def test_names_are_safe_on_windows(given: str, safe: str) -> None:
    assert names.safe_name(given) == safe
    assert names.is_inside(f"{safe}/{safe}.docx")


def test_name_leaves_room_for_the_marks_of_copies() -> None:
    """A file name may have 255 bytes on Linux, and a rare character takes four."""
    assert names.safe_name("𠮷" * 60) == "𠮷" * 50
    assert names.safe_name("甲" * 60) == "甲" * 60


@each(
    [
        ("01 服务方案/甲.docx", True),
        ("甲/../乙", False),
        ("/甲", False),
        ("甲/", False),
        ("", False),
        ("甲:乙", False),
        ("甲/aux.docx", False),
        ("甲/auxiliary.docx", True),
        ("甲 /乙", False),
        ("甲" * 85, True),
        ("甲" * 86, False),
    ]
)
def test_path_inside(path: str, inside: bool) -> None:
    assert names.is_inside(path) == inside


def test_two_that_are_one_on_a_disk_blind_to_case() -> None:
    assert names.key("Li Wei") == names.key("li wei")
    assert names.key("e\u0301") == names.key("\u00e9")
    assert names.key("甲") != names.key("乙")
