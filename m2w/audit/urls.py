from m2w.audit import views
from m2w.audit.models import Entry
from m2w.doors import page, readers

urlpatterns = [
    page("register/", views.Record.as_view(), "record", readers(Entry)),
    page("register/datalek/", views.breach, "breach", readers(Entry)),
]
