import json

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import include, path

from tests.oidc_provider.saying import said_of


def enter(request):
    """Someone with these claims is signed in here, without a password."""
    claims = json.loads(request.body)
    user, _created = User.objects.get_or_create(username=claims["sub"])
    said_of[user.username] = claims
    login(request, user, "django.contrib.auth.backends.ModelBackend")
    return HttpResponse()


urlpatterns = [
    path("enter/", enter),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
