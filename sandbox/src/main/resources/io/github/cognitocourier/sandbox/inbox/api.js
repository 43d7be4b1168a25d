// The server's API: one function per request, and the stream of new messages.

export class ApiError extends Error {}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { cache: 'no-store', ...options });
  } catch {
    throw new ApiError('The server does not answer. Is `courier dev` still running?');
  }
  if (!response.ok) throw new ApiError(await sentenceOf(response));
  return response.status === 204 ? null : response.json();
}

async function sentenceOf(response) {
  try {
    const { error } = await response.json();
    if (typeof error === 'string' && error) return error;
  } catch {
    // not JSON: the status has to do
  }
  return `The server answered with status ${response.status}.`;
}

const post = (path, value) =>
  call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  });

export const messages = () => call('/api/messages');
export const clearMessages = () => call('/api/messages', { method: 'DELETE' });
export const settings = () => call('/api/settings');
export const fire = (trigger) => post('/api/triggers', trigger);
export const faults = () => call('/api/faults');
export const addFault = (fault) => post('/api/faults', fault);
export const clearFaults = () => call('/api/faults', { method: 'DELETE' });

const RETRY_MILLIS = 2000;

/**
 * Subscribes for good. The browser reconnects a dropped stream; one it has given up on is opened
 * anew.
 */
export function subscribe({ onOpen, onLost, onMessage, onCleared }) {
  const stream = new EventSource('/api/messages/stream');
  stream.addEventListener('open', onOpen);
  stream.addEventListener('message', (event) => onMessage(JSON.parse(event.data)));
  stream.addEventListener('cleared', onCleared);
  stream.addEventListener('error', () => {
    onLost();
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => subscribe({ onOpen, onLost, onMessage, onCleared }), RETRY_MILLIS);
  });
}
