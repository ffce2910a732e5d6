"""Signing in with OpenID Connect, at a real server that a test makes say anything."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from m2w.accounts import oidc
from m2w.accounts.models import Membership, Staff, User
from m2w.audit.models import Entry
from tests.cast import CORE, STRANGER, VDAB, organisation, play
from tests.factories import MembershipFactory
from tests.m2w.test_signin import PASSWORD
from tests.oidc_provider.process import running

pytestmark = pytest.mark.django_db

NORA = {
    "sub": "nora-1",
    "name": "Nora Peeters",
    "email": "nora@core.example",
    "email_verified": True,
    "kbo": "0123456789",
    "m2w_role": ["Begeleider"],
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    callback = "http://testserver/account/oidc/terug/"
    with running(tmp_path_factory.mktemp("oidc"), callback) as root:
        yield root


@pytest.fixture(autouse=True)
def wall_clock():
    """The server is a program of its own, with the clock of the machine."""
    with time_machine.travel(time_machine.escape_hatch.time.time()):
        yield


@pytest.fixture(autouse=True)
def configured(settings, server):
    settings.M2W_OIDC_SERVER = f"{server}/o"
    settings.M2W_OIDC_CLIENT_ID = "m2w"
    settings.M2W_OIDC_CLIENT_SECRET = "only for tests"
    settings.M2W_OIDC_NAME = "ACM/IDM"
    settings.M2W_OIDC_ORGANISATION_CLAIM = "kbo"
    settings.M2W_OIDC_ROLE_CLAIM = "m2w_role"
    settings.M2W_OIDC_ROLES = {
        "Begeleider": "coach",
        "Coördinator": "coordinator",
        "Bemiddelaar": "counsellor",
    }


@pytest.fixture(autouse=True)
def core():
    core = organisation(CORE)
    core.kbo_number = "0123.456.789"
    core.save()
    return core


@pytest.fixture
def there(server, client):
    """Go to the server as someone; the address that leads back."""

    def go(**claims):
        start = client.post(reverse("oidc_start"), {"next": "/projecten/"})
        with requests.Session() as browser:
            browser.post(f"{server}/enter/", json=NORA | claims).raise_for_status()
            answer = browser.get(start.context["address"], allow_redirects=False)
        return answer.headers["Location"].removeprefix("http://testserver")

    return go


@pytest.fixture
def sign_in(there, client):
    return lambda **claims: client.get(there(**claims))


def refused(answer, reason):
    """Refused with a page, on the record, and nothing made."""
    assert answer.status_code == 403
    assert "Aanmelden lukte niet" in answer.text
    assert Entry.objects.first().details == {"reason": f"oidc.{reason}"}
    assert not SocialAccount.objects.exists()
    assert not User.objects.filter(email=NORA["email"]).exists()
    assert not Membership.objects.exists()
    return True


class TestSomeoneKnown:
    def test_comes_in_with_the_role_and_organisation_of_the_claims(self, sign_in, client, core):
        assert sign_in().url == "/projecten/"
        user = client.get("/").context["user"]
        assert (user.email, user.name) == (NORA["email"], NORA["name"])
        assert (user.acting.organisation, user.acting.role) == (core, "coach")
        assert not user.has_usable_password()

    def test_is_on_the_record(self, sign_in):
        sign_in()
        assert [entry.action for entry in Entry.objects.all()] == [
            "account.signed_in",
            "role.given_by_claims",
        ]

    def test_names_the_organisation_by_its_code_too(self, sign_in):
        assert sign_in(kbo=CORE).status_code == 302

    def test_leaves_no_claims_behind(self, sign_in):
        sign_in()
        account = SocialAccount.objects.get()
        assert (account.uid, account.extra_data) == (NORA["sub"], {})

    def test_values_of_other_applications_do_not_matter(self, sign_in):
        assert sign_in(m2w_role=["Elders", "Begeleider"]).status_code == 302

    def test_is_the_same_account_the_next_time(self, sign_in):
        sign_in()
        sign_in(email="nora.peeters@core.example")
        assert User.objects.filter(places__organisation__code=CORE).count() == 1


class TestRolesFollowTheClaims:
    def roles(self):
        return sorted(Membership.objects.values_list("staff__organisation__code", "role"))

    def test_given_and_taken_away(self, sign_in):
        sign_in(m2w_role=["Begeleider", "Coördinator"])
        assert self.roles() == [(CORE, "coach"), (CORE, "coordinator")]
        sign_in(m2w_role="Coördinator")
        assert self.roles() == [(CORE, "coordinator")]
        assert Entry.objects.filter(action="role.taken_by_claims").count() == 1

    def test_into_another_organisation(self, sign_in):
        organisation(STRANGER)
        sign_in()
        sign_in(kbo=STRANGER)
        assert self.roles() == [(STRANGER, "coach")]

    def test_what_people_gave_stays(self, sign_in):
        sign_in()
        place = Staff.objects.get(user__email=NORA["email"])
        MembershipFactory(staff=place, role="coordinator")
        sign_in()
        assert self.roles() == [(CORE, "coach"), (CORE, "coordinator")]

    def test_a_refusal_changes_none(self, sign_in):
        sign_in()
        assert sign_in(m2w_role="Elders").status_code == 403
        assert self.roles() == [(CORE, "coach")]


class TestAnExistingAccount:
    @pytest.fixture
    def carl(self):
        carl = play("carl")
        carl.set_password(PASSWORD)
        carl.save()
        return carl

    def test_is_found_by_a_confirmed_address(self, sign_in, client, carl):
        sign_in(email=carl.email.upper())
        assert client.get("/").context["user"] == carl
        carl.refresh_from_db()
        assert carl.check_password(PASSWORD)

    @pytest.mark.parametrize("verified", [False, None, "false", "true", 1])
    def test_not_by_another(self, sign_in, client, carl, verified):
        assert sign_in(email=carl.email, email_verified=verified).status_code == 403
        assert client.get("/projecten/").status_code == 302
        assert not SocialAccount.objects.exists()

    def test_not_for_a_second_person(self, sign_in, carl):
        sign_in(email=carl.email)
        answer = sign_in(email=carl.email, sub="someone-else")
        assert answer.status_code == 403
        assert SocialAccount.objects.count() == 1

    def test_not_once_it_is_closed(self, sign_in, client, carl):
        carl.is_active = False
        carl.save()
        assert sign_in(email=carl.email).status_code == 403
        assert client.get("/projecten/").status_code == 302


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"kbo": "0999999999"}, "unknown_organisation"),
        ({"kbo": ""}, "unknown_organisation"),
        ({"kbo": None}, "unknown_organisation"),
        ({"kbo": [CORE, STRANGER]}, "unknown_organisation"),
        ({"kbo": {"a": 1}}, "unknown_organisation"),
        ({"m2w_role": "Elders"}, "unknown_role"),
        ({"m2w_role": "coach"}, "unknown_role"),
        ({"m2w_role": []}, "unknown_role"),
        ({"m2w_role": "Bemiddelaar"}, "role_of_other_organisation"),
        ({"m2w_role": ["Begeleider", "Bemiddelaar"]}, "role_of_other_organisation"),
        ({"kbo": VDAB}, "role_of_other_organisation"),
        ({"email": ""}, "email_not_verified"),
        ({"email": "geen adres"}, "email_not_verified"),
        ({"email_verified": False}, "email_not_verified"),
    ],
)
def test_claims_that_are_not_known_are_refused(sign_in, claims, reason):
    organisation(VDAB)
    organisation(STRANGER)
    assert refused(sign_in(**claims), reason)


def test_a_number_of_two_organisations_names_none(sign_in):
    stranger = organisation(STRANGER)
    stranger.kbo_number = "0123456789"
    stranger.save()
    assert refused(sign_in(), "unknown_organisation")


@pytest.mark.parametrize(
    "token",
    [
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"aud": ["m2w", "another-client"], "azp": "another-client"},
        {"iss": "https://elders.example"},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": 9_999_999_999},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"forged": {"m2w_role": "Coördinator"}},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_or_not_theirs_is_refused(sign_in, token):
    assert refused(sign_in(**token), "invalid")


def test_the_request_asks_for_pkce_with_a_hash(client):
    address = client.post(reverse("oidc_start")).context["address"]
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"code_challenge", "state", "nonce"} <= set(asked)


def test_a_wrong_verifier_is_refused(there, client):
    back = there()
    session = client.session
    ((state,),) = [session["socialaccount_states"].values()]
    state[0]["pkce_code_verifier"] = "x" * 64
    session.save()
    assert refused(client.get(back), "invalid")


def test_it_is_the_server_that_refuses_a_wrong_verifier(there, server):
    code = parse_qs(urlsplit(there()).query)["code"]
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": "http://testserver/account/oidc/terug/",
        "code_verifier": "x" * 64,
    }
    answer = requests.post(f"{server}/o/token/", form, auth=("m2w", "only for tests"), timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_state_works_once(there, client):
    back = there()
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))
    assert client.get(back).status_code == 403
    assert client.get("/projecten/").status_code == 302


def test_a_state_of_another_browser_is_refused(there, client):
    back = there()
    client.cookies.clear()
    assert refused(client.get(back), "invalid")


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?error=access_denied&state=x"])
def test_an_answer_to_no_question_is_refused(client, query):
    assert refused(client.get(reverse("oidc_callback") + query), "invalid")


def test_a_server_that_cannot_be_reached_is_told(client, settings):
    settings.M2W_OIDC_SERVER = "http://127.0.0.1:9/o"
    assert refused(client.post(reverse("oidc_start")), "unreachable")


def test_discovery_of_another_server_is_not_believed(client, settings, server):
    settings.M2W_OIDC_SERVER = f"{server.replace('127.0.0.1', 'localhost')}/o"
    assert refused(client.post(reverse("oidc_start")), "unreachable")


def test_the_button_leads_there_from_a_page_of_ours(client):
    assert "Aanmelden met ACM/IDM" in client.get(reverse("account_login")).text
    start = client.post(reverse("oidc_start"))
    assert start.headers["Refresh"] == f"0; url={start.context['address']}"
    assert client.get(reverse("oidc_start")).status_code == 405


def test_a_foreign_address_is_no_destination(client, server):
    start = client.post(reverse("oidc_start"), {"next": "https://elders.example/"})
    with requests.Session() as browser:
        browser.post(f"{server}/enter/", json=NORA)
        answer = browser.get(start.context["address"], allow_redirects=False)
    assert client.get(answer.headers["Location"].removeprefix("http://testserver")).url == "/"


class TestSettings:
    def test_these_are_complete(self, settings):
        settings.DEBUG = True
        oidc.check_setting()

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("M2W_OIDC_CLIENT_ID", ""),
            ("M2W_OIDC_CLIENT_SECRET", ""),
            ("M2W_OIDC_ORGANISATION_CLAIM", ""),
            ("M2W_OIDC_ROLE_CLAIM", ""),
            ("M2W_OIDC_ROLES", {}),
            ("M2W_OIDC_ROLES", {"Begeleider": "koch"}),
            ("DEBUG", False),
        ],
    )
    def test_a_site_with_less_does_not_start(self, settings, name, value):
        settings.DEBUG = True
        setattr(settings, name, value)
        with pytest.raises(ImproperlyConfigured):
            oidc.check_setting()


class TestWithoutSettings:
    @pytest.fixture(autouse=True)
    def no_server(self, settings):
        settings.M2W_OIDC_SERVER = ""

    def test_there_is_no_button(self, client):
        assert "Aanmelden met" not in client.get(reverse("account_login")).text

    def test_nor_an_address(self, client):
        assert client.post(reverse("oidc_start")).status_code == 404
        assert client.get(reverse("oidc_callback")).status_code == 404
