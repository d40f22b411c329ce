// Web vitals, as the specifications of the metrics define them. Kept with their moments, so that a step can take its own.
const vitals = { fcp: null, paints: [], shifts: [], longTasks: [], firstInput: Infinity };
const MOST_SHIFTS = 1000;
const MOST_TASKS = 2000;
const NODES_TOLD = 5;
const OWN = Symbol.for("friction.own"); // when our own scripts ran in the page
const LONG_MS = 50;

function watch(type, visit, more) {
  try {
    const observer = new PerformanceObserver((list) => visit(list.getEntries()));
    observer.observe({ type, buffered: true, ...more });
    return observer;
  } catch {
    return null; // This browser does not know the type: the metric stays unknown.
  }
}

const watchEach = (type, visit) => watch(type, (entries) => entries.forEach(visit));

function watchVitals() {
  watchEach("paint", (entry) => {
    if (entry.name === "first-contentful-paint") vitals.fcp = entry.startTime;
  });
  watchEach("largest-contentful-paint", (entry) => {
    if (entry.startTime >= vitals.firstInput) return;
    vitals.paints.push({ at: entry.startTime, selector: entry.element ? describe(entry.element) : null });
  });
  watchEach("longtask", (entry) => {
    if (vitals.longTasks.length < MOST_TASKS) vitals.longTasks.push([entry.startTime, entry.duration]);
  });
  watchEach("layout-shift", (entry) => {
    if (entry.hadRecentInput || vitals.shifts.length >= MOST_SHIFTS) return;
    vitals.shifts.push({ at: entry.startTime, value: entry.value, nodes: movedNodes(entry) });
  });
  watchEach("first-input", (entry) => { vitals.firstInput = Math.min(vitals.firstInput, entry.startTime); });
  watchEach("interaction-contentful-paint", (entry) => {
    const paint = entry.largestContentfulPaint || entry;
    const at = paint.presentationTime || paint.renderTime || paint.startTime;
    if (at > 0) notice({ at, began: entry.startTime, size: paint.size || 0, selector: paint.element ? describe(paint.element) : null, reported: true });
  });
  performance.setResourceTimingBufferSize(3000);
}

// The browser hands over the nodes that moved furthest or were largest; told by the area they touched.
function movedNodes(entry) {
  const area = ({ width, height }) => width * height;
  return [...(entry.sources || [])]
    .filter(({ node }) => node && node.nodeType === 1)
    .sort((one, other) => area(other.previousRect) + area(other.currentRect) - area(one.previousRect) - area(one.currentRect))
    .slice(0, NODES_TOLD)
    .map(({ node }) => describe(node));
}

// Session windows: shifts less than 1 s apart, 5 s at most; the worst window counts.
function worstWindow(from, until) {
  let [worst, sum, shifts] = [0, 0, []];
  let inside = [];
  for (const shift of vitals.shifts) {
    if (shift.at < from || shift.at > until) continue;
    const same = inside.length && shift.at - inside[inside.length - 1].at < 1000 && shift.at - inside[0].at < 5000;
    if (!same) [sum, inside] = [0, []];
    sum += shift.value;
    inside.push(shift);
    if (sum > worst) [worst, shifts] = [sum, [...inside]];
  }
  return { score: worst, shifts };
}

// Tasks of more than 50 ms, without what our own scripts took of them.
function longTasks(from, until) {
  const own = window[OWN] || [];
  return vitals.longTasks.map(([start, duration]) => {
    const ours = own.reduce((sum, [began, ended]) => sum + Math.max(0, Math.min(ended, start + duration) - Math.max(began, start)), 0);
    return [start, duration - ours];
  }).filter(([start, duration]) => duration > LONG_MS && start + duration > from && start <= until);
}

// The figures of a step. `acted`, `rested` and `until` are epoch milliseconds; a document older than the act is the one
// before, changed in place: all its figures count from the act. Paints that the browser reports it reports late.
function timings(options) {
  const { acted = 0, rested = Infinity, until = Infinity } = options || {};
  const origin = performance.timeOrigin;
  const soft = acted > origin;
  const [navigation] = performance.getEntriesByType("navigation");
  const zero = soft ? acted - origin : navigation ? navigation.activationStart || 0 : 0;
  const last = until - origin;
  const since = (stamp) => (stamp ? Math.max(0, stamp - zero) : null);
  const { score, shifts } = worstWindow(zero, last);
  const paint = vitals.paints[vitals.paints.length - 1];
  return {
    soft, origin: origin + (soft ? 0 : zero),
    ttfb: soft || !navigation ? null : since(navigation.responseStart),
    fcp: soft ? null : since(vitals.fcp),
    lcp: soft || !paint ? null : { at: since(paint.at), selector: paint.selector },
    appeared: soft ? appearedBetween(zero, rested - origin) : [],
    shift: score, shifts: shifts.map(({ at, value, nodes }) => ({ at: at - zero, value, nodes })),
    tasks: longTasks(zero, last).map(([start, duration]) => [start - zero, duration]),
    loaded: soft || !navigation ? null : { content: since(navigation.domContentLoadedEventEnd), all: since(navigation.loadEventEnd) },
    redirects: soft || !navigation ? null : [navigation.redirectCount, navigation.redirectEnd - navigation.redirectStart],
    bytes: sizes(navigation),
  };
}

// What each answer weighed, where the page may know it: address → [began, bytes, protocol].
function sizes(navigation) {
  return [...(navigation ? [navigation] : []), ...performance.getEntriesByType("resource")]
    .filter((entry) => entry.responseStart > 0)
    .map((entry) => [entry.name, epoch(entry.startTime), entry.transferSize, entry.nextHopProtocol]);
}
