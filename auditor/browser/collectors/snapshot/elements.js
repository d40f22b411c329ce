// Interactive elements, and blocks that only look so.
const CONTROL_ROLES = new Set([
  "button", "link", "tab", "menuitem", "menuitemradio", "menuitemcheckbox", "option", "radio", "checkbox", "switch",
]);
const KEPT = [
  "id", "class", "name", "type", "action", "target", "rel", "title", "download", "autocomplete", "aria-expanded",
  "aria-haspopup", "aria-controls", "aria-current", "aria-pressed", "aria-selected", "aria-checked", "aria-disabled",
  "formaction", "popovertarget", ...TEST_IDS,
];
const KEPT_DATA = /^data-([a-z0-9]+-)*(action|cart|basket|product|variant|sku|quantity|toggle|target|dismiss)/;

const elements = []; // { node, record }
const recordOf = new Map(); // element → its record

function controlKind(node) {
  const { element, role } = node;
  const tag = element.localName;
  if (CONTROL_ROLES.has(role)) return "role";
  if (tag === "a" || tag === "area") return hrefOf(element) !== null ? "native" : onclickKind(node);
  if (tag === "button") return "native";
  if (tag === "summary") return parentOf.call(element)?.localName === "details" ? "native" : null;
  if (tag === "input") return /^(submit|button|reset|image)$/.test(element.type) ? "native" : null;
  if (/^(select|textarea|option|html|body|form)$/.test(tag) || element.isContentEditable) return null;
  if (tag === "label") return standsForField(element) ? "swatch" : null;
  return onclickKind(node);
}

const onclickKind = (node) => (has(node.element, "onclick") ? "handler" : null);

function hrefOf(element) {
  if (has(element, "href")) return typeof element.href === "string" ? element.href : "";
  return element.href && element.href.baseVal ? element.href.baseVal : null;
}

// A label that is all one sees of a radio button or checkbox: colour and size swatches are built that way.
function standsForField(label) {
  const field = label.control;
  if (!field || !/^(radio|checkbox)$/.test(field.type)) return false;
  const node = nodeOf.get(field);
  return !node || !node.shown || node.view.width * node.view.height < 30;
}

function collectElements() {
  const taken = new Map(); // node → nearest enclosing control
  const pointers = [];
  for (const node of nodes) {
    const above = node.parent ? taken.get(nodeOf.get(node.parent.element)) : undefined;
    if (above) taken.set(node, above);
    if (!node.rendered || !node.visibility || !node.clear) continue;
    const kind = controlKind(node);
    if (kind) {
      const view = viewOfControl(node);
      if (!view || over(LIMITS.elements, elements)) continue;
      add(node, kind, view);
      taken.set(node, node);
    } else if (!above && node.shown && looksClickable(node)) {
      if (over(LIMITS.elements, elements)) continue;
      pointers.push(add(node, "look", node.view));
      taken.set(node, node);
      node.clickable = true;
    }
  }
  dropWrappers(pointers);
}

// Links around blocks or floats can have no area of their own; what they hold is what one clicks.
function viewOfControl(node) {
  const inline = node.display === "inline";
  if (node.shown && !(inline && node.element.firstElementChild)) return node.view;
  if (node.view.width * node.view.height > 4 && node.display !== "contents" && !inline) return null;
  let view = node.shown ? node.view : null;
  const visit = (element, depth) => {
    for (const child of (element.shadowRoot || element).children) {
      const inner = nodeOf.get(child);
      if (!inner || !inner.rendered) continue;
      if (inner.shown) view = view ? union(view, inner.view) : inner.view;
      else if (depth < 3) visit(child, depth + 1);
    }
  };
  visit(node.element, 0);
  return view;
}

function union(first, second) {
  const x = Math.min(first.x, second.x);
  const y = Math.min(first.y, second.y);
  return {
    x, y, width: Math.max(first.x + first.width, second.x + second.width) - x,
    height: Math.max(first.y + first.height, second.y + second.height) - y,
  };
}

