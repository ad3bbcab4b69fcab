"""A term's run: what it writes, what it never writes, and what it says when it cannot."""

from __future__ import annotations

import json
import re
import sys
import threading
from pathlib import Path

import pytest

from helpers import cli
from helpers.findings import Finding
from helpers.problems import InputError, UsageError
from helpers.reporting import execute as executing
from helpers.reporting.execute import execute
from helpers.reporting.run import run_term, steps
from tests.reporting.conftest import Demo
from tests.reporting.demo import write_demo


def _files(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def test_the_folder_holds_pages_findings_manifest_and_notebooks(demo: Demo) -> None:
    assert demo.governors.folder.parts[-3:] == ("small", "2013-summer", "governors")
    assert set(_files(demo.governors.folder)) == {
        "index.html",
        "demo.html",
        "demo-cpd.html",
        "findings.json",
        "manifest.json",
        "notebooks/demo.ipynb",
        "notebooks/demo-cpd.ipynb",
    }


def test_nothing_is_left_beside_the_reports(demo: Demo) -> None:
    beside = {one.name for one in demo.governors.folder.parent.iterdir()}
    assert beside == {"governors", "leadership"}


def test_the_same_inputs_give_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    told: list[str] = []
    again = run_term(demo.school, reports=tmp_path, pages=demo.pages, jobs=1, progress=told.append)
    assert _files(again.folder) == _files(demo.governors.folder)
    assert len(told) == steps(demo.pages)


def test_nothing_of_this_machine_is_in_any_file(demo: Demo) -> None:
    private = (str(demo.school), str(Path.home()), str(Path.cwd()), "/tmp")
    for result in (demo.governors, demo.leadership):
        for name, content in _files(result.folder).items():
            text = re.sub(r"base64,[\w+/=]+", "", content.decode("utf-8"))
            for word in private:
                assert word not in text, name
    notebook = json.loads(_files(demo.governors.folder)["notebooks/demo.ipynb"])
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert all(set(cell["metadata"]) <= {"tags"} for cell in notebook["cells"])
    injected = next(one for one in notebook["cells"] if one["id"] == "injected-parameters")
    assert "school = 'small'" in "".join(injected["source"])


def test_findings_come_back_as_they_were_each_key_once(demo: Demo) -> None:
    text = (demo.governors.folder / "findings.json").read_text(encoding="utf-8")
    findings = tuple(Finding.from_dict(one) for one in json.loads(text))
    assert findings == demo.governors.findings
    assert [one.key for one in findings] == ["demo.lessons", "demo.hidden"]


def test_the_manifest_names_inputs_versions_and_parameters(demo: Demo) -> None:
    manifest = json.loads(_files(demo.governors.folder)["manifest.json"])
    assert manifest["parameters"]["school"] == "small"
    assert manifest["parameters"]["audience"] == "governors"
    assert re.fullmatch("[0-9a-f]{64}", manifest["sha256 of all inputs"])
    leaders = json.loads(_files(demo.leadership.folder)["manifest.json"])
    assert leaders["sha256 of all inputs"] == manifest["sha256 of all inputs"]
    by_file = {one["file"]: one["sha256"] for one in leaders["inputs"]}
    assert re.fullmatch("[0-9a-f]{64}", by_file["observations.csv"])
    # A digest of one small file would let a reader try what its last unknown cell is.
    assert {"file": "observations.csv"} in manifest["inputs"]
    assert {"python", "numpy", "scipy", "pandas"} <= set(manifest["versions"])


def test_a_failing_notebook_leaves_the_last_reports_untouched(demo: Demo, tmp_path: Path) -> None:
    good = write_demo(tmp_path / "good.ipynb")
    made = run_term(demo.school, reports=tmp_path / "reports", pages=[good])
    before = _files(made.folder)
    bad = write_demo(tmp_path / "bad.ipynb", "1 / 0")
    with pytest.raises(InputError, match=r"fault in the workbook itself \(ZeroDivisionError"):
        run_term(demo.school, reports=tmp_path / "reports", pages=[good, bad])
    assert _files(made.folder) == before
    assert [one.name for one in made.folder.parent.iterdir()] == ["governors"]


def test_what_is_wrong_with_the_input_is_said_in_its_own_words(tmp_path: Path) -> None:
    page = write_demo(
        tmp_path / "demo.ipynb",
        "from helpers.problems import InputError\nraise InputError('Fill in the terms.')",
    )
    with pytest.raises(InputError) as told:
        execute(page.path, {})
    assert str(told.value) == "Fill in the terms."


def test_a_term_or_audience_that_does_not_exist_is_refused_before_any_notebook_runs(
    demo: Demo, tmp_path: Path
) -> None:
    with pytest.raises(UsageError):
        run_term(demo.school, term="2013-sumer", reports=tmp_path, pages=demo.pages)
    with pytest.raises(UsageError):
        run_term(demo.school, audience="governers", reports=tmp_path, pages=demo.pages)
    assert list(tmp_path.iterdir()) == []


def test_a_mistyped_parameter_is_an_error_not_a_warning(tmp_path: Path) -> None:
    page = write_demo(tmp_path / "demo.ipynb")
    with pytest.raises(UsageError, match='Did you mean "audience"'):
        execute(page.path, {"audiense": "public"})


def test_a_missing_notebook_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^01_skills_audit\.ipynb is missing"):
        execute(tmp_path / "01_skills_audit.ipynb", {})


def test_a_kernel_that_does_not_start_is_tried_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = write_demo(tmp_path / "demo.ipynb")
    tries: list[int] = []

    def flaky(source: object, parameters: object) -> str:
        tries.append(1)
        if len(tries) < 2:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return "executed"

    monkeypatch.setattr(executing, "_run", flaky)
    assert execute(page.path, {}) == "executed"
    monkeypatch.setattr(executing, "START_TRIES", 1)
    tries.clear()
    with pytest.raises(InputError, match="could not be started"):
        execute(page.path, {})


def test_the_kernel_is_this_python_whatever_else_the_computer_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "kernels" / "python3"
    other.mkdir(parents=True)
    spec = {"argv": ["no-such-python"], "display_name": "Python 3", "language": "python"}
    (other / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    page = write_demo(tmp_path / "demo.ipynb", "import sys; sys.executable")
    done = execute(page.path, {})
    assert sys.executable in str(done.cells[4].outputs)


def test_two_runs_at_once_do_not_mix(
    demo: Demo,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The second is told to wait; the first goes on and finishes."""
    page = write_demo(tmp_path / "demo.ipynb")
    started, go_on = threading.Event(), threading.Event()

    def hold(step: str) -> None:
        if step == page.title:
            started.set()
            go_on.wait(60)

    def first() -> None:
        run_term(demo.school, reports=tmp_path / "reports", pages=[page], progress=hold)

    running = threading.Thread(target=first)
    running.start()
    assert started.wait(60)
    with pytest.raises(InputError, match="Another run is writing governors"):
        run_term(demo.school, reports=tmp_path / "reports", pages=[page])
    with monkeypatch.context() as patched:
        patched.chdir(tmp_path)
        assert cli.main(["run", str(demo.school)]) == cli.MEND
    assert "Wait until it is done" in capsys.readouterr().err
    go_on.set()
    running.join()
    assert (tmp_path / "reports" / "small" / "2013-summer" / "governors" / "demo.html").exists()
