// One walk over everything rendered: open shadow roots and readable frames included, in the order of the flat tree.
const LANDMARK_ROLES = {
  banner: "header", navigation: "nav", main: "main", complementary: "aside", contentinfo: "footer", dialog: "dialog",
  alertdialog: "dialog", search: null, region: null,
};
const LANDMARK_TAGS = { header: "header", nav: "nav", main: "main", aside: "aside", footer: "footer", dialog: "dialog" };
const SKIPPED = new Set([
  "script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "object", "embed", "datalist",
]);

const nodes = []; // every element, in order
const nodeOf = new Map(); // element → its node
const frames = []; // what becomes FrameSnapshot, with the document where it may be read
const counts = new Map(); // root → how often each id, name and test id occurs in it
let textLength = 0;
let canvasOrVideo = false;
let closedShadowHosts = 0;

const viewport = { width: innerWidth, height: innerHeight, left: scrollX, top: scrollY };

function newFrame(doc, index, left, top) {
  const view = doc.defaultView;
  const root = rootOf.call(doc);
  const rootWidth = root ? root.scrollWidth : 0;
  const rtl = root ? getComputedStyle(root).direction === "rtl" : false;
  return {
    doc, index, left, top, rtl, right: Math.max(view.innerWidth, rootWidth), width: view.innerWidth, height: view.innerHeight,
    scrollX: view.scrollX, scrollY: view.scrollY,
  };
}

function walk() {
  const root = rootOf.call(document);
  if (!root) return;
  const stack = [[root, null, newFrame(document, 0, 0, 0)]];
  while (stack.length) {
    const [element, parent, frame] = stack.pop();
    if (nodes.length >= LIMITS.nodes || (nodes.length % 512 === 511 && tooLate())) {
      truncated = true;
      return;
    }
    if (SKIPPED.has(element.localName) || nodeOf.has(element)) continue;
    const node = describe(element, parent, frame);
    nodes.push(node);
    nodeOf.set(element, node);
    for (const [child, above, inside] of childrenOf(node, frame).reverse()) stack.push([child, above, inside]);
  }
}

const tooLate = () => performance.now() - startedAt > LIMITS.milliseconds;

function childrenOf(node, frame) {
  const element = node.element;
  const children = [];
  const add = (child, hidden) => {
    if (child.nodeType !== 1) return;
    children.push([child, hidden ? { ...node, rendered: false } : node, frame]);
  };
  const kids = (parent) => {
    const list = [];
    for (let child = firstChildOf.call(parent); child; child = child.nextSibling) list.push(child);
    return list;
  };
  if (element.localName === "iframe" || element.localName === "frame") return frameChildren(node, frame);
  if (element.shadowRoot) {
    kids(element.shadowRoot).forEach((child) => add(child, false));
    // What no slot takes is not rendered; what a slot takes has been visited by the time this turn comes.
    return children.concat(kids(element).filter((kid) => kid.nodeType === 1 && !kid.assignedSlot)
      .map((kid) => [kid, { ...node, rendered: false }, frame]));
  }
  const assigned = element.localName === "slot" && element.assignedNodes ? element.assignedNodes() : [];
  if (assigned.length) {
    assigned.forEach((child) => add(child, false));
    return children;
  }
  const closed = element.localName === "details" && !element.open;
  const summary = closed ? kids(element).find((child) => child.localName === "summary") : null;
  kids(element).forEach((child) => add(child, closed && child !== summary));
  return children;
}

function frameChildren(node, frame) {
  if (!node.rendered || node.view.width <= 1 || node.view.height <= 1 || over(LIMITS.frames, frames)) return [];
  let doc = null;
  try {
    doc = node.element.contentDocument;
  } catch {
    doc = null;
  }
  const record = { node, doc, index: frames.length + 1 };
  frames.push(record);
  if (!doc || !doc.documentElement || !doc.defaultView || node.depth >= LIMITS.frameDepth) return [];
  const edge = node.element;
  const inside = newFrame(doc, record.index, node.view.x + edge.clientLeft, node.view.y + edge.clientTop);
  const context = { ...node, depth: node.depth + 1, clip: node.shown ? null : node.clip, absoluteClip: null };
  record.frame = inside;
  return [[doc.documentElement, context, inside]];
}

// `view` is in coordinates of the top viewport; `rendered` takes part in layout; `shown` can be seen (or scrolled to).
function describe(element, parent, frame) {
  const node = {
    element, parent, frame, depth: parent ? parent.depth : 0, order: nodes.length, rendered: false, shown: false,
    view: { x: 0, y: 0, width: 0, height: 0 }, style: null, display: "none", cursor: "",
    landmark: parent ? parent.landmark : "", fixed: parent ? parent.fixed : false,
    pinned: parent ? parent.pinned : false, clip: parent ? parent.clip : null,
    absoluteClip: parent ? parent.absoluteClip : null, clear: parent ? parent.clear : true,
    struck: parent ? parent.struck : false, live: parent ? parent.live : "", inert: parent ? parent.inert : false,
    ariaHidden: parent ? parent.ariaHidden : false, role: "", own: "",
  };
  const marked = Element.prototype.hasAttributes.call(element);
  if (marked) {
    count(element);
    node.role = (attribute(element, "role") || "").trim().toLowerCase().split(/\s+/)[0];
  }
  readInherited(node, marked);
  if (parent && !parent.rendered) return node;
  const style = getComputedStyle(element);
  if (style.display === "none") return node;
  node.rendered = true;
  node.style = style;
  node.display = style.display;
  node.position = style.position;
  node.cursor = style.cursor;
  readBox(node, element.localName === "form" ? boxOf.call(element) : element.getBoundingClientRect(), style);
  readOwnText(node);
  const tag = element.localName;
  if (node.shown && (tag === "canvas" || tag === "video")) canvasOrVideo = true;
  if (tag.includes("-") && !element.shadowRoot && !element.firstElementChild && node.shown && !node.own) {
    closedShadowHosts += 1;
  }
  return node;
}

