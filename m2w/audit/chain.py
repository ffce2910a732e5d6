"""The chain of the record: every line holds a hash of itself and of all lines before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import transaction

from m2w.audit.models import Entry, Tail
from m2w.bulk import insert

GENESIS = "0" * 64


def fingerprint(line: Any) -> str:
    """SHA-256 over the hash of the line before and everything that this line says."""
    said = [
        line.previous,
        line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(line.request or ""),
        line.actor_id,
        str(line.organisation_id or ""),
        line.role,
        line.action,
        line.object_type,
        line.object_id,
        line.details,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def seal(lines: Iterable[Any], previous: str) -> str:
    """Chain these lines to what comes before them; the hash of the last one."""
    for line in lines:
        line.previous = previous
        line.hash = previous = fingerprint(line)
    return previous


@transaction.atomic
def append(lines: Sequence[Entry]) -> None:
    """Add lines at the end, in one statement; who comes at the same time waits."""
    seal(lines, Tail.objects.select_for_update().get().hash)
    names = [field.attname for field in Entry._meta.concrete_fields if not field.primary_key]
    insert(Entry, [{name: getattr(line, name) for name in names} for line in lines])


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the record, at which line; without a line: at its end."""

    code: str
    line: int | None = None


def faults(expect: str = "") -> Iterator[Fault]:
    """Read the whole record and tell what does not fit.

    `altered`: a line does not say what it said. `gap`: lines before this one are missing.
    `cut`: the end is missing. `unknown`: the expected hash, noted earlier, is not in the chain.
    """
    previous, count, found = GENESIS, 0, expect in ("", GENESIS)
    for line in Entry.objects.order_by("pk").iterator(chunk_size=5000):
        if line.previous != previous:
            yield Fault("gap", line.pk)
        if line.hash != fingerprint(line):
            yield Fault("altered", line.pk)
        previous, count = line.hash, count + 1
        found = found or previous == expect
    tail = Tail.objects.first()
    if tail is None or (tail.hash, tail.lines) != (previous, count):
        yield Fault("cut")
    if not found:
        yield Fault("unknown")
