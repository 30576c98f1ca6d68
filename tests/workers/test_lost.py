"""What is told of a client whose worker did not come back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from generator.workers import Entry, Task
from generator.workers.lost import lost, unstarted

STACK = 'Timeout (0:00:10)!\nThread 0x1 (most recent call first):\n  File "a.py", line 1 in wait\n\n' + (
    'Thread 0x2 (most recent call first):\n  File "b.py", line 2 in slow\n  File "c.py", line 3 in main\n'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (STACK, '（File "b.py", line 2 in slow）'),
        ("Traceback (most recent call last):\n  File ...\nImportError: 没有\n\n", "（ImportError: 没有）"),
        ("x" * 200, f"（{'x' * 160}）"),
    ],
)
def test_the_line_that_tells_most_is_told_with_the_place_of_the_log(
    tmp_path: Path, text: str, told: str
) -> None:
    problem = lost(Task(Entry(tmp_path / "甲"), str, tmp_path), "中止", text)
    (log,) = (tmp_path / "errors").iterdir()
    assert str(problem).startswith(f"{tmp_path / '甲'}：中止，单独重试也是这样")
    assert problem.hint.endswith(f"；日志在 {log}{told}")
    assert log.read_text("utf-8") == text


def test_an_empty_log_is_not_told_of(tmp_path: Path) -> None:
    assert "日志" not in str(lost(Task(Entry(tmp_path), str, tmp_path), "中止", " \n"))
    assert not (tmp_path / "errors").exists()


@pytest.mark.parametrize(
    ("text", "hint"), [("ImportError", "重新安装"), ("in _fixup_main_from_path", "__main__")]
)
def test_a_script_that_starts_itself_again_is_no_broken_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, hint: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert hint in unstarted(text).hint
