"""What the odd shops say, in the languages they speak."""

from tests.journeys.odd_shops import ENGLISH


def _spoken(text: str) -> dict[str, str]:
    said = [line.strip() for line in text.strip().splitlines()]
    return dict(zip(ENGLISH, said, strict=True))


FRENCH = _spoken("""
    La boutique du coin
    Rechercher
    Aucun résultat
    Panier
    Votre panier est vide
    Ajouter au panier
    Passer commande
    Vos coordonnées
    Payer maintenant
    Veuillez vérifier ce champ
    E-mail
    Nom et prénom
    Adresse
    Code postal
    Ville
    Téléphone
    Numéro de carte
    Date d'expiration
    Cryptogramme
    Merci pour votre commande
    Depuis 1961, nous vendons de belles choses pour la maison sur la place du marché.
""")
SPANISH = _spoken("""
    La tienda de la esquina
    Buscar
    No se han encontrado resultados
    Carrito
    Tu carrito está vacío
    Añadir al carrito
    Tramitar pedido
    Tus datos
    Pagar ahora
    Revisa este campo
    Correo electrónico
    Nombre completo
    Dirección
    Código postal
    Ciudad
    Teléfono
    Número de tarjeta
    Fecha de caducidad
    Código de seguridad
    Gracias por tu pedido
    Desde 1961 vendemos cosas bonitas para la casa en la esquina de la plaza.
""")
ITALIAN = _spoken("""
    La bottega all'angolo
    Cerca
    Nessun risultato
    Carrello
    Il carrello è vuoto
    Aggiungi al carrello
    Procedi all'acquisto
    I tuoi dati
    Paga ora
    Controlla questo campo
    E-mail
    Nome e cognome
    Indirizzo
    CAP
    Città
    Telefono
    Numero della carta
    Scadenza
    Codice di sicurezza
    Grazie per il tuo ordine
    Dal 1961 vendiamo belle cose per la casa all'angolo della piazza del mercato.
""")
POLISH = _spoken("""
    Sklep na rogu
    Szukaj
    Brak wyników
    Koszyk
    Twój koszyk jest pusty
    Dodaj do koszyka
    Przejdź do kasy
    Twoje dane
    Zapłać teraz
    Sprawdź to pole
    E-mail
    Imię i nazwisko
    Ulica i numer
    Kod pocztowy
    Miejscowość
    Telefon
    Numer karty
    Data ważności
    Kod zabezpieczający
    Dziękujemy za zamówienie
    Od 1961 roku sprzedajemy ładne rzeczy do domu na rogu rynku.
""")
RUSSIAN = _spoken("""
    Лавка на углу
    Поиск
    Ничего не найдено
    Корзина
    Ваша корзина пуста
    Добавить в корзину
    Оформить заказ
    Ваши данные
    Оплатить
    Проверьте это поле
    Электронная почта
    Имя и фамилия
    Улица и дом
    Почтовый индекс
    Город
    Телефон
    Номер карты
    Срок действия
    Код безопасности
    Спасибо за заказ
    С 1961 года мы продаём красивые вещи для дома на углу рыночной площади.
""")
DUTCH = _spoken("""
    De winkel op de hoek
    Zoeken
    Geen resultaten gevonden
    Winkelwagen
    Je winkelwagen is leeg
    In winkelwagen
    Afrekenen
    Je gegevens
    Nu betalen
    Controleer dit veld
    E-mailadres
    Naam
    Straat en huisnummer
    Postcode
    Plaats
    Telefoonnummer
    Kaartnummer
    Vervaldatum
    Beveiligingscode
    Bedankt voor je bestelling
    Al sinds 1961 verkopen wij mooie dingen voor in huis op de hoek van het plein.
""")
JAPANESE = _spoken("""
    角の店
    検索
    該当する商品がありません
    カート
    カートは空です
    カートに入れる
    レジに進む
    お客様情報
    支払う
    この項目を確認してください
    メールアドレス
    お名前
    住所
    郵便番号
    市区町村
    電話番号
    カード番号
    有効期限
    セキュリティコード
    ご注文ありがとうございます
    1961年から市場広場の角で、暮らしを彩る美しい品々をお届けしています。どうぞごゆっくりご覧ください。
""")
PORTUGUESE = _spoken("""
    A loja da esquina
    Pesquisar
    Nenhum resultado encontrado
    Carrinho
    O seu carrinho está vazio
    Adicionar ao carrinho
    Finalizar compra
    Os seus dados
    Pagar agora
    Verifique este campo
    E-mail
    Nome completo
    Morada
    Código postal
    Cidade
    Telefone
    Número do cartão
    Data de validade
    Código de segurança
    Obrigado pela sua encomenda
    Desde 1961 vendemos coisas bonitas para a casa na esquina da praça do mercado.
""")
SWEDISH = _spoken("""
    Butiken på hörnet
    Sök
    Inga träffar
    Varukorg
    Din varukorg är tom
    Lägg i varukorgen
    Till kassan
    Dina uppgifter
    Betala nu
    Kontrollera fältet
    E-post
    För- och efternamn
    Gatuadress
    Postnummer
    Ort
    Telefon
    Kortnummer
    Giltigt till
    Säkerhetskod
    Tack för din beställning
    Sedan 1961 säljer vi vackra saker för hemmet på hörnet av torget.
""")
ROMANIAN = _spoken("""
    Prăvălia din colț
    Caută
    Niciun rezultat
    Coș
    Coșul tău este gol
    Adaugă în coș
    Finalizează comanda
    Datele tale
    Plătește acum
    Verifică acest câmp
    E-mail
    Nume complet
    Stradă și număr
    Cod poștal
    Localitate
    Telefon
    Numărul cardului
    Data expirării
    Cod de securitate
    Mulțumim pentru comandă
    Din 1961 vindem lucruri frumoase pentru casă în colțul pieței.
""")
