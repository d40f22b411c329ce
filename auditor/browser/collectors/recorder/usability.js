// Since when each control has been visible, still, uncovered and enabled: looked at when something may have changed,
// until the step has settled, and read backwards.
const ACTIONABLE =
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=radio], [role=checkbox], [onclick], label";
const SAMPLE_EVERY_MS = 32;
const SAMPLE_FOR_MS = 10000;
const ANYWAY_EVERY_MS = 400; // styles may change without a sign: rules put into sheets, queries of the window's size
const STILL_MS = 64; // two looks
const MOST_SPANS = 8;
const MOST_SAMPLED = 400;
const HIT_TESTS_MS = 3;
const REST_PER_COST = 20; // what a look costs, times this, is rested before the next one

const sampler = { states: new WeakMap(), running: false, until: 0, next: 0, waiting: false, timer: 0, controls: null, asked: 0 };
const MOVING = ["animationstart", "animationend", "transitionrun", "transitionend", "scroll", "load"];

function startSampling() {
  sampler.until = performance.now() + SAMPLE_FOR_MS;
  sampler.running = true;
  soon();
}

function stopSampling() {
  sampler.running = false;
  clearTimeout(sampler.timer);
}

// Something may have changed: look once its frame is done, when asking for places costs no layout.
function soon() {
  if (!sampler.running || sampler.waiting) return;
  sampler.waiting = true;
  clearTimeout(sampler.timer);
  const left = sampler.next - performance.now();
  const look = () => afterFrame(sample);
  if (left > 4) sampler.timer = setTimeout(look, left);
  else look();
}

function sample(began) {
  sampler.waiting = false;
  if (!sampler.running) return;
  if (began > sampler.until) {
    stopSampling();
    return;
  }
  let [left, glances] = [MOST_SAMPLED, MOST_SAMPLED * 5];
  const hits = began + HIT_TESTS_MS;
  for (const element of controlsOf(began)) {
    if (left <= 0 || glances <= 0) break;
    glances -= 1;
    if (look(element, began, hits)) left -= 1;
  }
  const cost = performance.now() - began;
  sampler.next = began + Math.max(SAMPLE_EVERY_MS, cost * REST_PER_COST);
  if (movingFor() > 0) soon();
  else sampler.timer = setTimeout(soon, Math.max(ANYWAY_EVERY_MS, cost * REST_PER_COST * 2));
}

// A large page takes its time to be asked for its controls. Scripts also make controls of what is there already.
function controlsOf(at) {
  if (!sampler.controls || at - sampler.asked >= ANYWAY_EVERY_MS) {
    sampler.controls = [...Document.prototype.querySelectorAll.call(document, ACTIONABLE)];
    sampler.asked = at;
  }
  return sampler.controls;
}

// Tells whether the control stands near the viewport; those far below cost nothing but a glance.
function look(element, at, hits) {
  const rect = Element.prototype.getBoundingClientRect.call(element);
  if (rect.top > innerHeight * 2 || rect.bottom < -innerHeight) return false;
  const state = sampler.states.get(element);
  let usable = rect.width > 1 && rect.height > 1 && isVisible(element) && isEnabled(element);
  if (usable) {
    // Where there is no time left to ask what lies over it, it stands as it stood.
    const covered = performance.now() < hits ? isCovered(element, rect) : !!state && state.covered;
    if (covered) {
      keep(element, state, { usable: false, covered: true, since: null }, at);
      return true;
    }
  }
  const [x, y] = [rect.x + scrollX, rect.y + scrollY];
  const stays = state && state.usable && stoodBefore(state, rect) && near(state.width, rect.width) && near(state.height, rect.height);
  const since = !usable ? null : stays ? state.since : at;
  keep(element, state, { usable, covered: false, since, x, y, left: rect.x, top: rect.y, width: rect.width, height: rect.height }, at);
  return true;
}

// Times during which a control could be used are kept: what moves it after the page was at rest came too late to matter.
function keep(element, state, next, at) {
  const spans = state ? state.spans : [];
  const goesOn = state && state.usable && next.since === state.since;
  if (state && state.usable && !goesOn && state.seen - state.since >= STILL_MS) spans.push([state.since, state.seen]);
  if (spans.length > MOST_SPANS) spans.shift();
  sampler.states.set(element, { ...next, seen: at, spans });
}

// It scrolls with the page, or it stays in the window.
const stoodBefore = (state, rect) =>
  (near(state.x, rect.x + scrollX) && near(state.y, rect.y + scrollY)) || (near(state.left, rect.x) && near(state.top, rect.y));

const near = (one, other) => Math.abs(one - other) <= 1;

// The moment the control became visible, still, uncovered and enabled, if it is all that now; null if it is not.
// A control that was never looked at became so with the last change at the latest.
// One that could be used when the page was at rest (`rested`, epoch ms) became so before.
function readyAt({ selector, rested }) {
  const element = resolve(selector);
  if (!element || !element.isConnected || !isVisible(element) || !isEnabled(element)) return null;
  const rect = Element.prototype.getBoundingClientRect.call(element);
  if (rect.width <= 1 || rect.height <= 1 || isCovered(element, rect)) return null;
  const state = sampler.states.get(element);
  if (!state) return Math.min(changes.last, now());
  if (!state.usable || !near(state.width, rect.width) || !near(state.height, rect.height)) return Math.max(changes.last, epoch(0));
  const atRest = usableAtRest(state, rested);
  return epoch(Math.max(atRest ? atRest[0] : state.since, vitals.fcp || 0)); // before the first paint nothing is seen
}

const usableAtRest = (state, rested) =>
  rested ? state.spans.find(([from, to]) => epoch(from) <= rested && rested <= epoch(to)) : null;

// Whether it stands where it stood when it was last looked at: what moves is looked at only every so often.
function standsStill(element, state) {
  return state.usable && stoodBefore(state, Element.prototype.getBoundingClientRect.call(element));
}

// As readyAt, after a wait of at most `limitMs` for a control that cannot be used yet or moves still. One that never
// comes to stand still tells nothing: null.
function awaitReady({ selector, rested, limitMs }) {
  const ends = now() + limitMs;
  startSampling();
  return new Promise((done) => {
    const check = () => {
      const at = readyAt({ selector, rested });
      const element = resolve(selector);
      const state = element && sampler.states.get(element);
      const sure = !state || usableAtRest(state, rested) || standsStill(element, state);
      if (at !== null && sure && now() - at >= STILL_MS) return done(at);
      if (now() >= ends) return done(null);
      soon();
      return setTimeout(check, SAMPLE_EVERY_MS);
    };
    check();
  });
}

function isCovered(element, rect) {
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

function watchUsability() {
  changes.signs.add((records) => {
    if (records.some(({ type }) => type === "childList")) sampler.controls = null;
    soon();
  });
  for (const type of MOVING) document.addEventListener(type, soon, { capture: true, passive: true });
  addEventListener("resize", soon, { passive: true });
  addEventListener("load", soon, { passive: true });
  if (document.fonts) document.fonts.addEventListener("loadingdone", soon);
  startSampling();
}
