// Since when each control has been visible, still and enabled: sampled until the step has settled, read backwards.
const ACTIONABLE =
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=radio], [role=checkbox], [onclick], label";
const SAMPLE_EVERY_MS = 40;
const SAMPLE_FOR_MS = 10000;
const MOST_SAMPLED = 400;

const sampler = { states: new WeakMap(), running: false, until: 0, last: 0 };

function startSampling() {
  sampler.until = performance.now() + SAMPLE_FOR_MS;
  if (sampler.running) return;
  sampler.running = true;
  requestAnimationFrame(sample);
}

function stopSampling() {
  sampler.running = false;
}

function sample(frameTime) {
  if (!sampler.running) return;
  const at = performance.now();
  if (at > sampler.until) {
    sampler.running = false;
    return;
  }
  if (frameTime - sampler.last >= SAMPLE_EVERY_MS) {
    sampler.last = frameTime;
    let [left, glances] = [MOST_SAMPLED, MOST_SAMPLED * 5];
    for (const element of Document.prototype.querySelectorAll.call(document, ACTIONABLE)) {
      if (left <= 0 || glances <= 0) break;
      glances -= 1;
      if (look(element, at)) left -= 1;
    }
  }
  requestAnimationFrame(sample);
}

// Tells whether the control stands near the viewport; those far below cost nothing but a glance.
function look(element, at) {
  const rect = Element.prototype.getBoundingClientRect.call(element);
  if (rect.top > innerHeight * 2 || rect.bottom < -innerHeight) return false;
  const state = sampler.states.get(element);
  const usable = rect.width > 1 && rect.height > 1 && isVisible(element) && isEnabled(element);
  const [x, y] = [rect.x + scrollX, rect.y + scrollY];
  const same = state && state.usable && near(state.x, x) && near(state.y, y) && near(state.width, rect.width) && near(state.height, rect.height);
  if (usable && same) return true;
  sampler.states.set(element, { usable, since: usable ? at : null, x, y, width: rect.width, height: rect.height });
  return true;
}

const near = (one, other) => Math.abs(one - other) <= 1;

// The moment the control became visible, still and enabled, if it is all that now and uncovered; null if it is not.
// A control that was never sampled became so with the last change at the latest.
function readyAt(selector) {
  const element = resolve(selector);
  if (!element || !element.isConnected || !isVisible(element) || !isEnabled(element) || isCovered(element)) return null;
  const rect = Element.prototype.getBoundingClientRect.call(element);
  if (rect.width <= 1 || rect.height <= 1) return null;
  const state = sampler.states.get(element);
  if (!state) return Math.min(changes.last, now());
  if (!state.usable || !near(state.width, rect.width) || !near(state.height, rect.height)) return Math.max(changes.last, epoch(0));
  return epoch(state.since);
}

function isCovered(element) {
  const rect = Element.prototype.getBoundingClientRect.call(element);
  const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false; // one scrolls to it
  let hit = Document.prototype.elementFromPoint.call(document, x, y);
  while (hit && hit.shadowRoot) {
    const inner = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit || inner.getRootNode() !== hit.shadowRoot) break;
    hit = inner;
  }
  if (!hit || holds(element, hit) || holds(hit, element)) return false;
  const label = hit.closest("label");
  return !(label && label.control === element);
}
