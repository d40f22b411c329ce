// What an element is called and what it says: in spirit the accessible name computation of the ARIA standard.
const isBlock = (node) => node.rendered && !/^(inline|contents|ruby)/.test(node.display);

// Text of an element. `seen`: only what can be seen; otherwise whatever is rendered, visually hidden words included.
function textOf(element, { seen = false, without = null, limit = 4000, edge = " " } = {}) {
  const known = nodeOf.get(element);
  if (known && !element.firstElementChild && !element.shadowRoot && element.localName !== "slot") {
    return !known.rendered || element.localName === "svg" ? "" : known.own;
  }
  let text = "";
  const stack = [element];
  while (stack.length && text.length < limit) {
    const at = stack.pop();
    if (typeof at === "string") {
      text += at;
    } else if (at.nodeType === 3) {
      text += at.data.length > limit ? at.data.slice(0, limit) : at.data;
    } else if (at.nodeType === 1 || at.nodeType === 11) {
      if (at.nodeType === 1 && at !== element && skippedInText(at, seen, without)) continue;
      const node = nodeOf.get(at);
      const apart = at.localName === "br" || (node && isBlock(node) && at !== element);
      // Letters animated one by one stand in boxes of their own: no blanks between them.
      const letter = apart && node && /^inline-/.test(node.display) && node.own.length === 1;
      if (apart && !letter) stack.push(edge);
      if (!seen && at.nodeType === 1) {
        const replaced = replacement(at, element);
        if (replaced !== null) {
          stack.push(` ${replaced} `);
          continue;
        }
      }
      pushChildren(at, stack);
      if (apart && !letter) stack.push(edge);
    }
  }
  return clean(text);
}

function skippedInText(element, seen, without) {
  if (SKIPPED.has(element.localName) || (without && without(element))) return true;
  const node = nodeOf.get(element);
  if (!node) return false;
  if (!node.rendered) return true;
  if (!seen) return node.ariaHidden && !(node.parent && node.parent.ariaHidden);
  return !(node.clear && node.visibility !== false) || (node.own !== "" && !node.shown && node.display !== "contents");
}

function replacement(element, from) {
  if (element !== from) {
    const label = clean(attribute(element, "aria-label"));
    if (label) return label;
  }
  const tag = element.localName;
  if (tag === "img" || tag === "area") return clean(attribute(element, "alt"));
  if (tag === "svg") return clean((find(element, "title") || {}).textContent || "");
  if (element !== from && tag === "input" && /^(submit|button|reset)$/.test(element.type)) return clean(element.value);
  if (element !== from && /^(input|select|textarea)$/.test(tag)) return "";
  return null;
}

function pushChildren(element, stack) {
  const source = element.shadowRoot || element;
  const slotted = element.localName === "slot" && element.assignedNodes ? element.assignedNodes() : [];
  if (slotted.length) {
    for (let at = slotted.length - 1; at >= 0; at -= 1) stack.push(slotted[at]);
    return;
  }
  for (let child = source.lastChild; child; child = child.previousSibling) stack.push(child);
}

function referenced(element, name) {
  const ids = (attribute(element, name) || "").trim();
  if (!ids) return "";
  const root = element.getRootNode();
  return clean(ids.split(/\s+/).map((id) => {
    const target = find(root, `#${CSS.escape(id)}`);
    return target ? textOf(target) : "";
  }).join(" "));
}

function nameOf(element) {
  const named = referenced(element, "aria-labelledby") || clean(attribute(element, "aria-label"));
  if (named) return named;
  const tag = element.localName;
  if (tag === "input") {
    if (element.type === "image") return clean(attribute(element, "alt") || attribute(element, "value"));
    return clean(element.value) || clean(attribute(element, "title"));
  }
  const title = clean(attribute(element, "title"));
  if (tag === "img" || tag === "area") return clean(attribute(element, "alt")) || title;
  return textOf(element) || title || imageName(element);
}

// The last resort for links that hold nothing but a picture whose name is hidden from assistive technology.
function imageName(element) {
  const image = find(element, "img[alt], svg title");
  return image ? clean(attribute(image, "alt") || image.textContent) : "";
}
