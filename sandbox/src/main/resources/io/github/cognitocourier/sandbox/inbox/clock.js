// Times as people read them: "2 min" in the list, the exact one in its title.

const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const REFRESH_MILLIS = 15_000;

export const exact = (instant) => EXACT.format(new Date(instant));
export const clock = (instant) => CLOCK.format(new Date(instant));
export const day = (instant) => DAY.format(new Date(instant));

export function relative(instant, now = Date.now()) {
  const seconds = Math.max(0, (now - Date.parse(instant)) / 1000);
  if (seconds < 45) return 'now';
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h`;
  return day(instant);
}

/** Keeps every `<time data-relative>` on the page true. */
export function keepTimesFresh() {
  setInterval(() => {
    for (const time of document.querySelectorAll('time[data-relative]')) {
      time.textContent = relative(time.dateTime);
    }
  }, REFRESH_MILLIS);
}
