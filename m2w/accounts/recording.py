"""Puts on the record who came in, who did not, and what changed in how they come in.

Each is put there in the transaction of the act: without the record there is no act. What was
typed, an address or a password, is never part of it.
"""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from m2w.accounts import sessions
from m2w.accounts.acting import SESSION_KEY, membership_of_account
from m2w.accounts.models import User
from m2w.audit.services import record


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The session starts, in the first of the account's roles until another is chosen."""
    sessions.start(request.session)
    user.acting = membership_of_account(user)
    request.session[SESSION_KEY] = user.acting.pk if user.acting else None
    record("account.signed_in", by=user)


@receiver(user_logged_out)
def signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record("account.signed_out", by=user)


@receiver(user_login_failed)
def sign_in_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    note_failure(credentials.get("email", ""), "credentials")


def note_failure(email: str, reason: str) -> None:
    """Someone did not come in. Of an unknown address only that it was tried."""
    account = User.objects.filter(email__iexact=email).first()
    record("account.sign_in_failed", about=account, details={"reason": reason})


@receiver(authentication_failed)
def second_step_failed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    details = {"reason": "second_factor", "factor": authenticator.type}
    record("account.sign_in_failed", about=user, details=details)


@receiver(password_changed)
def changed_password(user: User, **kwargs: Any) -> None:
    record("account.password_changed", by=user)


@receiver(password_reset)
def reset_password(user: User, **kwargs: Any) -> None:
    """By whoever had the link: nobody is signed in yet."""
    record("account.password_reset", about=user)


@receiver(post_save, sender=Authenticator)
def added_factor(instance: Authenticator, created: bool, **kwargs: Any) -> None:  # noqa: FBT001
    if created:
        record("account.factor_added", by=instance.user, details={"factor": instance.type})


@receiver(authenticator_removed)
def removed_factor(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    record("account.factor_removed", by=user, details={"factor": authenticator.type})
