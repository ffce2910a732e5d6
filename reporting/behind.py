"""What a count of a cross table opens: its enrolments, or for VDAB's others its projects."""

from collections.abc import Mapping
from typing import Any

from m2w.accounts.acting import acts_as
from programmes.access import COUNTS_PEOPLE, ENROLMENTS
from reporting.cross_page import Opens
from reporting.opening import address
from reporting.tables import Column, Row, Shown

# Of the filters of a report by project, and of where a count stands.
OF_PROJECTS = ("call", "project", "province")


def opens(table: Shown, reader: Any, chosen: Mapping[str, str]) -> Opens:
    """The address behind each count, with the choices that the table was made with; none for the
    ministry (access.md)."""
    if not acts_as(reader, COUNTS_PEOPLE):
        return lambda row, column: ""
    to_persons = acts_as(reader, ENROLMENTS)

    def url(row: Row, column: Column) -> str:
        count = table.place(row, column)
        if count is None:
            return ""
        at = dict(count.at)
        asked = {"as_of": at.pop("as_of", table.as_of.isoformat())}
        if to_persons:
            of_lots = {f"of_{name}": chosen.get(name, "") for name in OF_PROJECTS}
            return address("cross_rows", asked | {"measure": count.measure} | of_lots | at)
        asked |= {name: chosen.get(name, "") for name in OF_PROJECTS}
        asked |= {name: at[name] for name in ("call", "project") if name in at}
        return address("report_detail", asked, "projects")

    return url
