"""Recognises addresses that sign the shopper out or delete the account. Pure.

Only whole path segments count (and their words where the word has no other meaning), because a product called
"Exit sign" must stay reachable.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

# Words that mean nothing else, so they also count as one word of a segment: `customer-logout`, `doLogout`, `log_out`.
_UNMISTAKABLE: Final = frozenset({"logout", "logoff", "signout", "mylogout", "endsession", "uitloggen", "ausloggen"})

_SIGN_OUT: Final = (
    "abmelden abmeldung afmelden signoff deconnexion deconnecter se-deconnecter deconnection "
    "cerrar-sesion cerrarsesion desconectar desconexion salir tancar-sessio disconnetti disconnessione esci "
    "sair terminar-sessao encerrar-sessao logga-ut loggaut log-ud log-af logg-ut loggut kirjaudu-ulos utskraning "
    "wyloguj wyloguj-sie wylogowanie odhlasit odhlasit-se odhlaseni odhlasenie kijelentkezes kilepes deconectare "
    "delogare iesire iziet izrakstities atsijungti logi-valja valja vyhod vyjti vyiti выход выйти вийти вихід изход "
    "izhod odjava odjavi odjavi-se cikis cikis-yap çıkış çıkış-yap αποσύνδεση aposyndesi "
    "ログアウト サインアウト 退出登录 退出登錄 退出 "
    "登出 註銷 注销 로그아웃 خروج تسجيل-الخروج התנתקות dang-xuat keluar session-destroy sessions-destroy session-end"
)
_DELETE_ACCOUNT: Final = (
    "delete-account remove-account close-account deactivate-account account-delete account-remove account-close "
    "account-deletion account-deactivate delete-profile profile-delete delete-customer customer-delete delete-user "
    "user-delete delete-me konto-loeschen konto-löschen konto-loschen kundenkonto-loeschen supprimer-compte "
    "supprimer-mon-compte compte-supprimer eliminar-cuenta cuenta-eliminar elimina-account cancella-account "
    "account-elimina excluir-conta apagar-conta conta-excluir account-verwijderen verwijder-account usun-konto "
    "konto-usun radera-konto ta-bort-konto slet-konto slett-konto poista-tili zrusit-ucet smazat-ucet fiok-torlese "
    "sterge-cont удалить-аккаунт удалить-профиль видалити-акаунт hesap-sil hesabimi-sil "
    "アカウント削除 退会 注销账户 删除账户 "
    "계정-삭제 회원탈퇴 حذف-الحساب"
)
# Query parameters in which shops without readable addresses name what is to be done: ?route=account/logout
_ROUTING: Final = frozenset(
    {"route", "action", "act", "do", "cmd", "command", "task", "controller", "page", "path", "r", "op", "mode", "event"}
)
_LONGEST_CONTROL_SEGMENT: Final = 3  # words; longer segments are product names and headlines


def ends_session(url: str) -> bool:
    """Tell whether a request for this address would sign the shopper out or delete the account."""
    parts = urlsplit(url)
    if _path_ends_session(parts.path):
        return True
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if _joined(name) in _UNMISTAKABLE:
            return True
        if name.casefold() in _ROUTING and _path_ends_session(value):
            return True
    return False


def _path_ends_session(path: str) -> bool:
    segments = [re.sub(r"\.[A-Za-z]{2,5}$", "", unquote(segment)) for segment in path.split("/") if segment]
    whole = [_joined(segment) for segment in segments]
    neighbours = (first + second for first, second in pairwise(whole))
    if not _ENDINGS.isdisjoint(whole) or not _ENDINGS_IN_TWO.isdisjoint(neighbours):
        return True
    return any(not _UNMISTAKABLE.isdisjoint(_word_runs(segment)) for segment in segments)


def _word_runs(segment: str) -> Iterator[str]:
    """Yield each word of a short segment and each two neighbouring words, joined."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", segment)
    if len(words) <= _LONGEST_CONTROL_SEGMENT:
        yield from (_joined(word) for word in words)
        yield from (_joined(first + second) for first, second in pairwise(words))


def _joined(text: str) -> str:
    """Fold case and marks and drop everything between the words."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()).replace("ı", "i")
    return "".join(letter for letter in plain if letter.isalnum())


_ENDINGS: Final = frozenset(_joined(term) for term in f"{_SIGN_OUT} {_DELETE_ACCOUNT}".split()) | _UNMISTAKABLE
# `/account/delete` and `/session/end`; of the single words only those that stay whole in one segment.
_ENDINGS_IN_TWO: Final = frozenset(_joined(term) for term in f"{_SIGN_OUT} {_DELETE_ACCOUNT}".split() if "-" in term)
