"""What the files of people have in common."""

from m2w.data_package.schema import Row
from m2w.models import ERASED


def is_erased(row: Row) -> bool:
    """Whether a row is what erasure left of someone (readings.md 22)."""
    return row["first_name"] == row["last_name"] == ERASED
