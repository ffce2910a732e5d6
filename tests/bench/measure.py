"""Times and the ratios between them."""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.db import connection, transaction

ROUNDS = 5


def seconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median time of an act."""
    return median(_timed(act) for _ in range(rounds))


def _timed(act: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    act()
    return perf_counter() - start


def pair(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Median times of both, taken in turns so that a busy moment hits both."""
    times = [(_timed(ours), _timed(theirs)) for _ in range(ROUNDS)]
    return median(time for time, _ in times), median(time for _, time in times)


@contextmanager
def taken_back() -> Iterator[None]:
    """What is done in it is undone. PostgreSQL leaves it lying in its tables and counts on it when
    it plans what is measured next, so that it is swept up."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def peak(code: str) -> float:
    """The most memory in MiB that a fresh process holds while it runs this code.

    As the process itself sees it: what its parent holds would count in what the system tells.
    """
    tell = "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    script = f"import django; django.setup()\n{code}\n{tell}"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split("VmHWM:")[1].split()[0]) / 1024


@dataclass(frozen=True)
class Ratio:
    """Ours over theirs (at most `most`), or theirs over ours (at least `least`)."""

    what: str
    ours: float
    theirs: float
    most: float = 0
    least: float = 0
    unit: str = "ms"

    @property
    def value(self) -> float:
        return self.theirs / self.ours if self.least else self.ours / self.theirs

    @property
    def holds(self) -> bool:
        return self.value >= self.least if self.least else not self.most or self.value <= self.most

    def __str__(self) -> str:
        scale = 1000 if self.unit == "ms" else 1
        ours, theirs = (f"{time * scale:,.1f} {self.unit}" for time in (self.ours, self.theirs))
        bound = f"≥ {self.least}" if self.least else f"≤ {self.most}" if self.most else "–"
        flag = "" if self.holds else "  MISSED"
        return f"{self.what:<44}{ours:>11}{theirs:>11}{self.value:>8.2f}  {bound}{flag}"
