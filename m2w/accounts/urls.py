"""Signing in and out, and one's own account. There is no open sign-up."""

from allauth.account import views as allauth
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from m2w.accounts import views

own = [
    path("", views.account, name="account"),
    path("rol/", views.act_as, name="act_as"),
    path("aanmelden/", allauth.login, name="account_login"),
    path("aanmelden/opnieuw/", allauth.reauthenticate, name="account_reauthenticate"),
    path("aanmelden/niet-actief/", allauth.account_inactive, name="account_inactive"),
    path("afmelden/", views.sign_out, name="account_logout"),
    path("wachtwoord/", allauth.password_change, name="account_change_password"),
    path("wachtwoord/vergeten/", allauth.password_reset, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # allauth asks for the address of this page; accounts come by invitation only.
    path("registreren/", RedirectView.as_view(pattern_name="home"), name="account_signup"),
]
urlpatterns = [
    path("account/", include(own)),
    path("organisaties/", views.Organisations.as_view(), name="organisations"),
    path("organisaties/<uuid:pk>/", views.OrganisationPage.as_view(), name="organisation"),
    path("medewerkers/", views.StaffList.as_view(), name="staff"),
]
