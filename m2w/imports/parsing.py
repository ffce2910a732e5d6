"""Reads a workbook in a process of its own: `python m2w/imports/parsing.py KIND < file`.

A workbook of a few kilobytes can name a cell a million rows down, for which a reader makes room.
Here that costs a process with little memory and time, and nothing else. It writes lines of JSON:
first the sheets, then each row of each sheet as a list of cells. It knows nothing of the site.
"""

import csv
import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

MOST_MEMORY = 1_000_000_000
MOST_SECONDS = 20
MOST_ROWS = 20_000
MOST_COLUMNS = 200
# Longer than any value that is kept, so that the rule of its column can say so.
LONGEST_CELL = 1_000
DELIMITERS = ";\t,"
ENCODINGS = ("utf-8-sig", "cp1252")
REFUSED = 3


class NotReadable(Exception):  # noqa: N818 - it says what the file is
    """Why nothing can be read: `password`, `too_many_rows`, `empty`, `unreadable`."""


def cell(value: Any) -> Any:
    """A cell as JSON: text, number, yes or no, or a day as `{"day": "1987-03-14"}`."""
    if isinstance(value, date):
        return {"day": (value.date() if isinstance(value, datetime) else value).isoformat()}
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return str(value)[:LONGEST_CELL]


def row(values: list[Any]) -> list[Any]:
    """The cells of a row; what is empty at its end is left out."""
    cells = [cell(value) for value in values[:MOST_COLUMNS]]
    while cells and cells[-1] in ("", None):
        cells.pop()
    return cells


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Without the empty rows at the end. Raises NotReadable for more rows than we take."""
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise NotReadable("too_many_rows")
    return rows


def of_text(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """The one sheet of a CSV file, with whichever delimiter its first lines use most."""
    text = decoded(content)
    head = "\n".join(text.splitlines()[:20])
    delimiter = max(DELIMITERS, key=head.count)
    csv.field_size_limit(LONGEST_CELL * 1_000)
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotReadable("unreadable") from error
    yield "", trimmed([row(values) for values in read])


def decoded(content: bytes) -> str:
    """Text in UTF-8 or, as older spreadsheets write it, Windows-1252 or UTF-16."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def of_workbook(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """The sheets that are shown; what someone hid was not meant for us."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for sheet in book.sheets_metadata:
                shown = sheet.visible == SheetVisibleEnum.Visible
                if shown and sheet.typ == SheetTypeEnum.WorkSheet:
                    read = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                    yield sheet.name, trimmed([row(values) for values in read])
    except PasswordError as error:
        raise NotReadable("password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise NotReadable("unreadable") from error


def lines(kind: str, content: bytes) -> Iterator[str]:
    read = of_text if kind == "csv" else of_workbook
    sheets = [(name, rows) for name, rows in read(content) if rows]
    if not sheets:
        raise NotReadable("empty")
    yield json.dumps([{"name": name, "rows": len(rows)} for name, rows in sheets])
    for _name, rows in sheets:
        for cells in rows:
            yield json.dumps(cells, ensure_ascii=False)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = "\n".join(lines(sys.argv[1], sys.stdin.buffer.read()))
    except NotReadable as why:
        sys.stdout.write(str(why))
        return REFUSED
    sys.stdout.buffer.write(found.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
