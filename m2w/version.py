"""Which code this is: the version of the package and, whatever it was built from, a digest of its
sources."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("m2w", "programmes", "matching", "reporting")
DIGEST_LENGTH = 16


@cache
def code_version() -> str:
    """Such as `0.1.0+1f0c…`: the same code gives the same text, another gives another."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return f"{project['version']}+{digest_of_sources()}"


def digest_of_sources() -> str:
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            digest.update(str(path.relative_to(ROOT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:DIGEST_LENGTH]
