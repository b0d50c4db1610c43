/** Conclusions from the ledger's data. Nothing here needs a document, so that Node can test it. */

import { count, kindName } from './words.js';

/** How long a task of the agent may stay unclaimed before the pages report it. */
export const OVERDUE_AFTER_MILLISECONDS = 30_000;

/** How often a page reloads what only time changes. */
export const POLL_MILLISECONDS = 60_000;

const A_MOMENT_MILLISECONDS = 1_000;
const AGAIN_MILLISECONDS = 5_000;

/**
 * How many milliseconds to wait for the end of a lock, which no event reports: until shortly after it expires, or for
 * some seconds if it should have ended. `now` is in milliseconds by the ledger's clock.
 */
export function untilExpired({ expiresAt }, now) {
  const left = Date.parse(expiresAt) - now;
  return left > 0 ? left + A_MOMENT_MILLISECONDS : AGAIN_MILLISECONDS;
}

/**
 * The gate's reasons by code: a short label, and for those that a request can wait for, the title of the waiting
 * request. With several reasons, the first in this order is the title.
 */
export const REASONS = {
  'approval-missing': { brief: 'Needs approval', waits: 'Waiting for approval' },
  'four-eyes': { brief: 'Approved by a contributor', waits: 'Waiting for another approver' },
  'commit-author': { brief: 'Approved by an author', waits: 'Waiting for another approver' },
  'not-an-approver': { brief: 'No longer an approver', waits: 'Waiting for another approver' },
  'approval-expired': { brief: 'Approval expired', waits: 'Waiting for a new approval' },
  'approvers-unknown': { brief: 'Approver not confirmed', waits: 'Waiting for an answer from Keycloak' },
  frozen: { brief: 'Frozen', waits: 'Waiting for the end of a freeze' },
  'outside-window': { brief: 'Outside the windows', waits: 'Waiting for the next window' },
  'not-run-before': { brief: 'Has not run before', waits: 'Waiting for a run in the environment before' },
  soaking: { brief: 'Soaking', waits: 'Waiting for the end of the soak time' },
  'failed-there': { brief: 'Failed there', waits: 'Waiting for the end of the soak time' },
  'drifted-there': { brief: 'Drifted there', waits: 'Waiting for the end of the soak time' },
  'approval-refused': { brief: 'Refused' },
  'evidence-missing': { brief: 'Evidence is missing' },
  'evidence-failed': { brief: 'Evidence failed' },
  'evidence-unsigned': { brief: 'Evidence is not signed' },
  'digest-unknown': { brief: 'Unknown archive' },
  'digest-mismatch': { brief: 'Archive of another release' },
  'no-person': { brief: 'No person is known' },
  'older-than-live': { brief: 'Older than what runs' },
};

/** The title of a waiting request, from the reasons against it. */
export function waitsFor(reasons) {
  const codes = new Set(reasons.map(({ code }) => code));
  return Object.entries(REASONS).find(([code, { waits }]) => waits && codes.has(code))?.[1].waits ?? 'Waiting';
}

/** The reasons that an approval does not count which the same person can give again. */
const REPEATABLE = new Set(['approval-expired', 'not-an-approver']);

/**
 * Whether another approval by this reader, {name, roles}, would count towards a request: they are an approver, neither
 * requested it nor ran its pipeline, and have not approved it yet, or by the `reasons` no longer. False where that is
 * unknown. It presumes four eyes, whoever requested it, as the request does not say what the policy wants: without four
 * eyes, an approver is told to ask another one for what they requested, although their own approval would count.
 */
export function canApprove({ actor, triggeredBy, approvals, reasons = [] }, { name, roles }) {
  if (!roles.includes('approver') || !actor || !approvals) return false;
  const hasApproved = approvals.some(({ approver, verdict }) => approver === name && verdict === 'approved');
  const mayRepeat = reasons.some(({ code, approver }) => REPEATABLE.has(code) && approver === name);
  return name !== actor && name !== triggeredBy && (!hasApproved || mayRepeat);
}

/** Why verdicts do not count, by the gate's answer, each with whose it is. */
export function objections({ approvals = [], ignored = [] }) {
  return ignored.map(({ approvalId, code }) => ({ code, approver: approvals.find(({ id }) => id === approvalId)?.approver }));
}

/** Whether a request waits for approvals, and one by this reader would count. */
export function awaitsApprovalOf(request, reader) {
  return request.state === 'waiting' && request.reasons.some(({ code }) => code === 'approval-missing') && canApprove(request, reader);
}

/** How the reasons of these codes tell everybody to ask an approver; others may quote a person who writes the same. */
const ADVICE = {
  'approval-missing': / Ask an approver to approve .*$/,
  'not-an-approver': / Ask another approver\.$/,
};

/**
 * A reason of the gate, as the pages write it: it names a kind of evidence by the API's value, and tells everybody to ask an
 * approver, which is no advice to one who can approve themselves.
 */
export function reasonText({ code, detail }, mayApprove = false) {
  const text = detail.replace(/^((?:There is (?:no )?e|E)vidence of the kind )([a-z-]+)/, (_, start, kind) => start + kindName(kind));
  return mayApprove && ADVICE[code] ? text.replace(ADVICE[code], '') : text;
}

/** The problem in a reason's detail, without the sentences on how to fix it. */
export function firstSentence(detail) {
  return detail.split(/\.\s+(?=[A-Z])/)[0].replace(/\.$/, '');
}

/** Whether the gate or a withdrawal can still change a request. */
export function isOpen({ state }) {
  return state === 'waiting' || state === 'allowed';
}

/**
 * How far the previewed release is ahead, as text after the version: " is ahead by 2 releases and 5 commits". `before`
 * is the environment that the release comes from; `skipsEnvironments` if another one is drawn in between.
 */
export function distance({ preview, before, skipsEnvironments }) {
  const from = preview && preview.from !== before.name ? ` in ${preview.from}` : skipsEnvironments ? ` in ${before.title}` : '';
  const commits = preview?.changes.commits.length ?? 0;
  if (!commits || !preview.archive.fromVersion) return `${from} is ahead`;
  const releases = preview.releases > 1 ? `${count(preview.releases, 'release')} and ` : '';
  return `${from} is ahead by ${releases}${preview.changes.isComplete ? '' : 'at least '}${count(commits, 'commit')}`;
}
