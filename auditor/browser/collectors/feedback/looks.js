// How everything near the viewport looks, element by element, so that two moments can be compared.
const MOST_LOOKED_AT = 4000;
const STYLES = ["color", "backgroundColor", "backgroundImage", "borderTopColor", "borderTopStyle", "opacity", "filter", "boxShadow", "textDecorationLine", "animationName"];
const PSEUDO_STYLES = ["content", "display", ...STYLES];
const BUSY = ["disabled", "aria-disabled", "aria-busy"];

// Not what is inside boxes of a pixel that clip: texts for screen readers, folded drawers.
function* elementsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (element) => isFolded(element) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let at = walker.nextNode(); at; at = walker.nextNode()) {
    yield at;
    if (at.shadowRoot) yield* elementsOf(at.shadowRoot);
  }
}

const isTiny = (rect) => rect.width <= 1 || rect.height <= 1;

function isFolded(element) {
  return isTiny(Element.prototype.getBoundingClientRect.call(element)) && /hidden|clip/.test(getComputedStyle(element).overflow);
}

const attributeOf = (element, name) => Element.prototype.getAttribute.call(element, name);

function ownText(element) {
  let text = "";
  for (const node of element.childNodes) if (node.nodeType === 3) text += node.data;
  return text.replace(/\s+/g, " ").trim();
}

function shown(element) {
  const rect = Element.prototype.getBoundingClientRect.call(element);
  const near = rect.bottom > 0 && rect.right > 0 && rect.top < innerHeight && rect.left < innerWidth;
  return near && !isTiny(rect) && isVisible(element) ? rect : null;
}

function lookOf(element, rect, whole) {
  const style = getComputedStyle(element);
  const pseudo = (part) => {
    const drawn = getComputedStyle(element, part);
    const absent = drawn.content === "none" || drawn.content === "normal";
    return PSEUDO_STYLES.map((name) => (absent ? "" : drawn[name]));
  };
  const value = /^(input|textarea|select)$/.test(element.localName) ? String(element.value) : "";
  return {
    text: `${ownText(element)}\u0001${value}`,
    busy: BUSY.map((name) => `${attributeOf(element, name)}`).join("|"), // without one: null
    picture: element.localName === "img" ? element.currentSrc : "",
    style: [...STYLES.map((name) => style[name]), ...pseudo("::before"), ...pseudo("::after")],
    // Elsewhere an element may well grow by what comes late beside it; there the newcomer tells.
    size: whole ? `${Math.round(rect.width)}x${Math.round(rect.height)}` : "",
    cursor: whole || element === document.body || element === document.documentElement ? style.cursor : "",
  };
}

function looks(control) {
  const seen = new Map();
  let left = MOST_LOOKED_AT;
  for (const element of elementsOf(document)) {
    if ((left -= 1) < 0) break;
    const rect = shown(element);
    if (rect) seen.set(element, lookOf(element, rect, control !== null && holds(control, element)));
  }
  return seen;
}

const KINDS = ["text", "busy", "picture", "style", "size", "cursor"];

// The kinds in which a look is none of those known before; of styles each by itself, since pointer and focus mix them.
function differences(look, known) {
  const isNew = (kind) => kind === "style"
    ? look.style.some((value, place) => known.every((one) => one.style[place] !== value))
    : known.every((one) => one[kind] !== look[kind]);
  return KINDS.filter(isNew);
}

const turnsForEver = (element) => element.getAnimations({ subtree: true }).some((one) => one.effect && one.effect.getComputedTiming().iterations === Infinity);

// A newcomer is told by what it is.
function kindOfNew(element) {
  const role = attributeOf(element, "role") || "";
  if (element.localName === "progress" || role === "progressbar" || turnsForEver(element)) return "spinner";
  if (element.localName === "dialog" || /dialog$/.test(role)) return "dialog";
  return "new";
}
