"""Where the files lie: a directory that no web server shows, under random names."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

# Who else keeps files here, beside the documents: of some names, those that are still needed.
Known = Callable[[Iterable[UUID]], set[UUID]]
_others: list[Known] = []

ONLY_US = 0o600
DIRECTORY_ONLY_US = 0o700
OUR_NAMES = re.compile("[0-9a-f]{32}")


def also_known(known: Known) -> None:
    """Files that these know have no document, and are not swept up."""
    _others.append(known)


def known_elsewhere(names: list[UUID]) -> set[UUID]:
    return set().union(*(known(names) for known in _others))


def place_of(name: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / name.hex


def put(chunks: Iterable[bytes]) -> tuple[UUID, str]:
    """Keep a file, on disk when this returns; its new name and its SHA-256."""
    name, digest = uuid4(), hashlib.sha256()
    place = place_of(name)
    place.parent.mkdir(mode=DIRECTORY_ONLY_US, parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_US)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(descriptor)
        settle(place.parent)
    except BaseException:
        remove(name)
        raise
    return name, digest.hexdigest()


def settle(directory: Path) -> None:
    """Make sure that the name of a new file outlives a power cut too."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def take(name: UUID) -> bytes:
    return place_of(name).read_bytes()


@contextmanager
def with_its_row(name: UUID) -> Iterator[None]:
    """The transaction that stores the row of a file just put here; without its row it goes."""
    try:
        with transaction.atomic():
            yield
    except Exception as error:
        # After a lost connection nobody knows whether the row is there: it must have its file.
        if not isinstance(error, OperationalError | InterfaceError):
            remove(name)
        raise


def remove(name: UUID) -> None:
    place_of(name).unlink(missing_ok=True)


def older_than(age: timedelta) -> Iterator[UUID]:
    """The files that lie here for so long already; what has no name of ours is left alone."""
    before = (timezone.now() - age).timestamp()
    for place in Path(settings.MEDIA_ROOT).glob("*"):
        if OUR_NAMES.fullmatch(place.name) and place.stat().st_mtime < before:
            yield UUID(place.name)
