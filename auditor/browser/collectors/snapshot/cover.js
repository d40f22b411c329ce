// Hides secrets while a picture is taken, and puts everything back. Style sheets adopted by a document change no node,
// so the page notices nothing. `options.cover`: true to hide, false to put back.
const COVER = Symbol.for("friction.cover");
const STILL = "*, *::before, *::after { animation-play-state: paused !important; caret-color: transparent !important; }";

function rootsOf(doc, found = []) {
  found.push(doc);
  const walker = doc.createTreeWalker(doc, NodeFilter.SHOW_ELEMENT);
  for (let at = walker.nextNode(); at; at = walker.nextNode()) {
    if (at.shadowRoot) shadowRoots(at.shadowRoot, found);
    if (at.localName !== "iframe" && at.localName !== "frame") continue;
    const inner = at.contentDocument;
    if (inner && rootOf.call(inner)) rootsOf(inner, found);
  }
  return found;
}

function shadowRoots(root, found) {
  found.push(root);
  for (const element of findAll(root, "*")) if (element.shadowRoot) shadowRoots(element.shadowRoot, found);
}

function placeOf(element) {
  const steps = [];
  for (let at = element; at && at.nodeType === 1; at = parentOf.call(at)) {
    let place = 1;
    for (let other = at.previousElementSibling; other; other = other.previousElementSibling) place += 1;
    steps.unshift(`:nth-child(${place})`);
  }
  return steps.join(" > ");
}

function coverRoot(root) {
  const hidden = [];
  for (const field of findAll(root, "input, textarea")) if (isSecret(field, field.value || "")) hidden.push(placeOf(field));
  const rules = hidden.map((place) => `${place} { -webkit-text-security: disc !important; }`);
  const view = (root.ownerDocument || root).defaultView;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync([STILL, ...rules].join("\n"));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return [root, sheet];
}

if (!options.cover) {
  const covered = window[COVER];
  if (!covered) return false;
  delete window[COVER];
  for (const [root, sheet] of covered) root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((other) => other !== sheet);
  return true;
}
Object.defineProperty(window, COVER, { value: rootsOf(document).map(coverRoot), configurable: true, enumerable: false });
return { width: innerWidth, height: innerHeight, scroll_x: scrollX, scroll_y: scrollY };
