"""A table as CSV on the web (W3C, 2015): the CSV and what its columns mean, in one zip."""

import io
import json
import zipfile
from typing import Any

from django.utils.translation import get_language

from m2w.exports import harmless
from reporting import exports, paper
from reporting.exports import HIDDEN
from reporting.tables import Column, Shown

# A zip keeps a moment with each file; the same table must give the same bytes.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
DATATYPES: dict[str, Any] = {
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "amount": {"base": "decimal", "format": "#0.00"},
    "percent": {"base": "decimal", "format": "#0.0"},
    "number": "decimal",
    "count": {"base": "integer", "minimum": "0"},
}


def as_csvw(table: Shown) -> bytes:
    """`<code>-<day>.csv` and `<code>-<day>.csv-metadata.json`.

    Raises TypeError for a table of true counts.
    """
    name = f"{table.code}-{table.as_of}.csv"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (
            (name, exports.as_csv(table)),
            (f"{name}-metadata.json", as_json(metadata(table, name))),
        ):
            archive.writestr(zipfile.ZipInfo(path, NO_MOMENT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_json(document: dict[str, Any]) -> bytes:
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()


def metadata(table: Shown, url: str) -> dict[str, Any]:
    """What the CSV at `url` holds: definition, day, and per column its name, label and type."""
    definition = table.definition
    language = (get_language() or "nl-be").split("-")[0]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": url,
        "dc:title": str(table.title),
        "dc:description": str(definition.text),
        "dc:conformsTo": f"{definition.code}, {definition.version}",
        "dc:temporal": table.as_of.isoformat(),
        "dc:language": language,
        "rdfs:comment": " ".join(filter(None, [str(table.marking), paper.hidden_cells(table)])),
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\n"]},
        "null": ["", HIDDEN],
        "tableSchema": {
            "columns": [_column(number, one) for number, one in enumerate(table.columns)]
        },
    }


def _column(number: int, column: Column) -> dict[str, Any]:
    """The heading in the file is a title; a name may hold no signs that codes have."""
    return {
        "name": f"c{number + 1}",
        "titles": harmless(column.name),
        "dc:description": str(column.label),
        "datatype": DATATYPES.get(column.type, "string"),
    }
