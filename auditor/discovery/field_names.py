"""How forms name their fields: the HTML standard's autocomplete tokens, and what authors write into name and id."""

import re

from auditor.discovery.shopper import FieldPurpose

AUTOCOMPLETE: dict[str, FieldPurpose] = {
    "name": FieldPurpose.FULL_NAME,
    "honorific-prefix": FieldPurpose.TITLE_PREFIX,
    "given-name": FieldPurpose.GIVEN_NAME,
    "additional-name": FieldPurpose.UNKNOWN,
    "family-name": FieldPurpose.FAMILY_NAME,
    "honorific-suffix": FieldPurpose.UNKNOWN,
    "nickname": FieldPurpose.UNKNOWN,
    "organization": FieldPurpose.COMPANY,
    "organization-title": FieldPurpose.UNKNOWN,
    "street-address": FieldPurpose.STREET,
    "address-line1": FieldPurpose.STREET,
    "address-line2": FieldPurpose.ADDRESS_LINE2,
    "address-line3": FieldPurpose.UNKNOWN,
    "address-level1": FieldPurpose.REGION,
    "address-level2": FieldPurpose.CITY,
    "address-level3": FieldPurpose.UNKNOWN,
    "address-level4": FieldPurpose.UNKNOWN,
    "country": FieldPurpose.COUNTRY,
    "country-name": FieldPurpose.COUNTRY,
    "postal-code": FieldPurpose.POSTCODE,
    "email": FieldPurpose.EMAIL,
    "tel": FieldPurpose.PHONE,
    "tel-national": FieldPurpose.PHONE,
    "tel-country-code": FieldPurpose.UNKNOWN,
    "tel-area-code": FieldPurpose.UNKNOWN,
    "tel-local": FieldPurpose.UNKNOWN,
    "tel-extension": FieldPurpose.UNKNOWN,
    "bday": FieldPurpose.BIRTH_DATE,
    "bday-day": FieldPurpose.BIRTH_DAY,
    "bday-month": FieldPurpose.BIRTH_MONTH,
    "bday-year": FieldPurpose.BIRTH_YEAR,
    "username": FieldPurpose.USERNAME,
    "new-password": FieldPurpose.PASSWORD,
    "current-password": FieldPurpose.PASSWORD,
    "one-time-code": FieldPurpose.ONE_TIME_CODE,
    "cc-name": FieldPurpose.CARD_HOLDER,
    "cc-given-name": FieldPurpose.UNKNOWN,
    "cc-family-name": FieldPurpose.UNKNOWN,
    "cc-number": FieldPurpose.CARD_NUMBER,
    "cc-exp": FieldPurpose.CARD_EXPIRY,
    "cc-exp-month": FieldPurpose.CARD_EXPIRY_MONTH,
    "cc-exp-year": FieldPurpose.CARD_EXPIRY_YEAR,
    "cc-csc": FieldPurpose.SECURITY_CODE,
    "cc-type": FieldPurpose.UNKNOWN,
}
"""Autofill field names of the HTML standard that forms of shops use."""

_BIRTH = r"(birth ?date|birth|birthday|date ?of ?birth|dob|bday|geburts?(datum)?)"

