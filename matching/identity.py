"""When two files are of one mentor. Pure: there is no number that names a volunteer."""

import unicodedata


def identity(first_name: str, last_name: str, birth_year: int | None, postcode: str) -> str:
    """What tells mentors of one promoter apart [choice]: name, year of birth and postcode.

    Case and spaces do not count; accents and every script do.
    """
    return "|".join([plain(first_name), plain(last_name), str(birth_year or ""), postcode])


def plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
