// Images, headings and runs of text.
const images = [];
const headings = [];
const texts = []; // { node, record }

const PLAIN_MARKUP = new Set(["b", "strong", "em", "i", "u", "small", "mark", "font", "abbr", "wbr", "sup", "sub"]);
const ERROR_WORD = /(^|[-_\s])(error|errors|invalid|danger|alert|warning|failure)([-_\s]|$)/;

function collectContent() {
  for (const node of nodes) {
    if (!node.rendered) continue;
    if (node.element.localName === "img") addImage(node);
    if (!node.shown && !(node.display === "contents" && node.clear && node.visibility)) continue;
    const level = headingLevel(node);
    if (level) addHeading(node, level);
    if (node.own) addText(node);
  }
}

function addImage(node) {
  if (over(LIMITS.images, images)) return;
  const { element } = node;
  images.push({
    node,
    record: {
      src: shortAddress(element.currentSrc || attribute(element, "src") || ""), alt: cut(attribute(element, "alt"), LIMITS.text),
      complete: element.complete, natural_width: element.naturalWidth, natural_height: element.naturalHeight,
      visible: node.shown, lazy: attribute(element, "loading") === "lazy", selector: selectorOf(element),
      box: inDocument(node.view), landmark: node.landmark, card: null,
    },
  });
}

const shortAddress = (address) => (address.startsWith("data:") ? address.slice(0, 40) : address.slice(0, LIMITS.address));

function headingLevel(node) {
  const tag = /^h([1-6])$/.exec(node.element.localName);
  if (tag && !node.role) return Number(tag[1]);
  if (node.role !== "heading") return 0;
  const level = Number(attribute(node.element, "aria-level"));
  return level >= 1 && level <= 9 ? level : 2;
}

function addHeading(node, level) {
  if (over(LIMITS.headings, headings)) return;
  const text = cut(textOf(node.element, { seen: true }), LIMITS.text);
  if (text) headings.push({ level, text, box: inDocument(node.view), landmark: node.landmark });
}

function addText(node) {
  const { element } = node;
  if (/^(option|select|textarea)$/.test(element.localName)) return;
  if (PLAIN_MARKUP.has(element.localName) && node.parent && node.parent.own && !looseStrike(node)) return;
  if (over(LIMITS.texts, texts)) return;
  const text = cut(runOf(node), LIMITS.longText);
  if (!text) return;
  texts.push({
    node,
    record: {
      text, selector: selectorOf(element), box: inDocument(node.view), landmark: node.landmark,
      role: /^(alert|status|log)$/.test(node.live) ? node.live : node.role, live: node.live !== "", error_look: errorLook(node),
      struck: node.struck, card: null, form: null,
    },
  });
}

const looseStrike = (node) => node.struck && !(node.parent && node.parent.struck);

// The element's own text with the inline markup inside it; struck-out prices, links and fields stay by themselves.
function runOf(node) {
  const apart = (part) => {
    const inner = nodeOf.get(part);
    if (!inner || !inner.rendered || isBlock(inner) || /^inline-(block|flex|grid)$/.test(inner.display)) return true;
    if (/^(a|button|label|input|select|textarea|svg)$/.test(part.localName)) return true;
    return inner.struck && !node.struck;
  };
  return textOf(node.element, { seen: true, without: apart, limit: 1200 });
}

function errorLook(node) {
  if (looksRed(node.style.color)) return true;
  let at = node;
  for (let level = 0; level < 3 && at && at.style; level += 1, at = at.parent) {
    if (at.element.localName === "body" || at.element.localName === "form") break;
    const marks = snake(`${attribute(at.element, "class") || ""} ${attribute(at.element, "id") || ""}`);
    if (at.role === "alert" || ERROR_WORD.test(marks) || looksRed((at.background ??= at.style.backgroundColor))) return true;
  }
  return false;
}
