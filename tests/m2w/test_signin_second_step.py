"""The second step: an app with codes, keys, recovery codes, and the roles that must have one."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from m2w.accounts import second_factor
from m2w.audit.models import Entry
from tests.cast import play
from tests.m2w.test_signin import PASSWORD, sign_in

pytestmark = pytest.mark.django_db

NOWHERE = [
    "/",
    "/projecten/",
    "/account/",
    "/account/wachtwoord/",
    "/account/tweede-stap/codes/",
    "/medewerkers/",
]


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def alice():
    alice = play("alice")
    alice.set_password(PASSWORD)
    alice.save()
    return alice


@pytest.fixture
def signed_in(client, alice):
    """Signed in, and just now confirmed that it is really them."""
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def secret(alice):
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    return secret


def set_up_app(client):
    form = client.get(reverse("mfa_activate_totp")).context["form"]
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(form.secret)})


def test_an_app_is_set_up_with_its_first_code_and_gives_recovery_codes(signed_in, alice):
    assert set_up_app(signed_in).url == reverse("mfa_view_recovery_codes")
    assert len(signed_in.get(reverse("mfa_view_recovery_codes")).context["codes"]) == 10
    assert second_factor.is_set_up(alice)
    added = Entry.objects.filter(action="account.factor_added", actor=alice)
    assert {entry.details["factor"] for entry in added} == {"totp", "recovery_codes"}


def test_a_wrong_first_code_sets_up_nothing(signed_in, alice):
    signed_in.get(reverse("mfa_activate_totp"))
    answer = signed_in.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Deze code klopt niet." in answer.content.decode()
    assert not second_factor.is_set_up(alice)


def test_the_picture_for_the_app_needs_nothing_inline(signed_in):
    page = signed_in.get(reverse("mfa_activate_totp")).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "<style" not in page
    assert " style=" not in page


def test_it_must_be_really_them(client, alice):
    sign_in(client)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.url.startswith(f"{reverse('account_reauthenticate')}?next=")


def test_the_password_alone_no_longer_opens(client, alice, secret):
    assert sign_in(client).url == reverse("mfa_authenticate")
    assert client.get("/projecten/").status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).url == "/"
    assert client.get("/projecten/").status_code == 200


def test_a_code_works_once(client, alice, secret):
    code = code_of(secret)
    for _ in range(2):
        sign_in(client)
        answer = client.post(reverse("mfa_authenticate"), {"code": code})
        client.post(reverse("account_logout"))
    assert answer.status_code == 200


def test_a_wrong_code_is_on_the_record(client, alice, secret):
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    entry = Entry.objects.first()
    assert (entry.action, entry.object_id) == ("account.sign_in_failed", str(alice.pk))
    assert entry.details == {"reason": "second_factor", "factor": "totp"}


def test_codes_cannot_be_guessed_for_long(client, alice, secret):
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "te vaak" in answer.content.decode()


def test_a_recovery_code_opens_once(client, alice, secret):
    code = RecoveryCodes.activate(alice).get_unused_codes()[0]
    answers = []
    for _ in range(2):
        sign_in(client)
        answers.append(client.post(reverse("mfa_authenticate"), {"code": code}).status_code)
        client.post(reverse("account_logout"))
    assert answers == [302, 200]


def test_no_second_step_without_the_first(client):
    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")


def test_no_longer_using_the_app_is_on_the_record(signed_in, alice):
    set_up_app(signed_in)
    signed_in.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(action="account.factor_removed", actor=alice).count() == 2


@pytest.mark.parametrize(
    "key", ["", "x", "{}", "[]", "1", '"x"', '{"id": "x"}', '{"response": {"a": 1}, "rawId": 7}']
)
@pytest.mark.parametrize("page", ["mfa_add_webauthn", "mfa_authenticate"])
def test_a_key_that_is_none_is_refused(client, signed_in, alice, page, key):
    if page == "mfa_authenticate":
        TOTP.activate(alice, generate_totp_secret())
        client.post(reverse("account_logout"))
        sign_in(client)
    client.get(reverse(page))
    assert client.post(reverse(page), {"credential": key, "name": "x"}).status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


class TestRolesThatMust:
    @pytest.fixture(autouse=True)
    def coordinators(self, settings):
        settings.M2W_SECOND_FACTOR_ROLES = ["coordinator"]

    @pytest.mark.parametrize("address", NOWHERE)
    def test_go_nowhere_else(self, browse, address):
        assert browse("alice").get(address).url == reverse("mfa_index")

    def test_nor_to_the_api(self, browse):
        answer = browse("alice").get("/api/v1/reports/")
        assert answer.status_code == 403
        assert json.loads(answer.content)["code"] == "second_factor_missing"

    def test_change_nothing(self, browse):
        alice = browse("alice")
        assert alice.post(reverse("sign_out_everywhere")).url == reverse("mfa_index")

    def test_can_sign_out_and_set_one_up(self, browse):
        alice = browse("alice")
        assert "Stel eerst een tweede stap in" in alice.get(reverse("mfa_index")).text
        assert alice.get(reverse("mfa_activate_totp")).status_code == 200
        assert alice.post(reverse("account_logout")).status_code == 302

    def test_are_free_once_it_is_set_up(self, browse, alice, secret):
        assert browse("alice").get("/projecten/").status_code == 200

    def test_other_roles_are_not_asked(self, browse):
        assert browse("carl").get("/projecten/").status_code == 200

    def test_a_key_of_a_program_passes(self, api):
        assert api("alice").get("/api/v1/reports/").status_code == 200


def test_all_roles_can_be_asked(settings, browse):
    settings.M2W_SECOND_FACTOR_ROLES = ["all"]
    assert browse("ann").get("/").url == reverse("mfa_index")


def test_development_asks_no_one():
    assert site.M2W_SECOND_FACTOR_ROLES == []


def test_a_role_that_does_not_exist_stops_the_site(settings):
    settings.M2W_SECOND_FACTOR_ROLES = ["coordinater"]
    with pytest.raises(ImproperlyConfigured):
        second_factor.check_setting()
