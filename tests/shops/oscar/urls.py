"""Addresses of the shop: oscar's own, and its product pictures."""

from django.apps import apps
from django.conf import settings
from django.urls import include, path
from django.views.static import serve

handler403 = "oscar.views.handler403"
handler404 = "oscar.views.handler404"
handler500 = "oscar.views.handler500"

urlpatterns = [
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
