// Form fields, seen or not. Secret values are hashed before they leave the page.
const fields = []; // { node, element, record }
const fieldOf = new Map(); // element → its record

function isField(node) {
  const { element, role } = node;
  const tag = element.localName;
  if (tag === "select" || tag === "textarea") return true;
  if (tag === "input") return !/^(hidden|submit|button|reset|image)$/.test(element.type);
  const editable = attribute(element, "contenteditable");
  const writable = editable !== null && editable !== "false";
  return writable && (role === "textbox" || role === "searchbox" || role === "combobox" || !node.parent?.element.isContentEditable);
}

function collectFields(salt) {
  const keys = new Map();
  const ordinal = new Map();
  for (const node of nodes) {
    if (!isField(node)) continue;
    if (over(LIMITS.fields, fields)) break;
    const { element } = node;
    const type = typeOf(node);
    ordinal.set(type, (ordinal.get(type) || 0) + 1);
    const label = cut(labelOf(node), LIMITS.text);
    const base = autocompleteOf(element) || clean(attribute(element, "name")) || label || `${type}-${ordinal.get(type)}`;
    keys.set(base, (keys.get(base) || 0) + 1);
    const key = keys.get(base) > 1 ? `${base} #${keys.get(base)}` : base;
    const record = recordField(node, { key: key.slice(0, LIMITS.text), type, label, salt });
    fields.push({ node, element, record });
    fieldOf.set(element, record);
  }
}

function typeOf({ element, role }) {
  if (element.localName === "select") return element.type;
  if (element.localName !== "input") return element.localName;
  return role === "searchbox" && element.type === "text" ? "search" : element.type;
}

// The autocomplete attribute without what names no field: on, off and section names.
function autocompleteOf(element) {
  const tokens = (attribute(element, "autocomplete") || "").toLowerCase().trim().split(/\s+/);
  const told = tokens.filter((token) => token && !/^(on|off|nope|none|false|true|section-.*|webauthn)$/.test(token));
  return /^(home|work|mobile|fax|pager|shipping|billing)$/.test(told[told.length - 1]) ? "" : told.join(" ");
}

function recordField(node, { key, type, label, salt }) {
  const { element } = node;
  const value = valueOf(element);
  const secret = isSecret(element, value);
  const choice = type === "radio" || type === "checkbox";
  const select = element.localName === "select";
  const written = element.localName === "input" || element.localName === "textarea";
  const barred = element.willValidate !== true;
  const maxlength = attribute(element, "maxlength");
  return {
    index: fields.length, key, tag: element.localName, type, name: cut(attribute(element, "name"), LIMITS.text),
    element_id: cut(attribute(element, "id"), LIMITS.text), label, placeholder: cut(attribute(element, "placeholder"), LIMITS.text),
    autocomplete: cut(attribute(element, "autocomplete"), 200), inputmode: cut(attribute(element, "inputmode"), 40),
    value: secret ? maskedValue(value, salt) : (value || "").slice(0, LIMITS.address), secret,
    checked: choice ? element.checked : null, selected_index: select ? element.selectedIndex : null,
    options: select ? optionsOf(element) : [],
    required: element.required === true || attribute(element, "aria-required") === "true",
    disabled: element.matches(":disabled") || node.inert || attribute(element, "aria-disabled") === "true",
    readonly: element.readOnly === true || attribute(element, "aria-readonly") === "true",
    maxlength: written && /^\d{1,6}$/.test(maxlength || "") ? Number(maxlength) : null,
    pattern: has(element, "pattern") ? attribute(element, "pattern").slice(0, LIMITS.text) : null,
    valid: barred || !element.validity || element.validity.valid,
    validation_message: barred ? "" : cut(element.validationMessage, LIMITS.text),
    user_invalid: element.matches(":user-invalid"), aria_invalid: !/^(false)?$/.test(attribute(element, "aria-invalid") || ""),
    error_look: looksRefused(node) || hasRedSign(element),
    description: cut(`${referenced(element, "aria-describedby")} ${referenced(element, "aria-errormessage")}`, LIMITS.text),
    visible: canBeSeen(node), box: inDocument(viewOfField(node)), selector: selectorOf(element), form: null,
    landmark: node.landmark, overlay: null, frame: node.frame.index, named_by: namedBy(node), seen_name: seenNameOf(node),
  };
}

