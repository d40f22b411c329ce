// What appeared in the document after an act, and when: the first and the largest paint of pages that change in place.
// Chromium reports such paints itself where it can tell which act they come from; what comes by detours is noticed here.
const NOTICE_FOR_MS = 10000;
const MOST_NOTICED = 300;
const MOST_LOOKED_AT = 300;
const SAME_ACT_MS = 8; // between the events of one act
const FULL = "no more are looked at";
const PICTURES = /^(img|image|video|canvas|svg)$/;

const noticed = []; // { at, began, size, selector, reported }: `began` is the act a reported one comes from
const noticing = { until: 0, nodes: new Set(), awaited: false };

function notice(one) {
  if (noticed.length < MOST_NOTICED) noticed.push(one);
}

// What is noticed here counts until the page was at rest: later changes may have nothing to do with the act.
function appearedBetween(from, rest) {
  return noticed
    .filter(({ at, began, reported }) => at >= from && began >= from - SAME_ACT_MS && (reported || at <= rest))
    .map((one) => ({ ...one, at: one.at - from }));
}

function startNoticing() {
  noticing.until = performance.now() + NOTICE_FOR_MS;
}

function noticeChanges(records) {
  if (performance.now() > noticing.until) return;
  for (const { type, target, addedNodes, attributeName } of records) {
    if (type === "childList") someNode(addedNodes, (node) => noticeNode(node) === FULL);
    else if (type === "characterData" || attributeName === "src") noticeNode(target);
  }
}

function noticeNode(node) {
  const element = node.nodeType === 3 ? node.parentElement : node;
  if (performance.now() > noticing.until || noticing.nodes.size >= MOST_LOOKED_AT) return FULL;
  if (!element || element.nodeType !== 1) return undefined;
  noticing.nodes.add(element);
  if (!noticing.awaited) {
    noticing.awaited = true;
    afterFrame(measureNoticed);
  }
  return undefined;
}

// After the frame that shows a change, when its layout is done and asking for places costs nothing.
function afterFrame(callback) {
  requestAnimationFrame(() => afterHandlers(callback));
}

function measureNoticed(at) {
  let best = null;
  let budget = MOST_LOOKED_AT;
  const look = (element) => {
    budget -= 1;
    const size = contentSize(element);
    if (size > 0 && (!best || size > best.size)) best = { size, element };
  };
  for (const element of noticing.nodes) {
    if (!element.isConnected || budget <= 0) continue;
    look(element);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT);
    while (budget > 0 && walker.nextNode()) look(walker.currentNode);
  }
  noticing.nodes.clear();
  noticing.awaited = false;
  if (best) notice({ at, began: at, size: best.size, selector: describe(best.element), reported: false });
}

// The part of an element's box within the viewport, if it shows words or a picture of its own.
function contentSize(element) {
  const picture = PICTURES.test(element.localName);
  if (element.localName === "img" && !(element.complete && element.naturalWidth)) return 0;
  if (!picture && ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "")) return 0;
  const rect = Element.prototype.getBoundingClientRect.call(element);
  const width = Math.min(rect.right, innerWidth) - Math.max(rect.left, 0);
  const height = Math.min(rect.bottom, innerHeight) - Math.max(rect.top, 0);
  return width > 0 && height > 0 && isVisible(element) ? width * height : 0;
}

function watchAppearing() {
  changes.watchers.add(noticeChanges);
  document.addEventListener("load", (event) => {
    if (event.target && event.target.localName === "img") noticeNode(event.target);
  }, true);
}
