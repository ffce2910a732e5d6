"""Signing in and out, one's own account, and the people who work somewhere.

There is no open sign-up. Pages of allauth that change how someone comes in are one transaction
with their line on the record.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.db.transaction import atomic
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from m2w.accounts import oidc
from m2w.accounts.access import SYSTEM_ROLES
from m2w.accounts.models import Absence, Invitation, Organisation, Staff, Token
from m2w.accounts.views import absences, account, entrance, invitations, keys, organisations, staff
from m2w.doors import PUBLIC, SIGNED_IN, editors, page, readers, roles

Addresses = list[URLPattern | URLResolver]

password: Addresses = [
    page("", entrance.change_password, "account_change_password", SIGNED_IN),
    page("vergeten/", allauth.password_reset, "account_reset_password", PUBLIC),
    page("vergeten/verstuurd/", allauth.password_reset_done, "account_reset_password_done", PUBLIC),
    page(
        r"^nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance.NewPasswordPage.as_view(),
        "account_reset_password_from_key",
        PUBLIC,
        pattern=True,
    ),
    page(
        "nieuw/klaar/",
        allauth.password_reset_from_key_done,
        "account_reset_password_from_key_done",
        PUBLIC,
    ),
]
second_step: Addresses = [
    page("", account.second_step, "mfa_index", SIGNED_IN),
    page("app/", atomic(totp.activate_totp), "mfa_activate_totp", SIGNED_IN),
    page("app/weg/", atomic(totp.deactivate_totp), "mfa_deactivate_totp", SIGNED_IN),
    page("sleutel/", atomic(webauthn.add_webauthn), "mfa_add_webauthn", SIGNED_IN),
    page(
        "sleutel/<int:pk>/weg/", atomic(webauthn.remove_webauthn), "mfa_remove_webauthn", SIGNED_IN
    ),
    # Where allauth leads after a key is removed; the keys stand on the page of the second step.
    page(
        "sleutels/", RedirectView.as_view(pattern_name="mfa_index"), "mfa_list_webauthn", SIGNED_IN
    ),
    page("codes/", entrance.recovery_codes, "mfa_view_recovery_codes", SIGNED_IN),
    page(
        "codes/nieuw/",
        atomic(codes.generate_recovery_codes),
        "mfa_generate_recovery_codes",
        SIGNED_IN,
    ),
]
sign_in: Addresses = [
    page("", entrance.SignInPage.as_view(), "account_login", PUBLIC),
    page("tweede-stap/", mfa.authenticate, "mfa_authenticate", PUBLIC),
    page("opnieuw/", allauth.reauthenticate, "account_reauthenticate", SIGNED_IN),
    page("opnieuw/code/", mfa.reauthenticate, "mfa_reauthenticate", SIGNED_IN),
    page(
        "opnieuw/sleutel/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
        SIGNED_IN,
    ),
    page("niet-actief/", allauth.account_inactive, "account_inactive", PUBLIC),
]
programs: Addresses = [
    page("", keys.keys, "keys", readers(Token), asks=()),
    page("nieuw/", keys.make_key, "key_make", editors(Token), asks=()),
    page("systeem/", keys.make_key_of_system, "key_make_system", roles(SYSTEM_ROLES), asks=()),
    page("<uuid:pk>/intrekken/", keys.revoke_key, "key_revoke", editors(Token)),
]
own: Addresses = [
    page("", account.account, "account", SIGNED_IN),
    page("rol/", account.act_as, "act_as", SIGNED_IN),
    page("rol/kiezen/", account.choose_role, "choose_role", SIGNED_IN),
    path("aanmelden/", include(sign_in)),
    page("oidc/", oidc.start, "oidc_start", PUBLIC),
    page("oidc/terug/", oidc.callback, "oidc_callback", PUBLIC),
    page("afmelden/", entrance.sign_out, "account_logout", PUBLIC),
    page("afmelden/overal/", account.sign_out_everywhere, "sign_out_everywhere", SIGNED_IN),
    path("wachtwoord/", include(password)),
    path("tweede-stap/", include(second_step)),
    path("sleutels/", include(programs)),
    # allauth asks for the address of this page; accounts come by invitation only.
    page("registreren/", RedirectView.as_view(pattern_name="home"), "account_signup", SIGNED_IN),
]
member: Addresses = [
    page("", staff.StaffPage.as_view(), "staff_member", readers(Staff)),
    page("rol-geven/", staff.give_role, "give_role", editors(Staff)),
    page("rol-afnemen/", staff.take_role, "take_role", editors(Staff)),
    page("provincies/", staff.change_provinces, "change_provinces", editors(Staff)),
    page("afsluiten/", staff.deactivate, "deactivate_account", editors(Staff)),
    page("openen/", staff.activate, "activate_account", editors(Staff)),
    page("tweede-stap-weg/", staff.remove_second_factor, "remove_second_factor", editors(Staff)),
]
inviting: Addresses = [
    page("", invitations.open_invitations, "invitations", readers(Invitation)),
    page("nieuw/", invitations.invite, "invite", editors(Invitation)),
    page("<uuid:pk>/intrekken/", invitations.withdraw, "withdraw_invitation", editors(Invitation)),
    page("<uuid:pk>/opnieuw/", invitations.send_again, "resend_invitation", editors(Invitation)),
]
away: Addresses = [
    page("", absences.absences, "absences", editors(Absence)),
    page("<uuid:pk>/beeindigen/", absences.end, "absence_end", editors(Absence)),
]
urlpatterns: Addresses = [
    path("account/", include(own)),
    page(
        "organisaties/",
        organisations.Organisations.as_view(),
        "organisations",
        readers(Organisation),
    ),
    page(
        "organisaties/<uuid:pk>/",
        organisations.OrganisationPage.as_view(),
        "organisation",
        readers(Organisation),
    ),
    page("medewerkers/", staff.StaffList.as_view(), "staff", readers(Staff)),
    path("medewerkers/<uuid:pk>/", include(member)),
    path("uitnodigingen/", include(inviting)),
    path("afwezigheid/", include(away)),
    page("uitnodiging/<str:token>/", invitations.accept, "invitation", PUBLIC),
]
