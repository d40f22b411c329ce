// Candidate product cards: the largest block around one link target that holds no other such target.
const cards = []; // { element, record }
const SEVERAL = Symbol("several targets");
const SMALLEST_PICTURE = 40; // CSS pixels: smaller ones are icons and colour swatches
const CARD_ENDS = /^(html|body|main|header|footer|nav|aside|ul|ol|dl|table|tbody|form|dialog)$/;
const STATE_WORD =
  /^(is|has|js)-|^(first|last|odd|even|active|selected|current|hover|focus|open|loaded|lazy\w*|visible|hidden|new|sale|sold-out|swiper-slide-\w+|slick-\w+)$/;

const CURRENCY =
  "\\p{Sc}|(?<![\\p{L}])(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|AUD|CAD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|HRK|RSD|BAM|MKD" +
  "|ALL|TRY|UAH|RUB|KZT|GEL|AED|SAR|QAR|KWD|BHD|OMR|JOD|EGP|MAD|TND|DZD|LBP|IQD|IRR|ILS|INR|PKR|BDT|LKR|NPR|THB|VND" +
  "|IDR|MYR|SGD|PHP|HKD|TWD|KRW|BRL|MXN|ARS|CLP|COP|PEN|UYU|ZAR|NGN|KES|GHS|kr|zł|Kč|Ft|lei|лв|руб|грн|дин|din|TL|Rs" +
  "|Rp|RM|Fr|S/)(?![\\p{L}])\\.?|د\\.إ|ر\\.س|ج\\.م|د\\.ك|ريال|درهم|جنيه|دينار|ر\\.ق|تومان|ریال|円|元|원|บาท|₫|đ(?!\\p{L})";
// A blank belongs to a number only before a group of three digits.
const NUMBER = "\\p{Nd}(?:[.,'’\\u066b\\u066c]?\\p{Nd}|[ \\u202f]\\p{Nd}{3}(?!\\p{Nd}))*(?:[.,](?:-|–|—))?";
const PRICE = new RegExp(`(?:${CURRENCY})\\s?-?${NUMBER}|${NUMBER}\\s?(?:${CURRENCY})(?!\\p{Nd})`, "iu");

function collectCards() {
  const targets = linkTargets();
  const holders = new Map(); // ancestor → the one target it holds, or SEVERAL
  for (const [key, links] of targets) {
    for (const entry of links) {
      for (let at = entry.node.element; at && !/^(html|body)$/.test(at.localName); at = parentAcrossShadow(at)) {
        const held = holders.get(at);
        if (held !== undefined && held !== key) holders.set(at, SEVERAL);
        else holders.set(at, key);
      }
    }
  }
  const roots = new Map();
  for (const [key, links] of targets) {
    const main = links.find((entry) => holdsLargePicture(entry.node.element)) || links.find((entry) => pictured(entry.node.element)) || links[0];
    const root = cardRoot(main.node.element, key, holders);
    if (nodeOf.has(root) && !roots.has(root)) roots.set(root, [key, links]);
  }
  const ordered = [...roots].sort(([one], [other]) => nodeOf.get(one).order - nodeOf.get(other).order);
  for (const [root, [key, links]] of ordered) {
    if (over(LIMITS.cards, cards)) break;
    addCard(root, key, links);
  }
  collectTiles();
}

// Link targets that look like goods: the link holds a picture or a heading, or stands beside one.
function linkTargets() {
  const grouped = new Map();
  const here = placeOfAddress(location.href);
  for (const entry of elements) {
    const { href } = entry.record;
    if (!href || !/^https?:/.test(href)) continue;
    const address = isBare(entry) ? `# ${entry.record.name}` : placeOfAddress(href);
    if (address === here) continue;
    // What a dialog shows of a product is a block of its own beside the one on the page below.
    const key = entry.node.landmark === "dialog" ? `${address} ` : address;
    grouped.set(key, [...(grouped.get(key) || []), entry]);
  }
  const kept = new Map();
  const undecided = [];
  for (const [key, links] of grouped) {
    if (links.some((entry) => pictured(entry.node.element))) kept.set(key, links);
    else undecided.push([key, links]);
  }
  if (undecided.length) addBesides(undecided, kept);
  return kept;
}

// A link of scripts: its address says nothing, so that links of one name are taken to lead to one place.
const isBare = (entry) => attribute(entry.node.element, "href") === "#" && /\p{L}{2}/u.test(entry.record.name);

