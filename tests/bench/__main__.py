"""`make bench`: every figure a ratio of two times measured in the same run, median of five.

It fills a database of its own with the large example data (100,000 mentees) and drops it.
"""

import os
import sys
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "m2w.settings")
django.setup()

from django.conf import settings
from django.db import connection

from tests.bench import (
    api,
    caseload,
    crosses,
    follow_up,
    gate,
    importing,
    live,
    loading,
    money,
    proposing,
    protecting,
    reports,
    screening,
)
from tests.bench.measure import Ratio


def ratios() -> Iterator[Ratio]:
    yield from protecting.answer_ratios()
    yield from loading.ratios()
    if connection.vendor == "sqlite":
        # Proposals and what is hidden are found in memory: the database does not matter.
        yield from proposing.ratios()
        yield from protecting.ratios()
    yield from screening.ratios()
    yield from live.ratios()
    yield from reports.ratios()
    yield from follow_up.ratios()
    yield from money.ratios()
    yield from gate.ratios()
    yield from caseload.ratios()
    yield from importing.ratios()
    yield from api.ratios()
    # Last: the indexes stay as large as ten times as many enrolments made them.
    yield from crosses.ratios()


def main() -> int:
    settings.DEBUG = False
    settings.LOGGING_CONFIG = None
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(settings.VAR_DIR / "bench.sqlite3")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    print(f"{connection.vendor}, 100,000 mentees")
    print(f"{'what':<44}{'ours':>11}{'theirs':>11}{'ratio':>8}  bound")
    missed = 0
    try:
        for ratio in ratios():
            print(ratio, flush=True)
            missed += not ratio.holds
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    print("all bounds hold" if not missed else f"{missed} bounds missed")
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
