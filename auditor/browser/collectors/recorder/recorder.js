// Starts recording, once per document, in its own world. One property, which no enumeration shows.
const HOME = Symbol.for("friction.recorder");
if (!Object.hasOwn(window, HOME) && window === window.top) {
  const recorder = { timings, quiet, begin, found, invalids, readyAt, awaitReady, startSampling, stopSampling, now, last: lastChange, worstWindow };
  Object.defineProperty(window, HOME, { value: Object.freeze(recorder), enumerable: false });
  watchInput();
  watchVitals();
  observe(document);
  watchEffects();
  watchAppearing();
  watchUsability();
}
return undefined;
