/** What needs attention: drift, certificates, backups, gaps in audit logs, pending approvals, locks, running requests. */

import { apiPath, ledgerNow, readIfAny, readPages } from './api.js';
import { badBackups, lastProof } from './backups.js';
import { detail, element } from './dom.js';
import { icon } from './icons.js';
import { canApprove, reasonText } from './rules.js';
import { clockTime, time } from './time.js';
import { CERTIFICATES, DRIFTS, count, driftAddress, driftedOf, requestAddress, whatOf } from './words.js';

const SHOWN = 5;
const READ = 100;
const PAGES = 5;
const NOBODY_LOOKED = { name: 'No certificate has been checked', state: 'unwatched' };
const GAP_IS_NEWS_MILLISECONDS = 7 * 86_400_000;

/** Everything open; a kind that this reader may not see, or that the ledger does not know, is an empty list. */
export async function readAttention() {
  const [drifts, certificates, backups, gaps, waiting, locks, allowed, running] = await Promise.all([
    items('drifts', { state: 'open' }),
    badCertificates(),
    items('backups'),
    items('gaps'),
    items('deployment-requests', { state: 'waiting' }),
    items('locks'),
    items('deployment-requests', { state: 'allowed' }),
    items('deployment-requests', { state: 'running' }),
  ]);
  const since = ledgerNow() - GAP_IS_NEWS_MILLISECONDS;
  return { drifts, certificates, backups, gaps: gaps.filter(({ detectedAt }) => Date.parse(detectedAt) > since), waiting, locks, allowed, running };
}

async function items(resource, parameters = {}) {
  return (await readIfAny(apiPath(resource, { ...parameters, limit: READ })))?.body.items ?? [];
}

/** Certificates that need attention. A line always has certificates, so an empty list is an alert, too. */
async function badCertificates() {
  try {
    const { items } = await readPages(apiPath('certificates', { limit: READ }), PAGES);
    return items.length ? items.filter(({ state }) => !['fine', 'waiting'].includes(state)) : [NOBODY_LOOKED];
  } catch (error) {
    if (error.isNothing) return [];
    throw error;
  }
}

/** A card for each open kind, or one line that says that there is none; `reader` is {name, roles}. */
export function drawAttention({ drifts, certificates, backups = [], gaps, waiting, locks, allowed, running }, reader) {
  const requestItem = (request) => requestEntry(request, canApprove(request, reader));
  const [beginning, left] = [allowed.filter(({ isForAgent }) => isForAgent), allowed.filter(({ isForAgent }) => !isForAgent)];
  const cards = [
    card('danger', 'warning', 'drift alert', drifts, driftItem, '/drift/'),
    card('danger', 'warning', 'certificate alert', certificates, certificateItem, '/certificates/'),
    card('danger', 'warning', 'backup alert', badBackups(backups, ledgerNow()), backupItem, null),
    card('warning', 'gap', 'gap in an audit log', gaps, gapItem, '/drift/#gaps-title', 'gaps in audit logs'),
    card('warning', 'waiting', 'deployment is waiting', waiting, requestItem, '/requests/?state=waiting', 'deployments are waiting'),
    card('info', 'underway', 'environment is locked', locks, lockItem, null, 'environments are locked'),
    card('info', 'underway', 'deployment is under way', [...running, ...beginning], requestItem, '/requests/', 'deployments are under way'),
    card('info', 'waiting', 'release may be deployed', left, requestItem, '/requests/?state=allowed', 'releases may be deployed'),
  ].filter(Boolean);
  const proof = lastProof(backups);
  const proven = proof ? [element('p', { class: 'subtle' }, 'The last backup that was proven by restoring it: ', time(proof.provenAt), `, in ${proof.provenSeconds} s.`)] : [];
  if (cards.length) return [...cards, ...proven];
  return [element('p', { class: 'calm' }, icon('succeeded'), 'No drift, nothing is waiting, nothing is under way.'), ...proven];
}

function card(kind, picture, one, all, item, href, many) {
  if (!all.length) return null;
  const heading = all.length === READ ? `More than ${count(READ - 1, one, many)}` : count(all.length, one, many);
  const rest = all.length - SHOWN;
  return element(
    'section',
    { class: `card card-${kind}` },
    element('h2', {}, icon(picture), href ? element('a', { href }, heading) : heading),
    element('ul', {}, ...all.slice(0, SHOWN).map((each) => element('li', {}, ...item(each)))),
    ...(rest > 0 ? [element('p', { class: 'subtle' }, `and ${rest} more`)] : []),
  );
}

function driftItem(drift) {
  const { id, environment, worker, kind, detectedAt } = drift;
  return [
    element('a', { href: driftAddress(id) }, driftedOf(drift)),
    ` in ${environment}`,
    detail(DRIFTS[kind] ?? kind, ` · ${worker} · `, time(detectedAt)),
  ];
}

function certificateItem({ name, state, notAfter, lastError, since }) {
  return [
    element('strong', {}, name),
    detail(CERTIFICATES[state]?.text ?? state, ...(lastError ? [`: ${unended(lastError)}`] : []), ...(since ? [' · ', time(since)] : [])),
    ...(notAfter ? [detail('its certificate expires ', time(notAfter))] : []),
  ];
}

function backupItem({ what, since, error }) {
  return [element('strong', {}, what), detail(...(error ? [`${unended(error)} · `] : []), time(since))];
}

function gapItem({ worker, detail: what, detectedAt }) {
  return [element('strong', {}, worker), detail(unended(what), ' · ', time(detectedAt))];
}

/** A sentence without its full stop, for what follows after a separator. */
function unended(sentence) {
  return sentence.replace(/\.$/, '');
}

function lockItem({ environment, holder, reason, takenAt }) {
  return [element('strong', {}, holder), ' is deploying to ', element('strong', {}, environment), ': ', element('bdi', {}, reason), ', since ', clockTime(takenAt)];
}

function requestEntry(request, mayApprove) {
  const { id, service, environment, actor, state, kind, requestedAt, silentSince, reasons = [] } = request;
  return [
    element('a', { href: requestAddress(id) }, `${service} ${whatOf(request)}`),
    kind === 'configure' ? ` in ${environment}` : ` into ${environment}`,
    ...(state === 'running' ? [silentSince ? detail('the agent last reported ', time(silentSince)) : detail(kind === 'configure' ? 'the agent is applying it' : 'the agent is deploying it')] : []),
    detail('requested by ', element('strong', {}, actor), ' · ', time(requestedAt)),
    ...reasons.slice(0, 2).map((reason) => detail(reasonText(reason, mayApprove))),
  ];
}
