"""The pages of a meeting: plan it, hold it, note what was said and agreed, take its agenda out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.reading import takes_out
from m2w.details import Text
from m2w.exports import to_keep
from m2w.forms import ActForm
from m2w.pages import ActPage, Crumbs, visible_rows
from programmes.evaluating import COMMENTING_ROLES, may_comment
from programmes.evaluation_addresses import round_url
from programmes.evaluation_rounds import RELATED, Round, round_of
from programmes.evaluation_texts import round_title
from programmes.forms.meetings import (
    ActionForm,
    CommentForm,
    DoneForm,
    HoldForm,
    MinutesForm,
    PlanForm,
)
from programmes.models import AgreedAction
from reporting.documents import DOCX
from reporting.meeting_paper import paper_of
from reporting.round_pages import may_change_meeting, track_label
from reporting.views.rounds import OnRound, crumbs_to
from reporting.views.sheets import Versioned


class RoundAct(OnRound, ActPage):
    """Do something with the meeting of a round; nobody needs to have made it before."""

    template_name = "reporting/round_act.html"
    heading: Text
    form_class: type[ActForm]

    def row(self) -> Round:
        if not may_change_meeting(self.round, self.user):
            raise PermissionDenied
        return self.round

    @property
    def user(self) -> User:
        found: Any = self.request.user
        return found

    def form(self, obj: Round, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj, meeting=self.meeting)

    def note(self, obj: Round) -> None:
        """It shows nobody's file."""

    def as_it_is_now(self, obj: Round) -> Round:
        vars(self).pop("meeting", None)
        return obj

    def after(self, obj: Any) -> str:
        return self.back()

    def back(self) -> str:
        return round_url(self.round)

    def crumbs(self) -> Crumbs:
        return crumbs_to(self.round)

    def told(self, obj: Any) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "lead": round_title(self.round),
            "crumbs": self.crumbs(),
            "round": self.round,
            "why_not": self.why_not(),
        }

    def why_not(self) -> Text:
        """Why it cannot be done now; empty when it can."""
        return ""


class PlanMeeting(RoundAct):
    heading = _("Overleg plannen")
    form_class = PlanForm


class HoldMeeting(RoundAct):
    heading = _("Overleg gehouden")
    form_class = HoldForm

    def why_not(self) -> Text:
        return "" if self.round.has_begun else _("Deze periode is nog niet begonnen.")


class WriteMinutes(Versioned, RoundAct):
    template_name = "reporting/minutes_form.html"
    heading = _("Verslag schrijven")
    form_class = MinutesForm

    def told(self, obj: Any) -> dict[str, Any]:
        return super().told(obj) | {"version": self.meeting.version if self.meeting else 1}


class AddAction(RoundAct):
    heading = _("Actie afspreken")
    form_class = ActionForm

    def form(self, obj: Round, sent: QueryDict | None = None) -> ActForm:
        return ActionForm(sent, obj=obj, by=self.user)


class CommentSheet(RoundAct):
    """What the promoter says of a sheet of an own project."""

    heading = _("Reageren")

    @property
    def track(self) -> str:
        """Raises Http404 for a track that the round does not have."""
        named = self.kwargs["track"]
        track = "" if named == "alle" else named
        if track not in self.round.tracks:
            raise Http404
        return str(track)

    def row(self) -> Round:
        if self.user.acting is None or self.user.acting.role not in COMMENTING_ROLES:
            raise PermissionDenied
        return self.round

    def form(self, obj: Round, sent: QueryDict | None = None) -> ActForm:
        return CommentForm(sent, obj=obj, track=self.track)

    def told(self, obj: Any) -> dict[str, Any]:
        lead = f"{track_label(self.track)}, {round_title(self.round)}"
        return super().told(obj) | {"lead": lead}

    def why_not(self) -> Text:
        sheet = self.round.sheets().filter(track=self.track).first()
        status = sheet.status if sheet else ""
        if may_comment(self.round.due_on, status, periods.today()):
            return ""
        return _(
            "U kunt reageren van 14 dagen voor de dag waarop het blad verwacht is, tot het "
            "definitief is."
        )


class FinishAction(ActPage):
    """Note that an action was done."""

    template_name = "reporting/round_act.html"

    def row(self) -> AgreedAction:
        rows = visible_rows(AgreedAction, self.request).filter(pk=self.kwargs["pk"])
        related = ["owner__user", *(f"meeting__{name}" for name in RELATED)]
        found: AgreedAction = get_object_or_404(rows.select_related(*related))
        user: Any = self.request.user
        self.round = round_of(found.meeting)
        if not may_change_meeting(self.round, user):
            raise PermissionDenied
        return found

    def form(self, obj: AgreedAction, sent: QueryDict | None = None) -> ActForm:
        return DoneForm(sent, obj=obj)

    def after(self, obj: AgreedAction) -> str:
        return self.back()

    def back(self) -> str:
        return round_url(self.round)

    def told(self, obj: AgreedAction) -> dict[str, Any]:
        return {
            "heading": _("Actie gedaan"),
            "lead": obj.text,
            "crumbs": crumbs_to(self.round),
            "round": self.round,
            "why_not": _("Deze actie is al gedaan.") if obj.done_on else "",
        }


class TakeAgenda(OnRound):
    """The agenda of a meeting as a DOCX, and its minutes once there are any."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        reader: Any = request.user
        content = paper_of(self.round, self.meeting, reader)
        takes_out(request, "meeting.exported", kind=self.round.kind, level=self.round.scope.level)
        scope = self.round.scope.code
        name = f"evaluatie-{scope}-{self.round.period.start}.docx"
        return to_keep(name, content, DOCX)
