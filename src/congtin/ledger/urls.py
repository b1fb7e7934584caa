"""Addresses of the review screen, below the newsroom's own."""

from django.urls import path, re_path

from congtin.ledger import import_views, views

urlpatterns = [
    path("", views.review, name="review"),
    path("kiem-tra/<int:article_id>/", views.check, name="check"),
    path("bai/<int:article_id>/", views.review_article, name="review_article"),
    path("can-cu/<int:evidence_id>/giu/", views.keep_evidence, name="keep_evidence"),
    path("can-cu/<int:evidence_id>/bo/", views.drop_evidence, name="drop_evidence"),
    path("<int:proposal_id>/xac-nhan/", views.confirm, name="confirm"),
    path("<int:proposal_id>/bo/", views.reject, name="reject"),
    path("<int:proposal_id>/mo-lai/", views.reopen, name="reopen"),
    path("nhap/", import_views.upload, name="import_plan"),
    re_path(
        r"^nhap/mau-ke-hoach\.(?P<suffix>xlsx|csv)$",
        import_views.download_template,
        name="plan_template",
    ),
    path("nhap/xem/<str:token>/", import_views.preview, name="import_preview"),
    path("nhap/xong/<int:document_id>/", import_views.show_imported, name="imported"),
]
