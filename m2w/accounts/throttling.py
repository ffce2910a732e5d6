"""How much a program may ask: so many requests a minute for each key or session."""

from django.conf import settings
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from m2w.accounts.models import Token


class KeyThrottle(SimpleRateThrottle):
    """Counted in each process by itself: it keeps one program from crowding out the others, and
    may cost no query."""

    cache = caches["process"]
    scope = "key"

    def get_rate(self) -> str | None:
        return settings.M2W_API_RATE if settings.M2W_THROTTLE else None

    def get_cache_key(self, request: Request, view: object) -> str | None:
        """None, and so no limit here, for who is not let in anyway."""
        if isinstance(request.auth, Token):
            return f"api-{request.auth.digest}"
        session = request._request.session.session_key
        return f"api-{session}" if session else None
