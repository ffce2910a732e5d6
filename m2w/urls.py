"""Every address of the site, each with its door."""

from django.conf import settings
from django.urls import include, path

from m2w import styleguide, views
from m2w.api import unknown_address
from m2w.doors import PUBLIC, page

handler400 = "m2w.views.bad_request"
handler403 = "m2w.views.permission_denied"
handler500 = "m2w.views.server_error"

urlpatterns = [
    page("", views.home, "home", PUBLIC),
    page("taal/", views.language, "language", PUBLIC),
    page("privacy/", views.privacy, "privacy", PUBLIC),
    page("toegankelijkheid/", views.accessibility, "accessibility", PUBLIC),
    page("healthz", views.healthz, "healthz", PUBLIC),
    page("robots.txt", views.robots, "robots", PUBLIC),
    page("favicon.ico", views.favicon, "favicon", PUBLIC),
    page(".well-known/security.txt", views.security, "security", PUBLIC),
    path("", include("m2w.accounts.urls")),
    path("", include("m2w.audit.urls")),
    path("", include("m2w.documents.urls")),
    path("", include("m2w.outbox.urls")),
    path("", include("m2w.privacy.urls")),
    path("", include("programmes.urls")),
    path("", include("matching.urls")),
    path("", include("reporting.urls")),
    path("api/v1/", include("m2w.api")),
    page("^api/", unknown_address, "api-unknown_address", PUBLIC, pattern=True),
]
if settings.DEBUG:
    urlpatterns.append(page("componenten/", styleguide.components, "components", PUBLIC))
urlpatterns.append(
    page(r"^(?!api/|static/)", views.unknown_address, "unknown_address", PUBLIC, pattern=True)
)
