// Dialogs, and fixed or sticky blocks that stand over the page.
const overlays = []; // { node, record }

function collectOverlays() {
  const found = [];
  for (const node of nodes) {
    if (!node.shown || node.frame.index || found.length >= LIMITS.overlays * 3) continue;
    const dialog = isDialog(node);
    if (!dialog && !standsOver(node)) continue;
    if (!dialog && found.some((other) => !other.dialog && holds(other.node.element, node.element))) continue;
    found.push({ node, dialog });
  }
  const backdrops = found.filter((entry) => isBackdrop(entry, found));
  for (const entry of found) {
    if (backdrops.includes(entry) || over(LIMITS.overlays, overlays)) continue;
    addOverlay(entry, backdrops);
  }
  const at = new Map(overlays.map(({ node, record }) => [node.element, record.index]));
  if (!at.size) return;
  for (const { node, record } of [...elements, ...fields]) {
    for (let up = node.element; up && record.overlay === null; up = holderOf(up)) record.overlay = at.get(up) ?? null;
  }
  for (const frame of frames) {
    for (let up = frame.node.element; up && !(frame.overlay >= 0); up = holderOf(up)) frame.overlay = at.get(up);
  }
}

// What holds an element; for the outermost of a frame's document that is the frame.
function holderOf(element) {
  const above = parentAcrossShadow(element);
  if (above || element.ownerDocument === document) return above;
  const frame = frames.find((one) => one.doc === element.ownerDocument);
  return frame ? frame.node.element : null;
}

// What a block says, the frames in it included.
function wordsOf(element) {
  const inside = frames.filter((one) => one.frame && holds(element, one.node.element)).map((one) => one.doc.body);
  return [element, ...inside].map((one) => (one ? textOf(one, { seen: true, limit: 1500 }) : "")).join(" ");
}

function isDialog(node) {
  const { element, role } = node;
  if (role === "dialog" || role === "alertdialog" || attribute(element, "aria-modal") === "true") return true;
  if (element.localName === "dialog") return has(element, "open");
  return has(element, "popover") && element.matches(":popover-open");
}

function standsOver(node) {
  const { position, view } = node;
  if (!/^(fixed|sticky|absolute)$/.test(position) || node.style.pointerEvents === "none") return false;
  const share = shareOf(view);
  if (share < 0.005) return false;
  if (position === "sticky" && !isStuck(node)) return false;
  if (position === "absolute" && !(share >= 0.15 && Number(node.style.zIndex) > 0 && isTopLevel(node))) return false;
  return pointsOf(view).some(([x, y]) => {
    const hit = deepHit(document, x, y);
    return hit && holds(node.element, hit);
  });
}

function isStuck(node) {
  const { style, view } = node;
  const [top, bottom] = [parseFloat(style.top), parseFloat(style.bottom)];
  if (viewport.top > 0 && top === top && view.y <= top + 1) return true;
  return bottom === bottom && view.y + view.height >= viewport.height - bottom - 1 && viewport.height + viewport.top < document.documentElement.scrollHeight - 1;
}

// Slides of a carousel are positioned too, but deep inside the page; what is laid over the page hangs near its root.
function isTopLevel(node) {
  let above = node.parent;
  for (let level = 0; level < 3 && above; level += 1, above = above.parent) if (above.element.localName === "body") return true;
  return false;
}

function shareOf(view) {
  const seen = intersect({ x: 0, y: 0, width: viewport.width, height: viewport.height }, view);
  return (seen.width * seen.height) / Math.max(1, viewport.width * viewport.height);
}

function pointsOf(view) {
  const seen = intersect({ x: 0, y: 0, width: viewport.width, height: viewport.height }, view);
  const at = (across, down) => [seen.x + seen.width * across, seen.y + seen.height * down];
  return [at(0.5, 0.5), at(0.1, 0.1), at(0.9, 0.1), at(0.1, 0.9), at(0.9, 0.9)];
}

// An empty sheet behind a dialog, or the full-screen holder of one, is not an overlay of its own.
function isBackdrop(entry, found) {
  if (entry.dialog) return false;
  const { element } = entry.node;
  if (found.some((other) => other.dialog && other !== entry && holds(element, other.node.element))) return true;
  if (element.localName === "iframe") return false;
  return !find(element, "iframe, a, button, input, img, video, canvas") && !textOf(element, { seen: true, limit: 50 });
}

function addOverlay({ node }, backdrops) {
  const { element } = node;
  const share = shareOf(node.view);
  overlays.push({
    node,
    record: {
      index: overlays.length, selector: selectorOf(element), role: node.role || (element.localName === "dialog" ? "dialog" : ""),
      text: cut(wordsOf(element), LIMITS.longText), marks: marksOf(element), box: inDocument(node.view),
      modal: isModal(node, backdrops), viewport_share: Math.round(share * 1000) / 1000,
    },
  });
}

function isModal(node, backdrops) {
  const { element } = node;
  if (attribute(element, "aria-modal") === "true") return true;
  if (element.localName === "dialog" && element.matches(":modal")) return true;
  if (backdrops.some((other) => shareOf(other.node.view) > 0.8 && other.node.style.pointerEvents !== "none")) {
    return node.role === "dialog" || node.role === "alertdialog" || node.position === "fixed";
  }
  return /^(fixed|absolute)$/.test(node.position) && shareOf(node.view) > 0.9;
}

// Identifying words of the block, of what holds it and of what it holds directly.
function marksOf(element) {
  const around = [element, ...[...element.children].slice(0, 3)];
  const parent = parentAcrossShadow(element);
  if (parent && !/^(body|html)$/.test(parent.localName)) around.push(parent);
  const names = around.flatMap((one) => ["id", "class", "aria-label", "title", "data-testid"].map((name) => attribute(one, name)));
  return cut(names.filter(Boolean).join(" ").toLowerCase(), LIMITS.text);
}
