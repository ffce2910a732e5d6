"""The form in which a pasted question is corrected: its header, and as many sub-questions as it
has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from m2w.form_fields import DayField
from m2w.forms import Form
from reporting.pasting import Pasted, short_title
from reporting.services.questions import MOST_SUB_QUESTIONS

LONGEST_PASTE = 100_000
Sub = dict[str, str]
SUB_FIELD = re.compile(r"(label|title|text)-(\d{1,2})")
SENTENCE = re.compile(r"(?<=[.?!])\s+")


def area(rows: int, style: str = "m2w-input") -> forms.Textarea:
    return forms.Textarea({"class": style, "rows": rows})


class PasteForm(Form):
    others = frozenset({"do"})
    text = forms.CharField(
        label=_("Tekst van de vraag"),
        help_text=_("Plak de hele tekst, met het nummer, de datum en de deelvragen."),
        widget=area(14),
        max_length=LONGEST_PASTE,
    )


class QuestionHead(Form):
    """What stands above the sub-questions of a question."""

    number = forms.IntegerField(
        label=_("Nummer"),
        min_value=1,
        max_value=999_999,
        widget=forms.TextInput({"inputmode": "numeric", "class": "m2w-input m2w-input--short"}),
    )
    asked_on = DayField(label=_("Gesteld op"))
    member = forms.CharField(label=_("Vlaams volksvertegenwoordiger"), max_length=200)
    minister = forms.CharField(label=_("Minister"), max_length=200)
    minister_title = forms.CharField(
        label=_("Titel van de minister"), required=False, max_length=1000, widget=area(2)
    )
    subject = forms.CharField(label=_("Onderwerp"), max_length=300)
    introduction = forms.CharField(
        label=_("Inleiding"), required=False, max_length=20_000, widget=area(6)
    )
    call_reference = forms.CharField(
        label=_("Oproep waarover de vraag gaat"),
        help_text=_("Bijvoorbeeld 2019/50081. Leeg: alle oproepen die op de peildatum open waren."),
        required=False,
        max_length=60,
    )


class RegisterForm(QuestionHead):
    """A question as it was recognised. `subs` are the sub-questions, each with three fields."""

    others = frozenset({"do"})
    text = forms.CharField(
        required=False, max_length=LONGEST_PASTE, widget=forms.HiddenInput, strip=False
    )

    def __init__(self, *args: Any, subs: Sequence[Sub], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(subs)
        for place, sub in enumerate(subs):
            self._add(place, sub)

    def _add(self, place: int, sub: Sub) -> None:
        number = {"n": place + 1}
        self.fields[f"label-{place}"] = forms.CharField(
            label=_t("Aanduiding van deelvraag %(n)s") % number,
            max_length=8,
            required=False,
            initial=sub["label"],
            widget=forms.TextInput({"class": "m2w-input m2w-input--short"}),
        )
        self.fields[f"title-{place}"] = forms.CharField(
            label=_t("Korte titel van deelvraag %(n)s") % number,
            max_length=120,
            required=False,
            initial=sub["title"],
        )
        self.fields[f"text-{place}"] = forms.CharField(
            label=_t("Deelvraag %(n)s") % number,
            max_length=10_000,
            initial=sub["text"],
            widget=area(3),
        )

    @property
    def head(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not SUB_FIELD.fullmatch(field.name)]

    @property
    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each sub-question, with its place."""
        for place in range(self.count):
            yield place, [self[f"{name}-{place}"] for name in ("label", "title", "text")]

    @property
    def subs(self) -> list[Sub]:
        """The sub-questions as they were filled in, once the form is valid."""
        asked = self.cleaned_data
        return [
            {name: asked[f"{name}-{place}"] for name in ("label", "title", "text")}
            for place in range(self.count)
        ]

    @property
    def question(self) -> dict[str, Any]:
        asked = self.cleaned_data.items()
        return {name: value for name, value in asked if not SUB_FIELD.fullmatch(name)}


def initial_of(found: Pasted, text: str) -> dict[str, Any]:
    names = ("number", "asked_on", "member", "minister", "minister_title", "subject")
    known = {name: getattr(found, name) for name in (*names, "introduction")}
    return known | {"text": text, "call_reference": call_named(text)}


def call_named(text: str) -> str:
    """The call that a question names, if any: `2019/50081`."""
    found = re.search(r"\b(20\d\d/\d{4,6})\b", text)
    return found[1] if found else ""


def subs_of(found: Pasted) -> list[Sub]:
    return [
        {"label": item.label, "title": short_title(item.text), "text": item.text}
        for item in found.sub_questions
    ]


def too_many(found: Pasted) -> int:
    """How many sub-questions of a text there is no place for."""
    return max(len(found.sub_questions) - MOST_SUB_QUESTIONS, 0)


def sent_subs(data: QueryDict) -> list[Sub]:
    """The sub-questions of a form that came in, as many as it has."""
    places = sorted({int(m[2]) for name in data if (m := SUB_FIELD.fullmatch(name))})
    return [
        {name: data.get(f"{name}-{place}", "") for name in ("label", "title", "text")}
        for place in places[:MOST_SUB_QUESTIONS]
    ]


def renumbered(data: QueryDict, subs: Iterable[Sub]) -> QueryDict:
    """The same form with these sub-questions."""
    changed = data.copy()
    for name in [name for name in changed if SUB_FIELD.fullmatch(name)]:
        del changed[name]
    for place, sub in enumerate(subs):
        for name, value in sub.items():
            changed[f"{name}-{place}"] = value
    return changed


# What is done with the list of sub-questions ---------------------------------------------------


def added(subs: list[Sub], place: int) -> list[Sub]:
    return [*subs, {"label": "", "title": "", "text": ""}]


def removed(subs: list[Sub], place: int) -> list[Sub]:
    return subs[:place] + subs[place + 1 :]


def split(subs: list[Sub], place: int) -> list[Sub]:
    """At the first blank line of its text, or else after its first sentence."""
    sub = subs[place]
    pieces = re.split(r"\n\s*\n", sub["text"].strip().replace("\r\n", "\n"), maxsplit=1)
    if len(pieces) == 1:
        pieces = SENTENCE.split(sub["text"].strip(), maxsplit=1)
    both = [
        {"label": sub["label"] if n == 0 else "", "title": short_title(text), "text": text}
        for n, text in enumerate(pieces)
    ]
    return subs[:place] + both + subs[place + 1 :]


def joined(subs: list[Sub], place: int) -> list[Sub]:
    """With the one before it."""
    if place == 0:
        return subs
    before, sub = subs[place - 1], subs[place]
    text = "\n\n".join(filter(None, [before["text"].strip(), sub["text"].strip()]))
    return [*subs[: place - 1], {**before, "text": text}, *subs[place + 1 :]]


EDITS = {"add": added, "remove": removed, "split": split, "join": joined}
EDIT = re.compile(r"(add|remove|split|join)(?:-(\d{1,2}))?")


def edited(subs: list[Sub], asked: str) -> list[Sub] | None:
    """The list after what a button asks, `split-3`; as it was where there is no place for one
    more. None for a button that asks nothing of it."""
    found = EDIT.fullmatch(asked)
    place = int(found[2] or 0) if found else 0
    if found is None or (found[1] != "add" and place >= len(subs)):
        return None
    changed = EDITS[found[1]](subs, place)
    return changed if len(changed) <= MOST_SUB_QUESTIONS else subs
