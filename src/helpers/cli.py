"""The commands: words typed at a prompt in, exit codes out; the work is done elsewhere.

Exit codes: 0 all is well; 1 the data (or the disk) need mending; 2 wrong use: an unknown
command or option, a folder that is not there, or one that is there already.

A new command is one function here and one entry in ``COMMANDS``.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from helpers.problems import InputError, UsageError, counted, listing, near_miss

FINE, MEND, WRONG_USE = 0, 1, 2


class Parser(ArgumentParser):
    """A parser that raises :class:`UsageError` and remembers the options it has been given."""

    def __init__(self, **kwargs: Any) -> None:
        self.options: list[str] = []
        super().__init__(allow_abbrev=False, **kwargs)

    def add_argument(self, *names: str, **kwargs: Any) -> Any:
        """Adds an argument as ``ArgumentParser`` does."""
        self.options += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **kwargs)

    def error(self, message: str) -> NoReturn:
        """Raises :class:`UsageError` in place of leaving the program."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its arguments are added by ``arguments``, its work is done by ``run``."""

    name: str
    help: str
    arguments: Callable[[Parser], object]
    run: Callable[[Namespace], int]


def check(given: Namespace) -> int:
    """Prints every problem in a school's folder."""
    # pandas takes half a second to import: no other command should wait for it.
    from helpers.school import read_school

    school = read_school(given.school)
    if school.problems:
        print(listing(school.problems), end="\n\n")
    waiting = [one.table.file for one in school.tables.values() if not one.table.required]
    waiting = [file for file in waiting if not school.tables[file[:-4]].rows_read]
    if waiting:
        print(f"Not filled in, and may stay so: {', '.join(sorted(waiting))}.")
    used = sum(one.rows_used for one in school.tables.values())
    read = sum(one.rows_read for one in school.tables.values())
    print(f"{used} of {read} rows can be used. {counted(school.problems)}")
    return MEND if school.stopping else FINE


def new(given: Namespace) -> int:
    """Makes a new school's folder."""
    from helpers.school.new import new_school

    place = new_school(given.folder)
    print(f"Made {place}. Read READ-ME-FIRST.txt there.")
    return FINE


def run(given: Namespace) -> int:
    """Makes a whole term's reports."""
    print("Starting ...", flush=True)
    # The libraries behind this take seconds to import: the line above comes first.
    from tqdm import tqdm

    from helpers.reporting.run import run_term, steps

    shape = "{desc:<45.45} {n_fmt:>2} of {total_fmt} |{bar:20}|"
    with tqdm(total=steps(), bar_format=shape, ascii=" #", file=sys.stdout) as bar:

        def tell(step: str) -> None:
            bar.set_description_str(step, refresh=False)
            bar.update()

        done = run_term(
            given.school,
            given.term,
            given.baseline,
            given.audience,
            reports=Path(given.reports),
            jobs=given.jobs,
            pdf=given.pdf,
            progress=tell,
        )
    print(f"{len(done.pages)} pages and their index are in {done.folder}")
    print(f"Open {done.folder / 'index.html'}")
    if done.not_printed:
        print(done.not_printed, file=sys.stderr)
    return MEND if done.not_printed else FINE


def plan(given: Namespace) -> int:
    """Shows a term's plan, and writes it where that is asked for."""
    print("Planning ...", flush=True)
    # A large school waits a minute for what follows.
    from helpers.decisions.calendars import write_calendars
    from helpers.decisions.proposal import Wish, propose
    from helpers.decisions.told import told
    from helpers.decisions.writing import write

    wish = Wish(given.alternative, given.replace, given.afresh, given.away, given.first)
    proposal = propose(given.school, given.term, wish, writing=given.write)
    print(told(proposal))
    if not proposal.possible:
        return MEND
    if given.write:
        print("", "Written.", *write(proposal), sep="\n")
    if given.calendars:
        print("", write_calendars(proposal, given.calendars, written=given.write), sep="\n")
    return FINE


def explore(given: Namespace) -> int:
    """Opens JupyterLab on the notebooks."""
    from helpers.explore.lab import how_to_set, open_lab

    print(how_to_set(given.school))
    print("JupyterLab opens in your browser. To stop it, press Ctrl and C here.", flush=True)
    open_lab()
    return FINE


def _explore(parser: Parser) -> None:
    parser.add_argument(
        "school", metavar="SCHOOL", nargs="?", help="the school's folder; the example if left out"
    )


