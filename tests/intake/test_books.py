"""A workbook in the place of a client's data: where it lies, and what lies beside it."""

from __future__ import annotations

from pathlib import Path

from generator.intake import beside
from tests.rows import each


@each(
    [
        (
            "填报簿.xlsx",
            "~$填报簿.xlsx",
            "正在 Excel、WPS 里打开，读的是上次保存的内容；还没有保存的内容读不到，请先保存",
        ),
        ("填报簿.xlsm", ".~填报簿.xlsm", "正在 Excel、WPS 里打开"),
        ("某某.xlsx", ".~lock.某某.xlsx#", "正在 Excel、WPS 里打开"),
        ("填报簿.xlsx", "~$台账.xlsx", ""),
        ("client.yaml", "~$client.yaml", ""),
    ]
)
def test_a_workbook_that_is_open_is_told(name: str, lock: str, words: str, tmp_path: Path) -> None:
    lies = tmp_path / lock
    lies.write_bytes(b"")
    told = [str(one) for one in beside.of(tmp_path / name).notes]
    lies.unlink()
    assert len(told) == bool(words)
    assert all(one.startswith(f"{tmp_path / name}：{words}") for one in told)


def test_beside_a_workbook_of_another_name_nothing_is_read(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records/2026-11-26.yaml").write_text("hazards: []\n", "utf-8")
    (note,) = beside.of(tmp_path / "某某.xlsx").notes
    assert str(note) == (
        f"{tmp_path / 'records'}：没有读：填报文件不叫 填报簿.xlsx；要读入，请把填报文件改名为 填报簿.xlsx"
    )
    found = beside.of(tmp_path / "填报簿.xlsx")
    assert [Path(one.name).name for one in found.records] == ["2026-11-26.yaml"]
    assert found.notes == ()
    assert beside.listed(tmp_path / "填报簿.xlsx") == ("records/2026-11-26.yaml",)
