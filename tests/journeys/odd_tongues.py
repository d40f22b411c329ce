"""Shops in other languages: by words alone, from right to left, and in a language nobody prepared for."""

from collections.abc import Mapping, Sequence

from tests.journeys.odd_shops import ENGLISH, Asked, Goods, Shop

LATVIAN = {
    "shop": "Stūra veikals",
    "search": "Meklēt",
    "none": "Nekas netika atrasts",
    "cart": "Grozs",
    "empty": "Jūsu grozs ir tukšs",
    "add": "Pievienot grozam",
    "checkout": "Noformēt pasūtījumu",
    "contact": "Jūsu dati",
    "send": "Apmaksāt",
    "wrong": "Lūdzu, pārbaudiet šo lauku",
    "email": "E-pasts",
    "name": "Vārds un uzvārds",
    "street": "Iela un mājas numurs",
    "postcode": "Pasta indekss",
    "city": "Pilsēta",
    "phone": "Tālrunis",
    "card": "Kartes numurs",
    "expiry": "Derīga līdz",
    "code": "Drošības kods",
    "thanks": "Paldies par pasūtījumu",
    "about": "Kopš 1961. gada tirgus laukuma stūrī pārdodam labas lietas mājai.",
}
ARABIC = {
    "shop": "متجر الزاوية",
    "search": "بحث",
    "none": "لا توجد نتائج",
    "cart": "السلة",
    "empty": "سلة التسوق فارغة",
    "add": "أضف إلى السلة",
    "checkout": "إتمام الشراء",
    "contact": "بياناتك",
    "send": "ادفع الآن",
    "wrong": "يرجى التحقق من هذا الحقل",
    "email": "البريد الإلكتروني",
    "name": "الاسم الكامل",
    "street": "عنوان الشارع",
    "postcode": "الرمز البريدي",
    "city": "المدينة",
    "phone": "رقم الهاتف",
    "card": "رقم البطاقة",
    "expiry": "تاريخ الانتهاء",
    "code": "رمز الأمان",
    "thanks": "شكرا لطلبك",
    "about": "نبيع أشياء جميلة للبيت في زاوية ساحة السوق منذ عام ١٩٦١.",
}
ESPERANTO = ENGLISH | {
    "shop": "Angula Vendejo",
    "search": "Serĉi",
    "none": "Nenio troviĝis",
    "cart": "Korbo",
    "empty": "La korbo malplenas",
    "add": "Enkorbigi",
    "checkout": "Al la mendo",
    "contact": "Viaj indikoj",
    "send": "Pagi",
    "wrong": "Kontrolu tiun kampon",
    "email": "Retadreso",
    "name": "Plena nomo",
    "street": "Strato",
    "postcode": "Poŝtkodo",
    "city": "Urbo",
    "phone": "Telefono",
    "card": "Kartnumero",
    "expiry": "Valida ĝis",
    "code": "Sekurkodo",
    "thanks": "Dankon",
    "about": "Ekde 1961 ni vendas bonajn aĵojn por la hejmo ĉe la placo.",
}


class LatvianByWords(Shop):
    """Addresses, names and marks say nothing; only the words do."""

    # Fields that nothing but their labels tells apart are what makes it hard to read, for browsers too.
    frictions = frozenset({"checkout/missing-autocomplete", "checkout/wrong-keyboard"})
    language = "lv"
    has_search = True
    at_search, at_product, at_add, at_cart, at_checkout = "/b2", "/a1/", "/c3", "/d4", "/e5"
    goods = (
        Goods("1", "Ozolkoka galda lampa", "39,00 €"),
        Goods("2", "Lina priekšauts", "24,50 €"),
        Goods("3", "Vara tējkanna", "61,00 €"),
    )
    words = LATVIAN

    def input(self, asked: Asked, value: str) -> str:
        plain = Asked(asked.name, "text", "on")
        return super().input(plain, value)

    def search(self, asked: str) -> str:
        return super().search(asked).replace('type="search"', 'type="text"')


class Arabic(Shop):
    """Written from right to left, with Arabic figures in its prices."""

    language, direction = "ar", "rtl"
    has_search = True
    goods = (
        Goods("1", "مصباح مكتب خشبي", "٣٩٫٠٠ ر.س"),
        Goods("2", "مئزر كتان أزرق", "٢٤٫٥٠ ر.س"),
        Goods("3", "غلاية نحاسية كبيرة", "٦١٫٠٠ ر.س"),
    )
    words = ARABIC


class Esperanto(Shop):
    """No word list knows the language: addresses, field types and the build of the page have to do."""

    language = "eo"
    has_search = True
    goods = (
        Goods("kverka-lampo", "Kverka Lampo", "39,00 €"),
        Goods("lina-antautuko", "Lina Antaŭtuko", "24,50 €"),
        Goods("kupra-bolilo", "Kupra Bolilo", "61,00 €"),
    )
    words = ESPERANTO

    def cards(self, goods: Sequence[Goods]) -> str:
        return f'<div class="grid">{"".join(f"<article>{self.card(one)}</article>" for one in goods)}</div>'


class EsperantoFarOff(Esperanto):
    """What is wrong is only told far above the form, in plain dress."""

    has_search = False

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        told = "<p>Io ne estas en ordo pri viaj indikoj.</p>" if errors else ""
        return f'{told}<div style="height:400px"></div>{super().form(values, ())}'
