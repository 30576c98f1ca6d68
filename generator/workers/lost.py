"""What is told of a client whose worker did not come back, and of workers that cannot be started."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator import crash
from generator.problems import Problem, error
from generator.workers.outcome import Task

_DUMP = "(most recent call first):"  # as Python heads the stack of a thread where it cannot go on
_SCRIPT = "_fixup_main_from"  # where Python reads the script that started it, whatever goes wrong in it then
_LONGEST = 160


def lost(task: Task[Any], how: str, text: str) -> Problem:
    """A client was given up: ``how`` its worker ended, ``text`` what it printed."""
    hint = "请检查照片、图纸是否过大，关闭其他程序后单独重新生成这一家"
    where = str(task.entry.client)
    return error(where, f"{how}，单独重试也是这样，没有完成", f"{hint}{_log(text, task.crashes)}")


def unstarted(text: str) -> Problem:
    """No worker could be started; ``text`` is what the last one printed."""
    hint = "请关闭其他程序后再运行一次，仍不行时重新安装本工具"
    if _SCRIPT in text:
        hint = "每个工作进程都读一遍您的脚本：请存成文件，把调用放在 if __name__ == '__main__': 之下"
    return error("", "工作进程启动不了，其余的企业没有开始", f"{hint}{_log(text, None)}")


def _log(text: str, folder: Path | None) -> str:
    """Where the log lies, and the line of it that tells most."""
    file = crash.kept(text, folder) if text.strip() else None
    return f"；日志在 {file}（{_telling(text)}）" if file else ""


def _telling(text: str) -> str:
    """The last line, or where Python was when it was stopped."""
    last = text.rpartition(_DUMP)[2] if _DUMP in text else ""
    lines = [line.strip() for line in (last or text).splitlines() if line.strip()]
    return (lines[0] if last else lines[-1])[:_LONGEST] if lines else ""
