"""The addresses of the API of mentors, duos and proposals."""

from django.urls import URLPattern

from m2w.doors import endpoint, readers, roles
from matching.access import CONTACT_EDITORS, MATCH_EDITORS, MENTOR_EDITORS, PROPOSALS, PROPOSERS
from matching.api import contacts, matches, mentors, proposals
from matching.models import Contact, Match, Mentor, Proposal
from matching.serializers.matches import ACT_BODIES

urlpatterns: list[URLPattern] = [
    endpoint("mentors/", mentors.Mentors.as_view(), "mentors", readers(Mentor)),
    endpoint("mentors/bulk/", mentors.ManyMentors.as_view(), "mentors-bulk", roles(MENTOR_EDITORS)),
    endpoint("mentors/<uuid:pk>/", mentors.OneMentor.as_view(), "mentor", readers(Mentor)),
    endpoint("matches/", matches.Matches.as_view(), "matches", readers(Match)),
    endpoint("matches/<uuid:pk>/", matches.OneMatch.as_view(), "match", readers(Match)),
    *(
        endpoint(
            f"matches/<uuid:pk>/{act}/",
            matches.act_view(act),
            f"match-{act}",
            roles(MATCH_EDITORS),
        )
        for act in ACT_BODIES
    ),
    endpoint("contacts/", contacts.Contacts.as_view(), "contacts", readers(Contact)),
    endpoint(
        "contacts/bulk/",
        contacts.ManyContacts.as_view(),
        "contacts-bulk",
        roles(CONTACT_EDITORS),
    ),
    endpoint("contacts/<uuid:pk>/", contacts.OneContact.as_view(), "contact", readers(Contact)),
    endpoint("proposals/", proposals.Proposals.as_view(), "proposals", readers(Proposal)),
    endpoint(
        "proposals/<uuid:pk>/", proposals.OneProposal.as_view(), "proposal", readers(Proposal)
    ),
    *(
        endpoint(
            f"proposals/<uuid:pk>/{name}/", view.as_view(), f"proposal-{name}", roles(PROPOSALS)
        )
        for name, view in {
            "accept": proposals.Accept,
            "choose": proposals.Choose,
            "lock": proposals.Lock,
            "unlock": proposals.Unlock,
            "veto": proposals.VetoPair,
        }.items()
    ),
    endpoint(
        "proposals/<uuid:pk>/run_again/",
        proposals.RunAgain.as_view(),
        "proposal-run_again",
        roles(PROPOSERS),
    ),
]
