// What the page says about itself to machines.
const WANTED_META = /^(og:|product:|twitter:(title|image))|^(description|viewport|robots)$/i;
const LARGEST_BLOCK = 400000; // characters of one JSON-LD block

function metaOf() {
  const found = {};
  for (const element of findAll(document, "meta[name], meta[property], meta[itemprop]")) {
    const name = attribute(element, "property") || attribute(element, "name") || "";
    if (!WANTED_META.test(name) || Object.keys(found).length >= 60) continue;
    const key = name.toLowerCase().slice(0, 80);
    if (!Object.hasOwn(found, key)) found[key] = cut(attribute(element, "content"), LIMITS.text);
  }
  const canonical = find(document, "link[rel~=canonical][href]");
  if (canonical) found.canonical = String(canonical.href).slice(0, LIMITS.address);
  return found;
}

function structuredData() {
  const list = [];
  for (const script of findAll(document, 'script[type="application/ld+json" i]')) {
    const source = (script.textContent || "").replace(/^\s*(\/\*.*?\*\/|\/\/.*|<!--|<!\[CDATA\[)+|(\]\]>|-->)\s*$/g, "");
    if (source.length > LARGEST_BLOCK) continue;
    try {
      flatten(JSON.parse(source), list);
    } catch {
      // Shops publish broken JSON; it tells nothing then.
    }
  }
  return [...list, ...microdata()].slice(0, 60);
}

function flatten(value, list) {
  if (Array.isArray(value)) value.slice(0, 100).forEach((item) => flatten(item, list));
  else if (value && typeof value === "object") {
    const { "@graph": graph, ...rest } = value;
    if (graph) flatten(graph, list);
    if (Object.keys(rest).some((key) => key !== "@context" && key !== "@id")) list.push(pruned(rest, 0));
  }
}

function pruned(value, depth) {
  if (typeof value === "string") return value.length > LIMITS.longText ? `${value.slice(0, LIMITS.longText - 1)}…` : value;
  if (value === null || typeof value !== "object") return value;
  if (depth >= 7) return null;
  if (Array.isArray(value)) return value.slice(0, 40).map((item) => pruned(item, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, 40).map(([key, item]) => [key.slice(0, 80), pruned(item, depth + 1)]));
}

function microdata() {
  const list = [];
  for (const scope of findAll(document, '[itemscope][itemtype*="schema.org/Product"]')) {
    if (list.length >= 40) break;
    const product = { "@type": "Product", source: "microdata" };
    const take = (name, into, key = name) => {
      const holder = find(scope, `[itemprop~="${name}"]`);
      const value = holder ? propertyOf(holder) : "";
      if (value) into[key] = value;
    };
    for (const name of ["name", "sku", "image", "url", "description"]) take(name, product);
    const offer = {};
    for (const name of ["price", "lowPrice", "priceCurrency", "availability"]) take(name, offer);
    if (Object.keys(offer).length) product.offers = offer;
    list.push(product);
  }
  return list;
}

function propertyOf(element) {
  const told = attribute(element, "content") || attribute(element, "href") || attribute(element, "src") || attribute(element, "value");
  return cut(told || element.textContent, LIMITS.text);
}
