import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { read } = await import('../../main/webapp/assets/api.js');
const { drawAttention } = await import('../../main/webapp/assets/attention.js');
const { badBackups, lastProof } = await import('../../main/webapp/assets/backups.js');

const HOUR = 3_600_000;
const NOTHING = { drifts: [], certificates: [], gaps: [], waiting: [], locks: [], allowed: [], running: [] };

const hoursAgo = (hours) => new Date(Date.now() - hours * HOUR).toISOString();

/** All text in a node, in reading order. */
function textOf(node) {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

const textsOf = (facts, reader = { name: 'vera', roles: ['viewer'] }) => drawAttention({ ...NOTHING, ...facts }, reader).map(textOf);

test('the first page shows when a backup was last verified, and how long that took', () => {
  const backups = [
    { takenAt: hoursAgo(1), snapshot: '43b55276' },
    { takenAt: hoursAgo(7), snapshot: '43b55275', provenAt: hoursAgo(6), provenSeconds: 41 },
    { takenAt: hoursAgo(31), snapshot: '43b55274', provenAt: hoursAgo(30), provenSeconds: 52 },
  ];

  assert.deepEqual(textsOf({ backups }), [
    'No drift, nothing is waiting, nothing is under way.',
    'The last backup that was proven by restoring it: 6 hours ago, in 41 s.',
  ]);
});

test('a failed backup is an alert, and the last verification is still shown', () => {
  const backups = [
    { takenAt: hoursAgo(2), error: 'The disk is on fire.' },
    { takenAt: hoursAgo(7), snapshot: '43b55275', provenAt: hoursAgo(6), provenSeconds: 41 },
  ];

  assert.deepEqual(textsOf({ backups }), [
    '1 backup alertA backup failedThe disk is on fire · 2 hours ago',
    'The last backup that was proven by restoring it: 6 hours ago, in 41 s.',
  ]);
});

test('a line without backups shows no backup', () => {
  assert.deepEqual(textsOf({ backups: [] }), ['No drift, nothing is waiting, nothing is under way.']);
});

test('the last verification is the newest one, in any order', () => {
  const newest = { provenAt: '2026-11-30T06:00:00Z', provenSeconds: 41 };

  assert.equal(lastProof([{ provenAt: '2026-11-29T06:00:00Z' }, newest, { takenAt: '2026-11-30T08:00:00Z' }]), newest);
  assert.equal(lastProof([{ takenAt: '2026-11-30T08:00:00Z' }]), undefined);
});

test('no verification for two days is an alert', () => {
  const proven = { takenAt: '2026-11-28T05:00:00Z', snapshot: '43b55275', provenAt: '2026-11-28T06:00:00Z', provenSeconds: 41 };
  const now = Date.parse('2026-11-30T06:00:00Z');

  assert.deepEqual(badBackups([proven], now), []);
  assert.deepEqual(badBackups([proven], now + 1), [{ what: 'No backup was proven for two days', since: proven.provenAt }]);
});

test('an approver is told to ask another one about what they requested', () => {
  const reasons = [{ code: 'approval-missing', detail: '0 of 1 approval given. Ask an approver to approve 2.0.0 for production.' }];
  const request = { id: 'a', service: 'shop', version: '2.0.0', environment: 'production', actor: 'dana', state: 'waiting', approvals: [], requestedAt: hoursAgo(1), reasons };
  const textFor = (name) => textsOf({ waiting: [request] }, { name, roles: ['approver'] })[0];

  assert.match(textFor('dana'), /Ask an approver to approve 2\.0\.0 for production\.$/);
  assert.match(textFor('bob'), /0 of 1 approval given\.$/);
});

/** Has the next answers come from a ledger whose clock is ahead of this one by some hours. */
async function setLedgerAhead(hours) {
  const date = new Date(Date.now() + hours * HOUR).toUTCString();
  globalThis.fetch = async () => Response.json({}, { headers: { Date: date } });
  await read('/api/v1/me');
}

test('the age of a backup goes by the clock of the ledger', async () => {
  const backups = [{ takenAt: hoursAgo(7), snapshot: '43b55275', provenAt: hoursAgo(6), provenSeconds: 41 }];
  try {
    await setLedgerAhead(43);
    assert.match(textsOf({ backups })[0], /^1 backup alertNo backup was proven for two days/);
    await setLedgerAhead(41);
    assert.match(textsOf({ backups })[0], /^No drift/);
  } finally {
    await setLedgerAhead(0);
  }
});
