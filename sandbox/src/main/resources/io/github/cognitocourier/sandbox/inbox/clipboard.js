// Copies, and says so.

import { el, find, icon } from './dom.js';

const TOAST_MILLIS = 2200;
let hiding;

export function toast(sentence) {
  const notice = find('#toast');
  notice.textContent = sentence;
  notice.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (notice.hidden = true), TOAST_MILLIS);
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  } catch {
    toast(`${what} could not be copied: the browser does not allow it`);
  }
}

/** A button that copies what `text()` returns at the time of the click. */
export function copyButton({ id, label, what, text }) {
  return el(
    'button',
    { type: 'button', class: 'copy', id, 'data-copy': what, onclick: () => copy(text(), what) },
    icon('copy'),
    label,
  );
}
