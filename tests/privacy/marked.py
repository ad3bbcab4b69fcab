"""A school in which everybody's name, id and words carry a mark that is found nowhere else."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpers.audience import TOLD
from helpers.schemas import TABLES, Column, Kind
from tests.conftest import EXAMPLE

FIRST = ("Zunorba", "Zunorfi", "Zunorgu", "Zunorke", "Zunorlo", "Zunormi", "Zunorna", "Zunorpe",
         "Zunorri", "Zunorsa", "Zunortu")  # fmt: skip
LAST = ("Quist-Vexamba", "O’Vexamdel", "Vexamfix", "Vexamgor", "Vexamhun", "Vexamjil", "Vexamkor",
        "Vexamlan", "Vexammot", "Vexamnir", "Vexamöst")  # fmt: skip
PERSON = ("zunor", "vexam", "quist", "zqv", "z.q.v", "zqid", "zqpupil", "zqresp", "zqgroup")
"""What betrays a person, in small letters: parts of every name, initials, ids, codes, sets."""
PRIVATE, UNTOLD, OPEN = "privatemark", "untoldmark", "openmark"
"""In words that nobody shared; in text that no page prints; in words that two agreed to share."""
ROWS = ("zqobs", "zqses", "zqwork", "zqpart")
"""In ids of single rows."""

_KEYS = {
    *("questionnaires.questionnaire", "questionnaire_items.questionnaire", "questionnaires.item"),
    *("questionnaire_items.item", "questionnaire_items.scale", "progress.subject"),
    *("benchmarks.measure", "benchmarks.subject", "benchmarks.pupil_group", "objectives.objective"),
    *("photographs.file", "progress.pupil_id"),
}
"""Names of presets and of settings: they stay as they are, or are marked below."""
_IDS = {"observation_id": "ZQOBS", "session_id": "ZQSES", "workshop_id": "ZQWORK",
        "partner_id": "ZQPART", "group_id": "ZQGROUP-Zunorba", "pupil_id": "ZQPUPIL"}  # fmt: skip

NAMES = {f"ZQID{n:02d}": f"{FIRST[n]} {LAST[n]}" for n in range(11)}


def forms(place: int) -> str:
    """Somebody's name in as many ways as people write one."""
    first, last = FIRST[place % 11], LAST[place % 11]
    slip = first[:4] + first[5] + first[4] + first[6:]
    return (
        f"{first} {last}, {first.upper()}’s, {last.lower()}'s, Mrs {last}, {first[0]}. {last}, "
        f"{slip}, ZQV and Z.Q.V., zqid{place % 11:02d}, pupil ZQPUPIL0101"
    )


def marked_school(place: Path) -> Path:
    """The example with every such word and id replaced."""
    folder = place / "marked"
    shutil.copytree(EXAMPLE, folder)
    ids: dict[str, str] = {}
    staff = _read(folder / "staff.csv")
    for row in staff[1:]:
        ids[row[0]] = f"ZQID{len(ids):02d}"
    for name in TABLES:
        _mark(folder / f"{name}.csv", name, ids)
    _photographs(folder)
    for number, file in enumerate(sorted((folder / "narrative").rglob("*.md"))):
        words = (
            f"{forms(number)} told us. <!-- {NAMES['ZQID01']} -->\n\n*{FIRST[2]}*, **{LAST[0]}**."
        )
        file.write_text(file.read_text("utf-8") + f"\n\n{words}\n", "utf-8")
    settings = (folder / "programme.toml").read_text("utf-8")
    for key in ("contact", "data_note", "what_else_changed", "aim"):
        settings = settings.replace(f'\n{key} = "', f'\n{key} = "With {forms(3)}: ')
    settings = settings.replace('wording = "', f'wording = "For {NAMES["ZQID04"]}: ')
    (folder / "programme.toml").write_text(settings, "utf-8")
    packs = folder / "partner_findings"
    text = (packs / "P1.json").read_text("utf-8").replace('"P1"', '"ZQPARTP1"')
    (packs / "zunorba-quist.json").write_text(text, "utf-8")
    (packs / "P1.json").unlink()
    other = packs / "P2.json"
    other.write_text(other.read_text("utf-8").replace('"P2"', '"ZQPARTP2"'), "utf-8")
    return folder


def _mark(file: Path, table: str, ids: dict[str, str]) -> None:
    head, *rows = _read(file)
    for column in TABLES[table].columns:
        if column.name in head:
            at = head.index(column.name)
            for number, row in enumerate(rows):
                row[at] = _cell(table, column, row[at], number, ids)
    if table == "progress":
        head.append("group_class_vexamfix")
        for number, row in enumerate(rows):
            row.append("yes" if number // 3 % 3 else "no")
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])


def _cell(table: str, column: Column, cell: str, number: int, ids: dict[str, str]) -> str:
    place = f"{table}.{column.name}"
    if column.name in {"staff_id", "respondent_id"} or column.refers_to == "staff.staff_id":
        return ids.get(cell, f"ZQRESP{cell}") if cell else cell
    if place == "staff.name":
        return NAMES[f"ZQID{number:02d}"]
    if column.name in _IDS:
        return f"{_IDS[column.name]}{cell}" if cell else cell
    if column.free_text:
        shared = OPEN if column.name in {"notes", "action_step"} else ""
        return f"{shared or PRIVATE}{number} {forms(number)}"
    if place in _KEYS or column.kind is not Kind.TEXT or not cell:
        return cell
    if column.name in TOLD.get(table, ()):
        return f"{cell} with {NAMES['ZQID05']} and Zunorga"
    return f"{UNTOLD} {cell} {forms(number)}"


def _photographs(folder: Path) -> None:
    """A picture with everything in it that a camera and its owner leave behind."""
    head, *rows = _read(folder / "photographs.csv")
    at = head.index("file")
    for number, row in enumerate(rows):
        old = folder / "photographs" / row[at]
        row[at] = f"zunorba-vexam-{number}.png"
        left, exif = PngInfo(), Image.Exif()
        left.add_text("Author", NAMES["ZQID02"])
        exif[0x013B] = NAMES["ZQID03"]
        with Image.open(old) as picture:
            picture.save(old.with_name(row[at]), pnginfo=left, exif=exif)
        old.unlink()
    with (folder / "photographs.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])


def _read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [*csv.reader(opened)]
