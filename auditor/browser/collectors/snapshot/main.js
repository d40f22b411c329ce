// Puts the parts together. `options.salt`: random text of this audit, known to nobody else; `options.strict`: let no
// failure of a part pass.
const failures = [];

function focusedElement() {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  return at && at !== document.body && at !== document.documentElement && nodeOf.has(at) ? at : null;
}

// The recorder speaks of fields by the same keys; it lives in the same world but keeps no snapshot.
function shareKeys() {
  const shared = Symbol.for("friction.field_keys");
  const keys = new WeakMap(fields.map(({ element, record }) => [element, record.key]));
  Object.defineProperty(window, shared, { value: keys, configurable: true, enumerable: false });
}

// What cannot be read from here is read from inside; which frame is meant, this world tells by its number.
function shareFrames() {
  const shared = Symbol.for("friction.frames");
  Object.defineProperty(window, shared, { value: frames.map(({ node }) => node.element), configurable: true, enumerable: false });
}

function frameRecord({ node, doc, frame, overlay }) {
  let url = attribute(node.element, "src") || "";
  const loading = !!frame && /^(https?:|\/|\.)/.test(url) && frame.doc.URL === "about:blank";
  try {
    url = frame ? frame.doc.location.href : new URL(url, node.element.ownerDocument.baseURI).href;
  } catch {
    // An address that does not parse is told as it stands.
  }
  return {
    url: url.slice(0, LIMITS.address), selector: selectorOf(node.element), readable: !!doc && !!frame, box: inDocument(node.view),
    frame: node.frame.index, title: cut(`${attribute(node.element, "title") || ""} ${attribute(node.element, "name") || ""}`, LIMITS.text),
    visible: node.shown, landmark: node.landmark, form: formAround(node.element),
    overlay: overlay ?? null, loading,
  };
}

function placeTexts() {
  for (const { node, record } of texts) record.form = formAround(node.element);
}

// The index of the form, or of the group of fields that acts as one, in which something stands that is no field.
function formAround(element) {
  if (!forms.length) return null;
  const owner = closest(element, "form");
  const form = forms.find((one) => (owner ? one.element === owner : one.element.localName !== "form" && holds(one.element, element)));
  return form ? form.record.index : null;
}

// A page may break one part of the picture; what the other parts saw is kept, and the whole marked as incomplete.
function attempt(part) {
  try {
    part();
  } catch (error) {
    truncated = true;
    failures.push(String(error && error.stack ? error.stack : error).slice(0, 600));
  }
}

function snapshot() {
  const parts = [
    walk, collectElements, groupChoices, () => collectFields(String(options.salt || "")), collectForms, collectContent, collectCards, linkCards,
    collectOverlays, testCoverage, placeTexts, collectSurroundings, shareKeys, shareFrames,
  ];
  for (const part of parts) attempt(part);
  if (failures.length && options.strict) throw new Error(failures.join("\n"));
  const root = rootOf.call(document);
  const focused = focusedElement();
  const records = (list) => list.map((entry) => entry.record);
  return {
    url: location.href, title: cut(document.title, LIMITS.text), language: root ? clean(attribute(root, "lang")).slice(0, 40) : "",
    direction: document.body && document.body.nodeType === 1 ? getComputedStyle(document.body).direction : "ltr", ready_state: document.readyState,
    viewport_width: viewport.width, viewport_height: viewport.height, scroll_y: viewport.top,
    document_height: root ? root.scrollHeight : 0, text_length: textLength, has_canvas_or_video: canvasOrVideo,
    focused_selector: focused ? selectorOf(focused) : null, meta: metaOf(), json_ld: structuredData(),
    elements: records(elements), fields: records(fields), forms: records(forms), images: records(images), headings,
    texts: records(texts), cards: records(cards), overlays: records(overlays), frames: frames.map(frameRecord),
    challenges: records(challenges), step_lists: records(stepLists),
    closed_shadow_hosts: closedShadowHosts, truncated,
  };
}

const found = snapshot();
// Halves of surrogate pairs are no text that could be written down.
const text = JSON.stringify(found, secretMasker());
if (!text.includes("\\ud")) return text;
return text.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, "$1\ufffd");
