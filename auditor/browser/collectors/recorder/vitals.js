// Web vitals, as the specifications of the metrics define them.
const vitals = { fcp: null, lcp: null, lcpElement: null, shift: 0, longTasks: [], firstInput: Infinity, interactions: new Map() };

function watch(type, visit, more) {
  try {
    new PerformanceObserver((list) => list.getEntries().forEach(visit)).observe({ type, buffered: true, ...more });
  } catch {
    // This browser does not know the type: the metric stays unknown.
  }
}

function watchVitals() {
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") vitals.fcp = entry.startTime;
  });
  watch("largest-contentful-paint", (entry) => {
    if (entry.startTime >= vitals.firstInput) return;
    vitals.lcp = entry.startTime;
    vitals.lcpElement = entry.element ? describe(entry.element) : null;
  });
  watch("longtask", (entry) => {
    if (vitals.longTasks.length < 2000) vitals.longTasks.push([entry.startTime, entry.duration]);
  });
  watchShifts();
  watch("first-input", (entry) => { vitals.firstInput = Math.min(vitals.firstInput, entry.startTime); });
  watch("event", (entry) => {
    if (!entry.interactionId || vitals.interactions.size > 500) return;
    const longest = vitals.interactions.get(entry.interactionId) || 0;
    vitals.interactions.set(entry.interactionId, Math.max(longest, entry.duration));
  }, { durationThreshold: 16 });
  performance.setResourceTimingBufferSize(3000);
}

// Session windows: shifts less than 1 s apart, 5 s at most; the worst window counts.
function watchShifts() {
  let [sum, first, last] = [0, 0, 0];
  watch("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    const same = sum > 0 && entry.startTime - last < 1000 && entry.startTime - first < 5000;
    sum = same ? sum + entry.value : entry.value;
    if (!same) first = entry.startTime;
    last = entry.startTime;
    vitals.shift = Math.max(vitals.shift, sum);
  });
}

// The part of every long task beyond 50 ms, from first contentful paint on.
function blockingTime() {
  if (vitals.fcp === null) return null;
  return vitals.longTasks.reduce((sum, [start, duration]) => {
    const from = Math.max(start, vitals.fcp);
    return sum + Math.max(0, Math.min(duration, start + duration - from) - 50);
  }, 0);
}

// The 98th percentile: one interaction in fifty is forgiven.
function interactionToNextPaint() {
  const durations = [...vitals.interactions.values()].sort((one, other) => other - one);
  return durations.length ? durations[Math.min(durations.length - 1, Math.floor(durations.length / 50))] : null;
}

function timings() {
  const [navigation] = performance.getEntriesByType("navigation");
  const resources = performance.getEntriesByType("resource");
  const start = navigation ? navigation.activationStart || 0 : 0;
  const since = (stamp) => (stamp ? Math.max(0, stamp - start) : null);
  const bytes = resources.reduce((sum, entry) => sum + entry.transferSize, navigation ? navigation.transferSize : 0);
  return {
    time_to_first_byte_ms: navigation ? since(navigation.responseStart) : null,
    first_contentful_paint_ms: since(vitals.fcp), largest_contentful_paint_ms: since(vitals.lcp),
    largest_contentful_paint_selector: vitals.lcpElement, cumulative_layout_shift: vitals.shift,
    interaction_to_next_paint_ms: interactionToNextPaint(), total_blocking_time_ms: blockingTime(),
    dom_content_loaded_ms: navigation ? since(navigation.domContentLoadedEventEnd) : null,
    load_ms: navigation ? since(navigation.loadEventEnd) : null, requests: resources.length + 1, transfer_bytes: bytes,
    soft_navigation: location.pathname + location.search !== firstAddress,
  };
}

const firstAddress = location.pathname + location.search;
