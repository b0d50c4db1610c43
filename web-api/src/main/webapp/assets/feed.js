/**
 * Changes in the ledger while the page is open: server-sent events, passed on in batches. The browser reconnects by
 * itself and sends the id of the last event. A hidden page is told nothing until it is shown, and soon has no stream: the
 * ledger has few. Chance keeps many pages from loading at once.
 */

import { apiPath, read } from './api.js';
import { beginAttempt, onBehindChange } from './behind.js';
import { byId, element } from './dom.js';
import { checkReader, has, onSignedIn, showSessionEnd } from './session.js';

const GATHER_MILLISECONDS = 250;
const SPREAD_MILLISECONDS = 500;
const READY_MILLISECONDS = 700;
const LOST_MILLISECONDS = 5_000;
const HIDDEN_MILLISECONDS = 30_000;
const KEEP_MILLISECONDS = 600_000;
const FIRST_RETRY_MILLISECONDS = 2_000;
const LAST_RETRY_MILLISECONDS = 60_000;
const FIRST_ATTEMPT_MILLISECONDS = 5_000;
const LAST_ATTEMPT_MILLISECONDS = 60_000;
const OTHER_READER = 409;

const listeners = new Set();
/** What time has made due while the page was hidden. */
const due = new Set();
const ready = Promise.withResolvers();
let source;
let isSettled = false;
let gathered = [];
let gathering;
let losing;
let leaving;
let keeping;
let retrying;
let retry = FIRST_RETRY_MILLISECONDS;
let isOpen = false;
/** Whether there is no stream and none will follow: the reader may no longer have one, or their session has expired, until they sign in. */
let isOver = false;
/** Whether there is no stream because the page is hidden. */
let isAway = false;
let isBehind = false;
let attempting;
let pause = FIRST_ATTEMPT_MILLISECONDS;

/**
 * Calls `listener(concerns)` on each change. `concerns(kinds, where)` tells whether the batch has a change of one of
 * these kinds, for this service, environment or id if given; if events may have been missed, it returns true for
 * everything. Await it before the first load: no change is missed after that.
 */
export function onChange(listener) {
  listeners.add(listener);
  if (!source) {
    open();
    setTimeout(settle, READY_MILLISECONDS);
    document.addEventListener('visibilitychange', followVisibility);
    if (document.hidden) followVisibility();
  }
  return ready.promise;
}

/** Runs `work`, which time makes due and not a change: now, or once the page is shown. */
export function whenShown(work) {
  if (document.hidden) due.add(work);
  else work();
}

function settle() {
  isSettled = true;
  ready.resolve();
}

function open() {
  let isFirst = true;
  source?.close();
  source = new EventSource(apiPath('events'));
  source.addEventListener('open', () => {
    retry = FIRST_RETRY_MILLISECONDS;
    clearTimeout(losing);
    losing = undefined;
    isOpen = true;
    show();
    // This stream does not report changes since the first load.
    if (isFirst && isSettled) gather(null);
    isFirst = false;
    settle();
  });
  source.addEventListener('changed', (event) => gather(JSON.parse(event.data)));
  source.addEventListener('reset', () => gather(null));
  source.addEventListener('error', () => {
    losing ??= setTimeout(lose, LOST_MILLISECONDS);
    // The browser reconnects after a broken connection, but not after a response that is not a stream.
    if (source.readyState === EventSource.CLOSED) retrying = setTimeout(reopen, sooner(retry));
    settle();
  });
}

function lose() {
  isOpen = false;
  show();
}

/** Reopens the stream if that can help. If the ledger responds without a stream, at least refreshes the page once. */
async function reopen() {
  clearTimeout(retrying);
  isAway = document.hidden;
  if (isAway) return;
  retry = Math.min(2 * retry, LAST_RETRY_MILLISECONDS);
  try {
    const { roles } = await checkReader();
    if (!roles.includes('viewer')) {
      close();
      return;
    }
    gather(null);
  } catch (error) {
    if (error.needsLogin) {
      end();
      return;
    }
    if (error.status === OTHER_READER) {
      close();
      awaitReader();
      return;
    }
  }
  open();
}

function followVisibility() {
  clearTimeout(leaving);
  clearInterval(keeping);
  if (document.hidden) leaving = setTimeout(leave, HIDDEN_MILLISECONDS);
  else comeBack();
}

function leave() {
  if (isOver) return;
  source.close();
  isAway = true;
  // Without requests, the session would end; in its half hour, one may fail.
  keeping = setInterval(() => read(apiPath('me')).catch(() => {}), KEEP_MILLISECONDS);
}

function comeBack() {
  for (const work of due) work();
  due.clear();
  if (!isAway) {
    notifyListeners();
    return;
  }
  losing ??= setTimeout(lose, LOST_MILLISECONDS);
  reopen();
}

/** This reader no longer has a stream; hides the indicator. */
function close() {
  clearTimeout(losing);
  losing = undefined;
  isOpen = false;
  isOver = true;
  byId('feed').hidden = true;
}

function end() {
  close();
  showSessionEnd();
  awaitReader();
}

function awaitReader() {
  onSignedIn(() => {
    if (!isOver) return;
    isOver = false;
    reopen();
  });
}

function gather(change) {
  gathered.push(change);
  gathering ??= setTimeout(notifyListeners, GATHER_MILLISECONDS + Math.random() * SPREAD_MILLISECONDS);
}

function notifyListeners() {
  clearTimeout(gathering);
  gathering = undefined;
  if (document.hidden || !gathered.length) return;
  const changes = gathered;
  gathered = [];
  const concerns = (kinds, where = {}) => changes.some((change) => !change || isAbout(change, kinds, where));
  for (const listener of listeners) listener(concerns);
}

function isAbout(change, kinds, where) {
  return (
    kinds.includes(change.kind) &&
    Object.entries(where).every(([member, value]) => !value || !change[member] || change[member] === value)
  );
}

// No event reports a failed refresh: everything is reloaded until no region is behind.
onBehindChange((isAny) => {
  isBehind = isAny;
  clearTimeout(attempting);
  pause = FIRST_ATTEMPT_MILLISECONDS;
  if (isBehind) attempting = setTimeout(attempt, sooner(pause));
  show();
});

function attempt() {
  if (!document.hidden) {
    if (!beginAttempt()) return;
    gather(null);
    pause = Math.min(2 * pause, LAST_ATTEMPT_MILLISECONDS);
  }
  attempting = setTimeout(attempt, sooner(pause));
}

/** This time, or by chance down to half of it. */
function sooner(milliseconds) {
  return milliseconds * (1 - Math.random() / 2);
}

/** Live: the stream is open, and no region is behind. */
async function show() {
  if (!(await has('viewer')) || isOver) return;
  const [state, text] = isOpen && !isBehind ? ['live', 'Live'] : ['lost', 'Reconnecting'];
  const node = byId('feed');
  node.dataset.state = state;
  node.replaceChildren(element('span', { class: 'dot', 'aria-hidden': 'true' }), text);
  node.hidden = false;
}
