// What must outlive the document is told at once: its birth, what was pressed and typed, how long that took to show.
const tell = (news) => {
  if (typeof window.frictionTell === "function") window.frictionTell(JSON.stringify(news));
};

const interactions = new Map(); // id → the event of it that took longest
const MOST_INTERACTIONS = 500;
const SHORTEST_TOLD_MS = 16;
const LONG_HANDLING_MS = 50;
let lastAct = null;
let told = 0;
let hasInput = false;

function noteEvents(entries) {
  const grown = new Set();
  for (const entry of entries) {
    if (!entry.interactionId || interactions.size > MOST_INTERACTIONS) continue;
    const known = interactions.get(entry.interactionId);
    if (known && known.duration >= entry.duration) continue;
    const selector = entry.target && entry.target.nodeType === 1 ? describe(entry.target) : known ? known.selector : "";
    const at = epoch(known ? Math.min(known.start, entry.startTime) : entry.startTime);
    const start = at - performance.timeOrigin;
    interactions.set(entry.interactionId, { at, start, duration: entry.duration, type: entry.name, selector });
    grown.add(entry.interactionId);
  }
  for (const id of grown) {
    const { at, duration, type, selector } = interactions.get(id);
    tell({ news: "interaction", id, at, duration, type, selector });
  }
}

// A message to oneself is answered once everything that listens for the event has run.
function afterHandlers(callback) {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    channel.port1.close();
    callback(performance.now());
  };
  channel.port2.postMessage(0);
}

// How long the handlers take is told too: where they lead to another document, there may be no paint any more.
function noteAct(event) {
  if (!event.isTrusted || told >= MOST_INTERACTIONS) return;
  hasInput = true;
  if (event.type !== "click") {
    told += 1;
    lastAct = { at: event.timeStamp, type: event.type };
    tell({ news: "act", at: epoch(lastAct.at), type: lastAct.type });
    startSampling();
    startNoticing();
  }
  const act = lastAct;
  if (act) afterHandlers((done) => {
    const duration = done - act.at;
    if (duration > LONG_HANDLING_MS) tell({ news: "handled", at: epoch(act.at), duration, type: act.type });
  });
}

function watchInput() {
  tell({ news: "document", at: performance.timeOrigin });
  for (const type of ["pointerdown", "keydown", "click"]) addEventListener(type, noteAct, { capture: true, passive: true });
  addEventListener("input", () => {
    if (!hasInput) tell({ news: "input", at: now() });
    hasInput = true;
  }, { capture: true, passive: true });
  watch("event", noteEvents, { durationThreshold: SHORTEST_TOLD_MS });
}
