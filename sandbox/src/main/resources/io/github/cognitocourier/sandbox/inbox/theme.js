// Light, dark, or as the system says. Loaded before the first paint, so a remembered choice
// never flashes.

const KEY = 'courier.theme';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const WORDS = { auto: 'as the system', light: 'light', dark: 'dark' };

let theme = remembered();
apply();

/** Lets a button step through the themes. */
export function themeButton(button) {
  const show = () => {
    button.querySelector('use').setAttribute('href', `#i-${theme}`);
    button.setAttribute('aria-label', `Theme: ${WORDS[theme]}`);
    button.title = `Theme: ${WORDS[theme]}. Press for ${WORDS[NEXT[theme]]}.`;
  };
  button.addEventListener('click', () => {
    theme = NEXT[theme];
    localStorage.setItem(KEY, theme);
    apply();
    show();
  });
  show();
}

/** Whether the page is dark now, whoever decided it. */
export function isDark() {
  return (
    theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  );
}

function remembered() {
  const stored = localStorage.getItem(KEY);
  return stored in NEXT ? stored : 'auto';
}

function apply() {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
