"""Words that shops put into addresses, field names and attributes, where no language is declared.

Tokens are compared after folding, whole. They are facts about how routes are named in shops of many countries; they
count as structure, since a visitor never reads them.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CART = _words(
    "cart basket bag trolley minicart shoppingcart shoppingbag viewcart warenkorb einkaufswagen panier "
    "carrito cesta carrello carrinho cesto sacola koszyk winkelwagen winkelmand winkelmandje grozs cos "
    "korb korzina kosik kundvagn varukorg ostukorv krepselis sepet koszyka "
    "корзина кошик السله"
)
CHECKOUT = _words(
    "checkout checkouts kasse kassa caisse caja cassa kasa kassaan oformlenie oformlen oformit onepage "
    "onestepcheckout onepagecheckout afrekenen noformet pasutijums commande finalizare pokladna kassan "
    "finalizar tramitar afwikkelen оформление اتمام"
)
ORDERING = _words("order orders bestellung bestellen pedido ordine encomenda zamowienie zakaz comanda")
FOLLOWING = _words(
    "tracking track history verfolgung verfolgen auftragsverfolgung sendungsverfolgung bestellverfolgung verlauf "
    "bestellverlauf bestellungsverlauf bestellstatus suivi suivre historique seguimiento rastreo rastrear historial "
    "tracciamento rintraccia storico rastreamento rastreio rastrear acompanhar historico sledzenie sledz historia "
    "volgen geschiedenis urmarire urmareste istoric otslezhivanie otsledit istoriya izsekot izsekosana vesture "
    "sledovani sledovanie historie sporing seuranta sekimas"
)
"""Of orders already placed: such an address leads to no checkout, however it names them."""
SEARCH_FIELDS = _words(
    "q s query search keyword keywords searchterm search_query text suche suchen recherche buscar busca "
    "cerca szukaj zoek poisk meklet cauta hledat sok term"
)
SEARCH_PATHS = _words(
    "search suche recherche buscar busqueda busca cerca ricerca szukaj zoeken poisk meklet cautare "
    "catalogsearch find results sok hledani otsing paieska ara поиск بحث 検索 搜索"
)
ADDING = _words("add addtocart addtobasket addtobag additem hinzufugen ajouter anadir aggiungi adicionar dodaj")
PRODUCT_PATHS = _words(
    "product products produkt produkte produit produits producto productos prodotto prodotti produto "
    "produtos item items p dp prece preces produs produse tovar goods artikel article shop"
)
CATEGORY_PATHS = _words(
    "category categories catalog catalogue catalogo collection collections c department departments "
    "kategorie kategorien categorie categoria categorias kategoria kategorija kategorijas shop store "
    "range products produkte produits productos sortiment katalog katalogs produse tovary all"
)
GROUP_PATHS = _words(
    "category categories collection collections department departments kategorie kategorien categorie categoria "
    "categorias kategoria kategorija kategorijas"
)
"""Of lists of goods, and hardly ever of one: products stand below catalogues and ranges."""
NOT_PRODUCTS = _words(
    "account login logout register signin signup wishlist compare blog news about contact faq help terms "
    "privacy policy legal impressum cookies returns shipping delivery careers stores locator gift "
    "giftcard kontakt kontakti contacter contacto contatti contato контакты "
    "newsletter reviews cart basket checkout search language currency locale admin dashboard"
)
WISHES = _words("wishlist wish favourite favorite favourites favorites compare comparison merkzettel")
DELETE = _words("delete remove destroy clear empty loschen entfernen supprimer eliminar rimuovi remover usun")
CONSENT = _words(
    "cookie cookies consent gdpr cmp privacy onetrust cookiebot didomi usercentrics sikdatnes kuki "
    "datenschutz rgpd cookiebar cookiebanner cookieconsent"
)
ENQUIRIES = _words(
    "contact contacts contactus demo quote quotation trial enquiry enquiries inquiry inquire apply application start "
    "getstarted callback consultation book booking request kontakt kontakte kontakta kontakti kontakty contacto "
    "contato contatti contactez anfrage angebot beratung devis presupuesto preventivo orcamento oferta wycena "
    "zapytanie offerte aanvraag pieteikties pieteikums zayavka lianxi otoiawase toiawase"
)
SIGNING_IN = _words(
    "login signin logon anmelden einloggen anmeldung connexion identification entrar acceder accedi accesso "
    "logowanie zaloguj inloggen prihlaseni kirjaudu logga vhod voiti ienakt pieslegties autentificare conectare"
)
SIGNING_UP = _words(
    "signup register registration join subscribe createaccount registrieren registrierung anmeldung inscription "
    "inscrire registro registrarse iscriviti registrazione cadastro rejestracja registreren registracija "
    "registreties inregistrare registratsiya zhuce"
)
GUEST = _words("guest anonymous gast invite invitado ospite convidado gosc guestcheckout viesis oaspete gostj")
ACCOUNT_OPENING = _words("createaccount register signup")
FORM_CHANGING = ACCOUNT_OPENING | _words("different differentaddress same sameaddress")
PAYING = _words(
    "payment payments pay paymentmethod zahlung zahlungsart zahlart paiement pago pagamento platnosc betaling "
    "betaalwijze oplata maksajums apmaksa plata platba betalning odeme makse"
)
RAISING = _words("plus increase increment inc more up")
YEARS = _words(
    "year yyyy yy jahr jjjj annee aaaa ano anio anno rok rrrr jaar god gads metai aasta yil гггг год рік 年 سنة"
)
MONTHS = _words(
    "month mm monat mois mes mese miesiac maand mesyac menesis menuo kuu manad ay mesic мм месяц місяць 月 شهر"
)
DAYS = _words("day dd tag tt jour jj dia giorno gg dzien dag den diena paev gun дд день 日 يوم")
