// What is to be seen after a press that was not to be seen before it. Kept between calls in one property of our world.
const FEEDBACK = Symbol.for("friction.feedback");
const SAMPLE_MS = 60; // where something may have changed
const ANYWAY_MS = 300; // what changes without a trace, such as a pop-over
// Ripples and the looks of a button pressed are no answer: what changes about its paint has to last this long.
const LASTING_MS = 1000;
const STILL_LIMIT_MS = 700;
const TELLING = new Set(["text", "busy", "picture", "spinner", "dialog"]);

const nextFrame = () => new Promise((done) => requestAnimationFrame(() => done()));
const after = (wait) => new Promise((done) => setTimeout(done, wait));

function begun() {
  const control = resolve(options.selector);
  return { control, bases: [], restless: new WeakSet(), unsteady: new WeakSet(), pressed: 0, lasting: 0, dirty: true, sampled: 0, frames: 0 };
}

// Remembers how things look before the press: with the pointer over the control, then with the focus on it as well. Each
// twice, so that what changes by itself is known.
async function remember() {
  if (!options.focus) Object.defineProperty(window, FEEDBACK, { value: begun(), configurable: true, enumerable: false });
  const state = window[FEEDBACK];
  if (!state || !state.control) return false;
  if (options.focus) HTMLElement.prototype.focus.call(state.control, { preventScroll: true });
  const pair = [];
  for (let time = 0; time < 2; time += 1) {
    await nextFrame();
    await after(options.restMs);
    if (time) await stillness(state.control);
    pair.push(looks(state.control));
  }
  noteRestless(state, ...pair);
  state.bases.push(...pair);
  return true;
}

// The end of what pointer or focus have set in motion.
function stillness(control) {
  const moving = control.getAnimations({ subtree: true }).filter((one) => one.effect && one.effect.getComputedTiming().iterations !== Infinity);
  return Promise.race([Promise.allSettled(moving.map((one) => one.finished)), after(STILL_LIMIT_MS)]);
}

function noteRestless(state, first, second) {
  for (const [element, look] of second) {
    const earlier = first.get(element);
    if (!earlier) state.unsteady.add(parentAcrossShadow(element) || element);
    else if (differences(look, [earlier]).length) state.restless.add(element);
  }
  for (const element of first.keys()) if (!second.has(element)) state.unsteady.add(parentAcrossShadow(element) || element);
}

// From here on the press is waited for.
function arm() {
  const state = window[FEEDBACK];
  if (!state) return false;
  const touched = () => { state.dirty = true; };
  const observer = new MutationObserver(touched);
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  observer.observe(document, everything);
  for (const element of elementsOf(document)) if (element.shadowRoot) observer.observe(element.shadowRoot, everything);
  for (const type of ["transitionrun", "animationstart", "toggle", "scroll", "input", "change"]) addEventListener(type, touched, true);
  addEventListener("pointerdown", () => { state.pressed = performance.now(); }, { capture: true, once: true });
  state.pressed = performance.now(); // should the page keep the press from us
  return true;
}

// Answers with the first change that counts, or with none after `limitMs` from the press on; may be asked again.
async function changed() {
  const state = window[FEEDBACK];
  if (!state) return null; // another document by now
  for (;;) {
    await nextFrame();
    state.frames += 1;
    const at = performance.now();
    if (at - state.sampled >= (state.dirty ? SAMPLE_MS : ANYWAY_MS)) {
      state.sampled = at;
      state.dirty = false;
      const first = lookAgain(state, at);
      if (first) return { ...first, frames: state.frames, waited: at - state.pressed };
    }
    if (at - state.pressed >= options.limitMs) return { after: null, kinds: [], frames: state.frames, waited: at - state.pressed };
  }
}

function lookAgain(state, at) {
  const { outside, inside } = compare(state);
  const telling = [...outside, ...inside.filter((kind) => TELLING.has(kind))];
  if (telling.length) return { after: at - state.pressed, kinds: [...new Set(telling)] };
  if (!inside.length) state.lasting = 0;
  else if (!state.lasting) state.lasting = at;
  if (state.lasting && at - state.lasting >= LASTING_MS) return { after: state.lasting - state.pressed, kinds: [...new Set(inside)] };
  return null;
}

// `inside` is what pressing and focusing may paint by themselves: the control, and what holds it.
function compare(state) {
  const { control, bases, restless, unsteady } = state;
  const current = looks(control);
  const found = { outside: [], inside: [] };
  const tell = (element, around, ...kinds) => found[holds(control, element) || around ? "inside" : "outside"].push(...kinds);
  for (const [element, look] of current) {
    const known = bases.map((base) => base.get(element)).filter(Boolean);
    const around = holds(element, control);
    if (known.length && (element === control || !restless.has(element))) tell(element, around, ...differences(look, known));
    if (!known.length && !unsteady.has(parentAcrossShadow(element))) tell(element, around, kindOfNew(element));
  }
  for (const element of bases[bases.length - 1].keys()) {
    if (!current.has(element) && !unsteady.has(parentAcrossShadow(element))) tell(element, false, "gone");
  }
  return found;
}

return { remember, arm, changed }[options.ask]();
