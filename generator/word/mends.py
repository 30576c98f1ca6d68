"""What is wrongly typed in a tag and can be read in one way only: the tag as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.problems import errors_in
from generator.word import slips, tags

_HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad"  # what no one sees
_GAP = rf"[\s{_HIDDEN}]"
_OPEN = rf"(?P<open>[{{｛]{_GAP}*(?:[{{｛]|(?P<statement>[%％])))"
_CLOSE = rf"(?P<close>(?(statement)[%％]|[}}｝]){_GAP}*[}}｝])"
_COMMENT = r"\{#(?:(?!\{#|#\}).)*#\}"
# A tag with all its braces, in whatever width, and what stands in it: no brace, no per cent.
_WHOLE = re.compile(rf"(?s){_COMMENT}|{_OPEN}(?P<body>[^{{}}｛｝%％]*){_CLOSE}")
# One of the four signs is missing, or the two at the end are of the other kind.
_TORN = re.compile(
    rf"(?s){_COMMENT}|(?P<open>[{{｛](?:\s*[{{｛%％])?|[%％])(?P<body>[^{{}}｛｝%％]{{1,200}})"
    r"(?P<close>[}｝%％]\s*[}｝]|[}｝%％])"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’|＂[^＂]*＂|＇[^＇]*＇")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_NARROW |= str.maketrans("\u3000\u00a0。、", "  .,")
_STRAIGHT = str.maketrans("“”‘’＂＇", "\"\"''\"'")
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_STATEMENT = re.compile(
    r"\s*(?:(tr|tc|p|r)\s+|(tr|tc|p|r)(?=(?:if|elif|else|endif|for|endfor)\b))?(.*)", re.S | re.I
)
_SAID = re.compile(r"\s*(?:(?:tr|tc|p|r)\s+)?(?:if|elif|else|endif|for|endfor)\b")
_SPLIT = {"end if": "endif", "end for": "endfor", "else if": "elif", "elseif": "elif", "elsif": "elif"}
_WORD = re.compile(r"(end\s+if|end\s+for|else\s+if|\w+)(.*)", re.S | re.I)
_WORDS = ("if", "elif", "else", "endif", "for", "endfor")
_ENDING = ("endif", "endfor", "else")
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Mend:
    """The characters of a paragraph from ``start`` to ``end``, what they are to be, and what that mends."""

    start: int
    end: int
    old: str
    new: str
    what: tuple[str, ...]
    sure: bool = True


def of(text: str, opened: list[str]) -> Iterator[Mend]:
    """The mends of a paragraph's tags in their order.

    ``opened`` are the words of the conditions and loops that are open before it, the innermost last; it is
    brought up to date. Whoever applies a mend that is not ``sure`` must see that the names in it are known.
    """
    done = 0
    for found in _WHOLE.finditer(text):
        yield from _torn(text, done, found.start(), opened)
        done = found.end()
        if found["open"] is not None:
            yield from _whole(found, opened)
    yield from _torn(text, done, len(text), opened)


def _whole(found: re.Match[str], opened: list[str]) -> Iterator[Mend]:
    """The mend of a tag that has all its braces, where it needs one."""
    new, what = _read(found["open"], found["body"], found["close"], opened)
    tag = _sound(new)
    if tag and new != found[0] and what:
        yield _mend(found, new, tuple(what))
    _follow(tag or _sound(found[0]), opened)


def _mend(found: re.Match[str], new: str, what: tuple[str, ...], *, sure: bool = True) -> Mend:
    return Mend(found.start(), found.end(), found[0], new, what, sure)


def _torn(text: str, start: int, end: int, opened: list[str]) -> Iterator[Mend]:
    """The mends of tags that lack one sign, in the words between whole ones."""
    for found in _TORN.finditer(text, start, end):
        new = "" if found["open"] is None else _closed(found)
        if tag := _sound(new):
            _follow(tag, opened)
            yield _mend(found, new, ("补上缺少的括号",), sure=False)


def _closed(found: re.Match[str]) -> str:
    """The tag with the sign that it lacks; "" where more than one is missing."""
    first, last = (re.sub(r"\s", "", found[name].translate(_NARROW)) for name in ("open", "close"))
    is_statement = bool(_SAID.match(found["body"]))
    if not _lacks_one(first, last) or (not is_statement and "%" in (first, first[-1])):
        return ""
    begin, end = ("{%", "%}") if is_statement else ("{{", "}}")
    return begin + _narrowed(found["body"]) + end


def _lacks_one(first: str, last: str) -> bool:
    """Whether one sign of four is missing, or of another kind."""
    return {len(first), len(last)} == {1, 2} or _crossed(first, last)


def _crossed(first: str, last: str) -> bool:
    """Whether a tag begins as one kind and ends as the other."""
    return (first, last) in (("{{", "%}"), ("{%", "}}"))


def _sound(source: str) -> tags.Tag | None:
    """The one tag that a text is, without a slip; None for anything else."""
    tag = _alone(source)
    return None if tag is None or errors_in(slips.in_tag(tag)) else tag


def _alone(source: str) -> tags.Tag | None:
    """The one tag that a text is, and nothing beside."""
    found = tags.of(source)
    return found[0] if len(found) == 1 and found[0].source == source else None


def _follow(tag: tags.Tag | None, opened: list[str]) -> None:
    if tag and tag.word in ("if", "for"):
        opened.append(tag.word)
    elif tag and tag.word in ("endif", "endfor") and opened:
        opened.pop()


def _read(first: str, body: str, last: str, opened: Sequence[str]) -> tuple[str, list[str]]:
    """The tag as it was meant, and what that mends."""
    seen = _outside(body, _without_unseen)
    narrow = _narrowed(seen)
    straight = _quotes(narrow)
    what = list(_changes(first + last, (body, seen, narrow, straight)))
    sign = _sign(first)
    if sign == "{%":
        straight, said = _statement(straight, opened)
        what += said
    return sign + straight + _sign(last), what


def _sign(written: str) -> str:
    """The braces of a tag without gaps, in half width."""
    return re.sub(_GAP, "", written.translate(_NARROW))


def _without_unseen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _changes(signs: str, forms: tuple[str, str, str, str]) -> Iterator[str]:
    """What was mended, by the signs of a tag and by its inside as it was and after each step."""
    body, seen, narrow, straight = forms
    if re.search(r"\s", signs):
        yield "去掉括号之间的空格"
    if seen != body or _UNSEEN.search(signs):
        yield "去掉看不见的字符"
    if narrow != seen or signs.translate(_NARROW) != signs:
        yield "全角改为半角"
    if straight != narrow:
        yield "中文引号改为半角引号"


def _narrowed(body: str) -> str:
    """A tag's inside with signs of half width outside of quoted words."""
    return _outside(body, lambda text: text.translate(_NARROW), _ends)


