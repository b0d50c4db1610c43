/** All details of one deployment. */

import { apiPath, readIfAny, readOne, readPagesIfAny } from './api.js';
import { approvalList } from './approvals.js';
import { drawChanges, fullCommit } from './changes.js';
import { copyable } from './copy.js';
import { drawConfiguration } from './differences.js';
import { announce, byId, element, facts, label } from './dom.js';
import { evidenceOf, log } from './evidence.js';
import { onChange } from './feed.js';
import { icon } from './icons.js';
import { drawRecovery, markingForms } from './recovery.js';
import { fill, inTurn } from './region.js';
import { deploys } from './session.js';
import { duration, fullTime, time } from './time.js';
import { CHANNELS, CHANNEL_PHRASES, DEPLOYMENT_KINDS, OPERATIONS, OUTCOMES, WITNESSES, deploymentAddress, into, link, releaseAddress, releasesAddress, requestAddress, shapeOf, versionOf, whatOf, whoOf } from './words.js';

const PAGES_OF_APPROVALS = 5;

const id = new URLSearchParams(location.search).get('id') ?? '';

const refreshEvidence = inTurn(loadEvidence);
const refreshApprovals = inTurn(loadApprovals);

let deployment;

async function load() {
  await fill(byId('top'), async () => {
    deployment = await readOne('deployments', 'deployment', id);
    return head();
  }, { retry: load });
  if (!deployment) return;
  byId('columns').hidden = false;
  document.title = `${deployment.service} ${versionOf(deployment)} → ${deployment.environment} · Slipway`;
  await Promise.all([
    fill(byId('failure'), failure),
    fill(byId('facts'), async () => [factList()]),
    fill(byId('changes'), whatChanged),
    refreshEvidence(),
    refreshApprovals(),
    fill(byId('confirmations'), () => ifAny(`deployments/${id}/confirmations`, confirmations)),
    loadRecovery(),
  ]);
}

async function whatChanged() {
  const [changes, differences] = await Promise.all(['changes', 'differences'].map((what) => readIfAny(apiPath(`deployments/${id}/${what}`))));
  if (!changes) return null;
  const { before, archive, configuration } = differences?.body ?? {};
  const archives = archive?.isSame ? [element('p', {}, 'The very same archive ran before.')] : drawChanges(changes.body);
  return [
    element('h3', {}, 'Archive'),
    ...archives,
    ...(configuration ? [element('h3', {}, 'Configuration'), ...drawConfiguration(configuration)] : []),
    ...(before ? [element('p', { class: 'subtle' }, 'Compared with ', link('the deployment before', deploymentAddress(before)), '.')] : []),
  ];
}

function loadEvidence() {
  return fill(byId('evidence'), () => (deployment.releaseId ? evidenceOf(deployment.releaseId) : null));
}

function loadApprovals() {
  return fill(byId('approvals'), async () => {
    const { releaseId, service, version, environment } = deployment;
    const all = releaseId ? await readPagesIfAny(apiPath('approvals', { service, version, environment, limit: 100 }), PAGES_OF_APPROVALS) : null;
    return all && approvalList(all.items.filter(isAboutIt));
  });
}

/** Whether a verdict applies to what this deployed: the release, or the requested change of the configuration. */
function isAboutIt({ requestId }) {
  return requestId === (deployment.kind === 'configure' ? deployment.requestId : undefined);
}

async function loadRecovery() {
  let recovery;
  const isShown = await fill(byId('recovery'), () => ifAny(`deployments/${id}/recovery`, (body) => drawRecovery((recovery = body))));
  const marking = byId('marking');
  const isEdited = marking.contains(document.activeElement) || marking.querySelector('details[open]');
  if (isShown && recovery && !isEdited && (await deploys(deployment.service))) marking.replaceChildren(...markingForms(deployment, recovery, marked));
}

async function marked(text) {
  byId('marking').replaceChildren();
  await loadRecovery();
  announce(text);
  byId('recovery').tabIndex = -1;
  byId('recovery').focus();
}

async function ifAny(resource, draw) {
  const answer = await readIfAny(apiPath(resource));
  return answer && draw(answer.body);
}

