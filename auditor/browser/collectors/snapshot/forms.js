// Forms, and groups of fields that act as one without a form element around them.
const forms = []; // { element, record }

function collectForms() {
  const ownFields = grouped(fields, (field) => ownerOf(field.element));
  const ownElements = grouped(elements, (entry) => ownerOf(entry.node.element));
  for (const node of nodes) {
    if (node.element.localName !== "form" || over(LIMITS.forms, forms)) continue;
    const own = ownFields.get(node.element) || [];
    const members = ownElements.get(node.element) || [];
    let submits = members.filter((entry) => submitsByItself(entry.node.element));
    // Scripts submit from buttons that would not by themselves.
    if (!submits.length) submits = members.filter((entry) => entry.record.role === "button");
    addForm(node, own, members, submits);
  }
  for (const [element, group] of looseGroups()) {
    if (over(LIMITS.forms, forms)) break;
    const members = elements.filter((entry) => entry.record.form === null && holds(element, entry.node.element));
    const first = group[0].node.order;
    const buttons = members.filter((entry) => isButton(entry));
    const after = buttons.filter((entry) => entry.node.order > first);
    addForm(nodeOf.get(element), group, members, after.length ? after : buttons);
  }
}

function grouped(list, keyOf) {
  const groups = new Map();
  for (const entry of list) {
    const key = keyOf(entry);
    if (groups.has(key)) groups.get(key).push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

function ownerOf(element) {
  if (element.form !== undefined && element.localName !== "form") return element.form;
  return closest(element, "form");
}

function submitsByItself(element) {
  if (element.localName === "button") return element.type === "submit";
  return element.localName === "input" && /^(submit|image)$/.test(element.type);
}

const isButton = (entry) => entry.record.role === "button" && entry.record.popup === null && !entry.record.clickable_look;

function addForm(node, own, members, submits) {
  const { element } = node;
  const index = forms.length;
  for (const field of own) field.record.form = index;
  for (const entry of members) entry.record.form = index;
  const isForm = element.localName === "form";
  const role = node.role || (isForm ? "form" : "group");
  const view = node.view.width * node.view.height > 4 ? node.view : own.filter((field) => field.record.visible)
    .reduce((sum, field) => (sum ? union(sum, field.node.view) : field.node.view), null) || node.view;
  forms.push({
    element,
    record: {
      index, selector: selectorOf(element), action: isForm ? actionOf(element) : "",
      method: isForm ? (attribute(element, "method") || "get").toLowerCase().slice(0, 20) : "", role,
      name: cut(formName(element), LIMITS.text), box: inDocument(view),
      visible: own.some((field) => field.record.visible) || members.length > 0, landmark: node.landmark,
      fields: own.map((field) => field.record.index), submits: submits.map((entry) => entry.record.index),
      novalidate: has(element, "novalidate"), frame: node.frame.index,
    },
  });
}

function actionOf(form) {
  try {
    return new URL(attribute(form, "action") || "", form.ownerDocument.baseURI).href.slice(0, LIMITS.address);
  } catch {
    return "";
  }
}

function formName(element) {
  const told = nameOfGroup(element) || clean(attribute(element, "title"));
  if (told) return told;
  const legend = find(element, "legend, h1, h2, h3, h4");
  return legend ? textOf(legend) : clean(attribute(element, "name") || attribute(element, "id"));
}

// Visible fields outside forms, by the nearest ancestor that holds two of them and a button.
function looseGroups() {
  const loose = fields.filter((field) => field.record.visible && !ownerOf(field.element));
  const groups = new Map();
  if (loose.length < 2) return groups;
  const fieldsIn = new Map();
  const buttonsIn = new Set();
  const climb = (element, visit) => {
    for (let at = parentAcrossShadow(element); at && at.localName !== "html"; at = parentAcrossShadow(at)) visit(at);
  };
  for (const field of loose) climb(field.element, (at) => fieldsIn.set(at, (fieldsIn.get(at) || 0) + 1));
  for (const entry of elements) {
    if (isButton(entry) && !ownerOf(entry.node.element)) climb(entry.node.element, (at) => buttonsIn.add(at));
  }
  for (const field of loose) {
    for (let at = parentAcrossShadow(field.element); at && at.localName !== "html"; at = parentAcrossShadow(at)) {
      if (fieldsIn.get(at) < 2 || !buttonsIn.has(at)) continue;
      groups.set(at, [...(groups.get(at) || []), field]);
      break;
    }
  }
  return new Map([...groups].filter(([, group]) => group.length > 1));
}
