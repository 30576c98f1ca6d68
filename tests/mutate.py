"""Fixed changes at the boundaries of the house, each with its nearest tests: does one of them see it?

By hand: ``python -m tests.mutate [WORDS ...]`` tries each change whose row holds one of the words, or
every one, on a copy of the checkout and tells which live. It exits with 1 when fewer than nine in ten are
killed, with 2 when a row is out of date: its text is not found exactly once, or its tests fail anyway.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ENOUGH = 0.9
_COPIED = (
    "generator",
    "templates",
    "schemas",
    "examples",
    "tests",
    "setup.cfg",
    "pyproject.toml",
    "README.md",
)


class Change(NamedTuple):
    """A text that stands once in a file, what takes its place, and what should notice."""

    file: str
    old: str
    new: str
    tests: str


STANDING = "tests/facts/test_standing.py tests/facts/test_people.py tests/facts/test_service.py"
RISK = "tests/facts/test_risk.py"
ADVISORS = "tests/schema/rules tests/making/test_compliance.py"
COUNTED = "tests/schema/rules/test_counted.py"
OUTCOMES = "tests/schema/rules/test_outcomes.py"
DATES = "tests/facts/test_dates.py tests/facts/test_supplies.py tests/facts/test_ledgers.py"
BESIDE = "tests/test_beside.py tests/intake/test_joined.py"
ISSUED = "tests/issued"
KNOWN = "tests/facts/test_known.py"
SERVING = "tests/test_advisors.py"
ROUNDS = "tests/facts/test_rechecks.py"
AGREED = "tests/facts/test_agreed.py"
YEARLY = "tests/facts/test_yearly.py"
AGREEMENTS = "tests/schema/rules/test_agreements.py"
TERM = "tests/facts/test_term.py tests/facts/test_service.py tests/facts/test_schedule.py"
AGENDA = "tests/facts/test_agenda.py"
LAWS = "tests/test_law_list.py -k 'case'"
DUES = "tests/facts/test_dues.py"
HORIZON = "tests/facts/test_horizon.py"
INSTALL, INSTALLED = "tests/bundles/test_install.py", "tests/bundles/test_installed.py"
TRUST, PROVING = "tests/bundles/test_trust.py", "tests/bundles/test_proving.py"
KILLS = "tests/bundles/test_kills.py"
CHOICE = "tests/bundles/test_choice.py"
HOME = "tests/bundles/test_home.py"
PLACED = "tests/proofing/test_placed.py"
SEALED = "tests/bundles/test_sealed.py tests/bundles/test_manifest.py"
SIGNING = "tests/signing"
MENDED, ANNOTATED = "tests/word/test_mended.py", "tests/word/test_annotated.py"
LOOK, COMPARED = "tests/word/test_look.py", "tests/authoring/test_comparison.py"
PUBLISH = "tests/authoring/test_publish.py tests/authoring/test_drafts.py"
STATUS = "tests/status/test_table.py tests/cli/test_status.py"
ISSUING = "tests/issuing"
TWO_ENDS = "ROUND_HALF_UP, Decimal"
EVEN = "ROUND_HALF_EVEN as ROUND_HALF_UP, Decimal"

NAMING = "tests/batch/test_naming.py"
HEADS = "tests/delivery/test_heads.py"
SEALS = "tests/batch/test_unchanged.py"
HABITS, CELLS = "tests/entrybook/test_habits.py", "tests/entrybook/test_cells.py"
BOOKS, MARKING = "tests/entrybook/test_reading.py", "tests/entrybook/test_marking.py"
FILLED = "tests/entrybook/test_filled.py"
PICTURES = "tests/entrybook/test_pictures.py tests/entrybook/test_belonging.py"
PASTED = "tests/entrybook/test_naming.py tests/entrybook/test_pasting.py"
READBACK, REGISTRY = "tests/readback", "tests/registry"
KEYS = "tests/workbooks/test_keys.py"
CONVERTED = "tests/conversion/test_conversion.py"
WHEREABOUTS = "tests/intake/test_books.py"
PHOTOS = "tests/entrybook/test_photos_of_books.py tests/entrybook/test_reading.py"
CHANGES = (
    Change(
        "generator/batch/naming.py",
        "if claims[one.name] == 1 else None",
        "if claims[one.name] else None",
        NAMING,
    ),
    Change(
        "generator/batch/naming.py",
        "if client in newcomers or not one.code)",
        "if client in newcomers)",
        NAMING,
    ),
    Change(
        "generator/batch/naming.py", "    taken = set(packs.at)\n", "    taken: set[str] = set()\n", NAMING
    ),
    Change("generator/batch/naming.py", "            taken.add(names.key(folder))\n", "", NAMING),
    Change(
        "generator/batch/naming.py",
        "or number[names.key(folder)] > 1:",
        "or number[names.key(folder)] > 2:",
        NAMING,
    ),
    Change(
        "generator/batch/naming.py", "if one.code and names.key(folder) not in taken:", "if one.code:", NAMING
    ),
    Change(
        "generator/batch/naming.py",
        "return names.key(names.safe_name(client.name))",
        "return client.name",
        NAMING,
    ),
    Change(
        "generator/delivery/heads.py", "head.client == name and not head.code", "head.client == name", HEADS
    ),
    Change(
        "generator/delivery/heads.py",
        "return head.code != code if head.code else",
        "return head.code != code if code else",
        HEADS,
    ),
    Change("generator/batch/seal.py", "return day <= asked < (until", "return day <= asked <= (until", SEALS),
    Change("generator/batch/seal.py", "return day <= asked < (until", "return day < asked < (until", SEALS),
    Change("generator/batch/seal.py", "_FINE if stamp.mtime_ns % _ROUND else _COARSE", "_FINE", SEALS),
    Change(
        "generator/batch/seal.py", "seal.outputs, os.lstat, since)", "seal.outputs, os.stat, since)", SEALS
    ),
    Change("generator/batch/seal.py", " or not seal.inputs.keys() >= set(listed(file))", "", SEALS),
    Change("generator/batch/seal.py", "if len(known) > 3:", "if len(known) > 4:", SEALS),
    Change("generator/batch/unchanged.py", '"only" not in head and ', "", SEALS),
    Change("generator/batch/unchanged.py", "    if choices.strict:\n", "    if choices.force:\n", SEALS),
    Change(
        "generator/batch/unchanged.py",
        "if stamps.of(one.path) != one.stamp:",
        "if not stamps.of(one.path):",
        SEALS,
    ),
    Change("generator/batch/unchanged.py", "if errors_in(report.problems) or (", "if (", SEALS),
    Change("generator/batch/unchanged.py", "{**wanted, MANIFEST: digest", "{MANIFEST: digest", SEALS),
    Change("generator/batch/unchanged.py", "dict.fromkeys(whole.PASSING)", "{}", SEALS),
    Change(
        "generator/batch/unchanged.py",
        "inputs.keys() >= {file.name, *intake.listed(file)}",
        "file.name in inputs",
        SEALS,
    ),
    Change("generator/issuing/dating.py", "if day > desk.today:", "if day >= desk.today:", ISSUING),
    Change("generator/issuing/dating.py", "and day < paper.row.day:", "and day <= paper.row.day:", ISSUING),
    Change("generator/issuing/dating.py", "signed and day < signed:", "signed and day <= signed:", ISSUING),
    Change("generator/issuing/dating.py", "after - _ONE", "after", "tests/test_year.py"),
    Change("generator/issuing/days.py", "if day > today:", "if day >= today:", ISSUING),
    Change("generator/issuing/days.py", "row.day and day < row.day:", "row.day and day <= row.day:", ISSUING),
    Change("generator/issuing/days.py", "if there and there != day:", "if there:", ISSUING),
    Change(
        "generator/issuing/renewal.py",
        "if renewal.end < renewal.start:",
        "if renewal.end <= renewal.start:",
        ISSUING,
    ),
    Change("generator/issuing/renewal.py", "renewal.signed > today:", "renewal.signed >= today:", ISSUING),
    Change("generator/issuing/issue.py", "day.year <= int(key)", "day.year < int(key)", ISSUING),
    Change(
        "generator/issuing/given.py",
        "if frozen and frozen.withdrawn else NONE",
        "if frozen else NONE",
        ISSUING,
    ),
    Change(
        "generator/issuing/given.py", "_bears(data, day) < _bears", "_bears(data, day) <= _bears", ISSUING
    ),
    Change("generator/word/compared.py", "_ALIKE = 0.5", "_ALIKE = 0.95", ISSUING),
    Change("generator/word/mended.py", "(sure or not _said(left) - _said(faults))", "True", MENDED),
    Change(
        "generator/word/mended.py",
        "beside = letters[one.start + max(start - 1, 0)]",
        "beside = letters[one.start]",
        MENDED,
    ),
    Change(
        "generator/word/mends.py", "{len(first), len(last)} == {1, 2}", "len(first) + len(last) < 4", MENDED
    ),
    Change(
        "generator/word/mends.py",
        "if tag and new != found[0] and what:",
        "if new != found[0] and what:",
        MENDED,
    ),
    Change(
        "generator/word/annotated.py",
        "return next(around[-1], None) if around else paragraph",
        "return paragraph",
        ANNOTATED,
    ),
    Change("generator/word/annotated.py", "max(numbers, default=-1) + 1", "len(numbers) - 1", ANNOTATED),
    Change("generator/word/look_changes.py", "if change not in accounted:", "if True:", LOOK),
    Change(
        "generator/word/look_changes.py",
        "if old.style != new.style:\n        return ()",
        "if False:\n        return ()",
        LOOK,
    ),
    Change("generator/word/look.py", "abs(one - other) <= 1", "abs(one - other) <= 0", LOOK),
    Change("generator/authoring/difference.py", "and not one.says and not", "and not", COMPARED),
    Change("generator/authoring/difference.py", "{*one.printed} - {*other.printed}", "set()", COMPARED),
    Change(
        "generator/authoring/layers.py",
        "return None if remarks_alone else replace",
        "return replace",
        COMPARED,
    ),
    Change("generator/issuing/desk.py", "one.number < last]", "one.number <= last]", ISSUING),
    # Article 21: 40 clients; Articles 10 and 11: schooling, years, training
    Change("generator/facts/standing.py", "CLIENTS = 40", "CLIENTS = 41", f"{STANDING} {ADVISORS}"),
    Change("generator/facts/standing.py", "roster > CLIENTS", "roster >= CLIENTS", f"{STANDING} {ADVISORS}"),
    Change("generator/facts/standing.py", "YEARS = 5", "YEARS = 4", f"{STANDING} {ADVISORS}"),
    Change("generator/facts/standing.py", "_TRAINING_MONTHS = 12", "_TRAINING_MONTHS = 13", STANDING),
    Change("generator/facts/standing.py", "if day <= until", "if day < until", STANDING),
    # Article 15: the plan within thirty working days, its own day included
    Change("generator/facts/deadline.py", "DAYS = 30", "DAYS = 31", "tests/facts/test_deadline.py"),
    Change(
        "generator/facts/deadline.py",
        "if delivered <= due",
        "if delivered < due",
        "tests/facts/test_deadline.py",
    ),
    Change("generator/facts/deadline.py", "if day <= due", "if day < due", "tests/facts/test_deadline.py"),
    Change(
        "generator/facts/deadline.py",
        "found.days_left <= _SOON",
        "found.days_left < _SOON",
        "tests/facts/test_deadline.py tests/facts/test_service.py",
    ),
    Change("generator/facts/workdays.py", "and day not in year.off", "", "tests/facts/test_workdays.py"),
    Change("generator/facts/workdays.py", "day in year.work or (", "(", "tests/facts/test_workdays.py"),
    Change(
        "generator/facts/workdays.py",
        "and not _is_holiday_by_law(day, library)",
        "",
        "tests/facts/test_workdays.py tests/facts/test_schedule.py",
    ),
    # 30 and 60 days; what is past
    Change("generator/facts/dates.py", "if left <= 30", "if left < 30", DATES),
    Change("generator/facts/dates.py", "if left <= 60", "if left < 60", DATES),
    Change("generator/facts/dates.py", "if left < 0", "if left <= 0", DATES),
    Change(
        "generator/facts/people.py",
        "left <= EXPIRING_DAYS",
        "left < EXPIRING_DAYS",
        "tests/facts/test_people.py",
    ),
    # 100 heads
    Change(
        "generator/facts/features.py", "headcount > 100", "headcount >= 100", "tests/facts/test_features.py"
    ),
    Change(
        "generator/facts/features.py", "headcount > 300", "headcount >= 300", "tests/facts/test_features.py"
    ),
    Change("generator/schema/rules/identity.py", "<= _MANY_PEOPLE", "< _MANY_PEOPLE", "tests/schema"),
    # parts and wholes, the order of days, what lies ahead
    Change("generator/schema/rules/counted.py", "row[part] > row[whole]", "row[part] >= row[whole]", COUNTED),
    Change("generator/schema/rules/counted.py", "count > headcount:", "count >= headcount:", COUNTED),
    Change("generator/schema/rules/counted.py", "< _HOURS:", "<= _HOURS:", COUNTED),
    Change("generator/schema/rules/order.py", ":known] > second", ":known] >= second", "tests/schema/rules"),
    Change("generator/schema/rules/outcomes.py", "one.day < rectified", "one.day <= rectified", OUTCOMES),
    Change("generator/schema/rules/outcomes.py", "before.day == one.day", "before.day > one.day", OUTCOMES),
    Change("generator/facts/rounds.py", "_day(one) <= day]", "_day(one) < day]", ROUNDS),
    Change("generator/facts/rounds.py", "dated[:-1]", "dated[:0]", ROUNDS),
    Change("generator/facts/rechecks.py", "each.date == day", "each.date", ROUNDS),
    Change("generator/facts/known.py", "acts) > self.day", "acts) >= self.day", KNOWN),
    Change("generator/facts/known.py", "first and day < first", "first and day <= first", KNOWN),
    Change("generator/facts/known.py", "last and last < day)", "last and last <= day)", KNOWN),
    Change("generator/facts/known.py", "last and last < day}", "last and last <= day}", SERVING),
    Change("generator/schema/rules/advisors.py", "while day <= last:", "while day < last:", SERVING),
    Change("generator/facts/known.py", "if place != len(kept):", "if place == len(kept):", KNOWN),
    Change("generator/facts/known.py", "{**sieve.moved, **projected}", "{**projected}", KNOWN),
    Change("generator/facts/known.py", "and _is_there(data, keys)", "", KNOWN),
    Change("generator/facts/known.py", "keys[0] not in agreed.PARTS", "keys", AGREED),
    Change("generator/facts/agreed.py", "one.first <= day]", "one.first < day]", AGREED),
    Change("generator/facts/agreed.py", "for one in found[:now]:", "for one in found[:0]:", AGREED),
    Change("generator/facts/issuance.py", "if first <= day}", "if first < day}", AGREED),
    Change("generator/facts/issuance.py", 'and not part(row, "withdrawn")', "", AGREED),
    Change("generator/domain/life.py", "if no > 1 and first", "if first", AGREED),
    Change("generator/facts/yearly.py", "day.year == self.number", "day.year >= self.number", YEARLY),
    Change("generator/facts/yearly.py", "day.year < self.number", "day.year <= self.number", YEARLY),
    Change("generator/schema/rules/agreements.py", "start <= end", "start < end", AGREEMENTS),
    Change("generator/schema/rules/agreements.py", "_next(end) < start", "end < start", AGREEMENTS),
    Change("generator/schema/rules/agreements.py", "start <= first", "start < first", AGREEMENTS),
    # the twelve months of the service, the first one, a stub of ten days
    Change(
        "generator/facts/term.py",
        "return start, min(agreed.end, longest)",
        "return start, agreed.end",
        TERM,
    ),
    Change("generator/facts/term.py", "_WHOLE_ENOUGH = 10", "_WHOLE_ENOUGH = 11", TERM),
    Change(
        "generator/facts/schedule.py",
        "if month.last >= today",
        "if month.first >= today",
        "tests/facts/test_schedule.py tests/facts/test_service.py",
    ),
    Change(
        "generator/facts/schedule.py",
        "VISITS = 2",
        "VISITS = 1",
        "tests/facts/test_schedule.py tests/facts/test_service.py",
    ),
    # what the visits of a month are about
    Change(
        "generator/facts/agenda.py", "month <= Month.of(one.until)", "month < Month.of(one.until)", AGENDA
    ),
    Change("generator/facts/agenda.py", "ahead == 1 or", "ahead == 2 or", AGENDA),
    Change("generator/facts/agenda.py", "and ahead < 1", "and ahead < 0", AGENDA),
    Change("generator/facts/agenda.py", "_QUARTER = 3", "_QUARTER = 2", AGENDA),
    Change("generator/facts/agenda.py", "one.result is not Recheck.RECTIFIED", "True", AGENDA),
    Change("generator/facts/agenda.py", "grave.issuperset(one.places)", "False", AGENDA),
    Change("generator/facts/agenda.py", "point.zone in unit.zones and", "True and", AGENDA),
    Change("generator/facts/schedule.py", "not _is_full(month, data)", "True", AGENDA),
    Change("generator/facts/topics.py", "_MOST = 3", "_MOST = 4", AGENDA),
    Change("generator/proofing/law_list.py", "other < case", "case < other", LAWS),
    Change("generator/proofing/law_list.py", "self._roots - {*self._items}", "self._roots", LAWS),
    # grades on their thresholds, LEC and LS
    Change("generator/facts/grading.py", "if score >= one.least[key]", "if score > one.least[key]", RISK),
    Change("templates/reference/risk_methods.yaml", "lec: 320", "lec: 321", RISK),
    Change("templates/reference/risk_methods.yaml", "lec: 160", "lec: 161", RISK),
    Change("templates/reference/risk_methods.yaml", "lec: 70", "lec: 71", RISK),
    Change("templates/reference/risk_methods.yaml", "ls: 15", "ls: 16", RISK),
    # money and shares
    Change("generator/facts/fee.py", TWO_ENDS, EVEN, "tests/facts/test_fee.py"),
    Change(
        "generator/facts/plain.py", TWO_ENDS, EVEN, "tests/facts/test_plain.py tests/facts/test_spending.py"
    ),
    Change("generator/domain/printing.py", TWO_ENDS, EVEN, "tests/domain"),
    Change("generator/workbooks/rows.py", 'f"SUM({', 'f"MAX({', "tests/workbooks"),
    # overdue: not on the day itself
    Change("generator/facts/hazards.py", "due < day", "due <= day", "tests/facts/test_hazards.py"),
    # what a document may hold
    Change("generator/word/render.py", "return _sound(", "return (", "tests/word/test_render.py"),
    Change("generator/word/assemble.py", "proof.prove(operations)", "pass", "tests/word/test_proof.py"),
    Change(
        "generator/word/proof.py",
        "self._begun[-1:] == [tuple(self._open)]",
        "self._begun",
        "tests/word/test_proof.py",
    ),
    Change(
        "generator/word/escaped.py",
        "escaped = escape(clean)",
        "escaped = Markup(clean)",
        "tests/word/test_values.py",
    ),
    Change("generator/word/escaped.py", 'x9f&<>\\"', 'x9f<>\\"', "tests/word/test_values.py"),
    Change("generator/word/escaped.py", 'x9f&<>\\"', 'x9f&>\\"', "tests/word/test_values.py"),
    Change(
        "generator/word/grammar.py",
        'LOOP_FIELDS = ("index", "first", "last")',
        'LOOP_FIELDS = ("index", "first", "last", "length")',
        "tests/word/test_hostile.py tests/word/test_lint.py tests/word/test_template.py",
    ),
    Change(
        "generator/word/syntax.py",
        'node.target.name.startswith("_")',
        "False",
        "tests/word/test_hostile.py tests/word/test_lint.py tests/word/test_template.py",
    ),
    Change(
        "generator/canvas/pdf.py",
        "left + 2 / 3 *",
        "left + 1 / 3 *",
        "tests/riskmap/test_pdf.py tests/canvas",
    ),
    # what a client gives
    Change("generator/intake/builder.py", "if key in seen:", "if False:", "tests/intake"),
    Change("generator/sidefile.py", "if len(raw) > most", "if len(raw) >= most", "tests/test_sidefile.py"),
    # what lies on the disk
    Change(
        "generator/delivery/lock.py",
        "fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "pass",
        "tests/delivery/test_lock.py",
    ),
    Change(
        "generator/delivery/rebuild.py",
        "disk.replace(self.stage / JOURNAL, self.folder / JOURNAL)",
        "pass",
        "tests/delivery/test_faults.py -k 'not whole_pack'",
    ),
    Change(
        "generator/delivery/rebuild.py",
        "return disk.look(self.folder, step.path).hash != step.old",
        "return False",
        "tests/delivery/test_rebuild.py",
    ),
    Change(
        "generator/delivery/disk.py", "stat.S_ISLNK(found.st_mode)", "False", "tests/delivery/test_rebuild.py"
    ),
    Change(
        "generator/delivery/plan.py",
        "not there.hash or there.hash in self.lineage.own(file)",
        "True",
        "tests/delivery/test_delivery.py",
    ),
    Change(
        "generator/delivery/manifest.py",
        "(row for row in found if row and _may_be_ours(row.path))",
        "(row for row in found if row)",
        "tests/delivery/test_manifest.py",
    ),
    Change(
        "generator/kept.py",
        "if data[:32] == sha256(key + data[32:]).digest() else None",
        "",
        "tests/test_kept.py",
    ),
    # Records of the year: by the month of their file, by the day of the document, since the first agreement
    Change("generator/schema/rules/recorded.py", "one.date[:7] < one", "one.date[:7] <= one", BESIDE),
    Change("generator/schema/rules/recorded.py", "one.date < begin[0]", "one.date <= begin[0]", BESIDE),
    Change("generator/schema/rules/recorded.py", "first != keys and (", "first != keys or (", BESIDE),
    Change("generator/facts/ahead.py", "if filed > day:", "if filed >= day:", BESIDE),
    Change("generator/facts/ahead.py", "elif filed <= day:", "elif filed < day:", BESIDE),
    Change("generator/intake/beside.py", "len(names) > MOST", "len(names) >= MOST", BESIDE),
    Change("generator/intake/joined.py", "if key not in there:", "if not there.get(key):", BESIDE),
    Change("generator/intake/joined.py", "elif there != value:", "elif False:", BESIDE),
    # What was issued: versions in their order, each once, bytes as they were
    Change("generator/issued/sound.py", "late < early", "late > early", ISSUED),
    Change("generator/issued/sound.py", "if not one.withdrawn:", "if True:", ISSUED),
    Change("generator/issued/papers.py", "if now == row.sha256:", "if True:", ISSUED),
    Change("generator/issued/laying.py", 'there.hash in ("", digest', "there.hash not in (digest", ISSUED),
    # What is due: nothing on its day, everything on the next; the year's end of what time alone changes
    Change("generator/facts/dues.py", "day >= facts.day)", "day > facts.day)", DUES),
    Change("generator/facts/dues.py", "one.due < facts.day", "one.due <= facts.day", DUES),
    Change("generator/facts/dues.py", "rule.article not in told", "True", DUES),
    Change("generator/facts/dues.py", "domain.last_day(one.expires)", "domain.first_day(one.expires)", DUES),
    Change(
        "generator/facts/dues.py",
        "return (not due.late, not due.grave,",
        "return (not due.late, False,",
        DUES,
    ),
    Change("generator/facts/certified.py", "one.expires < facts.day", "one.expires <= facts.day", DUES),
    Change("generator/facts/horizon.py", "_AHEAD = (-7, -30, -60)", "_AHEAD = (-7, -30)", HORIZON),
    Change("generator/facts/horizon.py", "_AHEAD = (-7, -30, -60)", "_AHEAD = (-7, -60)", HORIZON),
    Change("generator/facts/horizon.py", "_STEPS = (0, 1)", "_STEPS = (0,)", HORIZON),
    Change("generator/facts/horizon.py", "_STEPS = (0, 1)", "_STEPS = (1,)", HORIZON),
    Change("generator/facts/horizon.py", "_after(month_end(day), 1)", "_after(month_end(day), 2)", HORIZON),
    Change("generator/status/model.py", "SOON = 60", "SOON = 59", STATUS),
    Change("generator/status/model.py", "due.day <= limit", "due.day < limit", STATUS),
    Change("generator/status/model.py", "_NEXT = 4", "_NEXT = 5", STATUS),
    Change(
        "generator/status/stand.py",
        "one.date < facts.day",
        "one.date <= facts.day",
        "tests/status/test_papers.py",
    ),
    Change("generator/status/stand.py", "one.start > start", "one.start >= start", STATUS),
    Change(
        "generator/status/papers.py",
        "told and told <= day",
        "told and told < day",
        "tests/status/test_papers.py",
    ),
    Change(
        "generator/status/papers.py",
        "suffix in _TO_SIGN and not signed",
        "not signed",
        "tests/status/test_papers.py",
    ),
    Change("generator/making/asof.py", "told[:_LONGEST] or _FIRST", "_FIRST", ISSUING),
    Change(
        "generator/status/changes.py",
        "piece.entry.life != Life.STANDING",
        "True",
        "tests/status/test_changes.py",
    ),
    Change("generator/status/changes.py", "if name in others", "if True", "tests/status/test_changes.py"),
    Change("generator/status/calendar.py", "> _WIDEST", ">= _WIDEST", "tests/status/test_calendar.py"),
    Change("generator/status/calendar.py", "_WIDEST = 75", "_WIDEST = 76", "tests/status/test_calendar.py"),
    Change("generator/status/calendar.py", "day + _ONE", "day", "tests/status/test_calendar.py"),
    Change(
        "generator/status/summary.py",
        "one.result is Recheck.RECTIFIED",
        "True",
        "tests/status/test_summary.py",
    ),
    Change(
        "generator/bundles/admission.py",
        "order < versions.order(self.use.seen)",
        "order <= versions.order(self.use.seen)",
        INSTALL,
    ),
    Change(
        "generator/bundles/admission.py",
        "versions.order(turn) < versions",
        "versions.order(turn) <= versions",
        INSTALL,
    ),
    Change("generator/bundles/admission.py", "set(use.keys) & set(keys)", "set(use.keys)", INSTALL),
    Change(
        "generator/bundles/admission.py",
        "return installed.damage(found, self.use) is None",
        "return True",
        INSTALL,
    ),
    Change(
        "generator/bundles/installed.py",
        "versions.order(one.version) <= most",
        "versions.order(one.version) < most",
        INSTALLED,
    ),
    Change("generator/bundles/installed.py", "number not in use.digests and ", "", INSTALLED),
    Change("generator/bundles/installed.py", "known and known.key in use.keys", "known", INSTALL),
    Change("generator/bundles/admission.py", "if not given.known and (last", "if (last", INSTALL),
    Change("generator/bundles/committee.py", "if day < datetime.date.max", "if day", CHOICE),
    Change("generator/bundles/manifest.py", '"Cc", "Cf", "Cs"', '"Cc", "Cs"', SEALED),
    Change("generator/bundles/manifest.py", "not self.tool_before or", "not before or", SEALED),
    Change("generator/bundles/home.py", "path.lstat()", "path.stat()", HOME),
    Change(
        "generator/bundles/home.py",
        ">= max(map(versions.order, use.digests))",
        ">= versions.order(use.use)",
        HOME,
    ),
    Change("generator/bundles/home.py", "stat.S_IWOTH", "stat.S_IWGRP", HOME),
    Change("generator/bundles/install.py", "if by_last and following", "if following", INSTALL),
    Change("generator/bundles/install.py", "max(use.seen, number, key=versions.order)", "number", INSTALL),
    Change("generator/bundles/install.py", "if not given.lower or downgrade", "if not given.lower", INSTALL),
    Change(
        "generator/bundles/install.py",
        "        if not given.known:\n            disk.clear",
        "        if given.known:\n            disk.clear",
        INSTALL,
    ),
    Change("generator/proofing/placed.py", "len(name) > _LONGEST", "len(name) >= _LONGEST", PLACED),
    Change(
        "generator/proofing/placed.py",
        "fullmatch(source) and is_inside",
        "fullmatch(source) or is_inside",
        PLACED,
    ),
    Change(
        "generator/proofing/placed.py",
        "own.suffix, own.each) == made",
        "own.suffix) == made[:2]",
        PLACED,
    ),
    Change("generator/bundles/manifest.py", "max(day, self.applies_from or day)", "day", PROVING),
    Change("generator/bundles/trust.py", "key.line not in known", "key.line != known[-1]", TRUST),
    Change(
        "generator/bundles/trust.py",
        'one.role == "committee" and other != name',
        'one.role == "committee"',
        TRUST,
    ),
    Change(
        "generator/bundles/home.py", "disk.replace(beside, path)", "disk.write(path, text.encode())", KILLS
    ),
    Change(
        "generator/bundles/sealed.py",
        "    if _packed(parts) != data:",
        "    if len(_packed(parts)) != len(data):",
        SEALED,
    ),
    Change(
        "generator/bundles/sealed.py",
        "if len(found) > MOST_FILES:",
        "if len(found) >= MOST_FILES:",
        SEALED,
    ),
    Change(
        "generator/bundles/sealed.py",
        "if len(data) > LARGEST:",
        "if len(data) >= LARGEST:",
        SEALED,
    ),
    Change(
        "generator/bundles/sealed.py",
        "len(words) <= manifest.LARGEST",
        "len(words) < 2 * manifest.LARGEST",
        SEALED,
    ),
    Change(
        "generator/bundles/sealed.py",
        "signature.file() != seal",
        "len(signature.file()) > len(seal)",
        SEALED,
    ),
    Change(
        "generator/bundles/manifest.py",
        "later > FORMAT",
        "later > FORMAT + 1",
        SEALED,
    ),
    Change(
        "generator/bundles/manifest.py",
        "not self.tool_before or versions.order(tool) < before",
        "not self.tool_before or versions.order(tool) <= before",
        SEALED,
    ),
    Change(
        "generator/signing/written.py",
        'return found if encoded(found) == text else b""',
        "return found",
        SIGNING,
    ),
    Change(
        "generator/signing/secret.py",
        "len(passphrase) < SHORTEST",
        "len(passphrase) <= SHORTEST",
        SIGNING,
    ),
    Change(
        "generator/signing/secret.py",
        "operations > _MOST_OPERATIONS or",
        "operations > _MOST_OPERATIONS + 1 or",
        SIGNING,
    ),
    Change(
        "generator/signing/signature.py",
        "or not key.fits(self.whole, self.raw + self.comment.encode())",
        "or not key.fits(self.whole, self.raw + self.comment.encode()[:8])",
        SIGNING,
    ),
    Change(
        "generator/authoring/drafts.py",
        "about.applies_until < about.applies_from",
        "about.applies_until <= about.applies_from",
        PUBLISH,
    ),
    Change(
        "generator/entrybook/habits.py",
        "if abs(number) >= 10**_MOST_DIGITS:",
        "if abs(number) > 10**_MOST_DIGITS:",
        HABITS,
    ),
    Change("generator/entrybook/habits.py", "if day.year < _EARLIEST:", "if day.year <= _EARLIEST:", HABITS),
    Change(
        "generator/entrybook/habits.py", "found and 1 <= month <= 12", "found and 0 <= month <= 12", HABITS
    ),
    Change(
        "generator/entrybook/habits.py",
        "= day.day == 1 and formats.is_monthly",
        "= formats.is_monthly",
        HABITS,
    ),
    Change(
        "generator/entrybook/habits.py",
        "written.zfill(len(bare)) if formats.is_padded(bare) else written",
        "written",
        HABITS,
    ),
    Change(
        "generator/entrybook/habits.py",
        "isinstance(value, datetime.time) and not value.second",
        "isinstance(value, datetime.time)",
        HABITS,
    ),
    Change("generator/entrybook/habits.py", "if written in _DITTO:", 'if written == "同上":', HABITS),
    Change(
        "generator/entrybook/scanned.py",
        "if rows * columns > _MOST_CELLS:",
        "if rows * columns >= _MOST_CELLS:",
        CELLS,
    ),
    Change("generator/entrybook/scanned.py", ' and not (kind and kind[1] == b"str")', "", CELLS),
    Change("generator/entrybook/package.py", "if left < 0:", "if left <= 0:", CELLS),
    Change(
        "generator/entrybook/package.py", "if len(self._infos) < len(infos):", "if not self._infos:", CELLS
    ),
    Change(
        "generator/entrybook/taken.py", "if line in filled or () in kept or", "if line in filled or", BOOKS
    ),
    Change("generator/entrybook/taken.py", "if len(columns) > 1:", "if len(columns) > 2:", BOOKS),
    Change(
        "generator/entrybook/taken.py",
        "if first.rstrip()[-1] == _SUM and habits",
        "if first[-1] == _SUM and habits",
        BOOKS,
    ),
    Change(
        "generator/entrybook/references.py",
        "if caption and self.counted[caption] == 1:",
        "if caption:",
        BOOKS,
    ),
    Change(
        "generator/entrybook/references.py",
        "if table.is_numbered and key in found.keys:",
        "if table.is_numbered and key in found.labels:",
        BOOKS,
    ),
    Change("generator/entrybook/claims.py", "int(number) > FORMAT", "int(number) >= FORMAT", BOOKS),
    Change(
        "generator/entrybook/contents.py",
        "kept and _is_as_long(value, kept.value) else value",
        "kept else value",
        PHOTOS,
    ),
    Change(
        "generator/entrybook/contents.py",
        "is_text and _text(content) == habits.plain(mark.cell)",
        "is_text",
        BOOKS,
    ),
    Change(
        "generator/entrybook/naming.py",
        "self.files.setdefault(line.photo, one.file) != one.file",
        "not self.files.setdefault(line.photo, one.file)",
        PASTED,
    ),
    Change(
        "generator/entrybook/belonging.py",
        "shares[largest] >= _MOSTLY",
        "shares[largest] > _MOSTLY",
        PICTURES,
    ),
    Change(
        "generator/entrybook/belonging.py", "0 <= offset <= _AT_CORNER", "0 <= offset < _AT_CORNER", PICTURES
    ),
    Change(
        "generator/entrybook/belonging.py", "if total < _TOUCHED and", "if total <= _TOUCHED and", PICTURES
    ),
    Change("generator/entrybook/pictures.py", "if len(found) > MOST:", "if len(found) >= MOST:", PICTURES),
    Change("generator/entrybook/entries.py", "day >= _FIRST", "day > _FIRST", FILLED),
    Change(
        "generator/entrybook/entries.py",
        "abs(exact) < 10**_MOST_DIGITS",
        "abs(exact) <= 10**_MOST_DIGITS",
        FILLED,
    ),
    Change(
        "generator/entrybook/entries.py", ".digits) <= _MOST_DIGITS", ".digits) <= _MOST_DIGITS + 1", FILLED
    ),
    Change("generator/entrybook/entries.py", "// 2 <= LONGEST", "// 2 < LONGEST", FILLED),
    Change("generator/entrybook/pointing.py", "if number not in taken)", "if number)", FILLED),
    Change(
        "generator/entrybook/marking.py",
        "if column.kind is Kind.DATE and isinstance(value, datetime.date):",
        "if isinstance(value, datetime.date):",
        MARKING,
    ),
    Change(
        "generator/entrybook/marking.py",
        "value if _stays(value) else habits.blank",
        "value or habits.blank",
        MARKING,
    ),
    Change(
        "generator/readback/tables.py",
        "* 5 <= wanted * _MOST_FOREIGN",
        "* 5 <= wanted * 3",
        READBACK,
    ),
    Change(
        "generator/readback/sheet.py",
        "int(day[:4]) < self.rules.day.year",
        "int(day[:4]) <= self.rules.day.year",
        READBACK,
    ),
    Change(
        "generator/readback/sheet.py", "day[:7] < self.rules.filed", "day[:7] <= self.rules.filed", READBACK
    ),
    Change(
        "generator/readback/reading.py",
        "if year and year > day.year:",
        "if year and year >= day.year:",
        READBACK,
    ),
    Change("generator/readback/reading.py", "table.year < day.year", "table.year <= day.year", READBACK),
    Change("generator/readback/inspections.py", "all(str(one) < day", "all(str(one) <= day", READBACK),
    Change(
        "generator/readback/matching.py",
        "if len(said) < min(_ENOUGH",
        "if len(said) <= min(_ENOUGH",
        READBACK,
    ),
    Change("generator/readback/matching.py", "gone=fact is None", "gone=False", READBACK),
    Change("generator/workbooks/keys.py", "name if seen[name] == 1 else", "name if seen[name] else", KEYS),
    Change(
        "generator/registry/headings.py", "len(known) == 1 and len(texts) > 1", "len(known) == 1", REGISTRY
    ),
    Change("generator/registry/standing.py", "not (client.code and one.code)", "not client.code", REGISTRY),
    Change("generator/registry/making.py", "if self.crowded[names.key(plain)] == 1 and", "if", REGISTRY),
    Change("generator/registry/rows.py", "if top == number or about", "if about", REGISTRY),
    Change(
        "generator/conversion/named.py",
        "if not _is_there(there) or is_same(there, asset):",
        "if not _is_there(there):",
        CONVERTED,
    ),
    Change(
        "generator/conversion/placed.py",
        "return path.is_file() and is_same(File(path), asset)",
        "return path.is_file()",
        CONVERTED,
    ),
    Change(
        "generator/conversion/__init__.py",
        "is_beside and not keep_records:",
        "is_beside:",
        CONVERTED,
    ),
    Change(
        "generator/intake/whereabouts.py",
        'locks = (f"~${file.name}", f".~{file.name}", f".~lock.{file.name}#")',
        'locks = (f"~${file.name}",)',
        WHEREABOUTS,
    ),
)


def main(words: list[str]) -> int:
    """Try the chosen changes one after another; print each with its end, and the score."""
    chosen = [change for change in CHANGES if not words or any(word in " ".join(change) for word in words)]
    if wrong := [fault for change in chosen if (fault := _stale(change))]:
        sys.stdout.write("\n".join([*wrong, ""]))
        return 2
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(Path(folder))
        sound = {tests: not _fails(copy, tests) for tests in {change.tests for change in chosen}}
        killed = [_killed(copy, change) for change in chosen if sound[change.tests]]
    broken = sorted(tests for tests, well in sound.items() if not well)
    sys.stdout.write("".join(f"fails, or is not there, without any change: {tests}\n" for tests in broken))
    sys.stdout.write(f"{sum(killed)} of {len(killed)} killed\n")
    if broken:
        return 2
    return 0 if killed and sum(killed) >= ENOUGH * len(killed) else 1


def _stale(change: Change) -> str:
    count = (ROOT / change.file).read_text("utf-8").count(change.old) if (ROOT / change.file).is_file() else 0
    return "" if count == 1 else f"{change.file}: {change.old!r} stands there {count} times"


def _copy(folder: Path) -> Path:
    """The checkout as it stands, without what it has built."""
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def _killed(copy: Path, change: Change) -> bool:
    """Whether a test fails; the copy is as it was afterwards."""
    file = copy / change.file
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(change.old, change.new), "utf-8")
    try:
        killed = _fails(copy, change.tests)
    finally:
        file.write_text(whole, "utf-8")
    sys.stdout.write(f"{'killed' if killed else 'ALIVE '} {change.file}: {change.old} → {change.new}\n")
    sys.stdout.flush()
    return killed


def _fails(copy: Path, tests: str) -> bool:
    """Whether the tests fail in the copy; its own modules come first on the path."""
    command = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        *shlex.split(tests),
    ]
    done = subprocess.run(command, cwd=copy, capture_output=True)
    return done.returncode != 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
