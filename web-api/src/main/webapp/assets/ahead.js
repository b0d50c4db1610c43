/**
 * The way from one environment of a service into the next: what is ahead, and what keeps it. What that takes to find out
 * is asked of the ledger only where something is ahead, and only once it is on the screen.
 */

import { apiPath, read } from './api.js';
import { element, button, label } from './dom.js';
import { beginReading, guarded } from './frame.js';
import { icon } from './icons.js';
import { openPromotion } from './promotion.js';
import { LOOK_AGAIN_MILLISECONDS, REASONS, distance, firstSentence } from './rules.js';
import { DECISIONS, count, keepsAutomatic, link, requestAddress, versionOf } from './words.js';

/** What moves the answer; each with the service and the environment that it is about, where it is about one. */
const MOVES = ['drift', 'approval', 'evidence', 'request', 'policy', 'deployment', 'release', 'recovery'];

const ways = new Map();
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) ways.get(target.dataset.way)?.look();
}, { rootMargin: '200px' });

/** Nobody tells of the end of a soak time or a freeze, nor that the ledger would answer now. */
setInterval(() => {
  for (const way of ways.values()) if (way.hasFailed || way.preview?.gate.decision === 'wait') ask(way);
}, LOOK_AGAIN_MILLISECONDS);

/**
 * The way into an environment. `before` is the one that a release comes from, with `source` live there if anything is,
 * and `isFromAfar` where another one is drawn in between; `live` is what runs where the way leads, and `requests` are those open there. A way that is drawn already keeps what
 * it shows while it is looked up anew.
 */
export function wayInto(facts) {
  const { service, environment, source, live, requests } = facts;
  const key = `${service.name} ${environment.name}`;
  const state = JSON.stringify([source?.id, live?.id, requests.map(({ id, state, reasons }) => [id, state, reasons])]);
  const known = ways.get(key);
  if (known?.state === state && known.isDeployer === facts.isDeployer) return known.node;
  if (known) seen.unobserve(known.node);
  const way = { ...facts, key, state, node: element('div', { class: 'way', 'data-way': key }), isStale: true, hasFailed: false, preview: known?.state === state ? known.preview : undefined };
  way.look = () => look(way);
  ways.set(key, way);
  draw(way);
  if (isAhead(way)) seen.observe(way.node);
  return way.node;
}

/** Looks again at the ways that a change concerns; those that are not on the screen, once they are. */
export function reconsider(concerns) {
  for (const way of ways.values()) {
    const isConcerned = concerns(MOVES, { service: way.service.name }) || concerns(['policy'], { environment: way.environment.name });
    if (isConcerned && isAhead(way)) ask(way);
  }
}

function ask(way) {
  way.isStale = true;
  seen.unobserve(way.node);
  seen.observe(way.node);
}

function isAhead({ source, live }) {
  return Boolean(source?.releaseId) && (!live || contentOf(source) !== contentOf(live));
}

function contentOf({ artifactDigest, releaseId }) {
  return artifactDigest ?? releaseId;
}

/** Of several looks the last counts. Where that brings no answer, what was known stays, and is looked up again later. */
async function look(way) {
  if (!way.isStale) return;
  way.isStale = false;
  const isLastOfIt = beginReading(way.node);
  const isLast = () => isLastOfIt() && ways.get(way.key) === way;
  const { service, environment } = way;
  const answer = await guarded(
    () => read(apiPath(`services/${encodeURIComponent(service.name)}/promotions/preview`, { to: environment.name, migrations: 'false' })),
    ({ status, detail, isNothing }) => {
      if (!isLast()) return;
      if (status === 409) know(way, undefined, detail);
      else if (isNothing) know(way);
      else way.hasFailed = true;
    },
  );
  if (answer && isLast()) know(way, answer.body);
}

function know(way, preview, trouble) {
  Object.assign(way, { preview, trouble, hasFailed: false });
  draw(way);
}

function draw(way) {
  const { node, source, live, environment } = way;
  const said = isAhead(way) ? ahead(way) : source && live ? [element('span', { class: 'subtle' }, 'The same release')] : [];
  const focused = node.contains(document.activeElement) ? document.activeElement.id : '';
  node.classList.toggle('open', isAhead(way));
  node.replaceChildren(icon('arrow'), element('div', { class: 'said' }, ...said, element('span', { class: 'pf-v6-screen-reader' }, ` Next: ${environment.title}`)));
  if (focused) document.getElementById(focused)?.focus();
}

function ahead(way) {
  const { source, preview, trouble, requests, environment } = way;
  const version = preview?.version ?? versionOf(source);
  const asked = requests.find((request) => request.version === version && request.kind !== 'configure');
  if (trouble) return [element('span', { class: 'subtle' }, trouble)];
  if (preview?.archive.isSame) return [element('span', { class: 'subtle' }, 'The same release')];
  if (preview?.changes.isRollback) return [element('span', { class: 'subtle' }, element('strong', {}, version), ` is older than what runs in ${environment.title}`)];
  return [element('span', { class: 'news' }, element('strong', {}, version), distance(way)), ...(asked ? underWay(asked, way) : preview ? gate(way) : [])];
}

/** Somebody asked for it already. */
function underWay(request, { isApprover }) {
  const { id, state, reasons } = request;
  const keeps = state === 'waiting' ? keptBy('wait', reasons) : [];
  const mayDecide = isApprover && reasons.some(({ code }) => code === 'approval-missing');
  return [...keeps, link(mayDecide ? 'Approve or refuse' : state === 'running' ? 'Watch it' : 'Requested', requestAddress(id))];
}

function gate(way) {
  const { decision, reasons } = way.preview.gate;
  const may = way.isDeployer && decision !== 'deny';
  if (decision === 'allow') return [may ? promote(way, 'Promote', 'pf-m-primary pf-m-small') : label('Ready to promote', 'green', icon('succeeded')), ...byItself(way.preview)];
  return [...keptBy(decision, reasons), ...(may ? [promote(way, 'Promote when allowed', 'pf-m-link pf-m-inline pf-m-small')] : [])];
}

/** What keeps it from being promoted automatically, where somebody may promote it. */
function byItself(preview) {
  const [first] = keepsAutomatic(preview);
  return first ? [element('span', { class: 'why' }, `It is not promoted automatically yet: ${first.detail}`)] : [];
}

/** The first reason: in few words, and then what it is this time; all of them in the dialog. */
function keptBy(decision, [first, ...others]) {
  if (!first) return [];
  const { text, colour, icon: picture } = DECISIONS[decision] ?? { text: decision, colour: 'grey', icon: 'waiting' };
  return [
    label(REASONS[first.code]?.brief ?? text, colour, icon(picture)),
    element('span', { class: 'why', title: first.detail }, firstSentence(first.detail), ...(others.length ? [element('span', { class: 'subtle' }, `, and ${count(others.length, 'other reason')}`)] : [])),
  ];
}

function promote({ service, before, environment }, text, style) {
  const node = button(text, () => openPromotion({ service: service.name, before, environment }), style);
  node.id = `promote-${service.name}-to-${environment.name}`;
  node.append(element('span', { class: 'pf-v6-screen-reader' }, ` ${service.title} to ${environment.title}`));
  return node;
}
