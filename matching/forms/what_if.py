from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.forms import Form
from m2w.wording import spoken
from matching.models import Interest, Mentor


class WhatIfForm(Form):
    """Which candidate mentors to count on: those in training, and those who showed interest."""

    mentor = forms.MultipleChoiceField(
        label=_("Mentoren die de mentorvorming nog moeten volgen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interest = forms.MultipleChoiceField(
        label=_("Kandidaten die hun interesse toonden"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, mentors: list[Mentor], interests: list[Interest], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("mentor", mentors)
        self._offer("interest", interests)

    def _offer(self, name: str, candidates: Sequence[Mentor | Interest]) -> None:
        """Without candidates there is nothing to tick."""
        field: Any = self.fields[name]
        field.choices = [(one.code, named(one)) for one in candidates]
        if not candidates:
            del self.fields[name]


def named(candidate: Mentor | Interest) -> str:
    return f"{candidate} ({spoken(candidate.languages)})"