def _outside(body: str, change: Callable[[str], str], quoted: Callable[[str], str] = str) -> str:
    """A tag's inside with a change of what stands outside of quotes, and another of quoted words."""
    made, done = "", 0
    for found in _QUOTED.finditer(body):
        made += change(body[done : found.start()]) + quoted(found[0])
        done = found.end()
    return made + change(body[done:])


def _ends(quoted: str) -> str:
    """Quoted words with quotes of half width where they were of full width; the words as they are."""
    sign = {"＂": '"', "＇": "'"}.get(quoted[0])
    return sign + quoted[1:-1] + sign if sign else quoted


def _quotes(body: str) -> str:
    return _QUOTED.sub(lambda found: _straight(found[0]), body)


def _straight(quoted: str) -> str:
    """Quoted words in straight quotes, unless those words hold one themselves."""
    sign = quoted[0].translate(_STRAIGHT)
    return quoted if sign in quoted[1:-1] else sign + quoted[1:-1] + sign


def _statement(body: str, opened: Sequence[str]) -> tuple[str, list[str]]:
    """The inside of a statement with its prefix apart and its word spelt; the blanks at its ends stay."""
    found = _STATEMENT.fullmatch(body)
    spelt = _WORD.fullmatch(found[3]) if found else None
    if not (found and spelt):
        return body, []
    prefix, what = _prefix(found, body)
    word, rest = spelt.groups()
    meant = _meant(word, opened)
    if meant != word:
        what = [*what, f"{word} 改为 {meant}"]
    return (f"{prefix} {meant}{rest}" if what else body), what


def _prefix(found: re.Match[str], body: str) -> tuple[str, list[str]]:
    """The prefix of a statement as it should be written, and what that mends."""
    apart, glued, _ = found.groups()
    written = apart or glued or ""
    prefix = written.lower()
    is_odd = prefix and (glued or body[0].isspace() or prefix != written)
    return prefix, [f"前缀 {prefix} 紧接 {{%，小写，后面空一格"] if is_odd else []


def _meant(word: str, opened: Sequence[str]) -> str:
    """The word of a statement as it is spelt; the word itself where that is not sure."""
    written = " ".join(word.lower().split())
    if written in _WORDS:
        return written
    if written in _SPLIT:
        return _SPLIT[written]
    return _ended(written, opened[-1]) or word if opened else word


def _ended(written: str, opened: str) -> str:
    """Which end, or else, of what was opened last is much like a word; "" for none."""
    close = "endif" if written == "end" else next(iter(get_close_matches(written, _ENDING, 1, _ALIKE)), "")
    return f"end{opened}" if close.startswith("end") else close
