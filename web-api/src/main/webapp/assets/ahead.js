/**
 * The path from one environment of a service to the next: which release is ahead, and what blocks it. The preview is
 * requested only if something is ahead, and only once the path is on the screen.
 */

import { apiPath, read } from './api.js';
import { element, itemButton, label } from './dom.js';
import { icon } from './icons.js';
import { openPromotion } from './promotion.js';
import { beginReading, released } from './region.js';
import { POLL_MILLISECONDS, REASONS, awaitsApprovalOf, canApprove, distance, firstSentence, reasonText } from './rules.js';
import { guarded } from './session.js';
import { DECISIONS, count, keepsAutomatic, link, requestAddress, versionOf } from './words.js';

/** The kinds of event that can change a preview, beside the policy of its environment; each carries the service that it concerns, if any. */
const RELEVANT_KINDS = ['drift', 'approval', 'evidence', 'request', 'deployment', 'release', 'recovery'];

const paths = new Map();
const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) paths.get(target.dataset.way)?.load();
}, { rootMargin: '200px' });

/** No event reports the end of a soak time or a freeze, or that the ledger responds again. */
setInterval(() => {
  for (const path of paths.values()) if (path.hasFailed || path.preview?.gate.decision === 'wait') invalidate(path);
}, POLL_MILLISECONDS);

/**
 * The path into an environment. `before` is the environment that a release comes from, with `source` live there, if
 * any; `skipsEnvironments` if another environment is drawn in between; `live` runs in the target, and `requests` are
 * open there. A path that is already drawn keeps its content while it reloads.
 */
export function promotionPath(facts) {
  const { service, environment, source, live, requests } = facts;
  const key = `${service.name} ${environment.name}`;
  const state = JSON.stringify([source?.id, live?.id, requests.map(({ id, state, reasons }) => [id, state, reasons])]);
  const existing = paths.get(key);
  if (existing?.state === state && existing.isDeployer === facts.isDeployer) return existing.node;
  if (existing) observer.unobserve(existing.node);
  const path = {
    ...facts,
    key,
    state,
    node: element('div', { class: 'way', 'data-way': key }),
    isStale: true,
    hasFailed: false,
    preview: existing?.state === state ? existing.preview : undefined,
    focused: existing && (focusedIn(existing.node) || existing.focused),
  };
  path.load = () => load(path);
  paths.set(key, path);
  draw(path);
  if (isAhead(path)) observer.observe(path.node);
  return path.node;
}

/** Reloads the paths that a change concerns; those off the screen reload once they are visible. */
export function refreshPaths(concerns) {
  for (const path of paths.values()) {
    const isConcerned = concerns(RELEVANT_KINDS, { service: path.service.name }) || concerns(['policy'], { environment: path.environment.name });
    if (isConcerned && isAhead(path)) invalidate(path);
  }
}

function invalidate(path) {
  path.isStale = true;
  observer.unobserve(path.node);
  observer.observe(path.node);
}

function isAhead({ source, live }) {
  return Boolean(source?.releaseId) && (!live || contentOf(source) !== contentOf(live));
}

function contentOf({ artifactDigest, releaseId }) {
  return artifactDigest ?? releaseId;
}

/** The last call wins. If it fails, the previous preview stays, and is requested again later. */
async function load(path) {
  if (!path.isStale) return;
  path.isStale = false;
  const isLastOfIt = beginReading(path.node);
  const isLast = () => isLastOfIt() && paths.get(path.key) === path;
  const { service, environment } = path;
  let problem;
  const answer = await guarded(
    () => read(apiPath(`services/${encodeURIComponent(service.name)}/promotions/preview`, { to: environment.name, migrations: 'false' })),
    (error) => {
      problem = error;
    },
  );
  await released();
  if (!isLast()) return;
  if (answer) setPreview(path, answer.body);
  else if (problem?.status === 409) setPreview(path, undefined, problem.detail);
  else if (problem?.isNothing) setPreview(path);
  else if (problem) path.hasFailed = true;
}

