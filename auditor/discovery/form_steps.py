"""A form on the way as it stands before anybody types: its fields, what sends it, what stands around it."""

import re

from auditor.discovery.field_marks import FieldMarks, is_mark, name_source
from auditor.discovery.field_names import AUTOCOMPLETE
from auditor.discovery.folding import fold
from auditor.discovery.form_words import FormWord, form_says
from auditor.discovery.lexicon import Concept
from auditor.discovery.order_forms import OrderForm, says_to_order
from auditor.discovery.order_summary import is_line_of_order, order_summary, progress_of
from auditor.discovery.page_view import ORDER_PURPOSES, PageView, tokens_of
from auditor.discovery.shopper import FieldPurpose
from auditor.discovery.ways_to_pay import ways_to_pay
from auditor.model.base import Box
from auditor.model.form_step import CaptchaSeen, FormField, FormStep, SubmitControl
from auditor.model.redaction import redact_url
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark, TextSnapshot

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_TICKED = frozenset({"radio", "checkbox"})
_BESIDE_PX = 100
_TERMS_PX = 300
"""How far from the control a reason, or a box for terms, may stand to be seen with it; ours."""
_LEAST_REASON_WORDS = 3
_LONGEST_REASON = 240
_LEAST_CHALLENGE = (100, 40)
_NO_CHALLENGE = re.compile(r"invisible|turnstile|badge")
"""Marks of what watches unseen, or lets people pass without asking."""
_TRAPS = frozenset({"honeypot", "honey", "hp"})
_NOT_OF_A_STEP = frozenset({FieldPurpose.SEARCH})


def form_step(
    view: PageView, form: OrderForm, *, place: int, product_name: str = "", may_place_order: bool
) -> FormStep:
    """What a form asks for, how, and what the page tells around it.

    Args:
        view: the page before anybody typed.
        form: the form on it.
        place: which form of the checkout it is, from 1.
        product_name: what was put into the cart; empty where nobody knows.
        may_place_order: whether its control may place the order.
    """
    fields = tuple(entry for entry in form.fields if entry.visible and not _is_left_out(view, entry))
    marks = FieldMarks(view, fields)
    top, bottom = _extent(view, form, fields)
    return FormStep(
        place=place,
        form=form.selector,
        page_url=redact_url(view.snapshot.url),
        step_name=view.main_heading,
        language=view.language,
        fields=tuple(_form_field(view, marks, entry) for entry in fields),
        submit=_submit(view, form, product_name, may_place_order=may_place_order),
        same_as=_same_as(view, fields),
        payments=ways_to_pay(view, form),
        captchas=_captchas(view, form),
        progress=progress_of(view, top),
        requirements=marks.requirements(top, bottom),
        summary=order_summary(view, product_name),
        may_place_order=may_place_order,
    )


def with_filled(step: FormStep, view: PageView, form: OrderForm, *, valid: bool = True) -> FormStep:
    """The step with what only shows once its fields are filled.

    Whether the control can be pressed then, and whether the fields' names are still, or only then, to be seen: a name
    inside a field gives way to what is typed, or moves above it.

    Args:
        step: the step as it came.
        view: the page after its fields were filled.
        form: the form as it is then.
        valid: whether they were filled with plausible data throughout; else nothing is told of the control.
    """
    fields = tuple(entry for entry in form.fields if entry.visible)
    marks = FieldMarks(view, fields)
    filled = {entry.key: entry for entry in fields if entry.type not in _TICKED and entry.value}
    told = tuple(
        one.model_copy(update={"name_seen": marks.name_seen(filled[one.key])}) if one.key in filled else one
        for one in step.fields
    )
    submit = step.submit
    control = form.submits[0].element if form.submits else None
    if valid and submit is not None and control is not None:
        submit = submit.model_copy(update={"disabled_when_filled": control.disabled})
    return step.model_copy(update={"fields": told, "submit": submit})


def _is_left_out(view: PageView, entry: FieldSnapshot) -> bool:
    """Traps for robots, and the site's own search."""
    named = tokens_of(f"{entry.name} {entry.element_id}")
    return bool(named & _TRAPS) or view.purpose(entry) in _NOT_OF_A_STEP


def _extent(view: PageView, form: OrderForm, fields: tuple[FieldSnapshot, ...]) -> tuple[float, float]:
    """Where a form begins and ends, in the document."""
    boxes = [entry.box for entry in fields]
    if form.form is not None:
        boxes.append(view.snapshot.forms[form.form].box)
    if not boxes:
        return 0, view.snapshot.document_height
    return min(box.y for box in boxes), max(box.y + box.height for box in boxes)


def _form_field(view: PageView, marks: FieldMarks, entry: FieldSnapshot) -> FormField:
    ticked = entry.checked if entry.type in _TICKED else None
    return FormField(
        key=entry.key,
        label=entry.label or entry.placeholder or entry.name,
        purpose=view.purpose(entry).value,
        type=entry.type,
        required=entry.required,
        disabled=entry.disabled or entry.readonly,
        autocomplete=entry.autocomplete,
        token=autocomplete_token(entry.autocomplete),
        inputmode=entry.inputmode,
        maxlength=entry.maxlength,
        named_by=name_source(entry),
        name_seen=marks.name_seen(entry),
        marking=marks.marking(entry),
        filled=_is_filled(view, entry),
        ticked=ticked,
        group=entry.name if entry.type == "radio" else "",
        options=len(entry.options),
        foreign=entry.foreign,
        for_another=_is_for_another(view, entry),
        selector=entry.selector,
        box=entry.box,
    )


