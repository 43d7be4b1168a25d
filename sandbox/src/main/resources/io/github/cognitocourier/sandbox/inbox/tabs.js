// A tab list as the ARIA Authoring Practices describe it: arrows, Home and End choose; one tab
// stop.

import { el } from './dom.js';

/** `views`: `{name, label, view()}`; a view is built when it is first shown. */
export function tabs(views, { first, onChoose }) {
  const panel = el('div', { class: 'panel', role: 'tabpanel', id: 'tabpanel', tabindex: '-1' });
  const list = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views of this message' });
  const buttons = views.map(({ name, label }, index) =>
    el(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'data-tab': name,
        'aria-controls': 'tabpanel',
        onclick: () => choose(index),
      },
      label,
    ),
  );
  list.append(...buttons);
  list.addEventListener('keydown', (event) => {
    const to = target(event.key, current, views.length);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    choose(to);
    buttons[to].focus();
  });
  let current = -1;

  function choose(index) {
    if (!show(index)) return;
    onChoose(views[index].name);
  }

  function show(index) {
    if (!views[index] || index === current) return false;
    current = index;
    buttons.forEach((button, at) => {
      button.setAttribute('aria-selected', String(at === index));
      button.tabIndex = at === index ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', buttons[index].id);
    panel.dataset.panel = views[index].name;
    panel.replaceChildren(views[index].view());
    return true;
  }

  show(
    Math.max(
      0,
      views.findIndex(({ name }) => name === first),
    ),
  );
  return { list, panel, choose };
}

function target(key, current, count) {
  switch (key) {
    case 'ArrowRight':
      return (current + 1) % count;
    case 'ArrowLeft':
      return (current - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
