/** What every page has around its content: where one is, who is signed in, what went wrong, what a screen reader is told. */

import { Problem, apiPath, read } from './api.js';
import { markRequested, setBehind } from './behind.js';
import { alert, arrange, button, element, empty, loading } from './dom.js';
import { keepTimesFresh } from './time.js';

export const byId = (id) => document.getElementById(id);

const NOBODY = { name: '', roles: [], deploys: [] };

let reader;

/** Whether the session had ended, so that somebody else may have signed in since; and whether something was not loaded for that. */
let isInDoubt = false;
let hasGap = false;
let onReturn = () => {};

/** Who is signed in, as {name, roles, deploys}; the name is empty when nobody is. Where that cannot be told, the next call asks again. */
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

/** What is left out for want of the roles comes by loading the page anew alone. */
function showUnknown() {
  hasGap = true;
  if (byId('notice').hidden) showNotice('Who you are could not be read', 'Actions that require a role are not shown.', 'Reload');
}

/** Whether the reader has a role. It decides what is offered; what is allowed, the API decides. */
export async function has(role) {
  return (await me()).roles.includes(role);
}

/** Whether the reader may deploy a service, be it by a role of its own; without a name, whether all of them. */
export async function deploys(service) {
  const { deploys: services } = await me();
  return services.includes('*') || services.includes(service);
}

/** Those of these services, by their names, that the reader may deploy. */
export async function deployable(names) {
  const may = await Promise.all(names.map(deploys));
  return new Set(names.filter((_, i) => may[i]));
}

/** What stands in place of what somebody may not see. */
export function forbidden(title, { name, roles }) {
  return empty(
    title,
    element('p', {}, `You are signed in as ${name}, ${roles.length ? `with the role ${roles.join(', ')}` : 'without a role'}.`),
    element('p', {}, 'Ask an admin for the role that you need.'),
  );
}

/** Tells a screen reader, once it is silent. While a dialog is open, there is nothing else for it. */
export function announce(text) {
  const status = byId('dialog')?.open ? byId('dialog').querySelector(':scope > [role=status]') : null;
  (status ?? byId('status')).textContent = text;
}

/** Runs `work`; a problem goes to `onProblem`, the end of the session to the top of the page, and an abort nowhere. */
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

/** Counts one more reading of a region; what it returns tells whether that is still the last one. `fill` and `quietly` do it themselves. */
export function beginReading(region) {
  const turn = (turns.get(region) ?? 0) + 1;
  turns.set(region, turn);
  return () => turns.get(region) === turn;
}

/**
 * As `guarded`, for what reads a region anew that is filled already: a problem leaves it as it is, and one that may pass has it read
 * again later, unless another reading has begun since. `work` gets `isLast()`: false once a later read of this region has begun. A problem
 * goes to `onProblem` only while it is true.
 */
export async function quietly(region, work, onProblem = () => {}) {
  const isLast = beginReading(region);
  let isBehind = false;
  markRequested(region);
  const answer = await guarded(() => work(isLast), (problem) => {
    isBehind = problem.isPassing;
    if (isLast()) onProblem(problem);
  });
  if (isLast()) setBehind(region, isBehind);
  return answer;
}

/** What a form says; `sent` is what became of it so far. Signing in on this page would load it anew, and what was entered would be gone. */
export function sessionEnd(sent = 'Nothing was sent') {
  const signIn = element(
    'a',
    { href: '/', target: '_blank', rel: 'noopener', class: 'pf-v6-c-button pf-m-secondary' },
    element('span', { class: 'pf-v6-c-button__text' }, 'Sign in in another tab'),
  );
  return alert('warning', 'Your session has ended', `${sent}, and what you have entered is still here. Sign in in another tab, then send it again.`, signIn);
}

/** Nothing behind a dialog can be reached: one that is still loading is closed, and one with a form says it itself. */
function showSessionEndIn(dialog) {
  if (dialog.querySelector('[aria-busy]:not(form)')) dialog.close();
  else dialog.querySelector('form .problem:empty')?.append(sessionEnd());
}

