"""Amounts in euro as people write them, read to the cent. Pure."""

import re
from decimal import Decimal

# Thousands apart by a point, and then cents only after a comma.
GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){1,3}(,[0-9]{1,2})?")
WRITTEN = re.compile(rf"[0-9]{{1,12}}([.,][0-9]{{1,2}})?|{GROUPED.pattern}")


def euros(written: str) -> Decimal:
    """`25000`, `25.000,00`, `€ 25.000` or `25000.00`, without spaces in it.

    What could be read as two amounts, such as `1,234.56` or `1,234`, is none. Raises ValueError.
    """
    digits = written.removeprefix("€")
    if not WRITTEN.fullmatch(digits):
        raise ValueError(written)
    if GROUPED.fullmatch(digits):
        digits = digits.replace(".", "")
    return Decimal(digits.replace(",", "."))
