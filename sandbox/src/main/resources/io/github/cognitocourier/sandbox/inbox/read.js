// Which messages have been looked at. The server does not keep it; this browser does.

const KEY = 'courier.read';
const read = new Set(stored());

export const isRead = (id) => read.has(id);

export function markRead(id) {
  read.add(id);
  store();
}

/** Forgets messages that are gone. */
export function keepOnly(ids) {
  const present = new Set(ids);
  for (const id of read) if (!present.has(id)) read.delete(id);
  store();
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function store() {
  localStorage.setItem(KEY, JSON.stringify([...read]));
}