function head() {
  const { service, environment, outcome, operation, isRollback, channel, comment, startedAt, kind } = deployment;
  const shape = shapeOf(deployment);
  return [
    element('p', { class: 'crumbs' }, link('Ledger', '/'), ' / ', link(service, releasesAddress(service))),
    element(
      'h1',
      { class: 'pf-v6-c-title pf-m-2xl headline' },
      icon(shape),
      element('span', {}, service, ' ', versionOf(deployment), kind === 'configure' ? `, ${whatOf(deployment)}` : ''),
      into(environment),
    ),
    element(
      'p',
      { class: 'byline' },
      label(OUTCOMES[outcome] ?? outcome, outcome === 'failed' ? 'red' : 'green'),
      ...(isRollback ? [label('rollback', 'purple')] : []),
      ...(kind === 'configure' ? [label('configuration', 'teal')] : operation === 'deploy' ? [] : [label(operation)]),
      element('span', {}, 'by ', element('strong', {}, whoOf(deployment)), ` through ${CHANNEL_PHRASES[channel] ?? channel}, `, time(startedAt)),
    ),
    ...(comment ? [element('blockquote', { class: 'comment' }, comment)] : []),
  ];
}

async function failure() {
  const { service, outcome, failure: why, failedService, failureLog, witnesses = [] } = deployment;
  if (outcome !== 'failed') return null;
  const isLogHidden = witnesses.includes('audit-log') && !(await deploys(service));
  const causes = [
    ...(failedService ? [facts(['Failing service', element('code', {}, failedService)])] : []),
    ...(why ? [element('p', { class: 'message' }, why)] : []),
    ...(failureLog ? [log(failureLog, 'Log lines of the failure')] : []),
    ...(isLogHidden ? [element('p', { class: 'subtle' }, 'What the server logged is shown to those who may deploy the service.')] : []),
  ];
  return causes.length ? causes : [element('p', { class: 'subtle' }, 'No cause was reported.')];
}

function factList() {
  const { releaseId, version, commit, artifactDigest, archive, operation, channel, startedAt, finishedAt, recordedAt, workers = [], witnesses = [], requestId, kind, configurationVersion, promotedFrom } = deployment;
  return facts(
    ['Started', fullTime(startedAt)],
    ['Finished', fullTime(finishedAt)],
    ['Took', duration(startedAt, finishedAt)],
    ['Recorded', fullTime(recordedAt)],
    ['By', whoOf(deployment)],
    ['Channel', CHANNELS[channel] ?? channel],
    ['Kind', DEPLOYMENT_KINDS[kind] ?? kind],
    ['Operation', kind === 'configure' ? undefined : (OPERATIONS[operation] ?? operation)],
    ['Release', releaseId ? link(version, releaseAddress(releaseId)) : 'unknown'],
    ['Commit', commit && fullCommit(commit)],
    ['Digest of the archive', artifactDigest ? copyable(artifactDigest, 'digest') : 'It could not be read any more'],
    ['Archive', archive],
    ['Configuration', configurationText(configurationVersion)],
    ['Promoted from', promotedFrom],
    ['Workers', workers.join(', ')],
    ['Known by', witnesses.map((each) => WITNESSES[each] ?? each).join(', ')],
    ['Request', requestId && link('how it was requested, and each step', requestAddress(requestId))],
  );
}

function configurationText(version) {
  if (version === 0) return 'nothing was ever set';
  return version ? `version ${version}` : undefined;
}

function confirmations({ items }) {
  if (!items.length) return null;
  return items.map(({ source, url, person, status, at }) =>
    facts(['Source', link(source, url)], ['Person', person], ['Status', status], ['At', fullTime(at)]),
  );
}

await onChange((concerns) => {
  if (concerns(['deployment'], { id })) {
    load();
    return;
  }
  if (!deployment) return;
  const { service, environment } = deployment;
  if (concerns(['recovery'], { service, environment })) loadRecovery();
  if (concerns(['evidence'], { service })) refreshEvidence();
  if (concerns(['approval'], { service, environment })) refreshApprovals();
});

await load();
