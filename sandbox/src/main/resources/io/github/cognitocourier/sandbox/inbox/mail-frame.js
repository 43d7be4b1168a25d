// A frame that shows a mail and runs none of it.
//
// The frame's sandbox has no allow-scripts, and the page's own Content-Security-Policy, which a
// srcdoc frame inherits, refuses inline scripts, remote images and remote styles. It refuses
// inline styles too, and mails consist of little else. So they are taken out of the markup
// before it is parsed and given back through the CSSOM, which the policy permits. That is why
// the frame keeps this page's origin (allow-same-origin): this page may reach in; without
// scripts, nothing can reach out.

import { el } from './dom.js';

const TAG = /<\/?[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const MASKED_STYLE = 'data-mail-style';

/**
 * `onSize({width, overflow})` is called when the mail was laid out; `onLink(url)` when a link
 * was clicked.
 */
export function mailFrame(html, { onSize, onLink }) {
  const { markup, sheets } = withoutStyles(html);
  const frame = el('iframe', {
    class: 'mail',
    id: 'mail',
    title: 'Rendered e-mail',
    sandbox: 'allow-same-origin',
    referrerpolicy: 'no-referrer',
  });
  frame.addEventListener('load', () => {
    restoreStyles(frame, sheets);
    watchSize(frame, onSize);
    catchLinks(frame, onLink);
    passKeysOn(frame);
  });
  frame.srcdoc = markup;
  return frame;
}

function withoutStyles(html) {
  const masked = html.replace(TAG, (tag) =>
    tag
      .replace(/^<(\/?)style\b/i, (_, slash) => (slash ? '</script' : '<script type="text/css"'))
      .replace(/\sstyle(?=\s*=)/gi, ` ${MASKED_STYLE}`),
  );
  const mail = new DOMParser().parseFromString(masked, 'text/html');
  const sheets = [...mail.querySelectorAll('script[type="text/css"]')].map(
    ({ textContent, media }) => ({ css: textContent, media: media ?? '' }),
  );
  mail
    .querySelectorAll('script, link, base, meta[http-equiv]')
    .forEach((element) => element.remove());
  return { markup: `<!doctype html>${mail.documentElement.outerHTML}`, sheets };
}

function restoreStyles(frame, sheets) {
  const { contentDocument: mail, contentWindow: window } = frame;
  mail.adoptedStyleSheets = sheets.map(({ css, media }) => {
    const sheet = new window.CSSStyleSheet({ media });
    sheet.replaceSync(css);
    return sheet;
  });
  for (const element of mail.querySelectorAll(`[${MASKED_STYLE}]`)) {
    element.style.cssText = element.getAttribute(MASKED_STYLE);
    element.removeAttribute(MASKED_STYLE);
  }
}

/** Makes the frame as tall as its mail, so that there is one scroll bar and not two. */
function watchSize(frame, onSize) {
  let widthBefore = 0;
  const measure = () => {
    const page = frame.contentDocument?.documentElement;
    if (!page) return;
    // No page is shorter than its window: only at a new width may it become so.
    const least = frame.clientWidth === widthBefore ? page.scrollHeight : 0;
    widthBefore = frame.clientWidth;
    const edges = frame.offsetHeight - page.clientHeight; // and the bar below what is too wide
    const height = Math.max(page.getBoundingClientRect().height, least) + edges;
    frame.style.height = `${Math.ceil(height)}px`;
    onSize({ width: page.clientWidth, overflow: page.scrollWidth - page.clientWidth });
  };
  new ResizeObserver(measure).observe(frame.contentDocument.documentElement);
  new ResizeObserver(measure).observe(frame);
  measure();
}

function catchLinks(frame, onLink) {
  frame.contentDocument.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href], area[href]');
    if (!link) return;
    event.preventDefault();
    onLink(link.getAttribute('href'));
  });
}

/** Shortcuts keep working while the frame has the focus; keys that scroll stay in it. */
function passKeysOn(frame) {
  frame.contentDocument.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
    if (key.startsWith('Arrow') || key === 'Enter' || key === 'Tab') return;
    frame.dispatchEvent(
      new KeyboardEvent('keydown', { key, ctrlKey, metaKey, altKey, bubbles: true }),
    );
  });
}
