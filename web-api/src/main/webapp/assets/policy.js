/** An environment's policy: displayed, described in words, and compared with another version. */

import { element, facts, label } from './dom.js';
import { list, stateOf, when } from './freezes.js';
import { fullTime } from './time.js';
import { KINDS } from './words.js';

/** The kinds of evidence that a policy can require: the API's name, title, and how to satisfy it. */
export const EVIDENCE = [
  ['tests', KINDS.tests, 'a test report in which nothing failed'],
  ['sbom', KINDS.sbom, 'a list of the components inside, in CycloneDX'],
  ['attestation', KINDS.attestation, 'an in-toto statement about the archive'],
];

/** The default policy. */
export const OPEN = { requiredEvidence: [], approvals: 0, isFourEyes: false, approvalsHold: null, freezes: [], promotesFrom: null, soak: null, windows: [], isPromotedAutomatically: false, isConfigurationGated: false, isRollbackRehearsed: false, attestationKeys: [] };

const FREEZE = { noun: 'Freeze', colours: { 'in force': 'red', 'to come': 'blue', over: 'grey' }, words: {} };
const WINDOW = { noun: 'Window', colours: { 'in force': 'green', 'to come': 'blue', over: 'grey' }, words: { 'in force': 'open' } };

/** A policy as a description list, with its freezes and windows as lists. */
export function policyFacts(policy) {
  return facts(
    ['Evidence', evidenceWords(policy)],
    ['Attestations', keyWords(policy)],
    ['Approvals', approvalWords(policy)],
    ['Four eyes', policy.isFourEyes ? 'Nobody approves their own request or commits, nor their own pipeline run, once the service’s GitLab project is set' : 'Not required'],
    ['Comes from', beforeWords(policy)],
    ['Freezes', times(policy.freezes, FREEZE) ?? 'None'],
    ['Windows', times(policy.windows, WINDOW) ?? 'At any time'],
    ['Configuration', policy.isConfigurationGated ? 'A change of it waits for freezes and approvals' : 'Changes at any time'],
    ['Rollback', policy.isRollbackRehearsed ? 'Rehearsed on a copy of the database before a deployment' : 'Not rehearsed'],
    ['Version', policy.changedAt ? changeWords(policy) : 'Nobody has changed it yet'],
  );
}

function keyWords({ attestationKeys: keys = [] }) {
  return keys.length ? `Signed by ${list(keys.map(({ name }) => name))}` : 'Need no signature';
}

function times(items, kind) {
  return items.length ? element('ul', { class: 'freezes' }, ...items.map((item) => timeItem(item, kind))) : undefined;
}

function timeItem(freeze, { colours, words: names }) {
  const state = stateOf(freeze);
  return element(
    'li',
    {},
    element('strong', {}, freeze.name),
    ...(state ? [' ', label(names[state] ?? state, colours[state])] : []),
    element('span', { class: 'detail' }, `${when(freeze)}, ${freeze.zone}`),
  );
}

function evidenceWords({ requiredEvidence }) {
  const titles = EVIDENCE.filter(([kind]) => requiredEvidence.includes(kind)).map(([, title]) => label(title, 'teal'));
  return titles.length ? element('span', { class: 'labels' }, ...titles) : 'None required';
}

function approvalWords({ approvals, approvalsHold }) {
  if (!approvals) return 'None required';
  const requirement = approvals === 1 ? 'One approver must agree' : `${approvals} approvers must agree`;
  return approvalsHold ? `${requirement}; approvals are valid for ${holdWords(approvalsHold)}` : requirement;
}

/** Where a release must have run before, and for how long. */
function beforeWords({ promotesFrom, soak, isPromotedAutomatically }) {
  if (!promotesFrom) return 'Anywhere';
  const ran = soak ? `It must have run in ${promotesFrom} for ${holdWords(soak)} without trouble` : `It must have run in ${promotesFrom}`;
  return isPromotedAutomatically ? `${ran}; then it is promoted automatically` : ran;
}

/** An ISO 8601 duration in words: 3 days 12 hours. */
function holdWords(hold) {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(hold) ?? [];
  const parts = [[days, 'day'], [hours, 'hour'], [minutes, 'minute']].filter(([count]) => count);
  return parts.length ? parts.map(([count, unit]) => `${count} ${unit}${count === '1' ? '' : 's'}`).join(' ') : hold;
}

