// The Template tab: the vendor renders, so what can be shown is the template's id and what it
// was given.

import { el } from './dom.js';
import { copyButton } from './clipboard.js';

export function templateView({ provider, hostedTemplate, hostedVariables }) {
  const variables = Object.entries(hostedVariables ?? {});
  return el(
    'div',
    { class: 'template-view' },
    el(
      'p',
      {},
      `A template hosted at ${provider}, which renders it. This is what the provider was given.`,
    ),
    el(
      'p',
      { class: 'template-id' },
      el('code', { id: 'hosted-template' }, hostedTemplate),
      copyButton({ label: 'Copy id', what: 'Template id', text: () => hostedTemplate }),
    ),
    variables.length === 0
      ? el('p', { class: 'hint' }, 'No variables.')
      : el(
          'table',
          { class: 'fields', id: 'hosted-variables' },
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              el('th', { scope: 'col' }, 'Variable'),
              el('th', { scope: 'col' }, 'Value'),
            ),
          ),
          el(
            'tbody',
            {},
            ...variables.map(([name, value]) =>
              el(
                'tr',
                {},
                el('th', { scope: 'row' }, name),
                el('td', {}, typeof value === 'string' ? value : JSON.stringify(value)),
              ),
            ),
          ),
        ),
  );
}
