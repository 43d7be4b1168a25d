// The Phone tab: the SMS as it looks on a phone, what it costs in segments, and where it breaks.

import { el } from './dom.js';
import { clock } from './clock.js';
import { outsideGsm, segment } from './segments.js';

export function smsView({ from, text, receivedAt, segments: reported }) {
  const computed = segment(text);
  const { encoding, units, unitsPerSegment } = reported ?? computed;
  const count = reported?.count ?? computed.parts.length;
  return el(
    'div',
    { class: 'sms-view' },
    el(
      'figure',
      { class: 'phone' },
      el(
        'figcaption',
        {},
        el(
          'span',
          { class: 'avatar', 'aria-hidden': 'true' },
          (from ?? '?').replace('+', '').charAt(0),
        ),
        el('span', {}, from ?? 'Unknown sender'),
      ),
      el('p', { class: 'when' }, clock(receivedAt)),
      bubble(computed.parts),
    ),
    el(
      'section',
      { class: 'postage', 'aria-label': 'Segments' },
      el(
        'p',
        { class: 'segment-count', id: 'segment-count' },
        el('strong', {}, String(count)),
        count === 1 ? ' segment' : ' segments',
      ),
      el(
        'p',
        { class: 'encoding' },
        el('span', { id: 'segment-encoding' }, encoding),
        ` · ${units} units, ${unitsPerSegment} per segment`,
      ),
      el(
        'ol',
        { class: 'meters' },
        ...computed.parts.map((part, index) => meterOf(part, index, unitsPerSegment)),
      ),
      dear(encoding, text),
    ),
  );
}

function bubble(parts) {
  return el(
    'p',
    { class: 'bubble', id: 'sms-bubble' },
    ...parts.map((part, index) =>
      el(
        'span',
        { class: 'part', 'data-segment': index + 1 },
        index > 0
          ? el(
              'span',
              { class: 'break', title: `Segment ${index + 1} begins here` },
              el('span', { class: 'unseen' }, `segment ${index + 1}: `),
            )
          : null,
        part.text,
      ),
    ),
  );
}

function meterOf({ units }, index, limit) {
  const bar = el('span', { class: 'fill' });
  bar.style.inlineSize = `${Math.min(100, (100 * units) / limit)}%`;
  return el(
    'li',
    {},
    el('span', { class: 'meter', 'aria-hidden': 'true' }, bar),
    el('span', {}, `${index + 1}: ${units} of ${limit}`),
  );
}

function dear(encoding, text) {
  const characters = encoding === 'UCS-2' ? outsideGsm(text) : [];
  if (characters.length === 0) return null;
  return el(
    'p',
    { class: 'hint' },
    'Outside the GSM alphabet, so a segment holds less than half: ',
    ...characters.slice(0, 12).map((character) => el('span', { class: 'glyph' }, character)),
  );
}
