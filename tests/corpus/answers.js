// Which of a snapshot's selectors are right answers: elements after a comment `<!--at:role-->`, and those named by CSS.
({ selectors, roles }) => {
  const marked = [];
  const visit = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.COMMENT_NODE && node.data.startsWith("at:")) {
        if (!node.nextElementSibling) throw new Error(`${node.data} stands before nothing`);
        marked.push([node.data.slice(3), node.nextElementSibling]);
      } else if (node.shadowRoot) {
        visit(node.shadowRoot);
      }
    }
  };
  visit(document);
  for (const [role, css] of Object.entries(roles)) {
    const found = [...document.querySelectorAll(css)];
    if (!found.length) throw new Error(`nothing on ${location.href} is ${css}`);
    for (const element of found) marked.push([role, element]);
  }
  const find = (selector) =>
    selector.split(" >> ").reduce((root, part) => root && (root.shadowRoot || root).querySelector(part), document);
  const places = selectors.map((selector) => [selector, find(selector)]);
  const answers = {};
  for (const [role, element] of marked) {
    answers[role] ||= [];
    for (const [selector, node] of places) {
      const right = node && (node === element || (!role.startsWith("field:") && element.contains(node)));
      if (right && !answers[role].includes(selector)) answers[role].push(selector);
    }
  }
  return answers;
}
