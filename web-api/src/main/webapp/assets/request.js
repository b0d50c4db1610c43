/** One deployment request, live: what it waits for, approvals, the agent's steps, the result. */

import { apiPath, ledgerNow, read, readIfAny, readOne } from './api.js';
import { approvalList } from './approvals.js';
import { versionNode } from './configuration.js';
import { copyable } from './copy.js';
import { announce, byId, drawnOnce, element, facts, label, settle, unfolding } from './dom.js';
import { onChange, whenShown } from './feed.js';
import { icon } from './icons.js';
import { fill, inTurn, quietly } from './region.js';
import { approvalForm, withdrawalForm } from './requestforms.js';
import { POLL_MILLISECONDS, OVERDUE_AFTER_MILLISECONDS, awaitsApprovalOf, canApprove, isOpen, untilExpired } from './rules.js';
import { deploys, me } from './session.js';
import { situationCard, situationOf } from './situation.js';
import { stepList } from './steps.js';
import { fullTime, time } from './time.js';
import { CHANNELS, CHANNEL_PHRASES, DEPLOYMENT_KINDS, into, isMachine, link, releaseAddress, releasesAddress, stateOf, versionOf, whatOf } from './words.js';

const STEPS_AT_ONCE = 500;
const steps = stepList();
const refresh = inTurn(load);
const refreshSteps = inTurn(loadSteps);
const drawNow = drawnOnce((situation) => [situationCard(situation)]);

let id;
let request;
let context;
let shown = '';
let announced = '';
let lockedUntil = 0;
let looking;
let isConfigurationDue = false;
/** The forms that were offered, by kind. */
const offered = new Map();

async function load() {
  await fill(byId('top'), async () => {
    const found = await readOne('deployment-requests', 'request', id);
    const around = await readAround(found);
    return () => {
      [context, request] = [around, found];
      const isOther = isNews();
      if (isOther || isConfigurationDue) drawConfiguration();
      return isOther ? head() : [...byId('top').childNodes];
    };
  }, { retry: refresh });
  if (!request) return;
  byId('columns').hidden = false;
  drawSituation(canApprove(request, await me()));
  await Promise.all([loadSteps(), offer()]);
}

/** Further data needed in the request's current state. */
async function readAround(found) {
  const { service, environment, releaseId, state, isForAgent, deploymentId } = found;
  const release = context?.release ?? (await read(apiPath(`releases/${releaseId}`))).body;
  if (deploymentId) {
    const [deployment, changes, recovery] = await Promise.all([
      read(apiPath(`deployments/${deploymentId}`)),
      readIfAny(apiPath(`deployments/${deploymentId}/changes`)),
      readIfAny(apiPath(`deployments/${deploymentId}/recovery`)),
    ]);
    const restored = recovery?.body.repairedBy.findLast(({ isRollback }) => isRollback);
    return { release, deployment: deployment.body, replaced: changes?.body.from, restored };
  }
  const live = await readIfAny(apiPath('deployments', { live: 'true', service, environment }));
  const replaced = live?.body.items.find((each) => each.environment === environment);
  if (state !== 'allowed' || !isForAgent) return { release, replaced };
  const [locks, agent, objections] = await Promise.all([readIfAny(apiPath('locks', { environment })), readIfAny(apiPath('agent')), readObjections(found)]);
  return { release, replaced, lock: locks?.body.items[0], agent: agent?.body ?? { isPresent: false }, objections };
}

/** What the gate says by now against an allowed request that nobody claims: the agent asks it again. It answers for releases alone. */
async function readObjections(found) {
  const { service, version, environment, isRollback, actor, kind } = found;
  if (kind === 'configure' || ledgerNow() - pendingSince(found) < OVERDUE_AFTER_MILLISECONDS) return [];
  const answer = await readIfAny(apiPath('gate', { service, version, environment, rollback: isRollback && 'true', actor }));
  return answer?.body.reasons ?? [];
}

/** Since when only the agent is missing. */
function pendingSince({ decidedAt, requestedAt }) {
  return Math.max(Date.parse(decidedAt ?? requestedAt), lockedUntil);
}

/** Whether anything has to be redrawn, so that text being read and the focus stay while steps arrive. */
function isNews() {
  const state = JSON.stringify([request, context]);
  const isOther = state !== shown;
  shown = state;
  if (!isOther) return false;
  document.title = `${request.service} ${whatOf(request)} → ${request.environment} · Slipway`;
  fill(byId('approvals'), async () => approvalList(request.approvals));
  fill(byId('facts'), async () => [factList()]);
  return true;
}

