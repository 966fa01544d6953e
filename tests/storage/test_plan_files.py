"""Plans on the disk: which file belongs to which scenario."""

import os
import sys
from pathlib import Path

import pytest

from trainer.storage.scenario_files import MissingPathError, find_files, read_with_plan


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name, encoding="utf-8")


def test_a_folder_stands_for_no_plans_unless_they_are_asked_for(tmp_path: Path) -> None:
    touch(tmp_path / "a.yaml", tmp_path / "a.plan", tmp_path / "b" / "gone.plan", tmp_path / "c.yml")
    assert find_files([tmp_path]) == [tmp_path / "a.yaml", tmp_path / "c.yml"]
    assert find_files([tmp_path], plans=True) == [
        tmp_path / "a.yaml",
        tmp_path / "b" / "gone.plan",
        tmp_path / "c.yml",
    ]


def test_a_plan_stands_for_the_scenario_beside_it(tmp_path: Path) -> None:
    touch(tmp_path / "a.yaml", tmp_path / "a.plan", tmp_path / "b.yml", tmp_path / "b.plan")
    named = [tmp_path / "a.plan", tmp_path / "a.yaml", tmp_path / "b.plan"]
    assert find_files(named, plans=True) == [tmp_path / "a.yaml", tmp_path / "b.yml"]


def test_a_plan_that_is_not_there_is_missing_whatever_lies_beside_it(tmp_path: Path) -> None:
    touch(tmp_path / "a.yaml")
    with pytest.raises(MissingPathError):
        find_files([tmp_path / "a.plan"], plans=True)


@pytest.mark.parametrize(
    ("scenario", "plan"), [("a.yaml", "a.plan"), ("a.yml", "a.plan"), ("a.b.yaml", "a.b.plan")]
)
def test_a_scenario_is_read_with_the_plan_of_its_name(tmp_path: Path, scenario: str, plan: str) -> None:
    touch(tmp_path / scenario, tmp_path / plan, tmp_path / "other.plan")
    file = read_with_plan(tmp_path / scenario)
    assert file.data == scenario.encode()
    assert file.plan is not None
    assert (file.plan.path, file.plan.data) == (tmp_path / plan, plan.encode())


def test_of_two_scenarios_of_one_name_the_first_has_the_plan(tmp_path: Path) -> None:
    touch(tmp_path / "a.yaml", tmp_path / "a.yml", tmp_path / "a.plan")
    assert read_with_plan(tmp_path / "a.yaml").plan is not None
    assert read_with_plan(tmp_path / "a.yml").plan is None


@pytest.mark.parametrize("name", ["a.txt", "a", "a.plan", ".plan", ".yaml"])
def test_only_a_yaml_file_has_a_plan(tmp_path: Path, name: str) -> None:
    touch(tmp_path / name, tmp_path / "a.plan", tmp_path / ".plan")
    assert read_with_plan(tmp_path / name).plan is None


def test_a_folder_of_that_name_is_no_plan(tmp_path: Path) -> None:
    touch(tmp_path / "a.yaml", tmp_path / "a.plan" / "inside.yaml")
    assert read_with_plan(tmp_path / "a.yaml").plan is None
    assert find_files([tmp_path / "a.plan"], plans=True) == [tmp_path / "a.plan" / "inside.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_is_passed_over_and_a_broken_link_is_not(tmp_path: Path) -> None:
    touch(tmp_path / "a.yaml", tmp_path / "b.yaml")
    os.mkfifo(tmp_path / "a.plan")
    (tmp_path / "b.plan").symlink_to(tmp_path / "gone.plan")
    assert read_with_plan(tmp_path / "a.yaml").plan is None
    plan = read_with_plan(tmp_path / "b.yaml").plan
    assert plan is not None
    assert plan.fault is not None
