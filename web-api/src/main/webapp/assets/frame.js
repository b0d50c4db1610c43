/** What every page has around its content: navigation, the signed-in reader, notices, announcements to screen readers. */

import { Problem, apiPath, read } from './api.js';
import { markRequested, setBehind } from './behind.js';
import { alert, arrange, button, element, empty, loading } from './dom.js';
import { keepTimesFresh } from './time.js';

export const byId = (id) => document.getElementById(id);

const NOBODY = { name: '', roles: [], deploys: [] };

let reader;

/** Whether the session had expired, so that somebody else may have signed in since; and whether something was not loaded therefore. */
let isInDoubt = false;
let hasGap = false;
let onReturn = () => {};

/** The signed-in reader, as {name, roles, deploys}; the name is empty if signed out. If that is unknown, the next call retries. */
export function me() {
  reader ??= read(apiPath('me')).then(
    ({ body }) => {
      showMe(body);
      return body;
    },
    (error) => {
      if (!error.needsLogin) {
        reader = undefined;
        showUnknown();
      }
      return NOBODY;
    },
  );
  return reader;
}

/** What was omitted for lack of roles appears only after a reload of the page. */
function showUnknown() {
  hasGap = true;
  if (byId('notice').hidden) showNotice('Who you are could not be read', 'Actions that require a role are not shown.', 'Reload');
}

/** Whether the reader has a role. It decides what is offered; the API enforces permissions. */
export async function has(role) {
  return (await me()).roles.includes(role);
}

/** Whether the reader may deploy a service, including by its own role; without a name, whether all of them. */
export async function deploys(service) {
  const { deploys: services } = await me();
  return services.includes('*') || services.includes(service);
}

/** The names of these services that the reader may deploy. */
export async function deployable(names) {
  const may = await Promise.all(names.map(deploys));
  return new Set(names.filter((_, i) => may[i]));
}

/** The placeholder for content that requires another role. */
export function forbidden(title, { name, roles }) {
  return empty(
    title,
    element('p', {}, `You are signed in as ${name}, ${roles.length ? `with the role ${roles.join(', ')}` : 'without a role'}.`),
    element('p', {}, 'Ask an admin for the role that you need.'),
  );
}

/** Announces a text to screen readers once they are silent. While a dialog is open, only the dialog can announce. */
export function announce(text) {
  const status = byId('dialog')?.open ? byId('dialog').querySelector(':scope > [role=status]') : null;
  (status ?? byId('status')).textContent = text;
}

/** Runs `work`; problems go to `onProblem`, an expired session to the top of the page; aborts are ignored. */
export async function guarded(work, onProblem) {
  try {
    return await work();
  } catch (error) {
    if (error.name === 'AbortError') return undefined;
    if (!(error instanceof Problem)) throw error;
    if (error.needsLogin) showSessionEnd();
    else onProblem(error);
    return undefined;
  }
}

const turns = new WeakMap();

/** Starts a load of a region; the returned function tells whether it is still the last one. `fill` and `quietly` call this themselves. */
export function beginReading(region) {
  const turn = (turns.get(region) ?? 0) + 1;
  turns.set(region, turn);
  return () => turns.get(region) === turn;
}

/**
 * Like `guarded`, for refreshing a filled region: a problem leaves it unchanged, and a temporary one schedules a retry,
 * unless another load has begun since. `work` gets `isLast()`: false once a later load of this region has begun. After
 * that, and once no mouse button is down, only the last load of the region passes its problem to `onProblem`, or returns
 * what `work` returned.
 */
export async function quietly(region, work, onProblem = () => {}) {
  const isLast = beginReading(region);
  let problem;
  markRequested(region);
  const answer = await guarded(() => work(isLast), (each) => {
    problem = each;
  });
  if (isLast()) setBehind(region, Boolean(problem?.isPassing));
  await released();
  if (!isLast()) return undefined;
  if (problem) onProblem(problem);
  return answer;
}

