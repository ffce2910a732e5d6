"""What someone fills in on an evaluation sheet, and to make one final or open it again."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.corrections import Outdated
from m2w.form_fields import Radios
from m2w.forms import ActForm
from programmes import services
from programmes.choices import Verdict
from programmes.evaluating import OF_PROJECTS, Judged
from programmes.evaluation_texts import SCORE_LABELS, criterion_text
from programmes.forms.versioned import VersionedForm
from programmes.models import Evaluation
from programmes.sheets import criteria_of, judged, written

NOT_YET = gettext_lazy("nog geen score")


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "class": "m2w-input"})


def score_field(label: Any, empty: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", empty), *SCORE_LABELS],
        coerce=int,
        empty_value=None,
        required=False,
        widget=Radios,
    )


class SheetForm(VersionedForm):
    """A sheet: a score and a comment per criterion, the overall score, and the conclusion."""

    others = frozenset({"version", "then"})
    done = gettext_lazy("Het blad is bewaard.")

    def __init__(self, *args: Any, obj: Evaluation, **kwargs: Any) -> None:
        self.criteria = criteria_of(obj)
        super().__init__(*args, obj=obj, initial=said_on(obj), **kwargs)
        for criterion in self.criteria:
            text = criterion_text(criterion)
            self.fields[f"score_{criterion.code}"] = score_field(text, NOT_YET)
            self.fields[f"comment_{criterion.code}"] = forms.CharField(
                label=_("Toelichting bij “%(criterion)s”") % {"criterion": text},
                required=False,
                widget=area(2),
            )
        self.fields |= self.overall(obj)

    def overall(self, sheet: Evaluation) -> dict[str, forms.Field]:
        proposed = written(sheet).proposed
        mean = _("het gemiddelde van de criteria")
        known = f"{mean} ({proposed})" if proposed else mean
        found: dict[str, forms.Field] = {
            "score": score_field(_("Score van het geheel"), known),
            "score_reason": forms.CharField(
                label=_("Waarom deze score"),
                help_text=_("Alleen als de score een andere is dan het gemiddelde."),
                required=False,
                widget=area(2),
            ),
        }
        if sheet.kind in OF_PROJECTS:
            found["verdict"] = forms.ChoiceField(
                label=_("Oordeel"),
                choices=[("", _("nog geen oordeel")), *Verdict.choices],
                required=False,
                widget=Radios,
            )
        label = _("Inhoudelijke analyse") if sheet.kind in OF_PROJECTS else _("Besluit")
        found["conclusion"] = forms.CharField(label=label, required=False, widget=area(6))
        return found

    def parts(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The headings, each with its fields."""
        fields = [
            self[f"{part}_{criterion.code}"]
            for criterion in self.criteria
            for part in ("score", "comment")
        ]
        if fields:
            yield _("Criteria"), fields
        taken = {field.name for field in fields}
        yield _("Geheel"), [self[name] for name in self.fields if name not in taken]

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        said = dict(self.cleaned_data)
        scores = [
            Judged(one.code, said.pop(f"score_{one.code}"), said.pop(f"comment_{one.code}"))
            for one in self.criteria
        ]
        return {**said, "scores": scores}

    def act(self, *, by: Any) -> Evaluation:
        return services.write_sheet(self.obj, self.values(), by=by, version=self.version)

    def theirs(self, outdated: Outdated) -> Iterator[tuple[str, str]]:
        """What someone else made of it meanwhile, in the words of the form."""
        for name, value in outdated.now.items():
            if isinstance(value, Judged):
                text = f"{value.score or NOT_YET} {value.comment}".strip()
                yield str(self.fields[f"score_{value.criterion}"].label), text
            else:
                yield str(self.fields[name].label), str(value or "–")


def said_on(sheet: Evaluation) -> dict[str, Any]:
    """What a draft says already, by the names of the form."""
    said: dict[str, Any] = {
        "score": sheet.draft_score,
        "score_reason": sheet.score_reason,
        "verdict": sheet.draft_verdict,
        "conclusion": sheet.conclusion,
    }
    for one in judged(sheet):
        said |= {f"score_{one.criterion}": one.score, f"comment_{one.criterion}": one.comment}
    return said


class ReopenForm(ActForm):
    service = services.reopen_sheet
    done = gettext_lazy("Het blad is weer een ontwerp.")
    about = gettext_lazy(
        "Het blad is dan niet meer gehouden, tot u het opnieuw definitief maakt. Wat er nu staat, "
        "blijft bewaard in de geschiedenis."
    )
    danger = True
    reason = forms.CharField(
        label=gettext_lazy("Reden"),
        max_length=services.evaluations.LONGEST_REASON,
        widget=area(3),
    )
