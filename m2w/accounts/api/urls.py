"""The addresses of the API of organisations and who works there."""

from django.urls import URLPattern

from m2w.accounts.api import absences, account, invitations, organisations, staff
from m2w.accounts.models import Absence, Invitation, Organisation, Staff
from m2w.doors import SIGNED_IN, editors, endpoint, in_person, readers

ONE = "<uuid:pk>"
STAFF, ABSENCES = readers(Staff), editors(Absence)
# No system lets anyone in, or gives a role: its key would open more than it was made for.
ORGANISATIONS, INVITATIONS = in_person(readers(Organisation)), in_person(editors(Invitation))
STAFF_EDITORS = in_person(editors(Staff))

urlpatterns: list[URLPattern] = [
    endpoint("account/", account.Account.as_view(), "account", SIGNED_IN),
    endpoint(
        "organisations/", organisations.Organisations.as_view(), "organisations", ORGANISATIONS
    ),
    endpoint(
        f"organisations/{ONE}/",
        organisations.OneOrganisation.as_view(),
        "organisation",
        ORGANISATIONS,
    ),
    endpoint("staff/", staff.StaffMembers.as_view(), "staff", STAFF),
    endpoint(f"staff/{ONE}/", staff.OneStaffMember.as_view(), "staff_member", STAFF),
    *(
        endpoint(f"staff/{ONE}/{name}/", view.as_view(), f"staff_member-{name}", STAFF_EDITORS)
        for name, view in staff.ACTS.items()
    ),
    *(
        endpoint(route, view.as_view(), name, INVITATIONS)
        for route, name, view in (
            ("invitations/", "invitations", invitations.Invitations),
            (f"invitations/{ONE}/", "invitation", invitations.OneInvitation),
            (f"invitations/{ONE}/withdraw/", "invitation-withdraw", invitations.Withdraw),
            (f"invitations/{ONE}/send_again/", "invitation-send_again", invitations.SendAgain),
        )
    ),
    *(
        endpoint(route, view.as_view(), name, ABSENCES)
        for route, name, view in (
            ("absences/", "absences", absences.Absences),
            (f"absences/{ONE}/", "absence", absences.OneAbsence),
            (f"absences/{ONE}/end/", "absence-end", absences.EndAbsence),
        )
    ),
]
