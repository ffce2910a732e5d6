"""The kinds of long work. Each app declares its own in a module `jobs`: `JOBS`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from m2w.discovery import modules
from m2w.outbox.models import Job

Result = dict[str, Any]
# Told how much of how much is done; raises when this worker must let go.
Progress = Callable[[int, int], None]


def as_it_is(job: Job, found: Result) -> Result:
    return found


@dataclass(frozen=True, slots=True)
class Kind:
    """How a job is done: `work` may take long and changes nothing that it could not do again;
    `keep` stores what it found, in one transaction with the end of the job, so exactly once."""

    work: Callable[[Job, Progress], Any]
    keep: Callable[[Job, Any], Result] = as_it_is


JOBS: Mapping[str, Kind] = {}


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of every app, by its code."""
    return {code: kind for module in modules("jobs") for code, kind in module.JOBS.items()}
