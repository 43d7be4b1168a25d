// One opened message: the front of its envelope, then its tabs.

import { el, find, icon } from './dom.js';
import { exact, relative } from './clock.js';
import { copy, copyButton, toast } from './clipboard.js';
import { carriesPassword, codeIn } from './code.js';
import { headline } from './list.js';
import { postmark } from './postmark.js';
import { mailView } from './mail-view.js';
import { requestView } from './request-view.js';
import { smsView } from './sms-view.js';
import { tabs } from './tabs.js';
import { templateView } from './template-view.js';

const root = find('#detail');
let shown = null;
let strip = null;
let favourite = null; // the kind of tab last chosen by hand: the next message opens with it too

/** Shows the message, or an invitation to choose one. */
export function show(message, onBack) {
  if (message?.id === shown?.id && root.childElementCount > 0) return;
  shown = message;
  strip = message
    ? tabs(viewsOf(message), { first: favourite, onChoose: (name) => (favourite = name) })
    : null;
  root.replaceChildren(
    ...(message ? [envelope(message, onBack), strip.list, strip.panel] : [invitation()]),
  );
  root.classList.toggle('blank', !message);
  root.scrollTop = 0;
}

export const showTab = (number) => strip?.choose(number - 1);

export function copyCode() {
  const code = shown && codeIn(shown);
  if (code) copy(code, wordFor(shown));
  else if (shown) toast('This message carries no code');
}

function viewsOf(message) {
  const { channel, html, text, hostedTemplate } = message;
  return [
    html && { name: 'rendered', label: 'Rendered', view: () => mailView(html) },
    channel === 'sms' && text && { name: 'sms', label: 'Phone', view: () => smsView(message) },
    hostedTemplate && { name: 'template', label: 'Template', view: () => templateView(message) },
    text && { name: 'text', label: 'Text', view: () => plain(text, 'Text') },
    { name: 'request', label: 'Request', view: () => requestView(message) },
    html && { name: 'source', label: 'HTML', view: () => plain(html, 'HTML') },
  ].filter(Boolean);
}

function plain(text, what) {
  return el(
    'div',
    { class: 'plain' },
    el('div', { class: 'bar' }, copyButton({ label: `Copy ${what}`, what, text: () => text })),
    el(
      'pre',
      { class: what === 'Text' ? 'letter' : 'mono', tabindex: '0', 'aria-label': what },
      text,
    ),
  );
}

function invitation() {
  return el('p', { class: 'choose' }, 'Choose a message to read it.');
}

function envelope(message, onBack) {
  const { from, to, triggerSource, receivedAt } = message;
  return el(
    'header',
    { class: 'envelope' },
    el(
      'button',
      { type: 'button', class: 'quiet back', id: 'back', onclick: onBack },
      icon('back'),
      'Messages',
    ),
    el(
      'div',
      { class: 'front' },
      el('h2', {}, headline(message)),
      el(
        'dl',
        {},
        line('From', from ?? '–'),
        line('To', to),
        line('Trigger', el('code', {}, triggerSource ?? 'none')),
        line(
          'Received',
          el('time', { datetime: receivedAt }, exact(receivedAt)),
          el(
            'span',
            { class: 'ago' },
            ' · ',
            el('time', { datetime: receivedAt, 'data-relative': true }, relative(receivedAt)),
          ),
        ),
      ),
    ),
    el(
      'div',
      { class: 'franking' },
      postmark(message),
      el('span', { class: 'unseen' }, `Delivered through ${message.provider}`),
    ),
    codeStub(message),
  );
}

const line = (term, ...description) =>
  el('div', {}, el('dt', {}, term), el('dd', {}, ...description));

const wordFor = (message) => (carriesPassword(message) ? 'Password' : 'Code');

function codeStub(message) {
  const code = codeIn(message);
  const word = wordFor(message);
  if (!code) return null;
  return el(
    'div',
    { class: 'stub' },
    el('span', { class: 'stub-label' }, word === 'Code' ? word : 'Temporary password'),
    el('output', { id: 'code' }, code),
    copyButton({
      id: 'copy-code',
      label: `Copy ${word.toLowerCase()}`,
      what: word,
      text: () => code,
    }),
  );
}
