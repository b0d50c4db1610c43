import assert from 'node:assert/strict';
import { test } from 'node:test';
import { situationOf } from '../../main/webapp/assets/situation.js';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const REQUEST = { version: '2.0.0', environment: 'production', isForAgent: true, reasons: [] };

const titleOf = (request, facts = {}) => situationOf({ request: { ...REQUEST, ...request }, now: NOW, ...facts }).title;

test('a waiting request shows what it waits for, with each reason', () => {
  const reasons = [
    { code: 'not-run-before', detail: '2.0.0 has not run in staging.' },
    { code: 'approval-missing', detail: '0 of 1 approval given.' },
  ];

  const { kind, title, text } = situationOf({ request: { ...REQUEST, state: 'waiting', reasons }, now: NOW });

  assert.equal(kind, 'warning');
  assert.equal(title, 'Waiting for approval');
  assert.deepEqual(text[0], { reasons: ['2.0.0 has not run in staging.', '0 of 1 approval given.'] });
  assert.match(text[1][0], /The agent starts automatically/);
});

test('who can approve is not told to ask an approver', () => {
  const reasons = [{ code: 'approval-missing', detail: '0 of 1 approval given. Ask an approver to approve 2.0.0 for production.' }];
  const shown = (mayApprove) => situationOf({ request: { ...REQUEST, state: 'waiting', reasons }, mayApprove, now: NOW }).text[0];

  assert.deepEqual(shown(true), { reasons: ['0 of 1 approval given.'] });
  assert.deepEqual(shown(false), { reasons: [reasons[0].detail] });
});

test('an agent is reported missing after half a minute', () => {
  const titleAfter = (seconds) => titleOf({ state: 'allowed' }, { pendingSince: NOW - seconds * 1000, agent: { isPresent: false } });

  assert.equal(titleAfter(29), 'The agent is about to start');
  assert.equal(titleAfter(30), 'No agent has claimed it for 30 s');
  assert.equal(titleAfter(59), 'No agent has claimed it for 30 s');
  assert.equal(titleAfter(95), 'No agent has claimed it for 1 min 30 s');
});

test('what keeps the agent from claiming an allowed request is named instead of it', () => {
  const objections = [
    { code: 'approval-missing', detail: '0 of 1 approval given.' },
    { code: 'approvers-unknown', detail: 'Keycloak does not answer.' },
  ];
  const situationAfter = (seconds, found) => situationOf({ request: { ...REQUEST, state: 'allowed' }, pendingSince: NOW - seconds * 1000, agent: { isPresent: true, lastSeenAt: '2026-11-30T11:59:59Z' }, objections: found, now: NOW });

  assert.equal(situationAfter(29, objections).title, 'The agent is about to start');
  const { title, text } = situationAfter(30, objections);
  assert.equal(title, 'Waiting for an answer from Keycloak');
  assert.deepEqual(text[0], { reasons: ['Keycloak does not answer.'] });
  assert.doesNotMatch(JSON.stringify(text), /slipway status|connected/);
  assert.match(situationAfter(30, objections.slice(0, 1)).title, /^No agent/);
});

test('a missing agent was seen before or never', () => {
  const lastLine = (agent) => situationOf({ request: { ...REQUEST, state: 'allowed' }, pendingSince: 0, agent, now: NOW }).text.at(-1).subtle;

  assert.deepEqual(lastLine({ isPresent: false }), ['No agent has ever polled for work.']);
  assert.deepEqual(lastLine({ isPresent: false, lastSeenAt: '2026-11-30T11:00:00Z' })[1], { ago: '2026-11-30T11:00:00Z' });
  assert.match(lastLine({ isPresent: true, lastSeenAt: '2026-11-30T11:59:59Z' })[0], /An agent is connected/);
});

test('a lock takes precedence over the agent', () => {
  const lock = { holder: 'dana', reason: 'Puts kiosk 2.1.0 there', takenAt: '2026-11-30T11:59:00Z' };

  const { title, text } = situationOf({ request: { ...REQUEST, state: 'allowed' }, lock, pendingSince: 0, now: NOW });

  assert.equal(title, 'Waiting for the lock of production');
  assert.deepEqual(text[0], [{ strong: 'dana' }, ' holds it: ', { written: 'Puts kiosk 2.1.0 there' }, ', since ', { clock: '2026-11-30T11:59:00Z' }, '.']);
});

test('a request not meant for the agent is left to others', () => {
  assert.equal(titleOf({ state: 'allowed', isForAgent: false }), 'May be deployed');
});

test('a running request is named by what it deploys', () => {
  assert.equal(titleOf({ state: 'running' }), 'The agent is deploying 2.0.0 into production');
  assert.equal(titleOf({ state: 'running', isRollback: true }), 'The agent is rolling back to 2.0.0 in production');
  assert.equal(titleOf({ state: 'running', kind: 'configure', configurationVersion: 3 }), 'The agent is applying configuration 3 in production');
  assert.equal(titleOf({ state: 'running', silentSince: '2026-11-30T11:50:00Z' }), 'The agent has stopped reporting');
});

test('a failure shows its cause, and what was restored', () => {
  const request = { ...REQUEST, state: 'done', outcome: 'failed', failure: 'Connection refused', deploymentId: 'a' };

  const { kind, title, text } = situationOf({ request, restored: { id: 'b', version: '1.9.0' }, now: NOW });

  assert.equal(kind, 'danger');
  assert.equal(title, '2.0.0 failed in production, and 1.9.0 was restored');
  assert.deepEqual(text, [
    { message: ['Connection refused'] },
    ['1.9.0', ' runs as before: ', { link: ['the rollback', '/deployments/?id=b'] }, '.'],
    [{ link: ['The deployment', '/deployments/?id=a'] }, ' has all that is known of the failure.'],
  ]);
});

test('a success shows its duration, if known', () => {
  const request = { ...REQUEST, state: 'done', outcome: 'succeeded' };
  const deployment = { id: 'a', startedAt: '2026-11-30T11:58:00Z', finishedAt: '2026-11-30T11:59:05Z' };

  assert.deepEqual(situationOf({ request, now: NOW }).text, []);
  assert.deepEqual(situationOf({ request, deployment, now: NOW }).text, [[{ link: ['The deployment', '/deployments/?id=a'] }, ' took 1 min 5 s.']]);
});

test('an unknown state counts as in progress', () => {
  assert.equal(titleOf({ state: 'unknown' }), 'Under way');
});
