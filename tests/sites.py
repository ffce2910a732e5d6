"""The site with a few addresses more, for what no page of it does."""

from types import ModuleType

from django.urls import include, path


def site_with(*entries):
    """A value for ROOT_URLCONF. Made inside a test: at collection the site still has debug on."""
    site = ModuleType("site_with")
    site.urlpatterns = [*entries, path("", include("m2w.urls"))]
    return site
