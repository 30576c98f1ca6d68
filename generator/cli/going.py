"""A run over many clients as its user sees it: outcome after outcome, and what became of all at the end."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from generator import api
from generator.cli import report, say
from generator.cli.progress import Progress, Tally

_MOST = 20  # clients that the summary names
_AS_BEFORE = {"未变", "保留手改"}


@dataclass(slots=True)
class Going:
    """A run that is gone through; ``log`` is the report that is written."""

    run: api.Run
    log: report.Report | None
    tally: Tally = field(init=False)
    progress: Progress = field(init=False)
    listed: bool = True  # a line for each client that was built
    hints: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tally = Tally(len(self.run.entries))
        self.progress = Progress(self.tally)
        self.listed = not (self.progress.moving and sys.stdout.isatty())

    @property
    def is_well(self) -> bool:
        """Whether every client is done or as it was, and the report whole."""
        return self.tally.well == self.tally.whole and not (self.log and self.log.broken)

    def go(self) -> None:
        """Build; each client is told as it ends. Ctrl-C leaves the others for the next run."""
        entries = {entry.client: entry for entry in self.run.entries}
        if self.log:
            self.log.begin()
        self.progress.draw()
        try:
            for outcome in self.run:
                self._add(outcome, entries[outcome.client])
        except KeyboardInterrupt:
            pass  # the summary says how many were not built
        finally:
            self.progress.clear()

    def _add(self, outcome: report.Outcome, entry: api.batch.Entry) -> None:
        self.tally.add(outcome.state, outcome.seconds)
        if self.log:
            self.log.add(report.row(outcome, entry))
        self._tell(outcome, entry)
        self.progress.draw()

    def _tell(self, outcome: report.Outcome, entry: api.batch.Entry) -> None:
        """What stays on the screen: faults, what plan and delivery have to tell; hints are only counted."""
        errors = api.errors_in(outcome.problems)
        told = dict.fromkeys((*entry.notes, *_delivered(outcome), *errors))
        self.hints += len(outcome.problems) - len(told)
        self._print([*self._lines(outcome)], told, str(outcome.client))
        if outcome.state == "failed":
            self.faults.append(_fault(outcome.client, errors))

    def _print(self, lines: Sequence[str], told: Collection[api.Problem], client: str) -> None:
        """Lines and problems of a client, above the line that moves."""
        if lines or told:
            self.progress.clear()
        for line in lines:
            click.echo(f"{self.tally.before()} {line}")
        say.problems(told, client)

    def _lines(self, outcome: report.Outcome) -> Iterator[str]:
        """The line of a client where lines stay; none of one that was left as it is."""
        if self.listed and outcome.made:
            yield _line(outcome.made, outcome.seconds)
        elif self.listed and outcome.state == "failed":
            yield f"未生成：{outcome.client}"

    def sum_up(self, out: Path) -> None:
        """How many ended how and how long it took; who failed; where the hints are to be found."""
        click.echo(f"{self.tally.summary()} → {out}")
        self._list_faults()
        self._count_hints()
        if self.tally.is_cut_short:
            click.echo("没做的再运行一次就接着做")

    def _count_hints(self) -> None:
        if self.hints:
            where = f"见 {self.log.path}" if self.log else "用 --report 记下，或用 tuoguan check 逐家看"
            click.echo(f"数据和资料包的提示共 {self.hints} 项，{where}")

    def _list_faults(self) -> None:
        for line in self.faults[:_MOST]:
            click.echo(f"  有问题  {line}")
        if (beyond := len(self.faults) - _MOST) > 0:
            click.echo(f"  另有 {beyond} 家")


def _delivered(outcome: report.Outcome) -> api.Problems:
    """What the delivery tells, unless it found all as it left it the last time."""
    made = outcome.made
    return () if made is None or _is_as_before(made.report) else made.report.problems


def _is_as_before(done: api.Report) -> bool:
    return {action for action, _ in done.actions} <= _AS_BEFORE


def _line(pack: api.Built, seconds: float) -> str:
    return f"{pack.report.folder.name}：{report.tally(pack)}（{seconds:.1f} 秒）"


def _fault(client: Path, errors: Sequence[api.Problem]) -> str:
    """A client that failed and its first error."""
    return f"{client}：{_first(errors, str(client))}" if errors else str(client)


def _first(errors: Sequence[api.Problem], client: str) -> str:
    more = f"（共 {len(errors)} 项）" if len(errors) > 1 else ""
    return f"{_in_place(errors[0], client)}{more}"


def _in_place(fault: api.Problem, client: str) -> str:
    """What a fault says, after where it is, unless that is the client as a whole."""
    where = f"{fault.where}：" if fault.where not in ("", client) else ""
    return f"{where}{fault.message}"
