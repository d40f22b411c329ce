// Hit-testing: what a finger would meet at five points of a control.
function deepHit(doc, x, y) {
  let hit = doc.elementFromPoint(x, y);
  while (hit && hit.shadowRoot) {
    const inner = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit || inner.getRootNode() !== hit.shadowRoot) break;
    hit = inner;
  }
  return hit;
}

// The element at a point of the top viewport, as far as the frame of `node` is concerned; a cover from outside first.
function hitAt(node, x, y) {
  const { frame } = node;
  if (!frame.index) return deepHit(document, x, y);
  const chain = [];
  for (let at = frames[frame.index - 1]; at; at = at.node.frame.index ? frames[at.node.frame.index - 1] : null) chain.unshift(at);
  for (const holder of chain) {
    const outer = holder.node.frame;
    const hit = deepHit(outer.doc, x - outer.left, y - outer.top);
    if (hit !== holder.node.element) return hit;
  }
  return deepHit(frame.doc, x - frame.left, y - frame.top);
}

function testCoverage() {
  for (const { node, record, view } of elements) {
    if (!record.in_viewport || record.attributes["pointer-events"] === "none") continue;
    record.coverage = coverageOf(node, largestPart(node, view));
  }
}

// A link that runs over two lines is two boxes; corners of the box around both belong to neither.
function largestPart(node, view) {
  if (node.display !== "inline") return view;
  let best = null;
  for (const rect of node.element.getClientRects()) {
    if (!best || rect.width * rect.height > best.width * best.height) best = rect;
  }
  // A picture inside an inline link is larger than the link's own line.
  if (!best || best.width * best.height < 4 || view.width * view.height > node.view.width * node.view.height * 1.2) return view;
  return { x: best.x + node.frame.left, y: best.y + node.frame.top, width: best.width, height: best.height };
}

function coverageOf(node, view) {
  const insetX = Math.min(Math.max(view.width * 0.15, 2), view.width / 2);
  const insetY = Math.min(Math.max(view.height * 0.15, 2), view.height / 2);
  const [left, right, top, bottom] = [view.x + insetX, view.x + view.width - insetX, view.y + insetY, view.y + view.height - insetY];
  const points = [[view.x + view.width / 2, view.y + view.height / 2], [left, top], [right, top], [left, bottom], [right, bottom]];
  const blockers = new Map();
  let tested = 0;
  let blocked = 0;
  for (const [x, y] of points) {
    if (x < 0 || y < 0 || x >= viewport.width || y >= viewport.height) continue;
    tested += 1;
    const hit = hitAt(node, x, y);
    if (!hit || belongs(node.element, hit)) continue;
    blocked += 1;
    const cover = coverOf(node.element, hit);
    blockers.set(cover, (blockers.get(cover) || 0) + 1);
  }
  const [worst] = [...blockers].sort((one, other) => other[1] - one[1])[0] || [null];
  return {
    tested, blocked, blocker_selector: worst ? selectorOf(worst) : null,
    blocker_text: worst ? cut(textOf(worst, { seen: true, limit: 400 }), 120) : null,
  };
}

// Children, labels, and ancestors (met through padding, rounded corners, gaps) do not cover an element; nor does a link
// to the same place, as where one link is stretched over a whole card.
function belongs(element, hit) {
  if (holds(element, hit) || holds(hit, element)) return true;
  const label = hit.closest ? closest(hit, "label") : null;
  if (label && (label.control === element || holds(label, element))) return true;
  if (element.localName === "label" && element.control === hit) return true;
  const link = closest(hit, "a[href]");
  return !!link && hrefOf(link) === hrefOf(element);
}

// The block that stands in front: the outermost positioned ancestor of what was hit that does not hold the element.
function coverOf(element, hit) {
  let cover = hit;
  for (let at = hit; at && !holds(at, element); at = parentAcrossShadow(at)) {
    const node = nodeOf.get(at);
    if (node && node.rendered && /^(fixed|absolute|sticky)$/.test(node.position)) cover = at;
  }
  return cover;
}
