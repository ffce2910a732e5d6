"""Load a package: read and check everything, then store everything, or nothing at all."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from m2w.audit.services import record
from m2w.data_package import descriptor
from m2w.data_package.facts import Rule
from m2w.data_package.faults import Faults, PackageRefused
from m2w.data_package.parser import CsvFile
from m2w.data_package.sheet import Run, Sheet
from m2w.data_package.tables import Table

SQLITE_CACHE_KIB = 48 * 1024

# Told which file is at work, and which part of all the work is done.
Progress = Callable[[str, float], None]


def load(
    directory: Path,
    tables: Sequence[Table],
    rules: Sequence[Rule],
    *,
    update: bool = False,
    progress: Progress = lambda file, done: None,
) -> dict[str, int]:
    """Load a package in one transaction. Returns how many rows of each file were stored.

    Loading it again stores nothing. A row whose key exists with other values is refused,
    unless `update`. Raises PackageRefused with all faults, and then nothing is stored.
    """
    with transaction.atomic():
        _make_room()
        loading = Loading(directory, tables, progress, update=update)
        loading.read()
        loading.check(rules)
        if loading.run.faults:
            raise PackageRefused(loading.run.faults)
        stored = loading.store()
        if stored:
            record("package.loaded", details={"checksum": checksum(directory), "rows": stored})
    return stored


def _make_room() -> None:
    """SQLite keeps its indexes in memory while they grow: a third off the time to store."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{SQLITE_CACHE_KIB}")


class Loading:
    """One run: the sheets, what the rules need to know, and the faults found so far."""

    def __init__(
        self, directory: Path, tables: Sequence[Table], progress: Progress, *, update: bool
    ) -> None:
        faults = Faults([descriptor.FILE, *(table.file for table in tables)])
        self.run = Run(faults, self._advance, update)
        self._progress = progress
        self._check_directory(directory, tables)
        for table in tables:
            file = self._file(directory / table.file, table)
            self.run.sheets[table.name] = Sheet(table, file, self.run)
        self.sheets = self.run.sheets.values()
        files = [sheet.file for sheet in self.sheets if sheet.file]
        # Everything is read twice: to check it, and to store it.
        self._todo = 2 * sum(file.path.stat().st_size for file in files)
        self._done = 0

    def _file(self, path: Path, table: Table) -> CsvFile | None:
        if path.exists():
            return CsvFile(path, table, self.run.faults)
        if table.required:
            self.run.faults.add(table.file, "missing_file", _("dit bestand is verplicht"))
        return None

    def _check_directory(self, directory: Path, tables: Sequence[Table]) -> None:
        descriptor.check(directory / descriptor.FILE, tables, self.run.faults)
        known = {table.file for table in tables}
        for path in directory.glob("*.csv"):
            if path.name not in known:
                text = _("dit bestand hoort niet bij het pakket")
                self.run.faults.add(path.name, "unknown_file", text)

    def read(self) -> None:
        for sheet in self.sheets:
            sheet.read()
            self._file_done(sheet)

    def check(self, rules: Sequence[Rule]) -> None:
        """Every rule about more than one row, over the package and the database together."""
        of_facts = {s.table.facts: s for s in self.sheets if s.table.facts}
        told = set()
        for rule in rules:
            for name, text, places in rule(self.run.facts):
                row, column = next((place for place in places if place[0].line), (None, ""))
                if row is None or (name, type(row), row.line, column) in told:
                    continue
                told.add((name, type(row), row.line, column))
                of_facts[type(row)].fault(row.line, column, getattr(row, column), name, text)

    def store(self) -> dict[str, int]:
        for sheet in self.sheets:
            sheet.store()
            self._file_done(sheet)
        for sheet in self.sheets:
            sheet.table.finish(self.run.facts)
        return {sheet.table.name: count for sheet in self.sheets if (count := sheet.count())}

    def _advance(self, file: CsvFile) -> None:
        self._progress(file.path.name, (self._done + file.bytes_read) / max(self._todo, 1))

    def _file_done(self, sheet: Sheet) -> None:
        self._done += sheet.file.bytes_read if sheet.file else 0


def checksum(directory: Path) -> str:
    """SHA-256 over the names and the contents of the files of a package."""
    digest = hashlib.sha256()
    for path in sorted(directory.glob("*.csv")):
        digest.update(f"{path.name}\n".encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