// Drawn as refused: framed in red, by whatever rule. The field in use may be framed so for being in use.
function looksRefused(node) {
  const { element, style } = node;
  // What is not rendered has no style.
  if (!style || element === element.getRootNode().activeElement) return false;
  const sides = ["Top", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none");
  if (sides.some((side) => looksRed(style[`border${side}Color`]))) return true;
  return parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none" && looksRed(style.outlineColor);
}

// A red sign without a word, drawn behind a field or at the end of its row.
function hasRedSign(element) {
  let at = element;
  for (let level = 0; level < 2 && at; level += 1, at = at.parentElement) {
    if (/^(form|fieldset|body|main|section|td|tr)$/.test(at.localName)) return false;
    let steps = 0;
    for (let next = at.nextElementSibling; next && steps < 3; next = next.nextElementSibling, steps += 1) {
      if (next.matches("input, select, textarea, button, form") || find(next, "input, select, textarea, button")) return false;
      if (isRedSign(next)) return true;
    }
  }
  return false;
}

function isRedSign(element) {
  if (clean(element.textContent)) return false;
  const { width, height } = element.getBoundingClientRect();
  if (!width || !height || width > 60 || height > 60) return false;
  const parts = element.localName === "svg" || find(element, "svg") ? [element, ...element.querySelectorAll("*")] : [];
  if (parts.some((part) => redIn(getComputedStyle(part), ["fill", "stroke"]))) return true;
  const drawn = getComputedStyle(element, "::before");
  return !/^(none|normal|"")$/.test(drawn.content) && looksRed(drawn.color);
}

const redIn = (style, names) => names.some((name) => looksRed(style[name]));

function valueOf(element) {
  const tag = element.localName;
  if (tag === "select") {
    const chosen = element.selectedOptions[0];
    return chosen ? chosen.value : "";
  }
  if (tag === "input" && element.type === "file") return [...element.files].map((file) => file.name).join(", ");
  return tag === "input" || tag === "textarea" ? element.value : clean(element.textContent);
}

function optionsOf(select) {
  const list = [];
  for (const option of select.options) {
    if (over(LIMITS.options, list)) break;
    list.push([cut(option.value, 120), cut(option.label || option.textContent, 120)]);
  }
  return list;
}

// Radio buttons, checkboxes, file fields and selects are often made transparent or tiny under a drawing of their own:
// such a field is visible where its label, or the place it takes, can be seen.
function canBeSeen(node) {
  if (node.shown) return true;
  const { element } = node;
  if (!/^(radio|checkbox|file|select-one|select-multiple)$/.test(element.type)) return false;
  return labelsOf(element).some((label) => nodeOf.get(label)?.shown || viewOfLabel(label)) || meetsFinger(node);
}

function viewOfLabel(label) {
  const node = nodeOf.get(label);
  return node && node.rendered && node.visibility && node.clear ? viewOfControl(node) : null;
}

function meetsFinger(node) {
  if (!node.rendered || !node.visibility || !node.placed) return false;
  const { x, y, width, height } = node.view;
  if (width < 10 || height < 10 || node.parent?.clear === false) return false;
  const hit = inViewport(node.view) ? hitAt(node, x + width / 2, y + height / 2) : null;
  return hit === node.element;
}

function viewOfField(node) {
  if (node.shown || node.view.width * node.view.height > 30) return node.view;
  for (const label of labelsOf(node.element)) {
    const view = viewOfLabel(label);
    if (view) return view;
  }
  return node.view;
}

const labelsOf = (element) => (element.labels ? [...element.labels] : []);

function labelOf(node) {
  const { element } = node;
  const told = referenced(element, "aria-labelledby") || clean(attribute(element, "aria-label"));
  if (told) return told;
  const labels = labelTexts(element);
  if (labels.length) return labels.join(" ");
  const title = clean(attribute(element, "title"));
  if (title) return title;
  return neighbourText(node) || legendOf(element);
}

function legendOf(element) {
  const group = closest(element, "fieldset, [role=group], [role=radiogroup]");
  if (!group) return "";
  const legend = group.localName === "fieldset" ? find(group, "legend") : null;
  return legend ? textOf(legend) : nameOfGroup(group);
}

const nameOfGroup = (group) => referenced(group, "aria-labelledby") || clean(attribute(group, "aria-label"));

const pressable = (part) => part.matches("a[href], [role=button], [role=link]");

function textBeside(at, { without, seen }) {
  if (at.nodeType !== 1 || SKIPPED.has(at.localName)) return "";
  if (!seen) return textOf(at, { without });
  return /^h[1-6]$/.test(at.localName) ? "" : seenText(at); // a heading is seen by its place
}

// Text beside a field: before it, or after a radio button or checkbox, as long as no other field stands between. What
// leads elsewhere is no label of a field that follows it: the shop's name, a menu.
function neighbourText(node, { seen = false } = {}) {
  const { element } = node;
  const after = /^(radio|checkbox)$/.test(element.type);
  const without = after ? null : pressable;
  const next = (at) => (after ? at.nextSibling : at.previousSibling);
  let holder = element;
  for (let level = 0; level < 3 && holder; level += 1) {
    for (let at = next(holder); at; at = next(at)) {
      if (at.nodeType === 1 && (find(at, "input, select, textarea") || /^(input|select|textarea|button|form)$/.test(at.localName))) return "";
      if (!after && at.nodeType === 1 && pressable(at)) return "";
      const text = at.nodeType === 3 ? clean(at.data) : textBeside(at, { without, seen });
      if (text) return text.length <= 80 ? text : "";
    }
    holder = parentAcrossShadow(holder);
    if (!holder || /^(form|fieldset|body|main|section|table)$/.test(holder.localName)) return "";
  }
  return "";
}
