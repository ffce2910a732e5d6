"""The API of what matching counts: free places, whom a project looks for, where there is room."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.audit.reading import shows
from m2w.endpoints import NO_VALUE, Endpoint, refuse
from m2w.openapi_filters import CODE
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.refusals import Refused
from matching import demand
from matching.document import change_entry, proof_entry, unplaced_entry
from matching.free_places import Line
from matching.gap import Gap
from matching.models import Interest, Mentor
from matching.pair_words import absurd_weights
from matching.pairs import volunteer_of_interest
from matching.places import free_places_of
from matching.proposing import Proposal, propose
from matching.scoring import WeightError
from matching.serializers.figures import ClientBody, FreePlaces, GapOfProject, PlaceThere
from matching.situation import Situation
from matching.situations import situation_of
from matching.what_if import placed_more
from matching.where_is_room import Place, client_of, places
from programmes import room
from programmes.forms.clients import UNLESS_SAID
from programmes.models import Enrolment, Project

WANTED = 12
CODES = {"type": "array", "items": CODE}
CANDIDATES = [
    OpenApiParameter("mentor", CODES, description="Codes of mentors, had they been trained."),
    OpenApiParameter("interest", CODES, description="Codes of interests, were they mentors."),
]


class FreePlacesByLanguage(Endpoint):
    model = Mentor

    @extend_schema(
        operation_id="mentors_free_places",
        responses={200: FreePlaces, **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """How many places are free today, by language and province. Numbers only."""
        lines, everyone, minimum = free_places_of(self.user)
        return Response(
            {
                "minimum_level": minimum,
                "languages": [line_of(line) for line in lines],
                "everyone": line_of(everyone),
            }
        )


def line_of(line: Line) -> dict[str, Any]:
    counts = dict(sorted(line.by_province.items()))
    return {"language": line.language, "by_province": counts, "together": line.together}


class ProjectGap(Endpoint):
    model = Project
    related = ("lot__call", "promoter", "extension")
    repeated = frozenset({"mentor", "interest"})

    def parameters(self) -> set[str]:
        return set(self.repeated)

    @extend_schema(
        operation_id="projects_gap",
        parameters=CANDIDATES,
        responses={200: GapOfProject, **declared(400, 401, 403, 404, 409)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """Whom a project looks for today, and what would place those who are left over."""
        project = self.object()
        situation = situation_of(project, periods.today())
        candidates = self.candidates(project, situation)
        try:
            proposal = propose(situation)
            told = self.told(proposal) | {"placed_more": more(proposal, *candidates)}
        except WeightError as error:
            raise Refused("absurd_weights", absurd_weights(error)) from None
        return Response(told)

    def candidates(
        self, project: Project, situation: Situation
    ) -> tuple[list[str], list[Interest]]:
        """The mentors to train and the new ones that were named. Raises ValidationError for one
        who is neither, also for one of someone else."""
        asked = {name: self.request.query_params.getlist(name) for name in ("mentor", "interest")}
        untrained = {one.code for one in situation.mentors if not one.is_trained}
        refuse(["mentor"] if set(asked["mentor"]) - untrained else [], NO_VALUE)
        rows = Interest.objects.visible_to(self.user).filter(promoter=project.promoter)
        known = {one.code: one for one in rows} if asked["interest"] else {}
        refuse(["interest"] if set(asked["interest"]) - known.keys() else [], NO_VALUE)
        interests = [known[code] for code in dict.fromkeys(asked["interest"])]
        shows(self.request, interests)
        return asked["mentor"], interests

    def told(self, proposal: Proposal) -> dict[str, Any]:
        situation, gap = proposal.situation, Gap(proposal)
        rows = Enrolment.objects.visible_to(self.user).select_related("mentee")
        left = {one.code: one for one in rows.filter(code__in=codes_of(proposal))}
        shows(self.request, left.values())
        changes = {code: gap.smallest_change(code) for code in left}
        named = {change.mentor for change in changes.values() if change.mentor}
        shows(self.request, Mentor.objects.visible_to(self.user).filter(code__in=named))
        return {
            "on": situation.on.isoformat(),
            "waiting": len(situation.waiting),
            "languages": [counts_of(row) for row in demand.by_language(situation)],
            "provinces": [counts_of(row) for row in demand.by_province(situation)],
            "proof": proof_entry(proposal.proof),
            "wanted": [change_entry(change) for change in gap.wanted_mentors()[:WANTED]],
            "unplaced": [
                unplaced_entry(one, changes[one.enrolment])
                | {"enrolment_id": str(left[one.enrolment].pk)}
                for one in proposal.left_over
                if one.enrolment in left
            ],
        }


def codes_of(proposal: Proposal) -> list[str]:
    return [one.enrolment for one in proposal.left_over]


def counts_of(row: demand.Demand) -> dict[str, Any]:
    names = ("code", "waiting", "mentors", "places")
    return {name: getattr(row, name) for name in names}


def more(proposal: Proposal, trained: list[str], interests: list[Interest]) -> int | None:
    if not (trained or interests):
        return None
    on = proposal.situation.on
    return placed_more(proposal, trained, [volunteer_of_interest(one, on) for one in interests])


class WhereIsRoom(Endpoint):
    model = Project
    only_reads = True

    @extend_schema(
        operation_id="projects_where_is_room",
        request=ClientBody,
        responses={200: PlaceThere(many=True), **declared(400, 401, 403)},
    )
    def post(self, request: Request) -> Response:
        """Which projects of the caller's provinces fit a client, those that fit first. Nothing is
        stored."""
        found = room.rooms(visible_rows(Project, request), periods.today())
        sent = self.sent(ClientBody)
        unsaid = {name: UNLESS_SAID[name] for name in UNLESS_SAID if name in ClientBody().fields}
        client = client_of(unsaid | sent)
        return Response([place_of(one) for one in places(found, client)])


def place_of(one: Place) -> dict[str, Any]:
    there, told = one.option.room, ("language", "mentors", "is_shared")
    return {
        "project": str(there.project.pk),
        "result": one.option.result,
        "text": str(one.option.say),
        "places": there.places,
        "days_to_match": there.days_to_match,
        "is_dry": there.is_dry,
        "languages": [{name: getattr(row, name) for name in told} for row in one.languages],
    }
