"""Reference data that live in tables: read from files beside the app, kept in every database."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import models


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def keep(
    rows: models.QuerySet[Any], found: Iterable[dict[str, Any]], *, key: tuple[str, ...]
) -> None:
    """Add the rows whose key is not there yet; what is there stays as it is."""
    for values in found:
        rows.get_or_create(
            **{name: values[name] for name in key},
            defaults={name: value for name, value in values.items() if name not in key},
        )
