"""The example's tables are those that its script writes, to the byte."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import EXAMPLE, ROOT


def test_the_script_writes_the_tables_that_are_committed(tmp_path: Path) -> None:
    script = Path(shutil.copy(EXAMPLE.with_name("make_example.py"), tmp_path))
    subprocess.run([sys.executable, str(script)], check=True, cwd=ROOT, timeout=120)
    written = [one for one in (tmp_path / "example").rglob("*") if one.is_file()]
    assert len(written) >= 20
    for made in written:
        committed = EXAMPLE / made.relative_to(tmp_path / "example")
        assert made.read_bytes() == committed.read_bytes(), committed.name
