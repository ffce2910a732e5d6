"""Cross tables with two levels and on a series of days, each against one query written by hand:
the counting, not the protection. On PostgreSQL over ten times as many enrolments too."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db import connection

from programmes.models import Enrolment
from reporting.crossing import MOST_DAYS, days_of
from reporting.reports import REPORTS
from reporting.selection import select
from tests.bench.measure import Ratio, pair, taken_back
from tests.bench.queries import WORK, Dialect, outflow_rows
from tests.bench.reports import DAY, by_hand

TABLE = Enrolment._meta.db_table
TIMES = 10
SINCE = date(2021, 1, 1)
TWO_LEVELS = {
    "measure": "submitted",
    "rows": "project",
    "rows2": "gender",
    "columns": "subgroup",
    "columns2": "benefit",
}
SERIES = {"rows": "project", "rows2": "gender", "every": "quarter", "since": SINCE.isoformat()}


def ratios() -> Iterator[Ratio]:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    yield from compared()
    if connection.vendor == "postgresql":
        yield from compared_in_a_million()


def compared() -> Iterator[Ratio]:
    size = f"{Enrolment.objects.count():,}"
    cross = REPORTS["cross"]
    times = pair(lambda: cross.run(select(DAY), **TWO_LEVELS), lambda: by_hand(two_levels()))
    yield Ratio(f"cross two levels, {size}", *times, most=3)
    for measure, sql in series_by_hand().items():
        asked = SERIES | {"measure": measure}
        times = pair(
            lambda asked=asked: cross.run(select(DAY), **asked), lambda sql=sql: by_hand(sql)
        )
        yield Ratio(f"cross {MOST_DAYS} days, {measure}, {size}", *times, most=3)


def compared_in_a_million() -> Iterator[Ratio]:
    """Every enrolment ten times, until it is taken back."""
    with taken_back():
        multiply()
        yield from compared()


def multiply() -> None:
    """Copies have a key and a code of their own, and nobody: of a person one can be open."""
    own = {"id": "gen_random_uuid()", "code": "e.code || '-' || n", "person_id": "NULL"}
    names = [field.column for field in Enrolment._meta.concrete_fields if not field.generated]
    values = ", ".join(own.get(name, f"e.{name}") for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} ({', '.join(names)})"
            f" SELECT {values} FROM {TABLE} e, generate_series(2, {TIMES}) n"
        )
        cursor.execute(f"ANALYZE {TABLE}")


# By hand ----------------------------------------------------------------------------------------

STARTED = "e.started_on <= '{day}'"
ACTIVE = f"{STARTED} AND (e.ended_on IS NULL OR e.ended_on > '{{day}}')"


def two_levels() -> str:
    return f"""
        SELECT p.code, e.profile_gender, e.profile_subgroup, e.profile_benefit_entitled, COUNT(*)
        FROM {TABLE} e JOIN programmes_project p ON p.id = e.project_id
        WHERE e.submitted_on <= '{DAY}' GROUP BY 1, 2, 3, 4"""


def series_by_hand() -> dict[str, str]:
    """What each measure counts on the days, as one query."""
    days, sql = days_of(DAY, SERIES["every"], SINCE, []), Dialect(connection.vendor)
    return {
        "started": series(days, STARTED),
        "active": series(days, ACTIVE),
        "work": series(days, "w.day <= '{day}'", f"JOIN ({in_work(sql)}) w ON w.id = e.id"),
        "sustainable_work": " UNION ALL ".join(lasting(day, sql) for day in days),
    }


def series(days: Sequence[date], known: str, joined: str = "") -> str:
    """Each day is a column."""
    columns = ", ".join(f"COUNT(({known.format(day=day)}) OR NULL)" for day in days)
    return f"""
        SELECT p.code, e.profile_gender, {columns}
        FROM {TABLE} e JOIN programmes_project p ON p.id = e.project_id {joined}
        WHERE e.started_on <= '{DAY}' GROUP BY 1, 2"""


def in_work(sql: Dialect) -> str:
    """Since when those who ended have work."""
    return f"""
        SELECT e.id, {sql.later("e.ended_on", "MIN(o.started_on)")} AS day
        FROM {TABLE} e JOIN programmes_outcome o ON o.enrolment_id = e.id
        WHERE o.kind IN {WORK} AND o.started_on >= e.started_on
          AND o.started_on <= {sql.months("e.ended_on", 12)} GROUP BY e.id"""


def lasting(day: date, sql: Dialect) -> str:
    """Each day is a query of its own within the one."""
    return f"""
        SELECT '{day}', p.code, r.profile_gender, COUNT(*)
        FROM ({outflow_rows(day, sql)}) r JOIN programmes_project p ON p.id = r.project_id
        WHERE r.sustained = 1 GROUP BY 2, 3"""
