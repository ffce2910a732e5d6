"""What the pages of a registration have in common: the steps, the words, and what stands beside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import shows
from m2w.details import Text
from m2w.pages import Crumbs
from m2w.privacy.sweeping import UNTOUCHED_DAYS
from programmes.advice import Place, advise
from programmes.advice_texts import panel
from programmes.choices import RegistrationStep
from programmes.eligibility import COLUMNS, Situation
from programmes.forms.registrations import RegistrationForm, known
from programmes.models import Mentee, Registration
from programmes.services.registrations import STEPS, Typed
from programmes.services.similar import registered_too, similar

IDENTITY = ("first_name", "last_name", "birth_date", "vdab_number")
DAYS = ("birth_date", "vdab_guidance_since", "vdab_guidance_until")


@dataclass(frozen=True, slots=True)
class StepLink:
    """One step above the form: where it leads, and whether one was there already."""

    number: int
    label: Text
    url: str
    is_current: bool
    is_done: bool


def stepper(registration: Registration | None, here: str) -> list[StepLink]:
    reached = STEPS.index(registration.step) if registration else 0
    return [
        StepLink(
            number,
            RegistrationStep(step).label,
            url_of(registration, step) if registration and step != here else "",
            step == here,
            number <= reached,
        )
        for number, step in enumerate(STEPS, start=1)
    ]


def url_of(registration: Registration, step: str) -> str:
    return reverse("registration", args=[registration.pk, step])


def url_to_go_on(registration: Registration) -> str:
    return url_of(registration, registration.step)


def before(step: str) -> str:
    return STEPS[max(0, STEPS.index(step) - 1)]


def after(step: str) -> str:
    return STEPS[STEPS.index(step) + 1]


def crumbs() -> Crumbs:
    return [
        (_("Mentees"), reverse("enrolments")),
        (_("Registraties"), reverse("registrations")),
    ]


def changed_on(registration: Registration) -> date:
    return timezone.localdate(registration.updated_at)


def kept_until(registration: Registration) -> date:
    return changed_on(registration) + timedelta(days=UNTOUCHED_DAYS)


# What two people typed ---------------------------------------------------------------------------


def changed_fields(
    form: RegistrationForm, values: Mapping[str, Any]
) -> Iterator[tuple[str, str, list[str]]]:
    """The fields of a form that send one of these names: column, question, and those names."""
    for column, field in form.fields.items():
        ends = getattr(field.widget, "widgets_names", ())
        sent_as = {column, *(f"{column}{end}" for end in ends)}
        if names := sorted(sent_as & set(values)):
            yield column, str(field.label), names


def in_words(values: Typed, column: str, form: RegistrationForm) -> str:
    """What was typed in a field, as the other one sees it in the form."""
    choices = getattr(form.fields[column], "choices", None)
    texts = [text for name in sorted(values) if name.startswith(column) for text in values[name]]
    labels = {str(code): str(label) for code, label in choices} if choices else {}
    return ", ".join(labels.get(text, text) for text in texts if text) or "–"


# What stands beside the form ---------------------------------------------------------------------


def screened(values: Typed, places: Sequence[Place]) -> dict[str, Any]:
    """The screening of what was typed so far."""
    chosen = next(iter(values.get("project", [])), "")
    advice = advise(situation(values), places, periods.today(), chosen)
    name = known(values, {"first_name"}).get("first_name") or _("de mentee")
    return {"name": name, "panel": panel(advice, name, blank=blank(values))}


def typed_elsewhere(form: RegistrationForm, values: Typed) -> list[tuple[str, str]]:
    """What the screening looks at and other steps asked, to send along with this one."""
    asked = {*form.known(), "last_name"}
    names = [name for name in ("first_name", "project", *Situation._fields) if name not in asked]
    return [(name, values[name][0]) for name in names if values.get(name)]


def situation(values: Typed) -> Situation:
    """What is known, as the criteria look at it."""
    found = known(values, Situation._fields)
    return Situation._make(
        found.get(name, None if name in DAYS else "") for name in Situation._fields
    )


def blank(values: Typed) -> list[str]:
    """The columns of the screening in which nothing was typed yet."""
    return [column for column in COLUMNS if not any(values.get(column, []))]


def resembling(request: SignedInRequest, values: Typed) -> dict[str, Any]:
    """Files of the own promoter that resemble what was typed so far, as `files_like` has them."""
    return files_like(request, known(values, IDENTITY))


def files_like(request: Any, found: Mapping[str, Any]) -> dict[str, Any]:
    """Files of the own promoter that may be of the same person. Whoever may not see one is told
    only that it is there. Raises PermissionDenied for who acts in no role.
    """
    acting = request.user.acting
    if acting is None:
        raise PermissionDenied
    alike = similar(
        acting.organisation,
        first_name=found.get("first_name", ""),
        last_name=found.get("last_name", ""),
        birth_date=found.get("birth_date"),
        vdab_number=found.get("vdab_number", ""),
    )
    if not alike.keys:
        return {"numbered": None, "is_numbered": False, "named": [], "is_named": False}
    visible = list(Mentee.objects.visible_to(request.user).filter(pk__in=alike.keys))
    shows(request, visible)
    return {
        "numbered": alike.numbered if alike.numbered in visible else None,
        "is_numbered": alike.numbered is not None,
        "named": [one for one in alike.named if one in visible],
        "is_named": bool(alike.named),
    }


def under_way(request: SignedInRequest, registration: Registration | None) -> dict[str, Any]:
    """Other registrations that may be of the same person; one that the reader may not open is
    only said to be there.
    """
    found = registered_too(registration) if registration else []
    mine = Registration.objects.visible_to(request.user)
    visible = list(mine.filter(pk__in=[one.pk for one in found])) if found else []
    shows(request, visible)
    links = [(str(one), url_to_go_on(one)) for one in visible]
    return {"registered_too": links, "is_registered_too": bool(found)}
