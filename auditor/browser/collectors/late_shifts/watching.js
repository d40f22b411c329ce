// Watches a page beyond its load; then, called again with `from`, scrolls it to its end as a person does: half a screen,
// a short rest.
const nextFrame = () => new Promise((done) => requestAnimationFrame(() => done()));
const after = (wait) => new Promise((done) => setTimeout(done, Math.max(0, wait)));

const overflows = (element) => element.scrollHeight > element.clientHeight + 1;

// What the wheel would move; nothing where the page is locked, as below a dialog that has to be answered first.
function scroller() {
  const [root, body] = [document.documentElement, document.body];
  const flow = getComputedStyle(root).overflowY;
  const ofWindow = flow === "visible" && body ? getComputedStyle(body).overflowY : flow;
  const whole = document.scrollingElement || root;
  if (overflows(whole)) return /hidden|clip/.test(ofWindow) ? null : whole;
  for (let at = document.elementFromPoint(innerWidth / 2, innerHeight / 2); at; at = parentAcrossShadow(at)) {
    if (at.nodeType !== 1 || !overflows(at) || !/auto|scroll/.test(getComputedStyle(at).overflowY)) continue;
    const rect = Element.prototype.getBoundingClientRect.call(at);
    if (rect.width * rect.height >= (innerWidth * innerHeight) / 2) return at;
  }
  return null;
}

function picturesComing() {
  return [...Document.prototype.querySelectorAll.call(document, "img")].some((picture) => {
    if (picture.complete) return false;
    const rect = Element.prototype.getBoundingClientRect.call(picture);
    return rect.bottom > 0 && rect.top < innerHeight;
  });
}

// Pictures are loaded as they come into view: a person stays until they are there, for a while.
async function rest() {
  const ends = performance.now() + options.pictureLimitMs;
  await after(options.pauseMs);
  while (picturesComing() && performance.now() < ends) await after(options.pauseMs);
  await nextFrame();
}

// Little by little: what moves as far as one has scrolled since the last frame, such as a header that begins to stick,
// would otherwise count for more than it is.
async function scrollThrough() {
  const moved = scroller();
  if (!moved) return false;
  const ends = performance.now() + options.scrollLimitMs;
  let [way, top] = [0, -1];
  const late = () => performance.now() >= ends;
  while (moved.scrollTop !== top && way < options.mostScreens * moved.clientHeight && !late()) {
    top = moved.scrollTop;
    for (let half = 0; half < moved.clientHeight / 2 && !late(); half += options.stepPx) {
      moved.scrollBy({ top: options.stepPx, behavior: "instant" });
      await nextFrame();
    }
    way += moved.clientHeight / 2;
    await rest();
  }
  return true;
}

// The recorder is told of shifts once a frame has been drawn.
async function drawn() {
  await nextFrame();
  await after(options.pauseMs);
}

const recorder = () => window[Symbol.for("friction.recorder")];

async function watchPage() {
  const [navigation] = performance.getEntriesByType("navigation");
  const loaded = (navigation && navigation.loadEventEnd) || performance.now();
  await after(loaded + options.watchMs - performance.now());
  await drawn();
  const ends = performance.now();
  return { watched: ends - loaded, ends, shifts: recorder().worstWindow(0, ends) };
}

async function scrollPage() {
  const scrolled = await scrollThrough();
  await drawn();
  return scrolled ? recorder().worstWindow(options.from, Infinity) : null;
}

return options.from === undefined ? watchPage() : scrollPage();
