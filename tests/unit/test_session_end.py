"""Addresses that end the session are recognised in many languages, and product pages are not mistaken for them."""

import pytest

from auditor.browser.session_end import ends_session


@pytest.mark.parametrize(
    "address",
    [
        "/logout",
        "/LogOut.php",
        "/customer/account/logout/",
        "/log-out",
        "/users/sign_out",
        "/customer-logout?_wpnonce=1",
        "/account/doLogout",
        "/wp-login.php?action=logout",
        "/index.php?route=account/logout",
        "/index.php?mylogout=",
        "/konto/abmelden",
        "/deconnexion",
        "/d%C3%A9connexion",
        "/mon-compte/se-deconnecter",
        "/cerrar-sesion",
        "/uitloggen",
        "/logga-ut",
        "/wyloguj",
        "/odhl%C3%A1sit",
        "/%D0%B2%D1%8B%D1%85%D0%BE%D0%B4",
        "/çıkış",
        "/ログアウト",
        "/退出登录",
        "/로그아웃",
        "/تسجيل-الخروج",
        "/session/destroy",
        "/account/delete",
        "/delete-account",
        "/konto-löschen",
        "/supprimer-mon-compte",
    ],
)
def test_an_address_that_ends_the_session(address: str) -> None:
    assert ends_session(f"https://shop.example{address}")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/cart",
        "/cart/delete/42",
        "/products/fire-exit-sign-out-of-aluminium",
        "/products/blogout-mug",
        "/collections/exit",
        "/checkout/delivery?action=next",
        "/search?q=logout",
        "/account/addresses",
        "/login?next=/account",
        "/sign-in",
        "/p/sortie-de-bain",
        "/category/logistics-outdoor",
    ],
)
def test_an_address_that_does_not(address: str) -> None:
    assert not ends_session(f"https://shop.example{address}")
