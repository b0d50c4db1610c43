/** Drift: open alerts, past ones and how they ended, workers' archives, differences between workers, and gaps in their audit logs. */

import { apiPath, isId, ledgerNow, readIfAny, readPages, readPagesIfAny } from './api.js';
import { announce, byId, element, empty } from './dom.js';
import { driftCard, endedCard } from './driftcard.js';
import { onChange, whenShown } from './feed.js';
import { choice, filtersFrom, follow, offerPlaces, readPlaces } from './filters.js';
import { gapTable, historyTable, workerTable } from './drifttables.js';
import { growingList } from './growing.js';
import { icon } from './icons.js';
import { fill } from './region.js';
import { OVERDUE_AFTER_MILLISECONDS } from './rules.js';
import { has } from './session.js';
import { drawSkews, readSkews } from './skews.js';

const FILTERS = ['service', 'environment'];
const PAGES = 5;

const form = byId('filters');
const open = byId('open');
const linkedId = new URLSearchParams(location.search).get('id');

let places = { service: [], environment: [] };
let looking;
let other;
const cards = new Map();

const filters = () => filtersFrom(location.search, FILTERS);

async function loadPlaces() {
  places = await readPlaces();
  drawFilters();
}

function drawFilters() {
  offerPlaces(form, places, filters());
}

async function loadOpen() {
  const isAdmin = await has('admin');
  await fill(open, async () => {
    const { items } = await readPages(apiPath('drifts', { state: 'open', ...filters(), limit: 100 }), PAGES);
    for (const drift of items) if (!cards.has(drift.id)) cards.set(drift.id, driftCard(drift, isAdmin, explained));
    const isElsewhere = linkedId && !cards.has(linkedId);
    if (isElsewhere) other ??= await wantedCard(isAdmin);
    const shown = [...(isElsewhere ? [other] : []), ...items.map(({ id }) => cards.get(id))];
    if (!items.length) return [...shown, element('p', { class: 'calm' }, icon('succeeded'), 'What runs is what the ledger says should run.')];
    return shown;
  }, { retry: loadOpen });
  const card = cards.get(linkedId);
  if (card && !card.classList.contains('wanted')) {
    card.classList.add('wanted');
    card.scrollIntoView({ block: 'center' });
  }
}

/** The drift in the address if it is not in the list: it has ended, or the filters exclude it. */
async function wantedCard(isAdmin) {
  const answer = isId(linkedId) ? await readIfAny(apiPath(`drifts/${linkedId}`)) : null;
  if (!answer) return element('p', { class: 'subtle' }, 'There is no such drift.');
  return answer.body.clearedAt ? endedCard(answer.body) : driftCard(answer.body, isAdmin, explained);
}

async function explained(text) {
  other = undefined;
  await Promise.all([loadOpen(), ended.load()]);
  announce(text);
  byId('history-title').focus();
}

const ended = growingList({
  region: byId('history'),
  more: byId('history-more'),
  end: byId('history-title'),
  pathOf: (limit) => apiPath('drifts', { state: 'cleared', ...filters(), limit }),
  draw: (items) => [items.length ? historyTable(items) : empty('No drift has ended yet', 'What was explained, replaced or removed stays on record here.')],
});

/** The items of a list, or null if there is none for this reader; the note says if there are more. */
async function readAll(resource) {
  const all = await readPagesIfAny(apiPath(resource, { limit: 100 }), PAGES);
  return all && { items: all.items, note: all.next ? [element('p', { class: 'subtle' }, `The first ${all.items.length} are shown.`)] : [] };
}

async function loadWorkers() {
  await fill(byId('workers'), async () => {
    const all = await readAll('workers');
    if (!all) return null;
    const { items, note } = all;
    const skews = (await readIfAny(apiPath('skews')))?.body.items ?? [];
    return items.length ? [workerTable(items, skews), ...note] : [empty('No worker has reported yet', 'Each one appears here once it has started. If none does, see on the line’s machine: ', element('code', {}, './slipway status'))];
  });
}

async function loadSkews() {
  clearTimeout(looking);
  await fill(byId('skews'), async () => {
    const found = await readSkews();
    if (!found) return null;
    pollPendingSyncs(found.syncs);
    return () => drawSkews(found, syncAsked);
  }, { lines: 1 });
}

/** No event reports that a sync was not claimed. */
function pollPendingSyncs(syncs) {
  const now = ledgerNow();
  const waits = [...syncs.values()]
    .filter(({ state }) => state === 'asked')
    .map(({ requestedAt }) => Date.parse(requestedAt) + OVERDUE_AFTER_MILLISECONDS - now)
    .filter((wait) => wait > 0);
  if (waits.length) looking = setTimeout(() => whenShown(loadSkews), Math.min(...waits) + 500);
}

async function syncAsked(environment) {
  await loadSkews();
  announce(`A sync of the workers of ${environment} is requested`);
  byId('workers-title').focus();
}

async function loadGaps() {
  await fill(byId('gaps'), async () => {
    const all = await readAll('gaps');
    if (!all) return null;
    const { items, note } = all;
    return items.length ? [gapTable(items), ...note] : [empty('No gap', 'Every audit log line of the workers was read.')];
  });
}

form.append(choice('service', 'Service'), choice('environment', 'Environment'));
follow(form, () => {
  drawFilters();
  // The old content does not match the new filters.
  open.replaceChildren();
  loadOpen();
  ended.restart();
});
drawFilters();

await onChange((concerns) => {
  if (concerns(['drift'])) Promise.all([loadOpen(), ended.load()]);
  if (concerns(['worker', 'deployment'])) loadWorkers();
  if (concerns(['worker', 'deployment', 'release', 'sync', 'request'])) loadSkews();
  if (concerns(['worker', 'gap'])) loadGaps();
  if (concerns(['service', 'environment'])) loadPlaces();
});

await Promise.all([loadPlaces(), loadOpen(), ended.load(), loadWorkers(), loadSkews(), loadGaps()]);