export function showSessionEnd() {
  const dialog = byId('dialog');
  if (dialog?.open) showSessionEndIn(dialog);
  if (!isInDoubt || byId('notice').hidden) showNotice('Your session has ended', 'What you see may be out of date. After signing in you return to this page.', 'Sign in again');
  isInDoubt = true;
  // A form that is being sent keeps what was entered.
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

/** Calls `listener` once the reader, whose session had ended, is signed in again. */
export function onSignedIn(listener) {
  onReturn = listener;
}

/** Throws where somebody else may have signed in since, in another tab, and has: nothing is sent in their name. */
export async function requireSameReader() {
  if (isInDoubt) await checkReader();
}

/** As `guarded`, for a button outside of a form: `work` sends something, and nothing is sent in the name of whoever signed in since. */
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

/** Puts the nodes that were awaited into their place; those that are there already are not touched. */
export function settle(region, ...nodes) {
  region.removeAttribute('aria-busy');
  arrange(region, nodes);
}

/** Shows that something is awaited here. */
export function busy(region, lines) {
  region.setAttribute('aria-busy', 'true');
  region.replaceChildren(loading(lines));
}

/** Shows a problem where its data would be, with a button to try again that hands the focus on to the region. */
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

/**
 * Offers a list's next page in `place`, which is hidden where there is none: by a button, and beside it `text`, which a problem takes the
 * place of. `show` gets the page, and calls this again for the one after it; then the focus goes to the new button, or to `end`.
 */
export function offerNext(place, next, { text = '', signal, end, show }) {
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
    (place.hidden ? end : place.firstChild).focus();
  });
  place.hidden = !next;
  place.replaceChildren(more, note);
}

const offered = new WeakMap();

/**
 * The same for a list that is read again with more in it: `grow` does that, calls this, and gets where to tell a problem. What offers the
 * same already stays as it is, with what it tells: an event has the list read again right after a press that failed.
 */
export function offerMore(place, next, shown, { grow, end }) {
  const offer = JSON.stringify([next, shown]);
  if (!place.hidden && offered.get(place) === offer) return;
  offered.set(place, offer);
  const note = element('span', { class: 'subtle' }, `${shown} shown`);
  const more = button('Show more', async () => {
    more.disabled = true;
    await grow(({ text }) => note.replaceChildren(element('span', { role: 'alert' }, text)));
    more.disabled = false;
    (place.hidden ? end : place.firstChild)?.focus();
  });
  const hadFocus = place.contains(document.activeElement);
  place.hidden = !next;
  place.replaceChildren(more, note);
  if (hadFocus && next) more.focus();
}

const PRESS_MILLISECONDS = 10_000;

let release = Promise.resolve();

/** A press is over after its click at the latest; one whose end is not told, as of a drag out of the window, ends by itself. */
function holdDuringPress({ isPrimary, button: pressed }) {
  if (!isPrimary || pressed !== 0) return;
  const { promise, resolve } = Promise.withResolvers();
  release = promise;
  const end = () => setTimeout(resolve);
  addEventListener('pointerup', end, { once: true, capture: true });
  addEventListener('pointercancel', end, { once: true, capture: true });
  setTimeout(resolve, PRESS_MILLISECONDS);
}

/**
 * Fills a region by what `draw` makes: nodes, or null where there is nothing for this reader, which hides the region's
 * section. The first time it shows that it waits, and a problem if there is one; later it changes quietly, the last
 * call wins, and a problem leaves what is there and goes to `onProblem`, without which one that may pass has it read again
 * later. The focus stays on what leads to the same address or has the same id, and `details` with the same `data-key` stay
 * open. Nothing is replaced while a button of the mouse is down: the click would be lost. `retry` is what trying again calls,
 * where more than this region depends on it. `draw` gets `isLast()`: false once a later read of this region has begun; then it may no
 * longer change what is shown already. Tells whether the region now shows what this call has drawn.
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
  await release;
  if (nodes === undefined || !isLast()) return false;
  region.closest('section').hidden = nodes === null;
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const unfolded = [...region.querySelectorAll('details[open][data-key]')].map(({ dataset }) => dataset.key);
  settle(region, ...(nodes ?? []));
  for (const node of region.querySelectorAll('details[data-key]')) node.open ||= unfolded.includes(node.dataset.key);
  if (!focused || focused.isConnected) return true;
  if (focused.id) byId(focused.id)?.focus();
  else if (focused.href) [...region.querySelectorAll('a')].find(({ href }) => href === focused.href)?.focus();
  return true;
}

function markPlace() {
  const links = [...document.querySelectorAll('.bar nav a:not(#handbook)')];
  const here = links.filter(({ pathname }) =>
    pathname === '/' ? ['/', '/deployments/'].includes(location.pathname) : location.pathname.startsWith(pathname),
  );
  here.at(-1)?.setAttribute('aria-current', here.at(-1).pathname === location.pathname ? 'page' : 'true');
}

/** The address of one of the handbook's pages, or null where this host has none beside it. */
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
