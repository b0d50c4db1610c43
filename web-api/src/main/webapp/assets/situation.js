/** A request's situation, in words. */

import { element } from './dom.js';
import { icon } from './icons.js';
import { OVERDUE_AFTER_MILLISECONDS, reasonText, waitsFor } from './rules.js';
import { clockTime, duration, length, time } from './time.js';
import { deploymentAddress, link, versionOf, whatOf } from './words.js';

/**
 * The situation: a kind (calm, warning, danger, info, success), an icon, a title and a text. Input: the request, the
 * environment's lock if it has one, what the ledger knows of the agent, the moment since which only the agent is
 * missing, what the gate says against it although it is allowed, the resulting deployment, the rollback that restored the previous release, if any, whether an approval by
 * the reader would count, and the current time. The text is a list of paragraphs, each a list of parts: plain texts, and
 * the kinds of part in PARTS. A paragraph of another style is {message} or {subtle}; {reasons} is a list.
 */
export function situationOf({ request, lock, agent, pendingSince, objections, deployment, restored, mayApprove, now }) {
  switch (request.state) {
    case 'waiting':
      return waiting(request, mayApprove);
    case 'allowed':
      return request.isForAgent ? allowed(request, { lock, agent, objections, freeForMilliseconds: now - pendingSince }) : leftToOthers();
    case 'running':
      return running(request);
    case 'done':
      return request.outcome === 'failed' ? failed(request, restored) : succeeded(request, deployment);
    case 'refused':
      return { kind: 'danger', icon: 'failed', title: 'Refused', text: reasons(request) };
    case 'withdrawn':
      return { kind: 'calm', icon: 'gone', title: 'Withdrawn', text: reasons(request) };
    default:
      return { kind: 'calm', icon: 'waiting', title: 'Under way', text: [['This request is in a state that only a newer version of the ledger knows.'], ...reasons(request)] };
  }
}

function waiting(request, mayApprove) {
  const next = request.isForAgent
    ? 'The agent starts automatically once the gate allows it. You can close this page.'
    : 'Once the gate allows it, whoever requested it can deploy it.';
  return { kind: 'warning', icon: 'waiting', title: waitsFor(request.reasons), text: [...reasons(request, mayApprove), [next]] };
}

function leftToOthers() {
  return { kind: 'info', icon: 'underway', title: 'May be deployed', text: [['The gate allows it. Whoever requested it deploys it, by the pipeline or through another channel.']] };
}

function allowed(request, { lock, agent, objections = [], freeForMilliseconds }) {
  if (lock) {
    const holder = [{ strong: lock.holder }, ' holds it: ', { written: lock.reason }, ', since ', { clock: lock.takenAt }, '.'];
    return { kind: 'info', icon: 'waiting', title: `Waiting for the lock of ${request.environment}`, text: [holder, ['This request is next once the lock is released.']] };
  }
  if (freeForMilliseconds < OVERDUE_AFTER_MILLISECONDS) {
    return { kind: 'info', icon: 'underway', title: 'The agent is about to start', text: [['The gate allows it.']] };
  }
  // Only while Keycloak does not answer is it left allowed and not begun; what else the gate says then follows from that.
  const unknown = objections.filter(({ code }) => code === 'approvers-unknown');
  if (unknown.length) return waiting({ ...request, reasons: unknown });
  return {
    kind: 'warning',
    icon: 'warning',
    title: `No agent has claimed it for ${length(Math.floor(freeForMilliseconds / OVERDUE_AFTER_MILLISECONDS) * (OVERDUE_AFTER_MILLISECONDS / 1000))}`,
    text: [['On the line’s machine: ', { code: './slipway status' }], { subtle: lastSeen(agent) }],
  };
}

function lastSeen({ lastSeenAt, isPresent }) {
  if (isPresent) return ['An agent is connected, and polled for work ', { ago: lastSeenAt }, '.'];
  return lastSeenAt ? ['An agent last polled for work ', { ago: lastSeenAt }, '.'] : ['No agent has ever polled for work.'];
}

function running(request) {
  const { version, environment, isRollback, claimedAt, silentSince, kind } = request;
  if (silentSince) {
    return {
      kind: 'warning',
      icon: 'warning',
      title: 'The agent has stopped reporting',
      text: [
        ['It last reported ', { ago: silentSince }, '. On the line’s machine: ', { code: './slipway status' }],
        { subtle: ['It resumes when the agent is back. A deployer can give the request up instead: it is recorded as failed, and the next one can start.'] },
      ],
    };
  }
  const title = kind === 'configure' ? `The agent is applying ${whatOf(request)} in ${environment}` : isRollback ? `The agent is rolling back to ${version} in ${environment}` : `The agent is deploying ${version} into ${environment}`;
  return { kind: 'info', icon: 'underway', title, text: [['It started at ', { clock: claimedAt }, '. You can close this page.']] };
}

function succeeded(request, deployment) {
  const { version, environment, kind } = request;
  const text = deployment ? [[{ link: ['The deployment', deploymentAddress(deployment.id)] }, ` took ${duration(deployment.startedAt, deployment.finishedAt)}.`]] : [];
  return { kind: 'success', icon: 'succeeded', title: kind === 'configure' ? `${version} runs with ${whatOf(request)} in ${environment}` : `${version} runs in ${environment}`, text };
}

function failed(request, restored) {
  const { environment, failure, deploymentId } = request;
  const version = whatOf(request);
  return {
    kind: 'danger',
    icon: 'failed',
    title: restored ? `${version} failed in ${environment}, and ${versionOf(restored)} was restored` : `${version} failed in ${environment}`,
    text: [
      { message: [failure ?? 'No cause was reported.'] },
      ...(restored ? [[versionOf(restored), ' runs as before: ', { link: ['the rollback', deploymentAddress(restored.id)] }, '.']] : []),
      ...(deploymentId ? [[{ link: ['The deployment', deploymentAddress(deploymentId)] }, ' has all that is known of the failure.']] : []),
    ],
  };
}

function reasons({ reasons: all }, mayApprove) {
  return all.length ? [{ reasons: all.map((reason) => reasonText(reason, mayApprove)) }] : [];
}

/** The card for a situation. */
export function situationCard({ kind, icon: picture, title, text }) {
  return element('div', { class: `card now card-${kind}` }, element('h2', {}, icon(picture), title), ...text.map(paragraph));
}

/** The parts of a paragraph other than plain text: a clock time, a relative time, and a link with its address. */
const PARTS = {
  strong: (text) => element('strong', {}, text),
  written: (text) => element('bdi', {}, text),
  code: (text) => element('code', {}, text),
  clock: clockTime,
  ago: time,
  link: ([text, address]) => link(text, address),
};

function paragraph(item) {
  if (Array.isArray(item)) return element('p', {}, ...item.map(part));
  const [[style, content]] = Object.entries(item);
  return style === 'reasons' ? element('ul', { class: style }, ...content.map((each) => element('li', {}, each))) : element('p', { class: style }, ...content.map(part));
}

function part(item) {
  if (typeof item === 'string') return item;
  const [[kind, value]] = Object.entries(item);
  return PARTS[kind](value);
}