/** What could not be loaded is retried with the next load of the request. */
async function drawConfiguration() {
  isConfigurationDue = false;
  if (!(await fill(byId('configuration'), configurationChange))) isConfigurationDue = true;
}

function head() {
  const { service, version, environment, actor, channel, isRollback, comment, requestedAt, kind, configurationVersion } = request;
  const { text, colour, icon: picture } = stateOf(request);
  return [
    element('p', { class: 'crumbs' }, link('Requests', '/requests/'), ' / ', link(service, releasesAddress(service)), ' / ', link(version, releaseAddress(request.releaseId))),
    element(
      'h1',
      { class: 'pf-v6-c-title pf-m-2xl headline' },
      icon(isRollback ? 'rollback' : 'underway'),
      element('span', {}, kind === 'configure' ? `Configure ${service}: version ${configurationVersion}` : `${isRollback ? 'Roll back' : 'Deploy'} ${service} ${version}`),
      into(environment),
    ),
    element(
      'p',
      { class: 'byline' },
      label(text, colour, icon(picture)),
      ...(kind === 'configure' ? [label('configuration', 'teal')] : []),
      element('span', {}, 'requested by ', element('strong', {}, actor), ` through ${CHANNEL_PHRASES[channel] ?? channel}, `, time(requestedAt)),
    ),
    ...(comment ? [element('blockquote', { class: 'comment' }, comment)] : []),
  ];
}

function factList() {
  const { service, version, releaseId, environment, actor, triggeredBy, channel, requestedAt, decidedAt, claimedAt, contextRoot, probePath, probeSeconds, promotedFrom, kind } = request;
  const { release, replaced, deployment } = context;
  return facts(
    ['Release', link(`${service} ${version}`, releaseAddress(releaseId))],
    ['Digest of the archive', copyable(release.artifactDigest, 'digest')],
    ['Kind', DEPLOYMENT_KINDS[kind] ?? kind],
    ['Environment', environment],
    ['Configuration', configurationFact()],
    ['Promoted from', promotedFrom && `${promotedFrom}, where it ran`],
    [deployment ? 'Ran there before' : 'Runs there now', replaced ? versionOf(replaced) : 'nothing'],
    ['Requested by', actor],
    ['Triggered by', triggeredBy ?? (isMachine(actor) ? 'not known: no ID token of a job came with the request' : undefined)],
    ['Channel', CHANNELS[channel] ?? channel],
    ['Requested', fullTime(requestedAt)],
    ['Decided', decidedAt && fullTime(decidedAt)],
    ['Started by the agent', claimedAt && fullTime(claimedAt)],
    ['Finished', deployment && fullTime(deployment.finishedAt)],
    ['Context root', contextRoot],
    ['Probe', probePath && `${probePath}, within ${probeSeconds ?? 30} s`],
    ['Request', copyable(request.id, 'request’s id')],
  );
}

function configurationFact() {
  const { configurationVersion: version, configurationBefore: before, keepsConfiguration } = request;
  if (keepsConfiguration) return 'is kept, although the release is rolled back';
  if (!version) return undefined;
  return typeof before === 'number' && before !== version ? `version ${version}; before, ${before === 0 ? 'none' : `version ${before}`}` : `version ${version}`;
}

/** The configuration that it changes: alone, or by a rollback that restores an earlier one. */
async function configurationChange() {
  const { service, environment, configurationVersion: version, configurationBefore: before, comment } = request;
  if (!version || version === before) return null;
  const path = `services/${encodeURIComponent(service)}/environments/${encodeURIComponent(environment)}/configuration`;
  const [answer, present] = await Promise.all([readIfAny(apiPath(`${path}/history`, { after: version + 1, limit: 1 })), isOpen(request) ? readIfAny(apiPath(path)) : null]);
  const found = answer?.body.items.find((each) => each.version === version);
  const pending = present?.body.pending;
  // Another version may have become active since this one was created.
  const made = found && pending?.requestId === request.id ? { ...found, changes: pending.changes } : found;
  // For a change of the configuration alone, the reason is the comment, shown above.
  return made ? [versionNode(made.reason === comment ? { ...made, reason: undefined } : made)] : null;
}

