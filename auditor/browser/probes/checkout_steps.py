"""Every step of the checkout, its form tried and then sent with valid data, until a control may place the order."""

from auditor.browser.acts.advancing import FilledStep, fill_step, follow_link_onward, send_step
from auditor.browser.keeping import keepable
from auditor.browser.probes.family import Probing, walk_to_checkout
from auditor.browser.probes.form_trial import FormTried, try_form
from auditor.browser.probes.picturing import picture_form
from auditor.browser.probes.standing import as_it_stands, once_tried
from auditor.browser.probes.submitting import FormSought
from auditor.browser.walk import Walk
from auditor.discovery.form_steps import with_filled
from auditor.discovery.order_forms import form_to_send, frames_came, main_order_form
from auditor.discovery.ordering import bare_order
from auditor.model.artifact import Artifact
from auditor.model.journey import Stage

MOST_STEPS = 6
_STEP = "checkout"


async def probe_forms(probing: Probing) -> None:
    """Try every step of the checkout, advancing with valid data, until the control that would place the order."""
    done, kept, place, ended = 0, 0, 0, "no form was found"
    async with probing.walk("form") as walk:
        await walk_to_checkout(walk)
        for _ in range(MOST_STEPS):
            await walk.look_until(frames_came)
            form = await walk.look_until(form_to_send)
            if form is None and await follow_link_onward(walk, _STEP):
                continue
            place += 1
            if form is None:
                _keep_bare_order(probing, walk, place)
                break
            step = as_it_stands(walk, form, place=place)
            pictures = await picture_form(walk, (field.box for field in step.fields if field.box))
            tried = await try_form(walk, form, FormSought(main_order_form, _STEP))
            done += tried.sent
            kept += tried.client_side_only
            ended = tried.skipped or ended
            filled = tried.filled or walk.page
            step = once_tried(step, filled, main_order_form(filled))
            page, ready = walk.page, None
            try:
                ready = None if tried.left or tried.base.may_place_order else await fill_step(walk, _STEP)
                step = step if ready is None else with_filled(step, ready.view, ready.form)
                went_on = tried.left if ready is None else await _send(walk, tried, ready)
            finally:
                artifacts: list[Artifact] = [*pictures, *tried.artifacts, keepable(page.snapshot), step]
                probing.keep(walk, f"form-{place}", _STEP, Stage.CHECKOUT, artifacts, page=page)
            if not went_on or tried.base.may_place_order:
                break
    told = f"{done} form{'s' if done > 1 else ''} tried" + (f", {kept} of them in the browser only" if kept else "")
    probing.progress.probe_done("form", told if done else f"no form tried: {ended}")


def _keep_bare_order(probing: Probing, walk: Walk, place: int) -> None:
    """Keep how a page stands that only shows what is ordered, and what places the order; nothing is pressed."""
    form = bare_order(walk.page)
    if form is not None:
        artifacts: list[Artifact] = [keepable(walk.page.snapshot), as_it_stands(walk, form, place=place)]
        probing.keep(walk, f"form-{place}", _STEP, Stage.CHECKOUT, artifacts)


async def _send(walk: Walk, tried: FormTried, ready: FilledStep) -> bool:
    """Go on to the next step with valid data; what the page makes of it tells of the mistake put right as well."""
    accepted = await send_step(walk, ready, tried.initial)
    tried.after_valid_data(walk.page, accepted=accepted)
    return accepted