function setPreview(path, preview, obstacle) {
  Object.assign(path, { preview, obstacle, hasFailed: false });
  draw(path);
  path.focused = '';
}

function draw(path) {
  const { node, source, live, environment, preview } = path;
  const content = isAhead(path) ? ahead(path) : source && live ? [element('span', { class: 'subtle' }, 'The same release')] : [];
  const focused = focusedIn(node) || path.focused;
  node.classList.toggle('open', isAhead(path));
  node.replaceChildren(icon('arrow'), element('div', { class: 'said' }, ...content, element('span', { class: 'pf-v6-screen-reader' }, ` Next: ${environment.title}`)));
  const again = focused && document.activeElement === document.body ? document.getElementById(focused) : null;
  again?.focus({ preventScroll: true });
  // What had the focus returns with the preview, or not at all.
  path.focused = again || preview || !isAhead(path) ? '' : focused;
}

function focusedIn(node) {
  return node.contains(document.activeElement) ? document.activeElement.id : '';
}

function ahead(path) {
  const { source, preview, obstacle, requests, environment } = path;
  const version = preview?.version ?? versionOf(source);
  const openRequest = requests.find((request) => request.version === version && request.kind !== 'configure');
  if (obstacle) return [element('span', { class: 'subtle' }, obstacle)];
  if (preview?.archive.isSame) return [element('span', { class: 'subtle' }, 'The same release')];
  if (preview?.changes.isRollback) return [element('span', { class: 'subtle' }, element('strong', {}, version), ` is older than what runs in ${environment.title}`)];
  return [element('span', { class: 'news' }, element('strong', {}, version), distance(path)), ...(openRequest ? requestStatus(openRequest, path) : preview ? gate(path) : [])];
}

/** A request for this release exists already. */
function requestStatus(request, { service, environment, reader }) {
  const { id, state, reasons } = request;
  const blocking = state === 'waiting' ? blockers('wait', reasons, canApprove(request, reader)) : [];
  const text = awaitsApprovalOf(request, reader) ? 'Approve or refuse' : state === 'running' ? 'Watch it' : 'Requested';
  return [...blocking, link(text, requestAddress(id), { id: `request-${service.name}-to-${environment.name}` })];
}

function gate(path) {
  const { decision, reasons } = path.preview.gate;
  const may = path.isDeployer && decision !== 'deny';
  if (decision === 'allow') return [may ? promote(path, 'Promote', 'pf-m-primary pf-m-small') : label('Ready to promote', 'green', icon('succeeded')), ...automaticHint(path.preview)];
  return [...blockers(decision, reasons), ...(may ? [promote(path, 'Promote when allowed', 'pf-m-link pf-m-inline pf-m-small')] : [])];
}

/** What still blocks automatic promotion, where the gate allows a promotion by hand. */
function automaticHint(preview) {
  const [first] = keepsAutomatic(preview);
  return first ? [element('span', { class: 'why' }, `It is not promoted automatically yet: ${reasonText(first)}`)] : [];
}

/** The first reason: a short label, then the details; the dialog lists all of them. */
function blockers(decision, [first, ...others], mayApprove) {
  if (!first) return [];
  const { text, colour, icon: picture } = DECISIONS[decision] ?? { text: decision, colour: 'grey', icon: 'waiting' };
  const reason = reasonText(first, mayApprove);
  return [
    label(REASONS[first.code]?.brief ?? text, colour, icon(picture)),
    element('span', { class: 'why', title: reason }, firstSentence(reason), ...(others.length ? [element('span', { class: 'subtle' }, `, and ${count(others.length, 'other reason')}`)] : [])),
  ];
}

function promote({ service, before, environment }, text, style) {
  return itemButton(text, () => openPromotion({ service: service.name, before, environment }), {
    about: ` ${service.title} to ${environment.title}`,
    id: `promote-${service.name}-to-${environment.name}`,
    style,
  });
}
