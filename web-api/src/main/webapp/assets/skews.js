/** Where the workers of an environment differ from each other, and the wish that they be brought in line. */

import { apiPath, readIfAny, write } from './api.js';
import { ask } from './dialog.js';
import { alert, button, element, label } from './dom.js';
import { guarded } from './frame.js';
import { icon } from './icons.js';
import { time } from './time.js';
import { SYNCS, count } from './words.js';

const SHORT_DIGEST = 'sha256:'.length + 12;
const IS_NEWS_MILLISECONDS = 10 * 60_000;

/** The skews, and of each environment the last sync. */
export async function readSkews() {
  const [skews, syncs] = await Promise.all([readIfAny(apiPath('skews')), readIfAny(apiPath('syncs', { limit: 100 }))]);
  const last = new Map();
  for (const sync of syncs?.body.items ?? []) if (!last.has(sync.environment)) last.set(sync.environment, sync);
  return { skews: skews?.body.items ?? [], syncs: last };
}

/** A card for each environment whose workers differ, or are being brought in line; `asked()` after a sync was asked for. */
export function drawSkews({ skews, syncs }, isDeployer, asked) {
  const news = [...syncs.values()].filter(isNews).map(({ environment }) => environment);
  const environments = [...new Set([...skews.map(({ environment }) => environment), ...news])].sort();
  if (!environments.length) return [element('p', { class: 'calm' }, icon('succeeded'), 'The workers of each environment run the same.')];
  return environments.map((environment) =>
    card(environment, skews.filter((skew) => skew.environment === environment), syncs.get(environment), isDeployer, asked),
  );
}

function isOpen(sync) {
  return sync?.state === 'asked' || sync?.state === 'running';
}

function isNews(sync) {
  return isOpen(sync) || Date.now() - Date.parse(sync.finishedAt) < IS_NEWS_MILLISECONDS;
}

function card(environment, skews, sync, isDeployer, asked) {
  const heading = skews.length
    ? `The workers of ${environment} differ in ${count(skews.length, 'archive')}`
    : `The workers of ${environment} run the same`;
  const problem = element('div');
  return element(
    'section',
    { class: `card skew${skews.length ? ' card-warning' : ''}`, 'aria-label': heading },
    element('h3', {}, icon(skews.length ? 'warning' : 'succeeded'), heading),
    ...(skews.length ? [element('ul', {}, ...skews.map((skew) => element('li', {}, sentence(skew))))] : []),
    ...(sync && isNews(sync) ? [progress(sync)] : []),
    ...(isDeployer && skews.length && !isOpen(sync)
      ? [element('div', { class: 'actions' }, button('Bring the workers in line', () => askSync(environment, skews, problem, asked))), problem]
      : []),
  );
}

/** "shop.war: worker-1 runs 1.4.0, worker-2 runs 1.3.0". */
function sentence({ archive, workers }) {
  return `${archive}: ${workers.map(side).join(', ')}`;
}

function side({ worker, isPresent, isEnabled, version, artifactDigest }) {
  if (!isPresent) return `${worker} does not have it`;
  const what = version ?? artifactDigest?.slice(0, SHORT_DIGEST) ?? 'content that cannot be read';
  return isEnabled ? `${worker} runs ${what}` : `${worker} has ${what} disabled`;
}

function progress({ state, actor, detail, requestedAt, startedAt, finishedAt }) {
  const { text, colour, icon: picture } = SYNCS[state] ?? SYNCS.asked;
  return element(
    'div',
    { class: 'sync', role: 'status' },
    label(text, colour, icon(picture)),
    element('span', { class: 'subtle' }, 'asked by ', element('strong', {}, actor), ', ', time(finishedAt ?? startedAt ?? requestedAt)),
    ...(detail ? [element('p', { class: 'note' }, detail)] : []),
  );
}

async function askSync(environment, skews, problem, asked) {
  const archives = skews.map(({ archive }) => archive).join(', ');
  const text = `What is live there by the ledger is deployed again on those that have something else: ${archives}. Your name stands on record.`;
  if (!(await ask(`Bring the workers of ${environment} in line?`, text, 'Bring in line'))) return;
  const answer = await guarded(
    () => write('POST', apiPath('syncs'), { environment }, { key: crypto.randomUUID() }),
    ({ message, detail }) => problem.replaceChildren(alert('danger', message, detail)),
  );
  if (answer) await asked(environment);
}
