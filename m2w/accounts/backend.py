"""How an account comes out of the database."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from m2w.accounts.models import Membership, User


class AccountBackend(AuthenticationBackend):
    """Brings along the role in which most requests act: one question instead of two."""

    def get_user(self, user_id: Any) -> User | None:
        place = Membership.objects.of(user_id).first()
        if place is None:
            return super().get_user(user_id)
        user = place.staff.user
        user.place = place
        return user if self.user_can_authenticate(user) else None