/** Describes the current situation, and schedules a reload if only time changes it. */
function drawSituation(mayApprove) {
  clearTimeout(looking);
  const now = ledgerNow();
  if (context.lock) lockedUntil = now;
  const since = pendingSince(request);
  const situation = situationOf({ ...context, request, pendingSince: since, mayApprove, now });
  settle(byId('now'), ...drawNow(situation));
  if (announced && announced !== situation.title) announce(situation.title);
  announced = situation.title;
  if (request.state === 'running') looking = setTimeout(() => whenShown(refresh), POLL_MILLISECONDS);
  if (request.state !== 'allowed' || !request.isForAgent) return;
  const wait = context.lock ? untilExpired(context.lock, now) : OVERDUE_AFTER_MILLISECONDS - ((now - since) % OVERDUE_AFTER_MILLISECONDS) + 500;
  looking = setTimeout(() => whenShown(refresh), wait);
}

async function loadSteps() {
  const region = byId('steps');
  region.closest('section').hidden = !request.isForAgent;
  if (!request.isForAgent) return;
  await quietly(region, async () => {
    let isMore;
    do {
      const { body } = await read(apiPath(`deployment-requests/${id}/steps`, { after: steps.last() }));
      steps.add(body.items);
      isMore = body.items.length === STEPS_AT_ONCE;
    } while (isMore);
  });
  settle(region, steps.last() ? steps.node : element('p', { class: 'subtle none' }, noStep()));
  steps.node.classList.toggle('underway', request.state === 'running');
}

function noStep() {
  if (request.state === 'running') return 'Claimed by the agent; waiting for its first step.';
  return isOpen(request) ? 'The agent has not started. Its steps appear here, live.' : 'The agent did not start.';
}

/**
 * The applicable forms; they keep typed text while they apply. The decision is a panel of its own while an approval by the
 * reader is missing, and otherwise folded among the others.
 */
async function offer() {
  const { service, environment, silentSince } = request;
  const isPending = isOpen(request);
  const [reader, isDeployer] = await Promise.all([me(), deploys(service)]);
  const mayDecide = isPending && reader.roles.includes('approver');
  const isAwaited = mayDecide && awaitsApprovalOf(request, reader);
  const [decision, offers] = [byId('decision'), byId('offers')];
  const focused = [decision, offers].some((place) => place.contains(document.activeElement)) ? document.activeElement : null;
  settle(
    offers,
    ...(mayDecide && !isAwaited ? [foldedDecision()] : []),
    ...(isPending && isDeployer ? [kept('withdrawal', () => unfolding('Withdraw the request', withdrawalForm(request, environment, done)))] : []),
    ...(silentSince && isDeployer ? [kept('giving up', () => unfolding('Give the request up', withdrawalForm(request, environment, done)))] : []),
  );
  settle(decision, ...(isAwaited ? [decisionForm()] : []));
  decision.closest('section').hidden = !isAwaited;
  // A form that was moved has lost the focus.
  if (focused) (focused.isConnected ? focused : byId('now')).focus();
}

function decisionForm() {
  return kept('decision', () => approvalForm(request, request.environment, done));
}

/** Open if the form is in use as it is moved there. */
function foldedDecision() {
  const node = kept('folded decision', () => unfolding('Approve or refuse'));
  const form = decisionForm();
  if (!node.contains(form)) {
    node.open = form.contains(document.activeElement) || form.elements.comment.value !== '';
    node.append(form);
  }
  return node;
}

function kept(kind, make) {
  if (!offered.has(kind)) offered.set(kind, make());
  return offered.get(kind);
}

async function done(text) {
  offered.clear();
  byId('offers').replaceChildren();
  byId('decision').closest('section').hidden = true;
  byId('decision').replaceChildren();
  byId('now').focus();
  announce(text);
  await refresh();
}

/** Shows the request of this id, and updates it live. */
export async function showRequest(requestId) {
  id = requestId;
  byId('one').hidden = false;
  await onChange((concerns) => {
    const { service, environment, state, silentSince } = request ?? {};
    const isAbout =
      concerns(['request'], { id }) ||
      concerns(['approval', 'deployment', 'recovery'], { service, environment }) ||
      concerns(['policy'], { environment }) ||
      (state === 'allowed' && concerns(['lock'], { environment }));
    if (isAbout) refresh();
    else if (concerns(['step'], { id })) (!request || silentSince ? refresh : refreshSteps)();
  });
  await refresh();
}
