// The form that fires a trigger, and what came of it.

import * as api from './api.js';
import { el, find, icon } from './dom.js';
import { dialog } from './dialogs.js';

const SAMPLE_CODE = '482913';
const SAMPLE_PASSWORD = 'Tmp-4x&K!9<z'; // Cognito escapes it; the message must not
const CHANNELS = [
  ['Email', 'E-mail'],
  ['SMS', 'SMS'],
];

const form = find('#trigger-form');
const result = find('#trigger-result');
let arrived = null; // the message that the last trigger became
let awaiting = null;
let onOpenMessage = () => {};

export function triggerDialog({ openers, onOpen, onOpened, onFired }) {
  onOpenMessage = (id) => {
    find('#trigger-dialog').close();
    onOpened(id);
  };
  form.triggerSource.addEventListener('change', adapt);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(onFired);
  });
  return dialog('#trigger-dialog', { openers, onOpen });
}

export function useSettings({ triggerSources, locales }) {
  const before = form.triggerSource.value;
  form.triggerSource.replaceChildren(
    ...CHANNELS.map(([word, label]) =>
      el(
        'optgroup',
        { label },
        ...triggerSources
          .filter((source) => source.startsWith(`Custom${word}Sender_`))
          .map((source) => el('option', { value: source }, source)),
      ),
    ),
  );
  if (triggerSources.includes(before)) form.triggerSource.value = before;
  find('#trigger-locales').replaceChildren(
    ...locales.map((locale) => el('option', { value: locale })),
  );
  if (!before) form.locale.value = locales[0] ?? ''; // once: later it is the user's
  adapt();
}

/** Tells the form of an arrival, so that its result can offer to open it. */
export function noteArrival(message) {
  if (message.triggerSource !== awaiting) return;
  awaiting = null;
  arrived = message.id;
  find('#open-fired')?.removeAttribute('hidden');
}

const isSms = () => form.triggerSource.value.startsWith('CustomSMSSender_');

function adapt() {
  const suffix = form.triggerSource.value.replace(/^.*_/, '');
  const password = suffix === 'AdminCreateUser';
  find('[data-need=email]').hidden = isSms();
  find('[data-need=sms]').hidden = !isSms();
  find('#trigger-code-label').textContent = password ? 'Temporary password' : 'Code';
  form.code.disabled = suffix === 'AccountTakeOverNotification';
  form.code.placeholder = form.code.disabled ? 'carries none' : '';
  if (form.code.disabled) form.code.value = '';
  else if (['', SAMPLE_CODE, SAMPLE_PASSWORD].includes(form.code.value)) {
    form.code.value = password ? SAMPLE_PASSWORD : SAMPLE_CODE;
  }
  for (const field of ['email', 'phone', 'metadata']) complain(field, '');
}

function complain(field, sentence) {
  const error = find(`#trigger-${field}-error`);
  error.textContent = sentence;
  error.hidden = sentence === '';
  const input = find(`#trigger-${field}`);
  if (sentence) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  return sentence === '' ? null : input;
}

/** The fields as the API wants them, or null after pointing at the first mistake. */
function readForm() {
  const email = form.email.value.trim();
  const phoneNumber = form.phoneNumber.value.trim();
  const lines = form.clientMetadata.value
    .split('\n')
    .map((text) => text.trim())
    .filter(Boolean);
  const broken = lines.find((text) => text.indexOf('=') < 1);
  const wrong = [
    complain(
      'email',
      !isSms() && !email.includes('@') ? 'An e-mail trigger needs an address.' : '',
    ),
    complain(
      'phone',
      isSms() && !/^\+\d{6,15}$/.test(phoneNumber)
        ? 'An SMS trigger needs a phone number such as +14155550123.'
        : '',
    ),
    complain('metadata', broken ? `“${broken}” is not key=value.` : ''),
  ].find(Boolean);
  wrong?.focus();
  if (wrong) return null;
  const pairs = lines.map((text) => [
    text.slice(0, text.indexOf('=')).trim(),
    text.slice(text.indexOf('=') + 1).trim(),
  ]);
  return {
    triggerSource: form.triggerSource.value,
    email,
    phoneNumber,
    code: form.code.value,
    locale: form.locale.value.trim(),
    clientMetadata: Object.fromEntries(pairs),
  };
}

async function submit(onFired) {
  const button = find('#trigger-submit');
  const trigger = readForm();
  if (!trigger || button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  arrived = null;
  awaiting = trigger.triggerSource;
  result.replaceChildren();
  try {
    result.replaceChildren(report(await api.fire(trigger)));
  } catch (error) {
    result.replaceChildren(
      el('div', { class: 'report', 'data-result': 'failed' }, el('p', {}, error.message)),
    );
  } finally {
    button.removeAttribute('aria-busy');
    result.scrollIntoView({ block: 'nearest' });
    onFired();
  }
}

function report({ result: outcome, provider, reason, advice, attempts, durationMillis }) {
  const headline =
    {
      delivered: provider ? `Accepted by ${provider}` : 'Accepted',
      undeliverable: 'Undeliverable',
      failed: 'Failed',
    }[outcome] ?? outcome;
  return el(
    'div',
    { class: 'report', 'data-result': outcome },
    el(
      'p',
      { class: 'verdict' },
      icon(outcome === 'delivered' ? 'check' : 'cross'),
      el('strong', {}, headline),
      el('span', { class: 'took' }, ` in ${durationMillis} ms`),
    ),
    reason ? el('p', {}, reason) : null,
    advice ? el('p', { class: 'advice' }, advice) : null,
    attempts?.length > 0 ? el('ol', { class: 'attempts' }, ...attempts.map(attemptOf)) : null,
    outcome === 'delivered' ? openButton() : null,
  );
}

function openButton() {
  return el(
    'button',
    {
      type: 'button',
      id: 'open-fired',
      hidden: arrived === null,
      onclick: () => onOpenMessage(arrived),
    },
    'Open the message',
  );
}

function attemptOf({ provider, outcome, reason }) {
  const word = (outcome ?? 'unknown').toLowerCase();
  return el(
    'li',
    { 'data-outcome': word },
    el('span', { class: 'provider' }, provider ?? '?'),
    el('strong', {}, word),
    reason && reason !== word ? el('span', { class: 'why' }, reason) : null,
  );
}
