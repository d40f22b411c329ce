// When the document last changed in a way that matters to a shopper.
const ATTRIBUTES = [
  "class", "style", "hidden", "disabled", "open", "src", "aria-expanded", "aria-hidden", "aria-invalid", "aria-disabled", "aria-busy",
  "aria-live", "aria-selected", "aria-checked", "aria-pressed", "aria-current", "aria-label",
];
// What changes this many times in a row without a pause is an animation, a carousel or a ticker: it no longer counts.
const MOST_IN_A_ROW = { attributes: 8, childList: 20, characterData: 8 };
const PAUSE_MS = 600;
const SAME_BATCH_MS = 6;

const MOST_MOMENTS = 2000;
const changes = { last: now(), moments: [], listeners: new Set(), watchers: new Set(), signs: new Set() };
const runs = new WeakMap(); // node → { kind: { count, last } }

function isRestless(node, kind, at) {
  let kinds = runs.get(node);
  if (!kinds) runs.set(node, (kinds = {}));
  const run = kinds[kind] || (kinds[kind] = { count: 0, last: 0 });
  if (at - run.last > PAUSE_MS) run.count = 0;
  if (at - run.last > SAME_BATCH_MS) run.count += 1;
  run.last = at;
  return run.count > MOST_IN_A_ROW[kind];
}

// A mutation counts unless its node, or the block it stands in, keeps changing. Slides and ticker cells take turns,
// so attribute and text changes are also counted on the parent, with more patience.
function matters(record, at) {
  const { target, type } = record;
  if (type === "childList") {
    if (!worthNodes(record)) return false;
    return !isRestless(target, type, at);
  }
  const parent = target.parentNode || target;
  const own = isRestless(target, type, at);
  const around = isRestless(parent, "childList", at);
  return !own && !around;
}

// Scripts, styles and comments put into the document change nothing one can see.
function worthNodes(record) {
  const seen = (node) => node.nodeType === 1 ? !/^(script|style|link|meta|noscript|template)$/.test(node.localName) : node.nodeType === 3 && node.data.trim() !== "";
  return someNode(record.addedNodes, seen) || someNode(record.removedNodes, seen);
}

// This runs inside the page's own tasks: a list of thousands is left as soon as one of it is enough.
function someNode(nodes, wanted) {
  for (let place = 0; place < nodes.length; place += 1) if (wanted(nodes[place])) return true;
  return false;
}

const observer = new MutationObserver((records) => {
  const at = now();
  for (const sign of changes.signs) sign(records);
  const counted = records.filter((record) => matters(record, at));
  if (!counted.length) return;
  changes.last = at;
  if (changes.moments.length >= MOST_MOMENTS) changes.moments.splice(0, MOST_MOMENTS / 2);
  changes.moments.push(at);
  for (const watcher of changes.watchers) watcher(counted);
  for (const listener of [...changes.listeners]) listener();
});

// The last change up to a moment, or of all.
function lastChange(until) {
  if (!until || changes.last <= until) return changes.last;
  return changes.moments.findLast((at) => at <= until) || null;
}

const observed = new WeakSet();

function observe(root) {
  if (observed.has(root)) return;
  observed.add(root);
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
}

// Observers do not look into shadow roots: each open one is observed by itself, found as documents are asked about.
function observeShadows() {
  let budget = 20000;
  const visit = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let at = walker.nextNode(); at && budget > 0; at = walker.nextNode(), budget -= 1) {
      if (at.shadowRoot) {
        observe(at.shadowRoot);
        visit(at.shadowRoot);
      }
    }
  };
  visit(document);
}

function anchorShown(selector) {
  const element = resolve(selector);
  if (!element || !element.isConnected || !isVisible(element)) return false;
  const rect = Element.prototype.getBoundingClientRect.call(element);
  return rect.width > 1 && rect.height > 1;
}

// How long panels go on unfolding: transitions and finite animations that end soon. What never ends is decoration.
const LONGEST_MOVE_MS = 1500;
const MOST_MOVING_MS = 2500;

function movingFor() {
  let longest = 0;
  for (const animation of Document.prototype.getAnimations.call(document)) {
    if (animation.playState !== "running" || !animation.effect) continue;
    const left = Number(animation.effect.getComputedTiming().endTime) - Number(animation.currentTime || 0);
    if (left > 0 && left <= LONGEST_MOVE_MS) longest = Math.max(longest, left);
  }
  return longest;
}

// How far the page reaches; the body's own height tells of growth that does not fill the window yet.
function extent() {
  return document.documentElement.scrollHeight + (document.body ? document.body.offsetHeight : 0);
}

// Resolves once the document is interactive, has been quiet for `quietMs` and shows the anchor; or after `limitMs`.
function quiet({ quietMs, anchor, limitMs }) {
  const asked = now();
  observeShadows();
  return new Promise((done) => {
    let timer = 0;
    let height = extent();
    let grownAt = asked;
    const finish = (answer) => {
      clearTimeout(timer);
      changes.listeners.delete(check);
      document.removeEventListener("readystatechange", check);
      done({ quiet: answer, anchored: !anchor || anchorShown(anchor), at: now(), last: changes.last });
    };
    const check = () => {
      clearTimeout(timer);
      const at = now();
      const loading = document.readyState === "loading";
      if (extent() !== height) {
        height = extent();
        grownAt = at;
      }
      const patient = at - asked < MOST_MOVING_MS; // with pages that unfold and grow for ever, no longer
      const rested = Math.max(changes.last, asked, patient ? grownAt : 0) + quietMs - at;
      const still = patient ? Math.max(rested, movingFor()) : rested;
      if (at - asked >= limitMs) return finish(!loading && still <= 0);
      if (!loading && still <= 0 && (!anchor || anchorShown(anchor))) return finish(true);
      // An anchor may appear by style alone, which no observer tells: look again.
      const next = still > 0 ? still : anchor ? 50 : quietMs;
      timer = setTimeout(check, Math.max(1, Math.min(next, limitMs - (at - asked))));
      return undefined;
    };
    changes.listeners.add(check);
    document.addEventListener("readystatechange", check);
    check();
  });
}
