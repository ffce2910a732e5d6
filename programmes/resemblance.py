"""Whether two names may be of one person. Pure."""

import unicodedata
from difflib import SequenceMatcher

# One letter in seven may differ [choice]: Yusuf Demirtas and Yousuf Demirtaş are alike.
ALIKE = 0.86


def alike(first_name: str, last_name: str, other_first: str, other_last: str) -> bool:
    """Whether names are the same but for case, accents, order, or a letter or so."""
    names, others = orders(first_name, last_name), orders(other_first, other_last)
    return any(name and close(name, other) for name in names for other in others)


def orders(first: str, last: str) -> list[str]:
    """A name in both orders, as families and forms put it."""
    return [plain(f"{first} {last}"), plain(f"{last} {first}")]


def plain(name: str) -> str:
    """A name without what spellings differ in: case, accents, and signs between words."""
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(char)
    )
    words = "".join(char if char.isalnum() else " " for char in bare.replace("’", "'"))
    return " ".join(words.split())


def close(name: str, other: str) -> bool:
    # Which of the two comes first makes no difference to who they are.
    first, last = sorted([name, other])
    return SequenceMatcher(None, first, last, autojunk=False).ratio() >= ALIKE
