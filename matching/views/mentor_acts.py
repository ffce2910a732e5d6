"""What a coordinator does with mentors: register, pause, and note what they followed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from m2w import periods
from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import refused
from m2w.forms import button
from m2w.pages import Crumbs, say_refused, visible_rows
from m2w.privacy.rights import crumbs_to
from m2w.refusals import Refused
from matching.columns import mentor_url
from matching.forms.mentors import NewMentorForm, PauseForm, TrainingForm
from matching.models import Interest, Mentor, MentorTraining
from matching.services import register_mentor, remove_training, resume_mentor
from matching.views.acts import FileAct


class RegisterMentor(View):
    """One form for everything that is kept of a mentor."""

    request: SignedInRequest

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        # Who may keep no files now hears it before filling in all of this.
        visible_rows(Mentor, request)
        return self.show(NewMentorForm(initial=self.known_already()))

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        interest, form = self.interest(), NewMentorForm(request.POST)
        if form.is_valid() and (mentor := self.registered(form, interest)):
            messages.success(request, gettext("%(name)s is geregistreerd.") % {"name": str(mentor)})
            return redirect(mentor_url(mentor))
        return self.show(form)

    def registered(self, form: NewMentorForm, interest: Interest | None) -> Mentor | None:
        """The mentor; what the rules object to stands in the form."""
        values = dict(form.cleaned_data)
        someone_else = values.pop("someone_else")
        try:
            return register_mentor(
                values, by=self.request.user, someone_else=someone_else, interest=interest
            )
        except ValidationError as error:
            form.add_error(None, error)
        except Refused as refusal:
            refused(self.request, refusal.code)
            about = "someone_else" if refusal.code == "mentor_exists" else None
            form.add_error(about, str(refusal))
        return None

    def interest(self) -> Interest | None:
        """Whom the form is about already."""
        return None

    def known_already(self) -> dict[str, Any]:
        return {"active_from": periods.today()}

    def crumbs(self) -> Crumbs:
        return [(_("Mentoren"), reverse("mentors"))]

    def show(self, form: NewMentorForm) -> HttpResponse:
        crumbs = self.crumbs()
        context = {
            "heading": gettext("Mentor registreren"),
            "crumbs": crumbs,
            "form": form,
            "back": crumbs[-1][1],
        }
        return render(self.request, "matching/mentor_register.html", context)


class MentorAct(FileAct):
    model = Mentor
    page = "mentor"

    def crumbs(self, obj: Mentor) -> Crumbs:
        return crumbs_to(obj)


class PauseMentor(MentorAct):
    form_class = PauseForm
    heading = _("Mentor pauzeren")


class AddTraining(MentorAct):
    form_class = TrainingForm
    heading = _("Sessie mentorvorming noteren")


@button()
def resume(request: SignedInRequest, pk: Any) -> HttpResponse:
    mentor = get_object_or_404(visible_rows(Mentor, request), pk=pk)
    try:
        resume_mentor(mentor, by=request.user)
        messages.success(request, gettext("De pauze is voorbij."))
    except Refused as refusal:
        say_refused(request, refusal)
    return redirect(mentor_url(mentor))


@button()
def take_training_away(request: SignedInRequest, pk: Any) -> HttpResponse:
    rows = visible_rows(MentorTraining, request).select_related("mentor")
    session = get_object_or_404(rows, pk=pk)
    remove_training(session, by=request.user)
    messages.success(request, gettext("De sessie is verwijderd."))
    return redirect(mentor_url(session.mentor))
