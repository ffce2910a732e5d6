"""Signing in and out, and one's own account. There is no open sign-up."""

from allauth.account import views as allauth
from django.urls import include, path
from django.views.generic import RedirectView

from m2w.accounts import views
from m2w.accounts.models import Organisation, Staff
from m2w.doors import PUBLIC, SIGNED_IN, page, readers

own = [
    page("", views.account, "account", SIGNED_IN),
    page("rol/", views.act_as, "act_as", SIGNED_IN),
    page("aanmelden/", allauth.login, "account_login", PUBLIC),
    page("aanmelden/opnieuw/", allauth.reauthenticate, "account_reauthenticate", SIGNED_IN),
    page("aanmelden/niet-actief/", allauth.account_inactive, "account_inactive", PUBLIC),
    page("afmelden/", views.sign_out, "account_logout", PUBLIC),
    page("wachtwoord/", allauth.password_change, "account_change_password", SIGNED_IN),
    page("wachtwoord/vergeten/", allauth.password_reset, "account_reset_password", PUBLIC),
    page(
        "wachtwoord/vergeten/verstuurd/",
        allauth.password_reset_done,
        "account_reset_password_done",
        PUBLIC,
    ),
    page(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        "account_reset_password_from_key",
        PUBLIC,
        pattern=True,
    ),
    page(
        "wachtwoord/nieuw/klaar/",
        allauth.password_reset_from_key_done,
        "account_reset_password_from_key_done",
        PUBLIC,
    ),
    # allauth asks for the address of this page; accounts come by invitation only.
    page("registreren/", RedirectView.as_view(pattern_name="home"), "account_signup", SIGNED_IN),
]
urlpatterns = [
    path("account/", include(own)),
    page("organisaties/", views.Organisations.as_view(), "organisations", readers(Organisation)),
    page(
        "organisaties/<uuid:pk>/",
        views.OrganisationPage.as_view(),
        "organisation",
        readers(Organisation),
    ),
    page("medewerkers/", views.StaffList.as_view(), "staff", readers(Staff)),
]
