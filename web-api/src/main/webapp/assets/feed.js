/** What changes in the ledger while the page is open: server-sent events, passed on in small heaps. */

import { byId, me, showSessionEnd } from './frame.js';
import { apiPath, read } from './api.js';
import { element } from './dom.js';

const GATHER_MILLISECONDS = 250;
const FIRST_RETRY_MILLISECONDS = 2_000;
const LAST_RETRY_MILLISECONDS = 60_000;

const listeners = new Set();
let source;
let gathered = [];
let gathering;
let retry = FIRST_RETRY_MILLISECONDS;
let wasOpen = false;

/**
 * Calls `listener(concerns)` whenever something has changed. `concerns(kinds, where)` tells whether a change of one of
 * these kinds is among it, and of this service, environment or id where one is given; after a lost connection, when
 * nobody knows what was missed, it says yes to everything.
 */
export function onChange(listener) {
  listeners.add(listener);
  if (!source) open();
}

function open() {
  source = new EventSource(apiPath('events'));
  source.addEventListener('open', () => {
    retry = FIRST_RETRY_MILLISECONDS;
    show('live', 'Live');
    if (wasOpen) gather(null);
    wasOpen = true;
  });
  source.addEventListener('changed', (event) => gather(JSON.parse(event.data)));
  source.addEventListener('reset', () => gather(null));
  source.addEventListener('error', () => {
    show('lost', 'Reconnecting');
    // The browser itself tries again after a broken connection, but not after an answer that is no stream.
    if (source.readyState === EventSource.CLOSED) setTimeout(reopen, retry);
  });
}

async function reopen() {
  retry = Math.min(2 * retry, LAST_RETRY_MILLISECONDS);
  try {
    await read(apiPath('me'));
  } catch (error) {
    if (error.needsLogin) {
      showSessionEnd();
      byId('feed').hidden = true;
      return;
    }
  }
  open();
}

function gather(change) {
  gathered.push(change);
  gathering ??= setTimeout(tell, GATHER_MILLISECONDS);
}

function tell() {
  const changes = gathered;
  gathered = [];
  gathering = undefined;
  const concerns = (kinds, where = {}) => changes.some((change) => !change || isAbout(change, kinds, where));
  for (const listener of listeners) listener(concerns);
}

function isAbout(change, kinds, where) {
  return (
    kinds.includes(change.kind) &&
    Object.entries(where).every(([member, value]) => !value || !change[member] || change[member] === value)
  );
}

async function show(state, text) {
  if (!(await me).name) return;
  const node = byId('feed');
  node.dataset.state = state;
  node.replaceChildren(element('span', { class: 'dot', 'aria-hidden': 'true' }), text);
  node.hidden = false;
}
