"""The site with one bare view beside it, to measure pages against."""

from django.http import HttpRequest, HttpResponse

from m2w import urls
from m2w.doors import PUBLIC, page


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [page("hello/", hello, "hello", PUBLIC), *urls.urlpatterns]
handler400, handler500 = urls.handler400, urls.handler500