// An address without its anchor; what a single-page application routes by is no anchor.
const placeOfAddress = (href) => (/#[!/]/.test(href) ? href : href.split("#")[0]);

function pictured(link) {
  return holdsLargePicture(link) || !!find(link, "h1, h2, h3, h4, h5, h6, [role=heading]") ||
    !!closest(link, "h1, h2, h3, h4, h5, h6, [role=heading]");
}

const pictureCache = new Map();

function holdsLargePicture(element) {
  let known = pictureCache.get(element);
  if (known === undefined) pictureCache.set(element, (known = findsLargePicture(element)));
  return known;
}

function findsLargePicture(element) {
  for (const image of findAll(element, "img, picture, canvas, svg, [style*=background]")) {
    const node = nodeOf.get(image);
    if (!node || !node.rendered) continue;
    if (node.view.width >= SMALLEST_PICTURE && node.view.height >= SMALLEST_PICTURE) return true;
    // A picture that did not come, or not yet, shrinks to its alternative text.
    const missing = image.localName === "img" && !image.naturalWidth && !(Number(attribute(image, "width") || Infinity) < SMALLEST_PICTURE);
    if (missing && node.view.width > 1) return true;
  }
  const own = nodeOf.get(element);
  return !!own && own.rendered && own.style.backgroundImage.includes("url(") && own.view.height >= SMALLEST_PICTURE;
}

// A name that links, beside a picture that does not: the nearest block with a picture must hold this target alone.
function addBesides(undecided, kept) {
  const all = new Map();
  for (const [key, links] of [...kept, ...undecided]) {
    for (const entry of links) {
      let at = parentAcrossShadow(entry.node.element);
      for (let level = 0; level < 5 && at; level += 1, at = parentAcrossShadow(at)) all.set(at, all.has(at) && all.get(at) !== key ? SEVERAL : key);
    }
  }
  for (const [key, links] of undecided) {
    const beside = links.find((entry) => {
      let at = parentAcrossShadow(entry.node.element);
      for (let level = 0; level < 5 && at && !CARD_ENDS.test(at.localName); level += 1, at = parentAcrossShadow(at)) {
        if (all.get(at) !== key) return false;
        if (holdsLargePicture(at)) return true;
      }
      return false;
    });
    if (beside) kept.set(key, [beside, ...links.filter((entry) => entry !== beside)]);
  }
}

function cardRoot(link, key, holders) {
  let root = link;
  for (let at = parentAcrossShadow(link); at && !CARD_ENDS.test(at.localName); at = parentAcrossShadow(at)) {
    const node = nodeOf.get(at);
    if (holders.get(at) !== key || (node && node.view.height > viewport.height * 2.5)) break;
    if (ownHeading() && holds(at, ownHeading())) break;
    // An article with a price is a card already; what stands around the only one of a list is the list.
    if (root.localName === "article" && priceIn(root)) break;
    root = at;
  }
  return root;
}

// The page's one main heading: what stands around it is the page's own subject, no card of another page.
let ownHeadingFound;

function ownHeading() {
  if (ownHeadingFound === undefined) {
    const headings = [...nodeOf.values()].filter(
      (node) => node.element.localName === "h1" && node.rendered && !["header", "footer", "nav"].includes(node.landmark),
    );
    ownHeadingFound = headings.length === 1 ? headings[0].element : null;
  }
  return ownHeadingFound;
}

function addCard(root, key, links) {
  const node = nodeOf.get(root);
  const inside = links.filter((entry) => holds(root, entry.node.element));
  const named = inside.find((entry) => find(entry.node.element, "h1, h2, h3, h4, h5, h6, [role=heading]") || closest(entry.node.element, "h1, h2, h3, h4, h5, h6")) ||
    inside.find((entry) => /\p{L}/u.test(entry.record.text)) || inside[0];
  const href = inside[0] ? inside[0].record.href : key.trimEnd();
  pushCard(node, key.startsWith("# ") ? null : href, named ? named.record : null);
}

// Tiles that scripts make clickable: a picture and a price, and no address to go to.
function collectTiles() {
  for (const { node, record } of elements) {
    if (record.href || !(record.clickable_look || /^(link|button|option)$/.test(record.role) || has(node.element, "onclick"))) continue;
    if (!holdsLargePicture(node.element)) continue;
    if (cards.some((card) => holds(card.element, node.element) || holds(node.element, card.element))) continue;
    if (over(LIMITS.cards, cards)) return;
    if (priceIn(node.element)) pushCard(node, null, record);
  }
}

function pushCard(node, href, link) {
  const root = node.element;
  const text = cut(textOf(root, { seen: true, limit: 1500 }), LIMITS.longText);
  const view = node.view.width * node.view.height > 4 ? node.view : viewOfControl(node) || node.view;
  const record = {
    index: cards.length, selector: selectorOf(root), signature: signatureOf(root), href: href ? href.slice(0, LIMITS.address) : null,
    link: link ? link.index : null, name: cut(cardName(root, link), LIMITS.text), has_image: holdsLargePicture(root),
    price_text: priceIn(root), text, box: inDocument(view), landmark: node.landmark,
    visible: node.shown || view !== node.view,
  };
  cards.push({ element: root, record });
}

function cardName(root, link) {
  const scope = wholeCard(root, link);
  const heading = /^h[1-6]$/.test(root.localName) ? root : find(scope, "h1, h2, h3, h4, h5, h6, [role=heading]");
  const title = heading ? textOf(heading, { seen: true }) : "";
  if (title) return title;
  if (link && /\p{L}{2}/u.test(link.text) && link.text.length <= 120 && !PRICE.test(link.text)) return link.text;
  const lines = nameLines(link ? elements[link.index].node.element : scope);
  for (const image of findAll(scope, "img[alt]")) {
    const alt = clean(attribute(image, "alt"));
    if (alt && nodeOf.get(image)?.rendered) return onlySaysPicture(alt, lines) ? lines[0] : alt;
  }
  return lines.sort((one, other) => other.length - one.length)[0] || (link ? link.name || link.text : "");
}

// What stands in a link besides the price.
const nameLines = (root) => texts.filter(({ node, record }) =>
  /\p{L}{2}/u.test(record.text) && record.text.length <= 120 && !PRICE.test(record.text) && holds(root, node.element),
).map(({ record }) => record.text);

// Some pictures are all called the same; a mark such as "new" beside a picture is shorter than the product's name.
const onlySaysPicture = (alt, lines) => lines.length === 1 && lines[0].length > alt.length && !lines[0].toLowerCase().includes(alt.toLowerCase());

// A link with picture and price is the card: a heading beside it is that of the list, which may hold one card alone.
function wholeCard(root, link) {
  const { element } = (link && elements[link.index]?.node) || {};
  return element && element !== root && holds(root, element) && holdsLargePicture(element) && priceIn(element) ? element : root;
}

// The first price that is not struck out; a struck one only where there is no other.
function priceIn(root) {
  const all = textOf(root, { seen: true, limit: 2000 });
  if (!/\p{Nd}/u.test(all)) return "";
  const struck = (part) => nodeOf.get(part)?.struck === true && nodeOf.get(root)?.struck !== true;
  // Numbers of neighbouring blocks are not one number; but some prices are laid out in blocks of their own.
  const inBlocks = textOf(root, { seen: true, without: struck, limit: 2000, edge: " ¦ " });
  const found = PRICE.exec(inBlocks) || PRICE.exec(textOf(root, { seen: true, without: struck, limit: 2000 })) || PRICE.exec(all);
  return found ? found[0].trim().slice(0, 60) : "";
}

function signatureOf(root) {
  const build = (element) => {
    const tokens = clean(attribute(element, "class")).toLowerCase().split(" ");
    const lasting = tokens.filter((token) => token && !/\d/.test(token) && !STATE_WORD.test(token)).sort();
    return [element.localName, ...lasting.slice(0, 12)].join(".");
  };
  const parent = parentAcrossShadow(root);
  return `${parent ? `${build(parent)} > ` : ""}${build(root)}`.slice(0, LIMITS.longText);
}

function linkCards() {
  const cardAt = new Map(cards.map((card) => [card.element, card.record.index]));
  if (!cardAt.size) return;
  const above = (element) => {
    for (let at = element; at; at = parentAcrossShadow(at)) if (cardAt.has(at)) return cardAt.get(at);
    return null;
  };
  for (const { node, record } of [...elements, ...images, ...texts]) record.card = above(node.element);
  // A number in a product's name is no count of anything.
  for (const { record } of elements) if (record.card !== null) record.badge_number = null;
}
