"""The API of proposals: make one, read it as a file, decide on its pairs."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.audit.reading import shows
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint, etag
from m2w.problems import declared
from m2w.refusals import Refused
from matching import services
from matching.access import PROPOSERS
from matching.filters import ProposalFilter
from matching.models import LeftOver, Proposal, ProposedPair
from matching.proposal_pages import dropped_from
from matching.serializers.proposals import (
    AcceptBody,
    DroppedPair,
    EnrolmentBody,
    MentorBody,
    NewProposal,
    ProposalDocument,
    ProposalSerializer,
    VetoBody,
)
from matching.services.proposals import totals_of
from matching.stored_document import stored_document
from programmes.models import Enrolment


class ProposalEndpoint(Endpoint):
    model = Proposal
    serializer = ProposalSerializer
    sparse = False
    related: ClassVar[Sequence[str]] = (
        "project__lot__call",
        "project__promoter",
        "candidates",
    )

    def pairs(self, proposal: Proposal) -> Any:
        """The pairs that the caller may read."""
        rows = ProposedPair.objects.visible_to(self.user).filter(proposal=proposal)
        return rows.select_related("enrolment", "mentor", "coach").order_by("enrolment__code")

    def document(self, proposal: Proposal) -> dict[str, Any]:
        """The proposal as a file, with whom the caller may know in it."""
        pairs = list(self.pairs(proposal))
        left = LeftOver.objects.visible_to(self.user).filter(proposal=proposal)
        left_over = list(left.select_related("enrolment").order_by("enrolment__code"))
        dropped = dropped_from(proposal, self.user)
        named = [row for one in dropped for row in (one.enrolment, one.mentor)]
        shows(self.request, [*pairs, *left_over, *named])
        told = stored_document(proposal, pairs, left_over, totals_of(proposal))
        return told | {"dropped": DroppedPair(dropped, many=True).data}

    def told(self, proposal: Proposal, status: int = 200) -> Response:
        return Response(self.document(proposal), status, headers=etag(proposal))

    def pair_of(self, proposal: Proposal, enrolment: Enrolment) -> ProposedPair:
        """The pair of someone. Raises Refused for who is in none."""
        found = self.pairs(proposal).filter(enrolment=enrolment).first()
        if found is None:
            raise Refused("not_proposed", _("Deze mentee staat niet in het voorstel."))
        return found


@extend_schema_view(
    get=extend_schema(
        operation_id="proposals_list",
        responses={200: ProposalSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Proposals(ProposalEndpoint, ListEndpoint):
    """The proposals that the caller sees, the last one first."""

    filterset = ProposalFilter
    related = ()

    def rows(self) -> Any:
        return super().rows().with_placed()  # type: ignore[attr-defined]

    @extend_schema(
        operation_id="proposals_create",
        request=NewProposal,
        responses={201: ProposalDocument, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Compute a proposal for a project, on a day. Nothing becomes a duo by it."""
        require_role(self.user, PROPOSERS)
        return self.told(services.make_proposal(**self.sent(NewProposal), by=self.user), 201)


class OneProposal(ProposalEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="proposals_retrieve",
        responses={200: ProposalDocument, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return self.told(self.object())


class ProposalAct(ProposalEndpoint, ActEndpoint):
    """Something done with a proposal; answers the file as it is then."""

    def post(self, request: Request, pk: Any) -> Response:
        self.act(self.object())
        return self.told(self.object())


def described(name: str, body: Any) -> Any:
    return extend_schema(
        operation_id=f"proposals_{name}",
        request=body,
        responses={200: ProposalDocument, **declared(400, 401, 403, 404, 409)},
    )


@extend_schema_view(post=described("accept", AcceptBody))
class Accept(ProposalAct):
    """Start a duo for each of these pairs, or for every one that is left: all or none."""

    def act(self, obj: Proposal) -> None:
        named = self.sent(AcceptBody).get("pairs")
        pairs = None if named is None else self.chosen(obj, named)
        services.accept_pairs(obj, pairs, by=self.user)

    def chosen(self, proposal: Proposal, named: Sequence[UUID]) -> list[ProposedPair]:
        """The pairs of these ids. Raises ValidationError for an id of none."""
        pairs = list(self.pairs(proposal).filter(Q(pk__in=named) | Q(enrolment__in=named)))
        known = {pair.pk for pair in pairs} | {pair.enrolment_id for pair in pairs}
        if set(named) - known:
            raise ValidationError({"pairs": [_("Dit duo staat niet in het voorstel.")]})
        return pairs


@extend_schema_view(post=described("veto", VetoBody))
class VetoPair(ProposalAct):
    """Decide that two people never form a duo; the pair leaves every open proposal."""

    def act(self, obj: Proposal) -> None:
        services.veto_pair(**self.sent(VetoBody), by=self.user)


@extend_schema_view(post=described("lock", EnrolmentBody))
class Lock(ProposalAct):
    """Keep the pair of an enrolment together when the proposal is run again."""

    def act(self, obj: Proposal) -> None:
        pair = self.pair_of(obj, self.sent(EnrolmentBody)["enrolment"])
        services.lock_pair(pair, by=self.user)


@extend_schema_view(post=described("unlock", EnrolmentBody))
class Unlock(ProposalAct):
    """Let the pair of an enrolment go again."""

    def act(self, obj: Proposal) -> None:
        pair = self.pair_of(obj, self.sent(EnrolmentBody)["enrolment"])
        services.unlock_pair(pair, by=self.user)


@extend_schema_view(post=described("choose", MentorBody))
class Choose(ProposalAct):
    """Give an enrolment of the proposal another mentor; that pair is locked."""

    def act(self, obj: Proposal) -> None:
        services.choose_mentor(obj, **self.sent(MentorBody), by=self.user)


class RunAgain(ProposalEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="proposals_run_again",
        request=None,
        responses={201: ProposalDocument, **declared(401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Compute a new proposal around the locked pairs; this one is closed."""
        proposal = self.object()
        require_role(self.user, PROPOSERS)
        return self.told(services.run_again(proposal, by=self.user), 201)
