"""How wide the columns of a table on paper are, from what stands in them."""

import re
from collections.abc import Sequence

CELL_MARGINS = 0.25  # centimetres
WIDTH_OF_A_LETTER = 0.0245  # centimetres per point of its size, rather too wide than too narrow
LONG = 90  # characters


def widths_of(lines: Sequence[Sequence[str]], size: float, width: float) -> list[float]:
    """Centimetres per column of a table that is so wide, in letters of so many points: the longest
    word of each fits, and what is left goes where text is long."""
    columns = list(zip(*lines, strict=True))
    words = [
        max(len(word) for text in column for word in re.split(r"[ \n]", text)) for column in columns
    ]
    least = [CELL_MARGINS + word * size * WIDTH_OF_A_LETTER for word in words]
    narrower = min(1.0, width / sum(least))
    left = max(0.0, width - sum(least))
    more = [
        min(LONG, max(map(len, column))) - word for column, word in zip(columns, words, strict=True)
    ]
    shares = [extra / (sum(more) or 1) for extra in more]
    return [one * narrower + left * share for one, share in zip(least, shares, strict=True)]