function readInherited(node, marked) {
  const { element, role } = node;
  const tag = element.localName;
  if (role in LANDMARK_ROLES) {
    node.landmark = LANDMARK_ROLES[role] || node.landmark;
  } else if (tag in LANDMARK_TAGS && !role) {
    // A header or footer inside main or an article is that part's own, not the page's.
    const own = (tag === "header" || tag === "footer") && (node.landmark === "main" || insideArticle(node));
    if (!own) node.landmark = LANDMARK_TAGS[tag];
  }
  if (tag === "del" || tag === "s" || tag === "strike") node.struck = true;
  if (!marked && tag !== "output") return;
  const live = attribute(element, "aria-live");
  if (role === "alert" || role === "status" || role === "log") node.live = role;
  else if (live === "polite" || live === "assertive" || tag === "output") node.live = node.live || "live";
  if (has(element, "inert")) node.inert = true;
  if (attribute(element, "aria-hidden") === "true") node.ariaHidden = true;
}

function insideArticle(node) {
  for (let at = node.parent; at; at = at.parent) if (at.element.localName === "article") return true;
  return false;
}

function readBox(node, rect, style) {
  const { frame, element } = node;
  node.view = { x: rect.x + frame.left, y: rect.y + frame.top, width: rect.width, height: rect.height };
  if (style.opacity < 0.02) node.clear = false;
  const position = style.position;
  if (position === "fixed" || position === "sticky") node.fixed = true;
  if (position === "fixed") node.pinned = true;
  if (position === "fixed") node.clip = null;
  else if (position === "absolute") node.clip = node.absoluteClip;
  node.visibility = style.visibility === "visible";
  node.placed = rect.width > 1 && rect.height > 1 && !cutAway(node) && reachable(node, rect);
  node.shown = node.visibility && node.clear && node.placed;
  if (/^(html|body)$/.test(element.localName)) return; // theirs belongs to the viewport
  clipChildren(node, style);
  if (node.absoluteClip !== node.clip && (position !== "static" || style.transform !== "none")) node.absoluteClip = node.clip;
}

function clipChildren(node, style) {
  const across = style.overflowX;
  const down = across === "visible" ? "visible" : style.overflowY;
  if (across === "visible" && down === "visible") return;
  if (/auto|scroll/.test(across + down)) {
    if (node.shown) node.clip = null; // what stands outside can be scrolled into sight
  } else if (node.display !== "inline") {
    node.clip = intersect(node.clip, node.view);
  }
}

function intersect(first, second) {
  if (!first) return second;
  const x = Math.max(first.x, second.x);
  const y = Math.max(first.y, second.y);
  const right = Math.min(first.x + first.width, second.x + second.width);
  const bottom = Math.min(first.y + first.height, second.y + second.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

function cutAway(node) {
  // Words for screen readers only are taken out of the flow and clipped to nothing.
  if (node.position !== "static" && (/^inset\((50|100)%/.test(node.style.clipPath) || /^rect\((0|1)px, (0|1)px, (0|1)px, (0|1)px\)/.test(node.style.clip))) {
    return true;
  }
  if (!node.clip) return false;
  const left = intersect(node.clip, node.view);
  return left.width < 2 || left.height < 2;
}

// Whether scrolling can bring it into sight. Hidden traps for robots stand far off to the left or above.
function reachable(node, rect) {
  const { frame } = node;
  const top = node.pinned ? 0 : frame.scrollY;
  const left = node.pinned ? 0 : frame.scrollX;
  if (rect.bottom + top <= 1) return false;
  const [start, end] = [rect.left + left, rect.right + left];
  if (node.pinned) return end > 1 && start < frame.width - 1 && rect.top < frame.height - 1;
  if (frame.rtl) return start < frame.width - 1 && end > -frame.width * 2;
  return end > 1 && start < Math.min(frame.right, frame.width * 3) - 1;
}

function readOwnText(node) {
  let own = "";
  for (let child = firstChildOf.call(node.element); child; child = child.nextSibling) {
    if (child.nodeType === 3) own += child.data.length > 4000 ? child.data.slice(0, 4000) : child.data;
  }
  if (!own) return;
  node.own = clean(own);
  if (node.own && !node.struck && node.style.textDecorationLine.includes("line-through")) node.struck = true;
  if (node.shown || (node.clear && node.visibility && node.display === "contents")) textLength += node.own.length;
}

const COUNTED = ["id", "name", "data-testid", "data-test-id", "data-test", "data-qa", "data-cy"];

function count(element) {
  let seen = null;
  for (const name of COUNTED) {
    const value = attribute(element, name);
    if (!value) continue;
    if (!seen) {
      const root = element.getRootNode();
      seen = counts.get(root);
      if (!seen) counts.set(root, (seen = new Map()));
    }
    seen.set(`${name}=${value}`, (seen.get(`${name}=${value}`) || 0) + 1);
  }
}

const inViewport = (view) =>
  view.x < viewport.width && view.y < viewport.height && view.x + view.width > 0 && view.y + view.height > 0;

const inDocument = (view) =>
  box({ x: view.x + viewport.left, y: view.y + viewport.top, width: view.width, height: view.height });
