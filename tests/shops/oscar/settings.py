"""Django settings of the shop: oscar's defaults, one fixed language, everything it writes in one folder.

Environment: `SHOP_LANGUAGE` (one of `wares.LANGUAGES`) and `SHOP_FOLDER` (absolute path) are required. Set to 1,
`SHOP_VARIANTS` sells wares that come in variants as such, `SHOP_UNSHIPPED` only what needs no shipping, and
`SHOP_MEMBERS_ONLY` lets nobody order without an account.
"""

import os
from pathlib import Path
from typing import Any, cast

import oscar
from oscar import defaults

from tests.shops.oscar.wares import CURRENCIES, Language

globals().update({name: value for name, value in vars(defaults).items() if name.isupper()})

SHOP_FOLDER = Path(os.environ["SHOP_FOLDER"])
SHOP_VARIANTS = os.environ.get("SHOP_VARIANTS") == "1"
SHOP_UNSHIPPED = os.environ.get("SHOP_UNSHIPPED") == "1"

SECRET_KEY = "public: this shop exists for the length of a trial"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
SITE_ID = 1
ROOT_URLCONF = "tests.shops.oscar.urls"
INSTALLED_APPS = oscar.INSTALLED_APPS
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

# No LocaleMiddleware and a single language: what a browser accepts must not change what the shop speaks.
LANGUAGE_CODE = os.environ["SHOP_LANGUAGE"]
LANGUAGES = [(LANGUAGE_CODE, LANGUAGE_CODE)]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "oscar.apps.customer.auth_backends.EmailBackend",
    "django.contrib.auth.backends.ModelBackend",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.search.context_processors.search_form",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.core.context_processors.metadata",
            ],
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": SHOP_FOLDER / "shop.sqlite3",
        "ATOMIC_REQUESTS": True,
        # A browser's parallel requests all touch the basket: take the write lock at once and wait for it.
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
    },
}


class NoMigrations:
    """Tables straight from the models: a fresh database needs none of oscar's hundred migrations."""

    def __contains__(self, _label: str) -> bool:
        return True

    def __getitem__(self, _label: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()

HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": str(SHOP_FOLDER / "index"),
        "INCLUDE_SPELLING": True,
    },
}
# The index is written once, at build: nothing a shopper does changes a product's text.
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = str(SHOP_FOLDER / "media")

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

OSCAR_SHOP_NAME = "Harrow & Sohn"
OSCAR_ALLOW_ANON_CHECKOUT = os.environ.get("SHOP_MEMBERS_ONLY") != "1"
OSCAR_DEFAULT_CURRENCY = CURRENCIES[cast("Language", LANGUAGE_CODE)]
OSCAR_THUMBNAILER = "tests.shops.oscar.thumbnails.PillowThumbnailer"
