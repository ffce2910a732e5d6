"""Every address of the site."""

from django.conf import settings
from django.urls import include, path, re_path

from m2w import styleguide, views

handler500 = "m2w.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("taal/", views.language, name="language"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots),
    path("favicon.ico", views.favicon),
    path(".well-known/security.txt", views.security),
    path("", include("m2w.accounts.urls")),
    path("", include("programmes.urls")),
    path("", include("matching.urls")),
    path("", include("reporting.urls")),
    path("api/v1/", include("m2w.api")),
]
if settings.DEBUG:
    urlpatterns.append(path("componenten/", styleguide.components, name="components"))
urlpatterns.append(re_path(r"^(?!api/|static/)", views.unknown_address))
