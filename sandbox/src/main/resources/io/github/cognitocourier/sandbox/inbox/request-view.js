// The Request tab: what the vendor saw. JSON is indented, a form is decoded, anything else is
// shown as it came.

import { el } from './dom.js';
import { copyButton } from './clipboard.js';

const MASK = '***'; // in place of a credential

const JSON_TOKEN =
  /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

// The one that was sent is not shown; here, any of the vendor's form opens the door.
const DUMMY_CREDENTIAL = {
  sendgrid: () => `-H 'Authorization: Bearer dummy'`,
  twilio: (path) => `-u ${quoted(`${path.split('/')[3]}:dummy`)}`,
};

export function requestView({ provider, request }) {
  const { method, path, headers, body } = request;
  const readable = decode(contentType(headers), body);
  return el(
    'div',
    { class: 'request-view' },
    el(
      'p',
      { class: 'request-line', id: 'request-line' },
      el('strong', {}, method),
      ' ',
      el('code', {}, path),
    ),
    el(
      'div',
      { class: 'bar' },
      copyButton({ id: 'copy-body', label: 'Copy body', what: 'Body', text: () => readable.text }),
      copyButton({
        id: 'copy-curl',
        label: 'Copy as curl',
        what: 'Command',
        text: () => curl(provider, request),
      }),
    ),
    el('h3', {}, 'Body'),
    readable.view(),
    el('h3', {}, 'Headers'),
    table('request-headers', Object.entries(headers)),
  );
}

function contentType(headers) {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  return entry?.[1] ?? '';
}

function decode(type, body) {
  if (body === '') return { text: '', view: () => el('p', { class: 'hint' }, 'Empty.') };
  if (type.includes('application/x-www-form-urlencoded')) {
    const fields = [...new URLSearchParams(body)];
    return {
      text: fields.map(([name, value]) => `${name}=${value}`).join('\n'),
      view: () => table('request-form', fields),
    };
  }
  try {
    const text = JSON.stringify(JSON.parse(body), null, 2);
    return { text, view: () => pre(coloured(text)) };
  } catch {
    return { text: body, view: () => pre([body]) };
  }
}

const pre = (children) =>
  el(
    'pre',
    { class: 'mono', id: 'request-body', tabindex: '0', 'aria-label': 'Request body' },
    ...children,
  );

function coloured(json) {
  const pieces = [];
  let end = 0;
  for (const match of json.matchAll(JSON_TOKEN)) {
    pieces.push(json.slice(end, match.index));
    const [token, string, colon] = match;
    if (string)
      pieces.push(el('span', { class: colon ? 'j-key' : 'j-string' }, string), colon ?? '');
    else pieces.push(el('span', { class: 'j-word' }, token));
    end = match.index + token.length;
  }
  return [...pieces, json.slice(end)];
}

function table(id, entries) {
  return el(
    'table',
    { class: 'fields', id },
    el(
      'tbody',
      {},
      ...entries.map(([name, value]) =>
        el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, value)),
      ),
    ),
  );
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** Sends the request once more, to this sandbox. */
function curl(provider, { method, path, headers, body }) {
  const skipped = /^(host|content-length|connection|transfer-encoding|upgrade|http2-settings)$/i;
  const lines = Object.entries(headers)
    .filter(([name, value]) => !skipped.test(name) && value !== MASK)
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const credential = DUMMY_CREDENTIAL[provider]?.(path);
  if (credential) lines.unshift(credential);
  if (body) lines.push(`--data-raw ${quoted(body)}`);
  const address = `${location.origin}/${provider}${path}`;
  return [`curl -X ${method} ${quoted(address)}`, ...lines].join(' \\\n  ');
}
