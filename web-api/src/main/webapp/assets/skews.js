/** Differences between the workers of an environment, and the request to sync them. */

import { apiPath, ledgerNow, readIfAny, write } from './api.js';
import { ask } from './dialog.js';
import { alert, element, itemButton, label } from './dom.js';
import { icon } from './icons.js';
import { OVERDUE_AFTER_MILLISECONDS } from './rules.js';
import { deployable, deploys, guardedSend } from './session.js';
import { time } from './time.js';
import { SYNCS, count, link, requestAddress, shortDigest } from './words.js';

const IS_NEWS_MILLISECONDS = 10 * 60_000;

/**
 * The card of each environment that has one. It stays, and with it why no sync was requested, until its content
 * changes: a screen reader announces an alert each time it is inserted.
 */
const cards = new Map();

/**
 * The skews, the last sync of each environment, the requests that the agent is running, and which of the skewed
 * services the reader may deploy; null if the reader may not read the skews.
 */
export async function readSkews() {
  const [skews, syncs, running] = await Promise.all([
    readIfAny(apiPath('skews')),
    readIfAny(apiPath('syncs', { limit: 100 })),
    readIfAny(apiPath('deployment-requests', { state: 'running', limit: 100 })),
  ]);
  if (!skews) return null;
  const last = new Map();
  for (const sync of syncs?.body.items ?? []) if (!last.has(sync.environment)) last.set(sync.environment, sync);
  const { items } = skews.body;
  const deployableNames = await deployable(items.map(({ service }) => service));
  return { skews: items, syncs: last, running: running?.body.items ?? [], deployableNames, mayAll: await deploys() };
}

/** A card for each environment with differences or a sync; `onRequested(environment)` is called after a sync was requested. */
export function drawSkews({ skews, syncs, running, deployableNames, mayAll }, onRequested) {
  const news = [...syncs.values()].filter(isNews).map(({ environment }) => environment);
  const environments = [...new Set([...skews.map(({ environment }) => environment), ...news])].sort();
  for (const environment of cards.keys()) if (!environments.includes(environment)) cards.delete(environment);
  if (!environments.length) return [element('p', { class: 'calm' }, icon('succeeded'), 'The workers of each environment run the same.')];
  return environments.map((environment) =>
    card({
      environment,
      skews: skews.filter((skew) => skew.environment === environment),
      sync: syncs.get(environment),
      running: running.filter(({ syncId }) => syncId && syncId === syncs.get(environment)?.id),
      deployableNames,
      mayAll,
      onRequested,
    }),
  );
}

function isOpen(sync) {
  return sync?.state === 'asked' || sync?.state === 'running';
}

function isNews(sync) {
  return isOpen(sync) || ledgerNow() - Date.parse(sync.finishedAt) < IS_NEWS_MILLISECONDS;
}

/** Beside differences, "Synced" would be untrue: they remained, or are new. */
function isShown(sync, skews) {
  return sync !== undefined && isNews(sync) && !(sync.state === 'done' && skews.length);
}

function card({ environment, skews, sync, running, deployableNames, mayAll, onRequested }) {
  const heading = skews.length
    ? `The workers of ${environment} differ in ${count(skews.length, 'archive')}`
    : `The workers of ${environment} run the same`;
  const { node, content, problem } = kept(environment, JSON.stringify([skews, sync?.id, sync?.state]));
  const offered = isOpen(sync) ? [] : buttons(environment, skews, deployableNames, mayAll, problem, onRequested);
  node.className = `card skew${skews.length ? ' card-warning' : ''}`;
  node.setAttribute('aria-label', heading);
  content.replaceChildren(
    element('h3', {}, icon(skews.length ? 'warning' : 'succeeded'), heading),
    ...(skews.length ? [element('ul', {}, ...skews.map((skew) => element('li', {}, sentence(skew))))] : []),
    ...(isShown(sync, skews) ? [progress(sync, running)] : []),
    ...(offered.length ? [element('div', { class: 'actions' }, ...offered)] : []),
  );
  return node;
}

function kept(environment, state) {
  if (!cards.has(environment)) cards.set(environment, emptyCard());
  const shown = cards.get(environment);
  if (shown.state !== state) shown.problem.replaceChildren();
  shown.state = state;
  return shown;
}

function emptyCard() {
  const content = element('div', { class: 'content' });
  const problem = element('div');
  return { node: element('section', {}, content, problem), content, problem };
}

/** One button for all differences, or one for each service if the reader may deploy only some. */
function buttons(environment, skews, deployableNames, mayAll, problem, onRequested) {
  if (skews.length && mayAll) return [itemButton('Sync the workers', () => requestSync({ environment }, skews, problem, onRequested), { id: `sync-${environment}` })];
  return [...new Set(skews.map(({ service }) => service).filter((service) => deployableNames.has(service)))].map((service) => {
    const ofService = skews.filter((skew) => skew.service === service);
    return itemButton(`Sync ${service}`, () => requestSync({ environment, service }, ofService, problem, onRequested), { id: `sync-${service}-in-${environment}` });
  });
}

/** "shop.war: worker-1 runs 1.4.0, worker-2 runs 1.3.0". */
function sentence({ archive, workers }) {
  return `${archive}: ${workers.map(side).join(', ')}`;
}

function side({ worker, isPresent, isEnabled, version, artifactDigest }) {
  if (!isPresent) return `${worker} does not have it`;
  const what = version ?? (artifactDigest && shortDigest(artifactDigest)) ?? 'content that cannot be read';
  return isEnabled ? `${worker} runs ${what}` : `${worker} has ${what} disabled`;
}

function progress({ state, actor, detail, requestedAt, startedAt, finishedAt }, running) {
  const isOverdue = state === 'asked' && ledgerNow() - Date.parse(requestedAt) >= OVERDUE_AFTER_MILLISECONDS;
  const { text, colour, icon: picture } = SYNCS[state] ?? SYNCS.asked;
  return element(
    'div',
    { class: 'sync', role: 'status' },
    label(text, colour, icon(picture)),
    element('span', { class: 'subtle' }, 'requested by ', element('strong', {}, actor), ', ', time(finishedAt ?? startedAt ?? requestedAt)),
    ...(state === 'running' ? running.map(({ id, service, version }) => link(`${service} ${version}, step by step`, requestAddress(id))) : []),
    ...(isOverdue ? [element('p', { class: 'note' }, 'No agent has claimed it for 30 s. On the line’s machine: ', element('code', {}, './slipway status'))] : []),
    ...(detail ? [element('p', { class: 'note' }, detail)] : []),
  );
}

async function requestSync({ environment, service }, skews, problem, onRequested) {
  const archives = skews.map(({ archive }) => archive).join(', ');
  const text = `${archives}: the archive that the ledger lists as live is redeployed to the workers that differ. The request is recorded under your name.`;
  const title = service ? `Sync ${service} in ${environment}?` : `Sync the workers of ${environment}?`;
  if (!(await ask(title, text, 'Sync'))) return;
  problem.replaceChildren();
  const answer = await guardedSend(
    () => write('POST', apiPath('syncs'), { environment, ...(service ? { service } : {}) }, { key: crypto.randomUUID() }),
    ({ message, detail }) => problem.replaceChildren(alert('danger', message, detail)),
  );
  if (answer) await onRequested(environment);
}
