"""The form of a site that sells nothing: sent with a mistake, never with what could pass for a request."""

from auditor.browser.keeping import keepable
from auditor.browser.probes.family import Probing, walk_to_form
from auditor.browser.probes.form_trial import try_form
from auditor.browser.probes.lead_answer import may_be_sent, send_for_good
from auditor.browser.probes.picturing import picture_form
from auditor.browser.probes.standing import as_it_stands, once_tried
from auditor.browser.probes.submitting import FormSought
from auditor.discovery.leads import lead_order_form
from auditor.model.artifact import Artifact
from auditor.model.journey import Stage
from auditor.model.wording import say

_STEP = "form"


async def probe_lead_form(probing: Probing) -> None:
    """Send the form with one mistake after the other.

    Who fills such a form is called back by people: where the site is no sandbox the guard answers in its place. At the
    level `order`, and there only, it is sent once more with valid data.
    """
    async with probing.walk("form") as walk:
        await walk_to_form(walk)
        form = lead_order_form(walk.page)
        if form is None or not form.submits:
            probing.skip("form", Stage.FORM, say("the form has no control that sends it"))
            return
        step = as_it_stands(walk, form, reaches_people=True)
        pictures = await picture_form(walk, (field.box for field in step.fields if field.box))
        tried = await try_form(walk, form, FormSought(lead_order_form, _STEP, reaches_people=True))
        artifacts: list[Artifact] = [*pictures, *tried.artifacts, keepable(walk.page.snapshot)]
        filled = tried.filled or walk.page
        artifacts.append(once_tried(step, filled, lead_order_form(filled)))
        probing.keep(walk, "form-1", _STEP, Stage.FORM, artifacts)
        if may_be_sent(walk) and (answer := await send_for_good(probing, walk, lead_order_form, _STEP)) is not None:
            probing.keep(walk, "form-sent", _STEP, Stage.FORM, [answer, keepable(walk.page.snapshot)])
    probing.progress.probe_done("form", "1 form tried" if tried.sent else f"not tried: {tried.skipped}")