// The pointing hand begins here: the parent does not have it, and the block is too small to be the page.
function looksClickable(node) {
  if (isScriptedLink(node)) return true;
  if (node.cursor !== "pointer" || /^(label|iframe|select|option|input|textarea)$/.test(node.element.localName)) return false;
  const { width, height } = node.view;
  if (width < 8 || height < 8 || width * height > viewport.width * viewport.height * 0.6) return false;
  const parent = node.parent;
  if (!parent || parent.cursor !== "pointer") return !find(node.element, "input, select, textarea");
  const large = parent.view.width * parent.view.height > viewport.width * viewport.height * 0.6;
  return large && !find(node.element, "input, select, textarea");
}

// A link without an address that shows a picture is no anchor to jump to: scripts make it work.
function isScriptedLink(node) {
  const { element, view } = node;
  if (element.localName !== "a" || has(element, "href") || has(element, "name") || view.width < 8 || view.height < 8) return false;
  return node.style.backgroundImage.includes("url(") || !!find(element, "img, svg, picture");
}

// A clickable look around real controls says nothing, unless the block is a tile with a picture of its own.
function dropWrappers(pointers) {
  const empty = new Set();
  for (const entry of pointers) {
    const inner = findAll(entry.node.element, "a[href], button, [role=button], [role=link], summary, [onclick]");
    if (inner.length && !find(entry.node.element, "img, picture")) empty.add(entry);
  }
  if (!empty.size) return;
  const kept = elements.filter((entry) => !empty.has(entry));
  elements.length = 0;
  recordOf.clear();
  for (const entry of kept) {
    entry.record.index = elements.length;
    elements.push(entry);
    recordOf.set(entry.node.element, entry.record);
  }
}

function add(node, kind, view) {
  const { element } = node;
  const text = cut(textOf(element, { seen: true, limit: 1000 }), LIMITS.text);
  const name = cut(nameOf(element), LIMITS.text);
  const style = node.style;
  const href = /^(a|area)$/.test(element.localName) ? hrefOf(element) : null;
  const record = {
    index: elements.length, tag: element.localName, role: roleOf(node, kind), name, text,
    selector: selectorOf(element), box: inDocument(view), landmark: node.landmark, attributes: attributesOf(node, kind),
    href: href ? href.slice(0, LIMITS.address) : href, disabled: isDisabled(node), in_viewport: inViewport(view), fixed: node.fixed,
    clickable_look: kind === "look", font_size_px: round(parseFloat(style.fontSize) || 0),
    background: backgroundOf(style), color: style.color, coverage: null, form: null, card: null, overlay: null, group: null,
    icon_only: !/\p{L}/u.test(text) && holdsPicture(node), badge_number: badgeOf(node, name, text),
    popup: popupOf(element), frame: node.frame.index, plate_px: plateOf(node),
  };
  const entry = { node, record, view };
  elements.push(entry);
  recordOf.set(element, record);
  return entry;
}

function roleOf(node, kind) {
  if (node.role && node.role !== "none" && node.role !== "presentation") return node.role;
  const tag = node.element.localName;
  if (tag === "a" || tag === "area") return hrefOf(node.element) === null ? "" : "link";
  if (tag === "button" || tag === "input" || tag === "summary") return "button";
  return kind === "swatch" ? node.element.control.type : "";
}

function attributesOf(node, kind) {
  const { element } = node;
  const found = {};
  for (const { name, value } of element.attributes) {
    const kept = KEPT.includes(name) || KEPT_DATA.test(name) || (name.startsWith("data-") && name.includes("cart"));
    if (kept) found[name] = cut(value, 200);
  }
  if (has(element, "hidden")) found.hidden = attribute(element, "hidden");
  if (/^(button|input)$/.test(element.localName) && has(element, "value")) found.value = cut(attribute(element, "value"), 200);
  if (node.ariaHidden) found["aria-hidden"] = "true";
  if (node.style.pointerEvents === "none") found["pointer-events"] = "none";
  if (kind === "swatch") {
    const field = element.control;
    found.for = cut(attribute(field, "id") || "", 200);
    found.name = cut(attribute(field, "name") || "", 200);
    found["aria-checked"] = String(field.checked);
  }
  return found;
}

