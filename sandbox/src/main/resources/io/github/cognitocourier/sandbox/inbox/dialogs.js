// Opens and closes the page's dialogs; the browser does the rest (focus, Esc, backdrop).

import { find } from './dom.js';

/** Binds a dialog to the buttons that open it; returns the function that opens it. */
export function dialog(id, { openers = [], onOpen = () => {} } = {}) {
  const element = find(id);
  const open = () => {
    if (document.querySelector('dialog[open]')) return;
    onOpen();
    element.append(find('.notices')); // behind an open dialog nobody would see or hear them
    element.showModal();
  };
  openers.forEach((opener) => find(opener).addEventListener('click', open));
  element.addEventListener('close', () => document.body.append(find('.notices')));
  element.addEventListener('click', (event) => {
    if (event.target === element || event.target.closest('[data-close]')) element.close();
  });
  return open;
}
