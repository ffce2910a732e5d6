"""A word of the reference data in both languages of the interface."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Label:
    """A Dutch and an English wording; as text it is the one of the active language."""

    dutch: str
    english: str

    def __str__(self) -> str:
        return self.english if (get_language() or "").startswith("en") else self.dutch
