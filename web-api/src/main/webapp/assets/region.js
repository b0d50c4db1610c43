/** The regions of a page: loading, filling and redrawing them, without loss of the focus or of a click. */

import { markRequested, setBehind } from './behind.js';
import { alert, announce, button, byId, loading, settle } from './dom.js';
import { guarded } from './session.js';

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

const PRESS_MILLISECONDS = 10_000;

let release = Promise.resolve();

/** A press ends at the latest with its click; one without an end event, such as a drag out of the window, ends by itself. */
export function holdDuringPress({ isPrimary, button: pressed }) {
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