function changeWords({ version, changedBy, changedAt }) {
  return element('span', {}, `${version}, by ${changedBy}, `, fullTime(changedAt));
}

/** Whether two versions require the same. */
export function isSame(older, newer) {
  const timesOf = ({ freezes, windows }) => JSON.stringify([freezes, windows].map((items) => items.map((item) => [item.name, words(item)]).sort()));
  // Not in words where a release may come from anywhere, which the ledger refuses.
  const afterOf = ({ soak, isPromotedAutomatically }) => JSON.stringify([soak ?? '', Boolean(isPromotedAutomatically)]);
  return !changesOf(older, newer).length && timesOf(older) === timesOf(newer) && afterOf(older) === afterOf(newer);
}

/** The differences in the newer of two versions, as sentences. */
export function differences(older, newer) {
  const changes = changesOf(older, newer);
  return changes.length ? changes : ['Only the version'];
}

/** The differences, or none; of freezes or windows that have the same name, those of the last one. */
function changesOf(older, newer) {
  const changes = [];
  const added = EVIDENCE.filter(([kind]) => newer.requiredEvidence.includes(kind) && !older.requiredEvidence.includes(kind));
  const dropped = EVIDENCE.filter(([kind]) => older.requiredEvidence.includes(kind) && !newer.requiredEvidence.includes(kind));
  const titles = (kinds) => list(kinds.map(([, title]) => title));
  if (added.length) changes.push(`${titles(added)} required`);
  if (dropped.length) changes.push(`${titles(dropped)} no longer required`);
  if (keyWords(older) !== keyWords(newer)) changes.push(`Attestations: ${keyWords(newer)}`);
  changes.push(...otherKeys(older, newer).map((name) => `Another key for “${name}”`));
  if (older.approvals !== newer.approvals) changes.push(`Approvals: ${newer.approvals} instead of ${older.approvals}`);
  if ((older.approvalsHold ?? '') !== (newer.approvalsHold ?? '')) changes.push(newer.approvalsHold ? `Approvals are valid for ${holdWords(newer.approvalsHold)}` : 'Approvals do not expire');
  if (older.isFourEyes !== newer.isFourEyes) changes.push(newer.isFourEyes ? 'Four eyes required' : 'Four eyes no longer required');
  if (beforeWords(older) !== beforeWords(newer)) changes.push(newer.promotesFrom ? beforeWords(newer) : 'It need not have run anywhere before');
  changes.push(...timeDifferences(older.freezes, newer.freezes, FREEZE.noun), ...timeDifferences(older.windows, newer.windows, WINDOW.noun));
  if (older.isConfigurationGated !== newer.isConfigurationGated) changes.push(newer.isConfigurationGated ? 'Changes of configuration are gated' : 'Changes of configuration are no longer gated');
  if (older.isRollbackRehearsed !== newer.isRollbackRehearsed) changes.push(newer.isRollbackRehearsed ? 'Rollbacks are rehearsed' : 'Rollbacks are no longer rehearsed');
  return changes;
}

/** The names of keys whose value differs between both. */
function otherKeys({ attestationKeys: older = [] }, { attestationKeys: newer = [] }) {
  const names = new Set(newer.map(({ name }) => name));
  return [...names].filter((name) => older.some((key) => key.name === name) && keysNamed(name, older) !== keysNamed(name, newer));
}

/** A name may occur more than once, and a key with or without its PEM armour. */
function keysNamed(name, keys) {
  const bare = keys.filter((key) => key.name === name).map(({ publicKey }) => publicKey.replaceAll(/-----[^-]*-----|\s/g, ''));
  return bare.sort().join(' ');
}

function timeDifferences(older, newer, noun) {
  const changes = [];
  const before = new Map(older.map((item) => [item.name, words(item)]));
  const after = new Map(newer.map((item) => [item.name, words(item)]));
  for (const [name, text] of after) {
    if (!before.has(name)) changes.push(`${noun} “${name}” added: ${text}`);
    else if (before.get(name) !== text) changes.push(`${noun} “${name}” is now ${text}`);
  }
  for (const name of before.keys()) if (!after.has(name)) changes.push(`${noun} “${name}” removed`);
  return changes;
}

function words(freeze) {
  return `${when(freeze)}, ${freeze.zone}`;
}
