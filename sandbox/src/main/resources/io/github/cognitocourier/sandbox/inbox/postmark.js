// The postmark on an opened message: who carried it, and when. It repeats what the text says, so
// it is decoration.

import { svg } from './dom.js';
import { clock, day } from './clock.js';

export function postmark({ provider, receivedAt }) {
  const words = (attributes, text) => svg('text', { 'text-anchor': 'middle', ...attributes }, text);
  return svg(
    'svg',
    { class: 'postmark', viewBox: '0 0 176 104', 'aria-hidden': 'true' },
    svg('path', { id: 'postmark-arc', class: 'guide', d: 'M87 52a37 37 0 0 1 74 0' }),
    ...[34, 46, 58, 70].map((y) =>
      svg('path', { class: 'wave', d: `M2 ${y}q10-6 20 0t20 0 20 0 14-2` }),
    ),
    svg('circle', { cx: 124, cy: 52, r: 48 }),
    svg('circle', { cx: 124, cy: 52, r: 31 }),
    svg(
      'text',
      { class: 'arc', 'text-anchor': 'middle' },
      svg('textPath', { href: '#postmark-arc', startOffset: '50%' }, provider.toUpperCase()),
    ),
    words({ class: 'hour', x: 124, y: 57 }, clock(receivedAt)),
    words({ class: 'day', x: 124, y: 94 }, day(receivedAt).toUpperCase()),
  );
}
