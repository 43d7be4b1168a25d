// The Rendered tab: the mail in its frame, with a choice of width and of light or dark.

import { el, icon } from './dom.js';
import { copyButton } from './clipboard.js';
import { mailFrame } from './mail-frame.js';
import { isDark } from './theme.js';

const WIDTHS = [
  ['320', '320'],
  ['600', '600'],
  ['full', 'Full'],
];
const SCHEMES = [
  ['light', 'Light'],
  ['dark', 'Dark'],
];
const chosen = { width: 'full', scheme: null }; // kept from mail to mail

export function mailView(html) {
  const stage = el('div', { class: 'stage' });
  const size = el('span', { class: 'size', id: 'mail-size' });
  const link = el('p', { class: 'link-note', id: 'mail-link', role: 'status', hidden: true });
  const frame = mailFrame(html, {
    onSize: ({ width, overflow }) => {
      size.textContent = overflow > 0 ? `${width} px, too narrow by ${overflow}` : `${width} px`;
      size.classList.toggle('overflowing', overflow > 0);
    },
    onLink: (url) => showLink(link, url),
  });
  const dress = () => {
    stage.dataset.width = chosen.width;
    frame.dataset.scheme = chosen.scheme ?? (isDark() ? 'dark' : 'light');
  };
  dress();
  stage.append(frame);
  return el(
    'div',
    { class: 'mail-view' },
    el(
      'div',
      { class: 'bar' },
      choice('Width', 'width', WIDTHS, chosen.width, (width) => {
        chosen.width = width;
        dress();
      }),
      choice('Colours', 'scheme', SCHEMES, frame.dataset.scheme, (scheme) => {
        chosen.scheme = scheme;
        dress();
      }),
      size,
    ),
    /<[^>]+(?:src|background)\s*=\s*["']?https?:/i.test(html)
      ? el('p', { class: 'bar-note' }, 'Remote images are not loaded here.')
      : null,
    link,
    stage,
  );
}

function choice(legend, name, options, current, onChoose) {
  return el(
    'fieldset',
    { class: 'segmented', id: `mail-${name}` },
    el('legend', { class: 'unseen' }, legend),
    ...options.map(([value, label]) =>
      el(
        'label',
        {},
        el('input', {
          type: 'radio',
          name: `mail-${name}`,
          value,
          checked: value === current,
          onchange: () => onChoose(value),
        }),
        el('span', {}, label),
      ),
    ),
  );
}

/** A link is shown before it is followed: a development mail often points at a production page. */
function showLink(note, url) {
  const web = /^https?:\/\//i.test(url);
  note.replaceChildren(
    el('span', { class: 'mono' }, url),
    copyButton({ label: 'Copy', what: 'Link', text: () => url }),
    web
      ? el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, 'Open in a new tab')
      : '',
    el(
      'button',
      {
        type: 'button',
        class: 'quiet only-icon',
        'aria-label': 'Dismiss',
        onclick: () => (note.hidden = true),
      },
      icon('close'),
    ),
  );
  note.hidden = false;
}