_SPELLINGS: dict[FieldPurpose, str] = {
    FieldPurpose.UNKNOWN: (
        r"(phone|tel|telephone|mobile) ?(country ?)?(code|prefix|country|ext|extension|type|area ?code)|"
        r"dial ?code|area ?code|calling ?code|middle ?(name|initial)|nick ?name|csrf( ?\w+)?|token|honeypot|"
        r"address ?(type|id|book|name|title)|(card|cc) ?(type|brand)|gift ?message|delivery ?(date|time|slot)|"
        r"(loyalty|club|member|membership|bonus|customer) ?card( ?(number|no))?|(line|address|addr|"
        r"street) ?(line )?0?[3-9]|(tel|phone|zip|postcode|postal ?code) ?0?[23]|"
        r"same ?as ?\w*|product ?(name|title)"
    ),
    FieldPurpose.CAPTCHA: r"\w*captcha\w*( ?response)?|turnstile( ?response)?",
    FieldPurpose.ONE_TIME_CODE: (r"one ?time ?(code|password)|otp|(verification|sms|confirmation) ?code|mfa|totp"),
    FieldPurpose.CARD_HOLDER: (
        r"card ?(holder|owner)( ?name)?|name ?on ?card|card ?name|cc ?(name|holder|owner)( ?name)?|"
        r"holder ?name"
    ),
    FieldPurpose.CARD_NUMBER: (
        r"(card|cc|kartennummer|karten) ?(number|num|no|nr|nummer)|ccnum|(credit|debit) ?card( ?(number|no))?|"
        r"pan"
    ),
    FieldPurpose.CARD_EXPIRY_MONTH: (
        r"(card |cc )?(exp|expiry|expiration|expires|valid\w*|card|cc)( ?date)? ?(month|mm|mo)"
    ),
    FieldPurpose.CARD_EXPIRY_YEAR: (
        r"(card |cc )?(exp|expiry|expiration|expires|valid\w*|card|cc)( ?date)? ?(year|yyyy|yy|yr)"
    ),
    FieldPurpose.CARD_EXPIRY: (
        r"(card |cc )?(exp|expiry|expiration|expires|expire)( ?(date|month ?year|mm ?yy))?|valid ?(thru|until|"
        r"to)"
    ),
    FieldPurpose.SECURITY_CODE: (
        r"(card |cc )?(cvc|cvv|csc|cid|cvn|ccv|cvx)( ?(2|code|number))?|(card )?security ?code|card ?(code|"
        r"verification( ?\w+)?)"
    ),
    FieldPurpose.EMAIL: r"e ?mail( ?(address|addr|adresse|or ?phone))?|mail",
    FieldPurpose.PHONE: (
        r"(tele)?phone( ?(number|no|nr))?|tel|telefon\w*|mobile( ?(phone|number|no))?|cell( ?phone)?|handy|"
        r"gsm|msisdn|telefono"
    ),
    FieldPurpose.VAT_NUMBER: (
        r"vat( ?(id|number|no|nr|code))?|tax ?(id|number|no|vat|code)|ust ?id( ?nr)?|nip|cif|nif|siret|cnpj|"
        r"cpf|(company )?reg(istration)? ?(no|nr|number)|pvn|kvk|ico|dic|codice fiscale|partita iva"
    ),
    FieldPurpose.COMPANY: (
        r"company( ?(name|title))?|organi[sz]ation( ?name)?|firma|business ?name|empresa|societe|bedrijf(snaam)?|"
        r"azienda|firm"
    ),
    FieldPurpose.HOUSE_NUMBER: (
        r"(house|building|home) ?(number|no|nr|num)|(street|strasse|strassen) ?(number|no|nr|nummer)|"
        r"hausnummer|haus ?nr|huisnummer|civico"
    ),
    FieldPurpose.ADDRESS_LINE2: (
        r"(address|addr|line|street|adresse) ?(line )?0?2|apt|apartment|apartment ?(number|no)|suite|unit|"
        r"flat|floor|adresszusatz|additional ?address( ?line ?1?)?|address ?(extra|additional|complement|"
        r"addition)|complement(o)?|building"
    ),
    FieldPurpose.STREET: (
        r"street( ?(address|name|line))?( ?0?1)?|(address|addr|line|adresse|strasse) ?(line )?0?1|strasse|rue|"
        r"calle|ulica|straat(naam)?|morada|(address|addr|adresse|adres|adresa|indirizzo|direccion|endereco)$|"
        r"iela"
    ),
    FieldPurpose.POSTCODE: (
        r"post(al)? ?code|zip( ?code)?|zip ?postal( ?code)?|plz|postleitzahl|postal|cep|psc|postnummer|"
        r"code postal|zip 0?1|eircode"
    ),
    FieldPurpose.CITY: (
        r"city( ?name)?|town( ?city)?|locality|ort|stadt|ville|ciudad|suburb|municipality|miasto|cidade|"
        r"plaats|mesto|woonplaats"
    ),
    FieldPurpose.REGION: (
        r"state( ?(id|province|code))?|province( ?(id|code|name))?|region( ?(id|code|name))?|county|"
        r"zone( ?id)?|pref(ecture)?|provincia|bundesland|judet"
    ),
    FieldPurpose.COUNTRY: r"country( ?(id|name|iso|region|select))?|land|pays|pais",
    FieldPurpose.FAMILY_NAME_KANA: (
        r"(last ?name|family ?name|sei) ?kana|kana ?(sei|0?1)|(last ?name|family ?name) ?phonetic"
    ),
    FieldPurpose.GIVEN_NAME_KANA: (
        r"(first ?name|given ?name|mei) ?kana|kana ?(mei|0?2)|(first ?name|given ?name) ?phonetic"
    ),
    FieldPurpose.GIVEN_NAME: (
        r"first ?name|f ?name|given ?name|forename|vorname|prenom|prenume|imie|voornaam|fornamn|first|given|"
        r"name 0?2|nombre"
    ),
    FieldPurpose.FAMILY_NAME: (
        r"last ?name|l ?name|sur ?name|family ?name|nachname|apellidos?|cognome|nazwisko|achternaam|efternamn|"
        r"last|name 0?1"
    ),
    FieldPurpose.FULL_NAME: (
        r"full ?name|(your|contact|recipient|customer|receiver|consignee) ?name|name$|recipient|receiver|"
        r"consignee"
    ),
    FieldPurpose.TITLE_PREFIX: r"salutation( ?id)?|anrede|honorific|civilit[ey]|title$|name ?prefix",
    FieldPurpose.BIRTH_DAY: rf"{_BIRTH} ?(day|dd|d)",
    FieldPurpose.BIRTH_MONTH: rf"{_BIRTH} ?(month|mm|m)",
    FieldPurpose.BIRTH_YEAR: rf"{_BIRTH} ?(year|yyyy|yy|y)",
    FieldPurpose.BIRTH_DATE: r"birth ?date|birthday|dob|date ?of ?birth|geburtsdatum|bday",
    FieldPurpose.USERNAME: r"user ?name|login|user ?id|account ?name|benutzername",
    FieldPurpose.PASSWORD: r"pass ?word\w*|passwd|pwd|passwort|kennwort|pass",
    FieldPurpose.COUPON: (
        r"coupon( ?code)?|promo(tion)?( ?code)?|voucher( ?(code|number))?|discount( ?code)?|gift ?(card|"
        r"code)( ?(code|number))?|gutschein( ?code)?|reduction( ?code)?"
    ),
    FieldPurpose.QUANTITY: r"qty|quantity|menge|anzahl",
    FieldPurpose.COMMENT: (
        r"(order )?comments?|(order )?notes?|message|remarks?|(delivery |special )?instructions|bemerkung"
    ),
    FieldPurpose.SEARCH: r"^(q|s|query|keywords?)$|search( ?(term|query|text|input|field|box))?",
    FieldPurpose.NEWSLETTER: (
        r"news ?letter( ?\w+)?|subscribe( ?\w+)?|marketing( ?\w+)?|opt ?in|mailing( ?list)?|"
        r"buyer accepts marketing"
    ),
    FieldPurpose.TERMS: (r"terms( ?\w+)*|agree(ment)?( ?\w+)?|tos|privacy( ?\w+)?|gdpr|agb|consent|accept( ?\w+)?"),
}

NAME_PATTERNS = {purpose: re.compile(rf"\b(?:{spelling})(?<!\s)(?!\w)") for purpose, spelling in _SPELLINGS.items()}
"""What each purpose is called in a spelled-out name; meant for `finditer`, the last and longest find counts."""
