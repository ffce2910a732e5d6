from m2w.documents import views
from m2w.documents.models import Document
from m2w.doors import editors, page, readers

urlpatterns = [
    page("documenten/<uuid:pk>/", views.download, "document", readers(Document)),
    page("documenten/<uuid:pk>/verwijderen/", views.delete, "document_delete", editors(Document)),
    page("documenten/nieuw/<slug:kind>/<uuid:pk>/", views.add, "document_add", editors(Document)),
]
