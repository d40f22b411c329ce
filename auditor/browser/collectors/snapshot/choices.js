// Controls that stand together as answers to one question, such as sizes: the nearest block that holds several of them.
const CHOICE_LEVELS = 3;

function groupChoices() {
  const answers = elements.filter(({ record }) => record.href === null && /^(button|radio|option|)$/.test(record.role));
  const held = new Map(); // block → how many answers it holds
  for (const { node } of answers) for (const block of blocksAround(node.element)) held.set(block, (held.get(block) || 0) + 1);
  const places = new Map();
  for (const { node, record } of answers) {
    const around = blocksAround(node.element);
    const block = around.find((one) => held.get(one) > 1) || around[0];
    if (!block) continue;
    if (!places.has(block)) places.set(block, places.size);
    record.group = places.get(block);
  }
}

function blocksAround(element) {
  const found = [];
  for (let at = parentAcrossShadow(element); at && found.length < CHOICE_LEVELS; at = parentAcrossShadow(at)) found.push(at);
  return found;
}
