"""Each report against the same grouping as one query written by hand."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from reporting.reports import REPORTS
from reporting.selection import select
from tests.bench.measure import Ratio, pair
from tests.bench.queries import by_hand_queries, cross_queries

DAY = date(2026, 11, 23)
CROSSED = {
    "nationality × age_band": ("nationality", "age_band", "submitted"),
    "project × quarter": ("project", "quarter", "started"),
    "subgroup × gender, work": ("subgroup", "gender", "work"),
}


def by_hand(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def ratios() -> Iterator[Ratio]:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for code, sql in by_hand_queries(connection.vendor, DAY).items():
        yield compared(code, sql)
    for name, sql in cross_queries(connection.vendor, DAY).items():
        rows, columns, measure = CROSSED[name]
        yield compared("cross", sql, name, rows=rows, columns=columns, measure=measure)


def compared(code: str, sql: str, name: str = "", **options: str) -> Ratio:
    times = pair(lambda: REPORTS[code].run(select(DAY), **options), lambda: by_hand(sql))
    return Ratio(f"report {code} {name}".rstrip(), *times, most=3)