function isDisabled(node) {
  const { element } = node;
  if (element.matches(":disabled") || node.inert) return true;
  if (closest(element, "[aria-disabled=true]")) return true;
  return element.localName === "label" && !!element.control && element.control.disabled;
}

function backgroundOf(style) {
  const color = colorOf(style.backgroundColor);
  if (!color || color.alpha > 0) return style.backgroundColor;
  return style.backgroundImage !== "none" ? "image" : "";
}

// How high the plate is that makes a link look like a button: drawn on it, on all it holds, or on what holds it alone.
function plateOf(node) {
  if (node.role === "button" || /^(button|input|summary)$/.test(node.element.localName)) return 0;
  const { parent } = node;
  const alone = parent && parent.element.children.length === 1 && !parent.own && parent.view.height <= 3 * node.view.height;
  const drawn = [node, ...within(node), ...(alone ? [parent] : [])].find((one) => one.shown && isPlate(one.style));
  return drawn ? round(drawn.view.height) : 0;
}

// What a control consists of, from outside in: for as long as there is one part and no text beside it.
function within(node) {
  const inside = [];
  for (let at = node; inside.length < 3 && at && !at.own && at.element.children.length === 1; ) {
    at = nodeOf.get(at.element.firstElementChild);
    if (at) inside.push(at);
  }
  return inside;
}

function isPlate(style) {
  if (backgroundOf(style) || style.boxShadow !== "none") return true;
  return ["Top", "Bottom"].every((side) => {
    const color = colorOf(style[`border${side}Color`]);
    return parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none" && !!color && color.alpha > 0;
  });
}

function holdsPicture(node) {
  if (find(node.element, "img, svg, picture, i, canvas") || node.element.type === "image") return true;
  if (node.style.backgroundImage !== "none" || node.style.maskImage !== "none") return true;
  if (node.own) return true; // a lone sign such as × or ☰
  return ["::before", "::after"].some((part) => {
    const content = getComputedStyle(node.element, part).content;
    return content !== "none" && content !== "normal" && content !== '""';
  });
}

const BADGE = /^[([]?\s*(\p{Nd}{1,4})\s*\+?\s*[)\]]?$/u;

// The number a control wears, such as the count of things in the cart: alone in a part of it, or in brackets.
function badgeOf(node, name, text) {
  const { element } = node;
  const whole = BADGE.exec(text);
  if (whole) return Number(westernDigits(whole[1]));
  if (!/\p{Nd}/u.test(text + name)) return null;
  for (const part of findAll(element, "*")) {
    const inner = nodeOf.get(part);
    const found = inner && inner.shown ? BADGE.exec(inner.own) : null;
    if (found) return Number(westernDigits(found[1]));
  }
  if (/\p{Sc}/u.test(text + name)) return null;
  const bracketed = /[([]\s*(\p{Nd}{1,4})\s*[)\]]/u.exec(text) || /[([]\s*(\p{Nd}{1,4})\s*[)\]]/u.exec(name);
  if (bracketed) return Number(westernDigits(bracketed[1]));
  // Anywhere in a sentence only where carts are kept: in the main part it is a term of delivery, a size, a year.
  if (node.landmark === "main" || node.landmark === "footer" || node.landmark === "aside") return null;
  const source = /\p{Nd}/u.test(name) ? name : text;
  const lone = source.match(/(?<![\p{L}\p{Nd}.,])\p{Nd}{1,4}(?![\p{L}\p{Nd}]|[.,]\p{Nd})/gu) || [];
  return lone.length === 1 && source.length <= 60 ? Number(westernDigits(lone[0])) : null;
}

function popupOf(element) {
  const value = attribute(element, "aria-haspopup");
  if (value && value !== "false") return value === "true" ? "menu" : value;
  if (has(element, "popovertarget")) return "popover";
  const command = attribute(element, "command");
  if (command === "show-modal") return "dialog";
  return command === "toggle-popover" || command === "show-popover" ? "popover" : null;
}
