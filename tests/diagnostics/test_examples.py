"""Every code has an example, which says what is found in it; and the published page shows the same."""

import subprocess
import sys
from pathlib import Path

import pytest
from examples import example_paths, expected, found, written

from trainer.analysis.catalogue import CODES as ANALYSIS_CODES
from trainer.analysis.plans.catalogue import CODES as PLAN_CODES
from trainer.certification.catalogue import CODES as CERTIFICATION_CODES
from trainer.scenario.catalogue import CODES as SCENARIO_CODES
from trainer.scenario.diagnostics import Code
from trainer.scenario.pronunciation_catalogue import CODES as PRONUNCIATION_CODES

CODES = (*SCENARIO_CODES, *PRONUNCIATION_CODES, *ANALYSIS_CODES, *CERTIFICATION_CODES, *PLAN_CODES)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_a_code_has_an_example_in_which_it_is_found(code: Code) -> None:
    path = example_paths()[code.code]
    severities = {each.severity for each in found(path) if each.code == code.code}
    assert severities == {code.severity}


@pytest.mark.parametrize("path", tuple(example_paths().values()), ids=lambda path: path.stem)
def test_what_is_found_is_what_the_example_says(path: Path) -> None:
    assert sorted(map(written, found(path))) == expected(path)


def test_no_example_is_without_a_code() -> None:
    assert set(example_paths()) <= {code.code for code in CODES}


def test_the_published_page_is_fresh(repository: Path) -> None:
    tool = repository / "tools" / "diagnostics_page.py"
    checked = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
