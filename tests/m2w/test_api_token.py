"""`manage.py api_token EMAIL`: a key that acts as one membership."""

import pytest
from django.core.management import CommandError, call_command

from m2w.accounts.choices import Role
from m2w.accounts.models import Token
from m2w.accounts.services.keys import token_in_force
from tests.cast import play
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def issued(capsys, *arguments):
    call_command("api_token", *arguments)
    return capsys.readouterr().out.strip()


def test_the_key_acts_as_the_membership(capsys):
    alice = play("alice")
    token = token_in_force(issued(capsys, "Alice@m2w.example"))
    assert token.membership == alice.acting


def test_only_its_digest_is_kept(capsys):
    play("alice")
    key = issued(capsys, "alice@m2w.example")
    assert key not in Token.objects.get().digest


def test_a_key_dies_with_its_account_or_role(capsys):
    alice = play("alice")
    key = issued(capsys, "alice@m2w.example")
    alice.acting.delete()
    assert token_in_force(key) is None


class TestTwoRoles:
    @pytest.fixture(autouse=True)
    def coach_too(self):
        MembershipFactory(staff=play("alice").places.get(), role=Role.COACH)

    def test_a_role_must_be_chosen(self):
        with pytest.raises(CommandError, match="--role coach --organisation core"):
            call_command("api_token", "alice@m2w.example")

    def test_the_chosen_one_acts(self, capsys):
        key = issued(capsys, "alice@m2w.example", "--role", "coach", "--organisation", "core")
        assert token_in_force(key).membership.role == Role.COACH


@pytest.mark.parametrize("email", ["nobody@m2w.example", ""])
def test_unknown_account(email):
    with pytest.raises(CommandError):
        call_command("api_token", email)


def test_a_role_nobody_gave():
    play("alice")
    with pytest.raises(CommandError):
        call_command("api_token", "alice@m2w.example", "--role", "analyst")
