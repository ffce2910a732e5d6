"""A database that was migrated once, kept for as long as nothing changes that shapes it.

Migrating from nothing takes most of a minute, and each process of each run would do it again.
"""

import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from django.conf import settings

APPS = ("m2w", "programmes", "matching", "reporting")


def kept_in(folder: Path) -> Path:
    """Where the database of these migrations is, or is to be."""
    root = Path(settings.BASE_DIR)
    shaping = [*root.glob("requirements/*.txt"), root / "m2w" / "audit" / "chain.py"]
    for app in APPS:
        shaping += [*(root / app).rglob("migrations/*.py"), *(root / app).rglob("*triggers.py")]
    read = sha256()
    for path in sorted(shaping):
        read.update(path.read_bytes())
    return folder / f"{read.hexdigest()}.sqlite3"


def keep(database: Path, kept: Path) -> None:
    """Another process may do the same: whoever is last leaves a whole database."""
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(database)) as made, closing(sqlite3.connect(unfinished)) as copy:
        made.backup(copy)
    unfinished.replace(kept)
    for older in set(kept.parent.glob("*.sqlite3")) - {kept}:
        older.unlink(missing_ok=True)
