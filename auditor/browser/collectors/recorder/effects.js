// What a click brought about inside the document; and fields whose native validation spoke.
const STYLE_PROPERTIES = [
  "display", "visibility", "opacity", "transform", "color", "backgroundColor", "backgroundImage", "borderTopColor", "boxShadow", "width", "height",
  "fontWeight", "textDecorationLine",
];

const effects = { begun: null, dom: 0, focus: false, scroll: false, value: false, timer: 0 };
const invalidEvents = [];

function styleOf(element) {
  if (!element || !element.isConnected) return "";
  return ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part || null);
    return STYLE_PROPERTIES.map((name) => style[name]).join("|");
  }).join("\n");
}

function valuesOf() {
  let all = "";
  for (const field of Document.prototype.querySelectorAll.call(document, "input, select, textarea")) {
    all += `${field.type}\u0001${/^(checkbox|radio)$/.test(field.type) ? field.checked : field.value}\u0002`;
  }
  return all;
}

function opened() {
  return Document.prototype.querySelectorAll.call(document, "dialog[open], details[open], :popover-open").length;
}

function begin(selector) {
  const control = selector ? resolve(selector) : null;
  Object.assign(effects, { dom: 0, focus: false, scroll: false, value: false });
  effects.begun = {
    control, style: styleOf(control), url: location.href, length: history.length, values: valuesOf(), opened: opened(),
    x: scrollX, y: scrollY,
  };
  startSampling();
  startNoticing();
  return now();
}

// Changes inside the control itself are its look (a ripple, a spinner), unless its words change.
function countChanges(records) {
  if (!effects.begun) return;
  const { control } = effects.begun;
  for (const record of records) {
    const inside = control && holds(control, record.target);
    if (!inside || record.type === "characterData") effects.dom += 1;
    else if (record.type === "childList" && textIn(record)) effects.dom += 1;
  }
}

const textIn = (record) => [...record.addedNodes, ...record.removedNodes].some((node) => (node.textContent || "").trim() !== "");

function found() {
  const { begun } = effects;
  if (!begun) return null;
  const list = [];
  const [before, after] = [begun.url.split("#")[0], location.href.split("#")[0]];
  if (before !== after || begun.url !== location.href) list.push("url_change");
  if (effects.dom || opened() !== begun.opened) list.push("dom_change");
  if (effects.focus) list.push("focus");
  if (Math.abs(scrollX - begun.x) > 4 || Math.abs(scrollY - begun.y) > 4 || effects.scroll) list.push("scroll");
  if (valuesOf() !== begun.values) list.push("value");
  if (begun.control && begun.control.isConnected && styleOf(begun.control) !== begun.style) list.push("style");
  return list;
}

function watchEffects() {
  changes.watchers.add(countChanges);
  addEventListener("focusin", (event) => {
    if (!effects.begun) return;
    const { control } = effects.begun;
    const target = event.composedPath()[0];
    if (control && target.nodeType === 1 && (holds(control, target) || holds(target, control))) return;
    effects.focus = true;
  }, true);
  // Scrolling of a part of the page, such as a carousel moved by its arrow.
  addEventListener("scroll", (event) => {
    if (effects.begun && event.target !== document) effects.scroll = true;
  }, true);
  addEventListener("invalid", (event) => {
    const target = event.composedPath()[0];
    if (invalidEvents.length >= 200 || !target || target.nodeType !== 1) return;
    const record = { at: now(), selector: describe(target), message: String(target.validationMessage || "").slice(0, 300), element: new WeakRef(target) };
    // Whether somebody prevented the event, and whether the browser moved the focus to show its message, is known later.
    setTimeout(() => {
      record.prevented = event.defaultPrevented;
      record.shown = !event.defaultPrevented && deepFocus() === target;
    }, 0);
    invalidEvents.push(record);
  }, true);
}

function deepFocus() {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

async function invalids(since) {
  await new Promise((done) => setTimeout(done, 0)); // so that what is known later is known
  const keys = window[Symbol.for("friction.field_keys")];
  return invalidEvents.filter((record) => record.at >= since).map(({ element, ...record }) => {
    const target = element.deref();
    const known = target && keys ? keys.get(target) : undefined;
    const name = target ? Element.prototype.getAttribute.call(target, "name") || Element.prototype.getAttribute.call(target, "id") : "";
    return { ...record, prevented: !!record.prevented, shown: !!record.shown, key: known || name || record.selector };
  });
}
