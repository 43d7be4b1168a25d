// The faults panel: what the sandboxes are told to do wrong.

import * as api from './api.js';
import { el, find } from './dom.js';
import { dialog } from './dialogs.js';
import { toast } from './clipboard.js';

const MEANINGS = {
  timeout: 'No answer at all',
  reset: 'The connection breaks',
  429: 'Too many requests',
  500: 'The provider is broken',
  401: 'The key is refused',
  reject: 'This recipient is refused',
  garbage: 'An answer that is not one',
};

const form = find('#faults-form');

export function faultsDialog(openers) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { provider, kind, count } = Object.fromEntries(new FormData(form));
    change(api.addFault({ provider, kind, count: Number(count) }), 'Fault added');
  });
  find('#faults-clear').addEventListener('click', () =>
    change(api.clearFaults(), 'Faults removed'),
  );
  return dialog('#faults-dialog', { openers, onOpen: refresh });
}

export function useSettings({ providers, faultKinds }) {
  const before = form.provider.value;
  form.provider.replaceChildren(
    ...providers.map((provider) => el('option', { value: provider }, provider)),
  );
  if (providers.includes(before)) form.provider.value = before;
  const chosen = form.querySelector('[name=kind]:checked')?.value ?? faultKinds[0];
  find('#fault-kinds').replaceChildren(
    ...faultKinds.map((kind) =>
      el(
        'label',
        { class: 'kind' },
        el('input', { type: 'radio', name: 'kind', value: kind, checked: kind === chosen }),
        el('code', {}, kind),
        el('span', {}, MEANINGS[kind] ?? ''),
      ),
    ),
  );
}

/** Shows what is active; used up faults vanish. */
export async function refresh() {
  try {
    show(await api.faults());
  } catch {
    // the connection banner says it
  }
}

async function change(request, done) {
  const error = find('#faults-error');
  error.hidden = true;
  try {
    await request;
    toast(done);
  } catch (problem) {
    error.textContent = problem.message;
    error.hidden = false;
  }
  await refresh();
}

function show(active) {
  const total = active.reduce((sum, { count }) => sum + count, 0);
  const badge = find('#fault-count');
  badge.textContent = String(total);
  badge.hidden = total === 0;
  find('#open-faults').setAttribute(
    'aria-label',
    total === 0 ? 'Faults' : `Faults, ${total} to come`,
  );
  find('#no-faults').hidden = active.length > 0;
  find('#faults-clear').disabled = active.length === 0;
  find('#fault-list').replaceChildren(
    ...active.map(({ provider, kind, count }) =>
      el(
        'li',
        { 'data-provider': provider, 'data-kind': kind },
        el('span', { class: 'provider' }, provider),
        el('code', {}, kind),
        el('span', { class: 'remaining' }, `${count} left`),
      ),
    ),
  );
}
