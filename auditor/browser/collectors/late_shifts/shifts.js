// Layout shifts with the nodes that moved, in session windows: less than 1 s apart, 5 s at most; the worst one counts.
const SAME_WINDOW_MS = 1000;
const LONGEST_WINDOW_MS = 5000;
const MOST_SHIFTS = 1000;

const shifts = [];
const shiftObserver = new PerformanceObserver((list) => keepShifts(list.getEntries()));

function keepShifts(entries) {
  for (const entry of entries) {
    if (entry.hadRecentInput || shifts.length >= MOST_SHIFTS) continue;
    // Named at once: by the end the nodes may stand elsewhere, or nowhere.
    shifts.push({ at: entry.startTime, value: entry.value, selectors: [...new Set((entry.sources || []).map(namedSource))].filter(Boolean) });
  }
}

function namedSource({ node }) {
  const element = node && (node.nodeType === 1 ? node : node.parentElement);
  return element && element.isConnected ? describe(element) : "";
}

function watchShifts() {
  shiftObserver.observe({ type: "layout-shift", buffered: true });
}

function worstShifts(from, to) {
  let [worst, current] = [{ score: 0, shifts: [] }, null];
  keepShifts(shiftObserver.takeRecords());
  for (const shift of shifts) {
    if (shift.at < from || shift.at >= to) continue;
    const same = current && shift.at - current.last < SAME_WINDOW_MS && shift.at - current.first < LONGEST_WINDOW_MS;
    if (!same) current = { score: 0, shifts: [], first: shift.at };
    current.last = shift.at;
    current.score += shift.value;
    current.shifts.push({ value: shift.value, at_ms: shift.at, selectors: shift.selectors });
    if (current.score > worst.score) worst = current;
  }
  return { score: worst.score, shifts: worst.shifts };
}
