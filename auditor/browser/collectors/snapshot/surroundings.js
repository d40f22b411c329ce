// What stands around forms: challenges to prove that one is human, and lists of steps.
const challenges = [];
const stepLists = [];
const LIST_ITEMS = { least: 2, most: 9, length: 60 };

function collectSurroundings() {
  for (const node of nodes) {
    if (!node.shown) continue;
    if (isChallenge(node)) addChallenge(node);
    const marked = attribute(node.element, "aria-current") === "step";
    if (marked || isList(node) || isBar(node)) addSteps(node, marked);
  }
}

const CAPTCHA = /captcha/i;

function isChallenge({ element }) {
  const tag = element.localName;
  if (tag === "iframe" || tag === "frame") return ["src", "title", "name", "id"].some((name) => CAPTCHA.test(attribute(element, name) || ""));
  return has(element, "data-sitekey") && !/^(button|input|form|a|body)$/.test(tag);
}

function addChallenge(node) {
  if (challenges.length >= LIMITS.overlays || challenges.some((one) => holds(one.element, node.element))) return;
  const { element } = node;
  const owner = closest(element, "form");
  const form = owner ? forms.find((one) => one.element === owner) : null;
  const marks = ["src", "title", "name", "id", "class", "data-size"].map((name) => attribute(element, name) || "");
  challenges.push({
    element,
    record: {
      selector: selectorOf(element), marks: cut(marks.join(" ").toLowerCase(), LIMITS.address), box: inDocument(node.view),
      pinned: node.pinned, landmark: node.landmark, form: form ? form.record.index : null,
    },
  });
}

const isList = (node) => /^(ol|ul)$/.test(node.element.localName) || node.role === "list" || node.role === "tablist";
const isBar = (node) => node.role === "progressbar" || /^(progress|meter)$/.test(node.element.localName);

function addSteps(node, marked) {
  let holder = node;
  if (marked) while (holder.parent && !isList(holder) && holder.element.localName !== "nav") holder = holder.parent;
  if (marked && !isList(holder) && holder.element.localName !== "nav") holder = node.parent || node;
  const { element } = holder;
  const known = stepLists.find((one) => one.element === element);
  if (known) {
    known.record.current = known.record.current || marked;
    return;
  }
  if (over(LIMITS.overlays, stepLists)) return;
  const bar = isBar(holder);
  const items = bar ? [] : itemsOf(element);
  if (!marked && !bar && !items) return;
  stepLists.push({
    element,
    record: {
      selector: selectorOf(element), text: cut(bar ? barText(element) : textOf(element, { seen: true }), LIMITS.text),
      box: inDocument(holder.view), landmark: holder.landmark, items: items || [], ordered: element.localName === "ol", bar,
      current: marked, links: findAll(element, "a[href]").length,
    },
  });
}

const barText = (element) => clean(attribute(element, "aria-valuetext")) || nameOfGroup(element) || "progress";

// The entries of a list of few short ones; null where it is a list of anything else.
function itemsOf(list) {
  const kids = [...list.children].filter((kid) => nodeOf.get(kid)?.shown);
  if (kids.length < LIST_ITEMS.least || kids.length > LIST_ITEMS.most || find(list, "input, select, textarea, img, ul, ol")) return null;
  const found = kids.map((kid) => textOf(kid, { seen: true }));
  return found.every((text) => text && text.length <= LIST_ITEMS.length) ? found : null;
}