const TURN_MILLISECONDS = 5_000;

/** Runs `work`, and waits for it, but not for a request that hangs; what goes wrong after that is reported as an error of the page. */
async function takeTurn(work) {
  const { promise: end, resolve } = Promise.withResolvers();
  let isOver = false;
  const working = work().catch((error) => {
    if (!isOver) throw error;
    reportError(error);
  });
  const timer = setTimeout(() => {
    isOver = true;
    resolve();
  }, TURN_MILLISECONDS);
  try {
    await Promise.race([working, end]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs `work` once at a time, unless it takes long: calls during a run cause one more after it, and wait for that. For
 * loads on events: of loads that overlap, only the last one is shown, and none as long as events come faster than the
 * ledger answers.
 */
export function inTurn(work) {
  let running;
  let isDue = false;
  async function run() {
    try {
      while (isDue) {
        isDue = false;
        await takeTurn(work);
      }
    } finally {
      running = undefined;
    }
  }
  return () => {
    isDue = true;
    running ??= run();
    return running;
  };
}

/** The message in a form; `sent` is what was sent so far. Signing in on this page would reload it and lose the entered values. */
export function sessionEnd(sent = 'Nothing was sent') {
  const signIn = element(
    'a',
    { href: '/', target: '_blank', rel: 'noopener', class: 'pf-v6-c-button pf-m-secondary' },
    element('span', { class: 'pf-v6-c-button__text' }, 'Sign in in another tab'),
  );
  return alert('warning', 'Your session has ended', `${sent}, and what you have entered is still here. Sign in in another tab, then send it again.`, signIn);
}

/** Nothing behind a dialog can be reached: closes one that is still loading; one with a form shows the message itself. */
function showSessionEndIn(dialog) {
  if (dialog.querySelector('[aria-busy]:not(form)')) dialog.close();
  else dialog.querySelector('form .problem:empty')?.append(sessionEnd());
}

export function showSessionEnd() {
  const dialog = byId('dialog');
  if (dialog?.open) showSessionEndIn(dialog);
  if (!isInDoubt || byId('notice').hidden) showNotice('Your session has ended', 'What you see may be out of date. After signing in you return to this page.', 'Sign in again');
  isInDoubt = true;
  // A form that is being sent keeps its values.
  for (const region of document.querySelectorAll('[aria-busy]:not(form)')) {
    settle(region, empty('Not loaded'));
    hasGap = true;
  }
  announce('');
}

function showNotice(title, text, action) {
  const notice = byId('notice');
  notice.replaceChildren(alert('warning', title, text, button(action, () => location.reload(), 'pf-m-primary')));
  notice.hidden = false;
}

/** Calls `listener` once the reader, whose session had expired, has signed in again. */
export function onSignedIn(listener) {
  onReturn = listener;
}

/** Throws if somebody else has signed in since, for instance in another tab: nothing must be sent in their name. */
export async function requireSameReader() {
  if (isInDoubt) await checkReader();
}

/** Like `guarded`, for a button outside a form: sends nothing in the name of somebody who has signed in since. */
export function guardedSend(work, onProblem) {
  return guarded(async () => {
    await requireSameReader();
    return work();
  }, onProblem);
}

async function checkReader() {
  const { name } = await me();
  const { body } = await read(apiPath('me'));
  if (name && body.name !== name) {
    isInDoubt = true;
    const title = `You are signed in as ${body.name} now`;
    showNotice(title, `This page was loaded for ${name}.`, 'Reload');
    throw new Problem(409, title, `Nothing was sent: this page was loaded for ${name}. Reload it to continue.`);
  }
  if (!isInDoubt) return;
  isInDoubt = false;
  if (!hasGap) {
    byId('notice').hidden = true;
    byId('notice').replaceChildren();
  }
  onReturn();
}

/** Puts the loaded nodes in place; nodes already there are not touched. */
export function settle(region, ...nodes) {
  region.removeAttribute('aria-busy');
  arrange(region, nodes);
}

/** Shows a loading state. */
export function busy(region, lines) {
  region.setAttribute('aria-busy', 'true');
  region.replaceChildren(loading(lines));
}

/** Shows a problem in place of the data, with a retry button that passes the focus to the region. */
export function problemIn(region, retry) {
  return (problem) => {
    announce('');
    const again = button('Try again', () => {
      if (!region.hasAttribute('tabindex')) region.tabIndex = -1;
      region.focus();
      retry();
    });
    settle(region, alert('danger', problem.message, problem.detail, again));
  };
}

/** Moves the focus from `place`, or from what is gone, to `next`; leaves it where the reader has moved it meanwhile. */
export function passFocus(place, next) {
  const { activeElement: focused, body } = document;
  if (!focused || focused === body || place.contains(focused)) next?.focus();
}

const offered = new WeakMap();

/** Whether `place` shows this very offer. It stays, with its message: an event may reload the list right after a failed click. */
function isOffered(place, ...offer) {
  const state = JSON.stringify(offer);
  if (!place.hidden && offered.get(place) === state) return true;
  offered.set(place, state);
  return false;
}

function putOffer(place, next, more, note) {
  const hadFocus = place.contains(document.activeElement);
  place.hidden = !next;
  place.replaceChildren(more, note);
  if (hadFocus && next) more.focus({ preventScroll: true });
}

/**
 * Offers a list's next page in `place`, hidden if there is none: a button and `text`, which a problem replaces. `show`
 * gets the page, and calls this again for the following one; then the focus goes to the new button, or to `end`. For
 * another list, hide `place` first.
 */
export function offerNext(place, next, { text = '', signal, end, show }) {
  if (isOffered(place, next, text)) return;
  const note = element('span', { class: 'subtle' }, text);
  const more = button('Show more', async () => {
    more.disabled = true;
    const page = await guarded(
      () => read(next, signal),
      (problem) => note.replaceChildren(element('span', { role: 'alert' }, problem.text)),
    );
    more.disabled = false;
    if (!page) return;
    show(page);
    passFocus(place, place.hidden ? end : place.firstChild);
  });
  putOffer(place, next, more, note);
}

/** Like `offerNext`, for a list that is reloaded with more items: `grow` does that, calls this, and gets where to show a problem. */
export function offerMore(place, next, shown, { grow, end }) {
  if (isOffered(place, next, shown)) return;
  const note = element('span', { class: 'subtle' }, `${shown} shown`);
  const more = button('Show more', async () => {
    more.disabled = true;
    await grow(({ text }) => note.replaceChildren(element('span', { role: 'alert' }, text)));
    more.disabled = false;
    passFocus(place, place.hidden ? end : place.firstChild);
  });
  putOffer(place, next, more, note);
}

const PRESS_MILLISECONDS = 10_000;

let release = Promise.resolve();

/** A press ends at the latest with its click; one without an end event, such as a drag out of the window, ends by itself. */
function holdDuringPress({ isPrimary, button: pressed }) {
  if (!isPrimary || pressed !== 0) return;
  const { promise, resolve } = Promise.withResolvers();
  release = promise;
  const end = () => setTimeout(resolve, 0);
  addEventListener('pointerup', end, { once: true, capture: true });
  addEventListener('pointercancel', end, { once: true, capture: true });
  setTimeout(resolve, PRESS_MILLISECONDS);
}

/** Resolves once no mouse button is down: a click on what is replaced before that would be lost. */
export function released() {
  return release;
}

/**
 * Fills a region with the nodes that `draw` returns, or a function that makes them, called when they are put in place, for
 * nodes taken over from what is shown; null hides the region's section: nothing for this reader. The
 * first time, shows a loading state, and a problem if there is one; later updates are quiet: the last call wins, and a
 * problem leaves the content unchanged and goes to `onProblem`, or by default schedules a retry if it may be temporary.
 * The focus stays as with `redraw`. Nothing is replaced while a mouse button is down: the click would be lost. `retry` is
 * called by the retry button, if more than this region depends on it. `draw` gets `isLast()`: once it is false, a later
 * load has begun and it must not change the page. Returns whether the region now shows this call's nodes.
 */
export async function fill(region, draw, { lines = 3, retry = () => fill(region, draw, { lines }), onProblem } = {}) {
  const isLast = beginReading(region);
  const isFirst = !region.hasChildNodes() || region.hasAttribute('aria-busy') || region.querySelector(':scope > .pf-m-danger');
  if (isFirst) busy(region, lines);
  markRequested(region);
  const failed = isFirst ? problemIn(region, retry) : (onProblem ?? (({ isPassing }) => setBehind(region, isPassing)));
  let hasFailed = false;
  const nodes = await guarded(() => draw(isLast), (problem) => {
    hasFailed = true;
    if (isLast()) failed(problem);
  });
  if (isLast() && (isFirst || !hasFailed)) setBehind(region, false);
  await released();
  if (nodes === undefined || !isLast()) return false;
  region.closest('section').hidden = nodes === null;
  redraw(region, () => (typeof nodes === 'function' ? nodes() : nodes) ?? []);
  return true;
}

/**
 * Puts the nodes that `draw` returns in place. The focus stays on the element with the same id, address or, for the summary
 * of `details`, their `data-key`; `details` with the same `data-key` stay open.
 */
export function redraw(region, draw) {
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const mark = focused && markOf(focused);
  const alike = () => (mark ? [...region.querySelectorAll(focused.localName)].filter((each) => markOf(each) === mark) : []);
  const place = alike().indexOf(focused);
  const unfolded = [...region.querySelectorAll('details[open][data-key]')].map(({ dataset }) => dataset.key);
  settle(region, ...draw());
  for (const node of region.querySelectorAll('details[data-key]')) node.open ||= unfolded.includes(node.dataset.key);
  if (!focused || focused === document.activeElement) return;
  const next = focused.isConnected ? focused : focused.id ? byId(focused.id) : (alike()[place] ?? alike()[0]);
  next?.focus({ preventScroll: true });
}

/** What tells an element without an id from others of its kind; several links may have the same address. */
function markOf({ href, localName, parentElement }) {
  return localName === 'summary' ? parentElement.dataset.key : href;
}

function markPlace() {
  const links = [...document.querySelectorAll('.bar nav a:not(#handbook)')];
  const here = links.filter(({ pathname }) =>
    pathname === '/' ? ['/', '/deployments/'].includes(location.pathname) : location.pathname.startsWith(pathname),
  );
  here.at(-1)?.setAttribute('aria-current', here.at(-1).pathname === location.pathname ? 'page' : 'true');
}

/** The address of a page of the handbook, or null if this host does not serve it. */
export function handbook(page = '') {
  const { hostname, host } = location;
  return /^[^.]+\.[^.]+.*[a-z]$/.test(hostname) ? `https://${host.replace(/^[^.]+/, 'static')}/${page}` : null;
}

function linkHandbook() {
  const address = handbook();
  if (!address) return;
  const link = byId('handbook');
  link.href = address;
  link.hidden = false;
}

function showMe({ name, roles }) {
  byId('me').replaceChildren(element('strong', {}, name), ' ', element('span', { class: 'roles' }, roles.join(', ') || 'no role'));
  byId('who').hidden = false;
  for (const link of document.querySelectorAll('.bar [data-role]')) link.hidden = !roles.includes(link.dataset.role);
}

addEventListener('pointerdown', holdDuringPress, { capture: true });
markPlace();
linkHandbook();
keepTimesFresh();
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') guarded(checkReader, () => {});
});
me();
