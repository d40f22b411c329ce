// What tells a shopper by sight which field this is, and where its name comes from at all.
const MOST_IN_A_GROUP = 3;
const MARK_WORD = /(^|[-_\s])(asterisk|required|mandatory)([-_\s]|$)/;

function labelTexts(element) {
  const isPart = (part) => part !== element && /^(select|textarea|option)$/.test(part.localName);
  return labelsOf(element).map((label) => textOf(label, { without: isPart })).filter(Boolean);
}

function namedBy(node) {
  const { element } = node;
  if (labelTexts(element).length) return "label";
  if (referenced(element, "aria-labelledby") || clean(attribute(element, "aria-label"))) return "aria";
  if (neighbourText(node) || smallGroupText(element)) return "neighbour";
  if (clean(attribute(element, "title"))) return "title";
  return saysInside(element) ? "placeholder" : "none";
}

// The words of a group name its fields where they are the parts of one answer: the day, month and year of a date.
function smallGroupText(element) {
  const group = closest(element, "fieldset, [role=group], [role=radiogroup]");
  const inside = group ? findAll(group, "input:not([type=hidden]), select, textarea").length : 0;
  const choice = /^(radio|checkbox)$/.test(element.type);
  return group && (choice || inside <= MOST_IN_A_GROUP) ? legendOf(element) : "";
}

// A list whose first entry is none names itself by it, as a placeholder does.
function saysInside(element) {
  if (element.localName !== "select") return !!clean(attribute(element, "placeholder"));
  const first = element.options[0];
  return !!first && !first.value && !!clean(first.label || first.textContent);
}

function seenNameOf(node) {
  const { element } = node;
  const naming = [...labelsOf(element), ...referredTo(element, "aria-labelledby")];
  let parts = naming.map((label) => seenText(label, element)).filter(Boolean);
  if (!parts.some((part) => /\p{L}/u.test(part))) parts = parts.concat(neighbourText(node, { seen: true }) || []);
  return cut([...new Set(parts)].join(" "), LIMITS.text);
}

function referredTo(element, name) {
  const ids = (attribute(element, name) || "").trim();
  const root = element.getRootNode();
  return ids ? ids.split(/\s+/).map((id) => find(root, `#${CSS.escape(id)}`)).filter(Boolean) : [];
}

// What can be seen of an element's text, with what styles write beside it.
function seenText(at, field = null) {
  const node = nodeOf.get(at);
  if (!node || !node.rendered || !node.visibility || !node.clear || !viewOfControl(node)) return "";
  const isPart = (part) => /^(select|textarea|option)$/.test(part.localName);
  return clean(`${textOf(at, { seen: true, without: isPart })} ${drawnText(at, field)}`);
}

function drawnText(at, field) {
  const drawn = [];
  const around = [at, ...findAll(at, "*")].slice(0, 10);
  const block = parentAcrossShadow(at);
  if (block && field && holds(block, field) && findAll(block, "input, select, textarea").length === 1) around.push(block);
  for (const one of around) {
    const node = nodeOf.get(one);
    if (!node || !node.rendered || !node.visibility || !node.clear) continue;
    for (const part of ["::before", "::after"]) {
      const found = /^"((?:[^"\\]|\\.)*)"/.exec(getComputedStyle(one, part).content);
      if (found && found[1].length <= 20) drawn.push(found[1]);
    }
    // A star that is a picture.
    if (one !== at && one !== block && node.shown && !node.own && MARK_WORD.test(snake(attribute(one, "class") || ""))) drawn.push("*");
  }
  return drawn.join(" ");
}