def autocomplete_token(autocomplete: str) -> str:
    """The token that names a field in an autocomplete attribute; empty where it names none that browsers know."""
    words = autocomplete.lower().removesuffix("webauthn").split()
    return words[-1] if words and words[-1] in AUTOCOMPLETE else ""


def _is_filled(view: PageView, entry: FieldSnapshot) -> bool:
    if entry.type in _TICKED:
        return bool(entry.checked)
    if entry.tag != "select":
        return bool(entry.value)
    label = next((label for value, label in entry.options if value == entry.value), "")
    return bool(entry.value.strip()) and not view.says(Concept.SELECT_OPTION, label)


def _is_for_another(view: PageView, entry: FieldSnapshot) -> bool:
    """Whether a field asks for the data of somebody who is given something."""
    if view.purpose(entry) not in ORDER_PURPOSES:
        return False
    own = " ".join((entry.name, entry.element_id, *re.findall(r"section-(\S+)", entry.autocomplete.lower())))
    spelled = " ".join(sorted(tokens_of(own)))
    return any(form_says(FormWord.GIFT, text, view.languages) for text in (entry.label, spelled))


def _same_as(view: PageView, fields: tuple[FieldSnapshot, ...]) -> str:
    """The label of what says that an address need not be given twice."""
    labels = [entry.label for entry in fields if entry.type in _TICKED]
    labels += [
        entry.label
        for entry in view.snapshot.fields
        if entry.visible and entry.type in _TICKED and entry.landmark not in _SITE_PARTS
    ]
    labels += [element.name for element in view.snapshot.elements if element.landmark not in _SITE_PARTS]
    return next((label for label in labels if view.says(Concept.SAME_ADDRESS, label)), "")


def _captchas(view: PageView, form: OrderForm) -> tuple[CaptchaSeen, ...]:
    """Challenges of a form, and those of the page's own part that belong to no form."""
    width, height = _LEAST_CHALLENGE
    seen = [
        CaptchaSeen(selector=entry.selector, box=entry.box, in_markup=True)
        for entry in form.fields
        if entry.visible and view.purpose(entry) is FieldPurpose.CAPTCHA
    ]
    for one in view.snapshot.challenges:
        elsewhere = one.landmark in _SITE_PARTS or (one.form is not None and one.form != form.form)
        large = one.box.width > width and one.box.height > height
        if not elsewhere and large and not _NO_CHALLENGE.search(one.marks):
            seen.append(CaptchaSeen(selector=one.selector, box=one.box, in_markup=not one.pinned))
    return tuple(seen)


def _submit(view: PageView, form: OrderForm, product: str, *, may_place_order: bool) -> SubmitControl | None:
    control = next((ranked.element for ranked in form.submits if ranked.element is not None), None)
    if control is None:
        return None
    name, says_order = control.name or control.text, says_to_order(view, control)
    says_on = view.element_says(Concept.CONTINUE, control) is not None
    says_why = control.disabled and not (says_order or says_on) and _is_sentence(name)
    return SubmitControl(
        name=name,
        selector=control.selector,
        box=control.box,
        disabled=control.disabled,
        reason=_reason(view, control, product) or (name if says_why else ""),
        terms_beside=any(_is_terms_beside(view, entry, control.box) for entry in view.snapshot.fields),
        may_place_order=may_place_order,
        says_order=says_order,
        says_on=says_on,
    )


def _is_terms_beside(view: PageView, entry: FieldSnapshot, control: Box) -> bool:
    unticked = entry.visible and entry.type == "checkbox" and not entry.checked
    return unticked and view.purpose(entry) is FieldPurpose.TERMS and sum(entry.box.gaps_to(control)) <= _TERMS_PX


def _reason(view: PageView, control: ElementSnapshot, product: str) -> str:
    """The visible text near a control that tells what is still wanted; of one that is off, any sentence near it."""
    labels = {fold(text) for entry in view.snapshot.fields for text in (entry.label, entry.seen_name)}
    names = {fold(element.name) for element in view.snapshot.elements}
    near = sorted(
        (sum(text.box.gaps_to(control.box)), text.text)
        for text in view.snapshot.texts
        if _may_be_reason(text) and sum(text.box.gaps_to(control.box)) <= _BESIDE_PX and fold(text.text) not in names
    )
    texts = [text for _, text in near if fold(text) not in labels and not is_mark(view, text)]
    for text in texts:
        if view.says(Concept.REQUIRED_ERROR, text) or form_says(FormWord.REQUIRED, text, view.languages):
            return text
    other = (text for text in texts if not is_line_of_order(view, text, product))
    sentences = [text for text in other if control.disabled and _is_sentence(text)]
    return sentences[0] if sentences else ""


def _may_be_reason(text: TextSnapshot) -> bool:
    return text.landmark not in _SITE_PARTS and len(text.text) <= _LONGEST_REASON


def _is_sentence(text: str) -> bool:
    """Whether a text is more than a label; scripts without spaces need as many letters as three words have."""
    letters = sum(char.isalpha() for char in text)
    return len(text.split()) >= _LEAST_REASON_WORDS or (letters >= _LEAST_REASON_WORDS * 3 and not text.isascii())
