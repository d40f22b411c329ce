// Moments are epoch milliseconds, so that they can be compared across documents and with our own clock.
const now = () => performance.timeOrigin + performance.now();
const epoch = (stamp) => performance.timeOrigin + stamp;

function parentAcrossShadow(node) {
  const parent = node.parentNode;
  return parent && parent.nodeType === 11 ? parent.host || null : parent;
}

function holds(ancestor, node) {
  for (let at = node; at; at = parentAcrossShadow(at)) if (at === ancestor) return true;
  return false;
}

// Finds what a snapshot's selector names: CSS, with ` >> ` where it enters a shadow root.
function resolve(selector) {
  let root = document;
  let found = null;
  for (const part of selector.split(" >> ")) {
    try {
      found = root.nodeType === 9 ? Document.prototype.querySelector.call(root, part) : root.querySelector(part);
    } catch {
      return null;
    }
    if (!found) return null;
    root = found.shadowRoot || found;
  }
  return found;
}

// A selector for a report: where the snapshot has not seen the element, its place in the tree.
function describe(element) {
  const steps = [];
  for (let at = element; at && at.nodeType === 1 && steps.length < 12; at = at.parentElement) {
    const id = Element.prototype.getAttribute.call(at, "id");
    if (id && !/\d{3,}|[:\s"\\]/.test(id)) {
      steps.unshift(`#${CSS.escape(id)}`);
      break;
    }
    let place = 1;
    for (let other = at.previousElementSibling; other; other = other.previousElementSibling) place += other.localName === at.localName;
    steps.unshift(at === document.documentElement || at === document.body ? at.localName : `${CSS.escape(at.localName)}:nth-of-type(${place})`);
  }
  return steps.join(" > ");
}

const isVisible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false });

function isEnabled(element) {
  return !Element.prototype.matches.call(element, ":disabled") && !element.closest("[aria-disabled=true], [inert]");
}
