"""Dump the database as a package: every file, sorted by key, and the descriptor."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from m2w.data_package import descriptor
from m2w.data_package.tables import Table


def dump(directory: Path, tables: Sequence[Table]) -> dict[str, int]:
    """Write the package into `directory`, made when missing. Returns the rows of each file.

    The files show one moment, whatever is written meanwhile. Raises OSError when the
    directory cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with transaction.atomic():
        _see_one_moment()
        rows = {table.name: _write_table(directory / table.file, table) for table in tables}
    text = json.dumps(descriptor.descriptor(tables), indent=2, ensure_ascii=False)
    (directory / descriptor.FILE).write_text(f"{text}\n", encoding="utf-8")
    return rows


def _see_one_moment() -> None:
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _write_table(path: Path, table: Table) -> int:
    """Write one file next to its place and move it there when it is whole."""
    partial = path.with_suffix(".partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            count = _write_rows(csv.writer(file), table)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _write_rows(writer: Any, table: Table) -> int:
    count = 0
    writer.writerow(table.columns)
    for row in table.rows_of(table.in_order()):
        writer.writerow([field.write(row[field.name]) for field in table.fields])
        count += 1
    return count
