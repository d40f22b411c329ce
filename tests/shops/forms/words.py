"""What the shops of the family say, in several languages."""

from collections.abc import Mapping

from tests.journeys import odd_browsing, odd_shops, odd_tongues

ENGLISH = odd_shops.ENGLISH | {
    "missing": "Enter your {label}",
    "malformed": "The {label} is not right: it is written like {example}",
    "vague": "Please check this field",
    "payment": "How would you like to pay?",
    "by_card": "Card",
    "by_invoice": "Invoice",
    "country": "Country",
    "keep": "Keep my address for next time (optional)",
    "title": "Title",
    "company": "Company",
    "street2": "Address line 2",
    "region": "County",
    "birthday": "Date of birth",
    "fax": "Fax",
    "nickname": "Nickname",
    "newsletter": "Send me the newsletter with offers",
    "summary": "Your order",
    "total": "Total",
    "on": "Continue",
    "back": "Back to your details",
    "step": "Step {place} of {all}",
    "address_step": "Delivery address",
    "payment_step": "Payment",
    "delivery_step": "Delivery method",
    "delivery": "How shall we deliver?",
    "by_post": "By post",
    "by_courier": "By courier",
    "billing": "Billing address",
    "same": "Billing address is the same as the delivery address",
}
GERMAN = (
    ENGLISH
    | odd_browsing.GERMAN
    | {
        "send": "Zahlungspflichtig bestellen",
        "missing": "Bitte geben Sie an: {label}",
        "malformed": "{label} stimmt nicht: geschrieben wird es wie {example}",
        "payment": "Wie möchten Sie bezahlen?",
        "by_card": "Kreditkarte",
        "by_invoice": "Rechnung",
        "country": "Land",
        "keep": "Adresse für das nächste Mal merken (optional)",
        "summary": "Ihre Bestellung",
        "total": "Gesamtsumme",
    }
)
LATVIAN = (
    ENGLISH
    | odd_tongues.LATVIAN
    | {
        "missing": "Lūdzu, ievadiet: {label}",
        "malformed": "{label} nav pareizi: to raksta tā: {example}",
        "payment": "Kā vēlaties maksāt?",
        "by_card": "Karte",
        "by_invoice": "Rēķins",
        "summary": "Jūsu pasūtījums",
        "total": "Kopā",
    }
)
RUSSIAN = ENGLISH | {
    "vague": "Ошибка в этом поле",
    "shop": "Лавка на углу",
    "cart": "Корзина",
    "empty": "Ваша корзина пуста",
    "add": "Добавить в корзину",
    "checkout": "Оформить заказ",
    "contact": "Ваши данные",
    "send": "Оплатить заказ",
    "email": "Электронная почта",
    "name": "Имя и фамилия",
    "street": "Улица и дом",
    "postcode": "Почтовый индекс",
    "city": "Город",
    "phone": "Телефон",
    "card": "Номер карты",
    "expiry": "Срок действия",
    "code": "Код безопасности",
    "thanks": "Спасибо за заказ",
    "about": "С 1961 года мы продаём хорошие вещи для дома на углу рыночной площади.",
    "missing": "Заполните поле: {label}",
    "malformed": "{label}: неверный формат, пишите так: {example}",
    "payment": "Как вы хотите заплатить?",
    "by_card": "Банковская карта",
    "by_invoice": "По счёту",
    "summary": "Ваш заказ",
    "total": "Итого",
}
CHINESE = ENGLISH | {
    "shop": "街角小店",
    "cart": "购物车",
    "empty": "您的购物车是空的",
    "add": "加入购物车",
    "checkout": "去结算",
    "contact": "您的信息",
    "send": "立即支付",
    "email": "电子邮箱",
    "name": "姓名",
    "street": "详细地址",
    "postcode": "邮政编码",
    "city": "城市",
    "phone": "手机号码",
    "card": "银行卡号",
    "expiry": "有效期",
    "code": "安全码",
    "thanks": "感谢您的订购",
    "about": "自1961年以来,我们在集市广场的街角出售各种家居好物。",
    "missing": "请填写{label}",
    "malformed": "{label}格式不正确,应为{example}",
    "payment": "请选择支付方式",
    "by_card": "银行卡",
    "by_invoice": "货到付款",
    "summary": "您的订单",
    "total": "合计",
}
ARABIC = (
    ENGLISH
    | odd_tongues.ARABIC
    | {
        "missing": "يرجى إدخال {label}",
        "malformed": "{label} غير صحيح، يكتب هكذا: {example}",
        "payment": "كيف تريد أن تدفع؟",
        "by_card": "بطاقة ائتمان",
        "by_invoice": "فاتورة",
        "summary": "طلبك",
        "total": "المجموع",
    }
)
EXAMPLES: Mapping[str, str] = {
    "email": "name@example.com",
    "phone": "+353 1 234 5678",
    "postcode": "D02 AF30",
    "card": "1111 2222 3333 4444",
    "expiry": "04/29",
    "code": "987",
}