def _plan(parser: Parser) -> None:
    _school(parser)
    parser.add_argument("--term", help="the term to plan; the settings' review term if not given")
    parser.add_argument(
        "--alternative", type=_count, metavar="N", help="take this alternative, not the proposal"
    )
    parser.add_argument(
        "--write", action="store_true", help="write it into groups.csv and sessions.csv"
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="plan again what is only planned, keeping as much of it as can be",
    )
    parser.add_argument(
        "--afresh", action="store_true", help="plan it anew, whatever is in diaries"
    )
    parser.add_argument(
        "--away",
        nargs=3,
        action="append",
        default=[],
        metavar=("STAFF_ID", "FROM", "TO"),
        help="somebody is away from one day to another; may be given more than once",
    )
    parser.add_argument(
        "--from",
        dest="first",
        metavar="DATE",
        help="the first day that may change; the day after the last session held if not given",
    )
    parser.add_argument(
        "--calendars", metavar="FOLDER", help="write calendar files (.ics), with names, there"
    )


def _run(parser: Parser) -> None:
    parser.add_argument(
        "school",
        metavar="SCHOOL",
        nargs="?",
        default="data/example",
        help="the school's folder; the bundled example if left out",
    )
    parser.add_argument("--term", help="the term to report on; the settings' review term if not")
    parser.add_argument("--baseline", help="the term to compare with; the settings' if not given")
    parser.add_argument(
        "--audience",
        default="governors",
        help="governors (the default), leadership (confidential, with names) or public",
    )
    parser.add_argument("--jobs", type=_count, default=2, help="notebooks to run at a time (2)")
    parser.add_argument(
        "--pdf", action="store_true", help="print each page as a PDF too, by a browser at hand"
    )
    parser.add_argument("--reports", default="reports", help="where reports go (reports)")


def _count(word: str) -> int:
    """A number from 1 upwards; argparse turns the error into its own message."""
    if not word.isdecimal() or int(word) < 1:
        raise ArgumentTypeError(f'"{word}" is not a number from 1 upwards')
    return int(word)


def _school(parser: Parser) -> None:
    parser.add_argument("school", metavar="SCHOOL", help="the school's folder")


def _folder(parser: Parser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="a folder that is not there yet")


COMMANDS = (
    Command("run", "make a term's reports", _run, run),
    Command("plan", "propose a term's groups and timetable", _plan, plan),
    Command("explore", "open the notebooks in JupyterLab", _explore, explore),
    Command("check", "name everything to mend in a school's folder", _school, check),
    Command("new", "make a school's folder with blank tables and guidance", _folder, new),
)


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command that ``words`` (those of the prompt by default) name; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # An old Windows console cannot show every letter; a question mark beats a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        given = parsed(sys.argv[1:] if words is None else words)
        return int(given.run(given)) if "run" in given else _all_commands()
    except InputError as error:
        print(error, file=sys.stderr)
        if error.problems:
            print(f"\n{listing(error.problems)}\n\n{counted(error.problems)}", file=sys.stderr)
        return WRONG_USE if isinstance(error, UsageError) else MEND
    except OSError as error:
        print(f"{error.filename or 'A file'}: {error.strerror or error}.", file=sys.stderr)
        return MEND
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return MEND


def _all_commands() -> int:
    """What there is to choose from, for somebody who named no command."""
    print("Name a command:\n")
    for command in COMMANDS:
        print(f"  workbook {command.name:<8} {command.help}")
    return WRONG_USE


def parsed(words: Sequence[str]) -> Namespace:
    """The command's arguments, with its ``run``; raises :class:`UsageError` with near misses."""
    parser = Parser(prog="workbook", description="Evaluates a school's peer coaching programme.")
    commands = parser.add_subparsers(metavar="COMMAND")
    parsers: dict[str, Parser] = {}
    for command in COMMANDS:
        parsers[command.name] = commands.add_parser(
            command.name, help=command.help, description=f"{command.help.capitalize()}."
        )
        command.arguments(parsers[command.name])
        parsers[command.name].set_defaults(run=command.run)
    first = next((word for word in words if not word.startswith("-")), None)
    if first is not None and first not in parsers:
        raise UsageError(f'There is no command "{first}". {near_miss(first, parsers)}')
    given, unknown = parser.parse_known_args(words)
    if unknown:
        options = parsers[first].options if first else parser.options
        raise UsageError(f'There is no option "{unknown[0]}". {near_miss(unknown[0], options)}')
    return given


if __name__ == "__main__":
    sys.exit(main())
