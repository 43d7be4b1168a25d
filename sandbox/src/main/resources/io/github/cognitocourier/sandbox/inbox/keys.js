// Keyboard shortcuts. They stay silent while somebody types, while a dialog is open, and when
// switched off.

import { find } from './dom.js';

const KEY = 'courier.shortcuts';

/**
 * `actions`: what each key does, by `event.key`; Esc and the arrows work even when single keys
 * are off.
 */
export function listenToKeys(actions) {
  const toggle = find('#shortcuts-enabled');
  toggle.checked = localStorage.getItem(KEY) !== 'off';
  toggle.addEventListener('change', () => localStorage.setItem(KEY, toggle.checked ? 'on' : 'off'));

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open]')) return;
    const { key, target } = event;
    if (key.length === 1 && (!toggle.checked || typing(target))) return;
    if (
      key.length > 1 &&
      key !== 'Escape' &&
      !(target.closest('#messages') || target === document.body)
    )
      return;
    if (!Object.hasOwn(actions, key)) return;
    event.preventDefault();
    actions[key]();
  });
}

function typing(element) {
  return element.matches(
    'textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])',
  );
}
