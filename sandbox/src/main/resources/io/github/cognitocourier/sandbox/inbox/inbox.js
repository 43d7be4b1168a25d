// The page: which part tells which other part what.

import * as api from './api.js';
import * as connect from './connect.js';
import * as detail from './detail.js';
import * as faults from './faults.js';
import * as list from './list.js';
import * as trigger from './trigger.js';
import { toast } from './clipboard.js';
import { keepTimesFresh } from './clock.js';
import { dialog } from './dialogs.js';
import { find } from './dom.js';
import { listenToKeys } from './keys.js';
import { themeButton } from './theme.js';

const NARROW = matchMedia('(max-width: 800px)');
const LOST_AFTER_MILLIS = 600; // a reload of the server is shorter than the eye
let arrivedWhileLoading = null;
let losing;

const openTrigger = trigger.triggerDialog({
  openers: ['#fire', '#empty-fire'],
  onOpen: () => loadSettings(),
  onOpened: (id) => {
    list.resetFilter();
    list.select(id);
    openDetail();
  },
  onFired: faults.refresh,
});
const openFaults = faults.faultsDialog(['#open-faults']);
const openHelp = dialog('#help-dialog', { openers: ['#open-help'] });
dialog('#connect-dialog', {
  openers: ['#open-connect', '#empty-connect'],
  onOpen: () => loadSettings(),
});
dialog('#clear-dialog', {
  openers: ['#clear'],
  onOpen: () =>
    (find('#clear-text').textContent =
      `${list.size() === 1 ? 'One message' : `${list.size()} messages`} will be gone for good.`),
});
find('#clear-confirm').addEventListener('click', clear);

list.listen({
  onSelect: (message) => detail.show(message, closeDetail),
  onOpen: openDetail,
  onChange: showState,
});
addEventListener('popstate', () => showView('list'));
NARROW.addEventListener('change', () => chooseNewest());

listenToKeys({
  j: () => list.move(1),
  k: () => list.move(-1),
  ArrowDown: () => list.move(1),
  ArrowUp: () => list.move(-1),
  Home: () => list.move(-Infinity),
  End: () => list.move(Infinity),
  Enter: openDetail,
  Escape: leave,
  c: detail.copyCode,
  t: openTrigger,
  f: openFaults,
  '/': () => {
    closeDetail();
    find('#filter').focus();
    find('#filter').select();
  },
  '?': openHelp,
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((number) => [String(number), () => detail.showTab(number)]),
  ),
});
themeButton(find('#theme'));
keepTimesFresh();
api.subscribe({ onOpen: connected, onLost: lost, onMessage: arrive, onCleared: reload });
reload();

async function connected() {
  clearTimeout(losing);
  losing = undefined;
  showConnection('open', 'Live');
  await Promise.all([reload(), loadSettings(), faults.refresh()]);
}

function lost() {
  losing ??= setTimeout(() => showConnection('lost', 'Offline'), LOST_AFTER_MILLIS);
}

function showConnection(state, word) {
  find('#connection').dataset.connection = state;
  find('#connection-text').textContent = word;
  find('#connection-lost').hidden = state !== 'lost';
}

/** Takes the list from the server; what the stream brings meanwhile is not lost. */
async function reload() {
  const late = (arrivedWhileLoading = []);
  try {
    const messages = await api.messages();
    const known = new Set(messages.map(({ id }) => id));
    list.replaceAll([...late.filter(({ id }) => !known.has(id)).reverse(), ...messages]);
    document.body.dataset.loaded = 'true';
    showState();
    chooseNewest();
  } catch {
    lost();
  } finally {
    if (arrivedWhileLoading === late) arrivedWhileLoading = null;
  }
}

async function loadSettings() {
  try {
    const settings = await api.settings();
    for (const part of [connect, faults, trigger]) part.useSettings(settings);
  } catch {
    lost();
  }
}

function arrive(message) {
  arrivedWhileLoading?.push(message);
  if (!list.add(message)) return;
  trigger.noteArrival(message);
  const kind = message.channel === 'sms' ? 'SMS' : 'e-mail';
  find('#arrivals').textContent = `New ${kind} to ${message.to}: ${list.headline(message)}`;
  chooseNewest();
  faults.refresh();
}

async function clear() {
  find('#clear-dialog').close();
  try {
    await api.clearMessages();
    list.replaceAll([]);
    find('#empty-fire').focus();
  } catch (error) {
    toast(error.message);
  }
}

/** Where list and message stand side by side, a message is open as soon as there is one. */
function chooseNewest() {
  if (!NARROW.matches && !list.selected() && list.newest()) list.select(list.newest().id);
}

function showState() {
  const unread = list.unread();
  document.title = `${unread > 0 ? `(${unread}) ` : ''}Inbox · Cognito Courier`;
  find('#clear').disabled = list.size() === 0;
  if (document.body.dataset.loaded)
    document.body.dataset.state = list.size() === 0 ? 'empty' : 'filled';
  if (list.size() === 0 || !list.selected()) showView('list');
}

function openDetail() {
  if (!list.selected()) list.move(0);
  if (!list.selected()) return;
  if (NARROW.matches && document.body.dataset.view === 'list')
    history.pushState({ view: 'detail' }, '');
  showView('detail');
  find('#detail').focus({ preventScroll: true });
}

function closeDetail() {
  if (NARROW.matches && document.body.dataset.view === 'detail' && history.state?.view === 'detail')
    history.back();
  showView('list');
  list.focus();
}

function leave() {
  if (find('#filter').matches(':focus') || !find('#detail').matches(':focus-within'))
    list.resetFilter();
  closeDetail();
}

function showView(view) {
  document.body.dataset.view = view;
}
