// The list: a listbox whose selection follows the keyboard. It owns the messages and what is
// shown of them.

import { el, find, icon } from './dom.js';
import { exact, relative } from './clock.js';
import { codeIn } from './code.js';
import { isRead, keepOnly, markRead } from './read.js';

const root = find('#messages');
const rows = new Map(); // id → {message, element, haystack}
let selectedId = null;
let listeners = { onSelect: () => {}, onOpen: () => {}, onChange: () => {} };

export function listen(handlers) {
  listeners = { ...listeners, ...handlers };
  root.addEventListener('click', (event) => {
    const option = event.target.closest('[data-message-id]');
    if (!option) return;
    select(option.dataset.messageId);
    listeners.onOpen();
  });
  find('#filter').addEventListener('input', sieve);
  find('#channel-filter').addEventListener('change', sieve);
  find('#filter-form').addEventListener('submit', (event) => event.preventDefault());
  find('#reset-filter').addEventListener('click', resetFilter);
}

export const size = () => rows.size;
export const selected = () => rows.get(selectedId)?.message ?? null;
export const newest = () => rows.get(root.firstElementChild?.dataset.messageId)?.message ?? null;

/** Shows exactly these, newest first, and keeps the rows it already has. */
export function replaceAll(messages) {
  const ids = messages.map((message) => message.id);
  const present = new Set(ids);
  for (const id of rows.keys()) if (!present.has(id)) rows.delete(id);
  root.replaceChildren(...messages.map((message) => rowOf(message).element));
  keepOnly(ids);
  if (!present.has(selectedId)) select(null);
  sieve();
}

/** Puts a new message on top. */
export function add(message) {
  if (rows.has(message.id)) return false;
  const { element } = rowOf(message);
  element.classList.add('arriving');
  element.addEventListener('animationend', () => element.classList.remove('arriving'), {
    once: true,
  });
  root.prepend(element);
  sieve();
  return true;
}

export function select(id) {
  rows.get(selectedId)?.element.setAttribute('aria-selected', 'false');
  selectedId = rows.has(id) ? id : null;
  const row = rows.get(selectedId);
  if (row) {
    markRead(selectedId);
    row.element.setAttribute('aria-selected', 'true');
    row.element.classList.remove('unread');
    find('.unread-word', row.element)?.remove();
    root.setAttribute('aria-activedescendant', row.element.id);
    row.element.scrollIntoView({ block: 'nearest' });
  } else {
    root.removeAttribute('aria-activedescendant');
  }
  listeners.onSelect(row?.message ?? null);
  listeners.onChange();
}

/** Moves the selection by so many visible rows; `±Infinity` goes to an end. */
export function move(by) {
  const visible = [...root.children].filter((option) => !option.hidden);
  if (visible.length === 0) return;
  const at = visible.findIndex((option) => option.dataset.messageId === selectedId);
  const to = at < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, at + by));
  select(visible[to].dataset.messageId);
}

export const unread = () => [...rows.keys()].filter((id) => !isRead(id)).length;
export const focus = () => root.focus({ preventScroll: true });

/** True if there was a filter to take away. */
export function resetFilter() {
  const filter = find('#filter');
  const all = find('#channel-filter [value=all]');
  if (filter.value === '' && all.checked) return false;
  filter.value = '';
  all.checked = true;
  sieve();
  return true;
}

function sieve() {
  const words = find('#filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  const channel = find('#channel-filter :checked').value;
  let shown = 0;
  for (const { message, element, haystack } of rows.values()) {
    const matches =
      (channel === 'all' || message.channel === channel) &&
      words.every((word) => haystack.includes(word));
    element.hidden = !matches;
    if (matches) shown++;
  }
  const total = rows.size;
  find('#tally').textContent = shown === total ? counted(total) : `${shown} of ${counted(total)}`;
  find('#no-match').hidden = shown > 0 || total === 0;
  root.hidden = shown === 0;
  listeners.onChange();
}

const counted = (count) => (count === 1 ? '1 message' : `${count} messages`);

function rowOf(message) {
  if (!rows.has(message.id)) {
    rows.set(message.id, { message, element: optionOf(message), haystack: haystackOf(message) });
  }
  return rows.get(message.id);
}

function optionOf(message) {
  const fresh = !isRead(message.id);
  const code = codeIn(message);
  return el(
    'div',
    {
      class: fresh ? 'message unread' : 'message',
      role: 'option',
      id: `message-${message.id}`,
      'aria-selected': 'false',
      'data-message-id': message.id,
      'data-channel': message.channel,
    },
    el(
      'span',
      { class: 'channel' },
      icon(message.channel),
      el('span', { class: 'unseen' }, message.channel === 'sms' ? 'SMS' : 'E-mail'),
    ),
    fresh ? el('span', { class: 'unseen unread-word' }, 'unread') : null,
    el('span', { class: 'to' }, message.to),
    el(
      'time',
      { datetime: message.receivedAt, title: exact(message.receivedAt), 'data-relative': true },
      relative(message.receivedAt),
    ),
    el('span', { class: 'headline' }, headline(message)),
    el(
      'span',
      { class: 'marks' },
      el('span', { class: 'trigger', title: message.triggerSource }, suffix(message.triggerSource)),
      el('span', { class: 'provider' }, message.provider),
      code ? el('span', { class: 'code' }, code) : null,
    ),
  );
}

export const suffix = (triggerSource) =>
  (triggerSource ?? 'no trigger').replace(/^Custom\w+Sender_/, '');

/** The subject, or the first line, or the hosted template it was made from. */
export function headline({ subject, text, hostedTemplate }) {
  const firstLine = (text ?? '').split('\n').find((line) => line.trim() !== '');
  return subject || firstLine || (hostedTemplate ? `Template ${hostedTemplate}` : '(no text)');
}

function haystackOf(message) {
  const { to, from, subject, text, provider, channel, triggerSource, hostedTemplate } = message;
  const variables = Object.values(message.hostedVariables ?? {}).join('\n');
  return [to, from, subject, text, provider, channel, triggerSource, hostedTemplate, variables]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
}
