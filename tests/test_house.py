"""What a fresh machine stands on, the pinned requirements, and what holds in every file."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ["m2w", "programmes", "matching", "reporting"]


def imported(app: str) -> set[str]:
    """The top-level modules that an app imports, wherever in a file it does so."""
    found = set()
    for path in (ROOT / app).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - set(APPS)


def pinned(name: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements" / name).read_text(), re.M))


@pytest.mark.parametrize("app", APPS)
def test_what_an_app_imports_is_pinned(app):
    distributions = packages_distributions()
    wanted = {distributions[module][0].lower() for module in imported(app)}
    assert wanted - pinned("base.txt") == set()


def test_development_builds_on_the_same_versions():
    assert pinned("base.txt") <= pinned("dev.txt")


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_requirements_carry_hashes_and_name_no_index(name):
    text = (ROOT / "requirements" / name).read_text()
    assert not re.search(r"https?:|file:/|--(extra-)?index-url|--find-links|--trusted-host", text)
    assert all("--hash=sha256:" in block for block in re.split(r"^(?=[a-z])", text, flags=re.M)[1:])


@pytest.mark.parametrize("app", [*APPS, "tests"])
def test_the_day_of_a_moment_is_that_of_brussels(app):
    """A moment is kept in UTC, where until one or two in the morning it is still yesterday."""
    of_london = re.compile(r"\b(\w+_)?at\.date\(\)")
    files = (ROOT / app).rglob("*.py")
    assert [str(path) for path in files if of_london.search(path.read_text())] == []
