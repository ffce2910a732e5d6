"""Signing in with OpenID Connect, such as ACM/IDM of the Flemish government.

allauth does the talking: discovery, state, PKCE. It trusts an ID token that came over TLS, so
here the token is checked as the specification says: signature, issuer, audience, times, nonce.
"""

import hashlib
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from m2w.accounts.choices import Role
from m2w.accounts.claims import refused
from m2w.accounts.services.openid import admit
from m2w.audit.services import record
from m2w.refusals import Refused

PROVIDER = "openid_connect"
SIGNED_WITH = frozenset({"RS256", "PS256", "ES256", "RS384", "RS512", "ES384", "ES512"})
MUST_SAY = ["iss", "sub", "aud", "exp", "iat", "nonce"]
CLOCKS_DIFFER = 30


def is_configured() -> bool:
    return bool(settings.M2W_OIDC_SERVER)


def nonce_of(verifier: str) -> str:
    """Ties the ID token to the browser that asked for it: whoever knows the nonce knew the
    secret of this very sign-in."""
    return hashlib.sha256(f"nonce {verifier}".encode()).hexdigest()


class CheckedAdapter(OpenIDConnectOAuth2Adapter):
    """One sign-in at the provider, from the way there to the claims that come back."""

    verifier = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Discovery. Raises OAuth2Error when it speaks for another server."""
        config: dict[str, Any] = super().openid_config
        server = settings.M2W_OIDC_SERVER.rstrip("/")
        if str(config.get("issuer")).rstrip("/") != server:
            raise OAuth2Error("issuer")
        for name in ["authorization_endpoint", "token_endpoint", "jwks_uri"]:
            if urlsplit(str(config.get(name))).scheme != urlsplit(server).scheme:
                raise OAuth2Error(name)
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("oidc_callback"))

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        self.verifier = pkce_code_verifier or ""
        return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """Claims go along for this request only: nothing of them is stored but who it is."""
        claims = self.checked(str(kwargs["response"].get("id_token", "")), app.client_id)
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.account.extra_data = {}
        login.claims = claims
        return login

    def checked(self, token: str, client_id: str) -> dict[str, Any]:
        """What a valid ID token says. Raises OAuth2Error for any other."""
        try:
            key = self.key_of(token)
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[key.algorithm_name],
                audience=client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_DIFFER,
                options={"require": MUST_SAY},
            )
        except (jwt.PyJWTError, LookupError, TypeError, ValueError) as error:
            raise OAuth2Error("id_token") from error
        if claims["nonce"] != nonce_of(self.verifier) or not self.verifier:
            raise OAuth2Error("nonce")
        if isinstance(claims["aud"], list) and claims.get("azp", client_id) != client_id:
            raise OAuth2Error("azp")
        return claims

    def key_of(self, token: str) -> jwt.PyJWK:
        """The key of the server that the token names; only those with a private half."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        key = jwt.PyJWKSet.from_dict(answer.json())[jwt.get_unverified_header(token)["kid"]]
        if key.algorithm_name not in SIGNED_WITH:
            raise OAuth2Error("algorithm")
        return key


class CheckedProvider(OpenIDConnectProvider):
    oauth2_adapter_class = CheckedAdapter

    def get_pkce_params(self) -> dict[str, Any]:
        params = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}


def provider_of(request: HttpRequest) -> CheckedProvider:
    """The one provider, from the settings."""
    app = SocialApp(
        provider=PROVIDER,
        name=settings.M2W_OIDC_NAME,
        client_id=settings.M2W_OIDC_CLIENT_ID,
        secret=settings.M2W_OIDC_CLIENT_SECRET,
        settings={"server_url": settings.M2W_OIDC_SERVER, "oauth_pkce_enabled": True},
    )
    return CheckedProvider(request, app=app)


class OpenIDConnect(DefaultSocialAccountAdapter):
    """allauth asks here which provider there is, and who of those it sends may come in."""

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> CheckedProvider:
        return provider_of(request)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        try:
            admit(request, sociallogin)
        except Refused as refusal:
            raise ImmediateHttpResponse(refusal_page(request, refusal)) from refusal

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, exception: Any = None, **kwargs: Any
    ) -> None:
        reason = "unreachable" if isinstance(exception, RequestException) else "invalid"
        raise ImmediateHttpResponse(refusal_page(request, refused(reason)))


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Why someone did not come in, on the record and on a page."""
    record("account.sign_in_failed", details={"reason": f"oidc.{refusal.code}"})
    context = {"heading": _("Aanmelden lukte niet"), "reason": refusal.message}
    return render(request, "account/oidc_refused.html", context, status=403)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """On to the provider: by a page of our own, for a form may only be sent to this site."""
    provider = provider_or_404(request)
    try:
        there = provider.redirect(
            request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request)
        )
    except (OAuth2Error, RequestException):
        return refusal_page(request, refused("unreachable"))
    context = {"heading": _("U gaat verder"), "name": provider.name, "address": there.url}
    answer = render(request, "account/oidc_start.html", context)
    answer.headers["Refresh"] = f"0; url={there.url}"
    return answer


@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the provider, with a code to ask for the claims."""
    provider_or_404(request)
    return OAuth2CallbackView.adapter_view(CheckedAdapter(request, PROVIDER))(request)


def provider_or_404(request: HttpRequest) -> CheckedProvider:
    if not is_configured():
        raise Http404
    return provider_of(request)


def check_setting() -> None:
    """Raises ImproperlyConfigured for a provider that could let in the wrong people."""
    if not is_configured():
        return
    if not (settings.DEBUG or settings.M2W_OIDC_SERVER.startswith("https://")):
        raise ImproperlyConfigured("M2W_OIDC_SERVER must be an https address.")
    for name in ["CLIENT_ID", "CLIENT_SECRET", "ORGANISATION_CLAIM", "ROLE_CLAIM", "ROLES"]:
        if not getattr(settings, f"M2W_OIDC_{name}"):
            raise ImproperlyConfigured(f"M2W_OIDC_SERVER needs M2W_OIDC_{name}.")
    unknown = set(settings.M2W_OIDC_ROLES.values()) - set(Role.values)
    if unknown:
        raise ImproperlyConfigured(f"M2W_OIDC_ROLES: unknown {sorted(unknown)}.")
