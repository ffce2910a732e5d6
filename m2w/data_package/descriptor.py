"""`datapackage.json`: written by a dump, and compared with when a package brings one."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from m2w.data_package.faults import Faults
from m2w.data_package.tables import Table

FILE = "datapackage.json"
# What makes a column another column. Titles and descriptions are the writer's own.
_MEANING = ("type", "format", "constraints")


def descriptor(tables: Sequence[Table]) -> dict[str, Any]:
    """The Frictionless descriptor of a package with these files."""
    return {
        "name": "mentoring2work",
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": table.name,
                "path": table.file,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": table.schema(),
            }
            for table in tables
        ],
    }


def check(path: Path, tables: Sequence[Table], faults: Faults) -> None:
    """Report where the descriptor of a package says something else than ours."""
    try:
        resources = json.loads(path.read_bytes().decode("utf-8-sig"))["resources"]
        described = {resource["path"]: resource.get("schema") for resource in resources}
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        faults.add(FILE, "descriptor", _("verwacht JSON volgens Frictionless Data Package"))
        return
    ours = {table.file: table for table in tables}
    for file, theirs in described.items():
        if file not in ours:
            text = _("dit bestand hoort niet bij het pakket")
            faults.add(FILE, "unknown_file", text, value=str(file))
        elif theirs is not None and (difference := _difference(theirs, ours[file].schema())):
            text = _("het schema van %(file)s wijkt af bij %(what)s")
            faults.add(FILE, "schema", text % {"file": file, "what": difference})


def _difference(theirs: Any, ours: Mapping[str, Any]) -> str:
    """The first column or property in which a schema differs from ours; empty when none does."""
    try:
        fields = {field["name"]: field for field in theirs["fields"]}
    except (TypeError, LookupError):
        return "fields"
    known = {field["name"]: field for field in ours["fields"]}
    for name, field in fields.items():
        if name not in known or _meaning(field) != _meaning(known[name]):
            return str(name)
    for name, field in known.items():
        if name not in fields and field.get("constraints", {}).get("required"):
            return name
    for part in ("primaryKey", "foreignKeys", "missingValues"):
        if part in theirs and theirs[part] != ours.get(part):
            return part
    return ""


def _meaning(field: Mapping[str, Any]) -> list[Any]:
    return [field.get(part) for part in _MEANING]
