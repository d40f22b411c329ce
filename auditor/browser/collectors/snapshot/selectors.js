// Selectors that outlive a reload. Inside shadow roots `host >> inner`; inside frames relative to that frame.
const TEST_IDS = COUNTED.slice(2);
const selectorCache = new Map();
const ordinals = new Map(); // parent → element → its place among siblings of its tag

// Names made anew by every build or every rendering hold long numbers, or letters and digits in a jumble.
function lasting(value) {
  if (!value || value.length > 60 || /\d{3,}|[:«»\s"\\]/.test(value)) return false;
  return !value.split(/[-_]/).some((part) =>
    (part.length >= 5 && (part.match(/\d/g) || []).length >= 2) ||
    (part.length >= 6 && /[a-z][A-Z][A-Z]?[a-z]?[A-Z]|[A-Za-z]\d[A-Za-z]/.test(part)));
}

function anchor(element, root) {
  const seen = counts.get(root);
  const unique = (name, value) => {
    const times = seen ? seen.get(`${name}=${value}`) : 0;
    return truncated || !times ? findAll(root, `[${name}="${CSS.escape(value)}"]`).length === 1 : times === 1;
  };
  const id = attribute(element, "id");
  if (lasting(id) && unique("id", id)) return `#${CSS.escape(id)}`;
  for (const name of TEST_IDS) {
    const value = attribute(element, name);
    if (lasting(value) && unique(name, value)) return `[${name}="${CSS.escape(value)}"]`;
  }
  const name = attribute(element, "name");
  if (lasting(name) && /^(input|select|textarea|form|button|iframe)$/.test(element.localName) && unique("name", name)) {
    return `${element.localName}[name="${CSS.escape(name)}"]`;
  }
  return null;
}

function ordinal(element, parent) {
  let places = ordinals.get(parent);
  if (!places) {
    ordinals.set(parent, (places = new Map()));
    const seen = {};
    for (let child = parent.firstElementChild; child; child = child.nextElementSibling) {
      seen[child.localName] = (seen[child.localName] || 0) + 1;
      places.set(child, seen[child.localName]);
    }
  }
  return places.get(element);
}

function selectorOf(element) {
  const cached = selectorCache.get(element);
  if (cached) return cached;
  const selector = makeSelector(element);
  selectorCache.set(element, selector);
  return selector;
}

function makeSelector(element) {
  const root = element.getRootNode();
  const named = anchor(element, root);
  if (named) return prefixed(root, named);
  const tag = CSS.escape(element.localName);
  const parent = parentOf.call(element);
  if (!parent) return tag;
  if (parent.nodeType === 9) return tag;
  const step = tag === "body" ? tag : `${tag}:nth-of-type(${ordinal(element, parent)})`;
  if (parent.nodeType === 11) return prefixed(root, step);
  return `${selectorOf(parent)} > ${step}`;
}

function prefixed(root, selector) {
  return root.nodeType === 11 && root.host ? `${selectorOf(root.host)} >> ${selector}` : selector;
}
