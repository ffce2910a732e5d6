from m2w.doors import SIGNED_IN, editors, page, readers
from m2w.outbox import views
from m2w.outbox.models import Notice

urlpatterns = [
    page("berichten/", views.Notices.as_view(), "notices", readers(Notice), asks=["page"]),
    page("berichten/gelezen/", views.read_all, "notices_read", editors(Notice)),
    page("berichten/<uuid:pk>/gelezen/", views.read, "notice_read", editors(Notice)),
    page("account/dagelijkse-mail/", views.daily_mail, "daily_mail", SIGNED_IN),
    page("account/taal-van-mails/", views.mail_language, "mail_language", SIGNED_IN),
]
