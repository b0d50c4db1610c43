import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from '../../main/webapp/assets/api.js';
import { list, stateOf, when } from '../../main/webapp/assets/freezes.js';

const WEEKEND = { days: ['SUNDAY', 'FRIDAY'], from: '16:00', until: '08:00:00', zone: 'Europe/Berlin' };
const ONCE = { from: '2026-12-24T00:00:00', until: '2027-01-02T08:00:00', zone: 'Europe/Berlin' };

test('a freeze is shown in its own time zone', () => {
  assert.equal(when(WEEKEND), 'every Friday and Sunday, 16:00 to 08:00');
  assert.equal(when({ ...WEEKEND, until: '16:00' }), 'every Friday and Sunday, 24 hours from 16:00');
  assert.equal(when(ONCE), '24 Dec 2026, 00:00 to 2 Jan 2027, 08:00');
});

test('a freeze over midnight continues on the next day', () => {
  // The 27th is a Friday, and Berlin is an hour ahead of UTC.
  assert.equal(stateOf(WEEKEND, new Date('2026-11-27T14:59:00Z')), 'to come');
  assert.equal(stateOf(WEEKEND, new Date('2026-11-27T15:00:00Z')), 'in force');
  assert.equal(stateOf(WEEKEND, new Date('2026-11-28T06:59:00Z')), 'in force');
  assert.equal(stateOf(WEEKEND, new Date('2026-11-28T07:00:00Z')), 'to come');
  assert.equal(stateOf(WEEKEND, new Date('2026-11-28T15:00:00Z')), 'to come');
});

test('a freeze within a day ends with it', () => {
  const lunch = { days: ['MONDAY'], from: '12:00', until: '13:00', zone: 'UTC' };

  assert.equal(stateOf(lunch, new Date('2026-11-30T12:59:59Z')), 'in force');
  assert.equal(stateOf(lunch, new Date('2026-11-30T13:00:00Z')), 'to come');
  assert.equal(stateOf(lunch, new Date('2026-12-01T12:30:00Z')), 'to come');
});

test('a one-time freeze ends', () => {
  assert.equal(stateOf(ONCE, new Date('2026-12-23T22:59:00Z')), 'to come');
  assert.equal(stateOf(ONCE, new Date('2026-12-23T23:00:00Z')), 'in force');
  assert.equal(stateOf(ONCE, new Date('2027-01-02T07:00:00Z')), 'over');
});

test('a freeze is in force from the first to the second of a local time that occurs twice', () => {
  // At 01:00 UTC, the clocks in Berlin go back from 03:00 to 02:00.
  const until = { from: '2026-10-24T00:00', until: '2026-10-25T02:30', zone: 'Europe/Berlin' };
  assert.equal(stateOf(until, new Date('2026-10-25T00:45:00Z')), 'in force');
  assert.equal(stateOf(until, new Date('2026-10-25T01:29:59Z')), 'in force');
  assert.equal(stateOf(until, new Date('2026-10-25T01:30:00Z')), 'over');

  const from = { from: '2026-10-25T02:15', until: '2026-10-26T00:00', zone: 'Europe/Berlin' };
  assert.equal(stateOf(from, new Date('2026-10-25T00:14:59Z')), 'to come');
  assert.equal(stateOf(from, new Date('2026-10-25T00:15:00Z')), 'in force');
  assert.equal(stateOf(from, new Date('2026-10-25T01:05:00Z')), 'in force');

  const weekly = { days: ['SUNDAY'], from: '00:00', until: '02:30', zone: 'Europe/Berlin' };
  assert.equal(stateOf(weekly, new Date('2026-10-25T00:45:00Z')), 'in force');
  assert.equal(stateOf(weekly, new Date('2026-10-25T01:30:00Z')), 'to come');
});

test('a freeze begins at the change of the clocks that skips its beginning', () => {
  const skipped = { from: '2027-03-28T02:30', until: '2027-03-29T00:00', zone: 'Europe/Berlin' };

  assert.equal(stateOf(skipped, new Date('2027-03-28T00:59:59Z')), 'to come');
  assert.equal(stateOf(skipped, new Date('2027-03-28T01:00:00Z')), 'in force');
  assert.equal(stateOf({ ...skipped, from: '2027-03-27T00:00', until: '2027-03-28T02:30' }, new Date('2027-03-28T00:59:00Z')), 'in force');
  assert.equal(stateOf({ ...skipped, from: '2027-03-27T00:00', until: '2027-03-28T02:30' }, new Date('2027-03-28T01:00:00Z')), 'over');
});

test('a freeze is in force by the ledger’s clock', async (context) => {
  const date = new Date('2020-12-24T12:00:00Z').toUTCString();
  context.mock.method(globalThis, 'fetch', async () => Response.json({}, { headers: { Date: date } }));
  await read('/api/v1/environments');

  assert.equal(stateOf({ ...ONCE, from: '2020-12-24T00:00', until: '2020-12-25T00:00' }), 'in force');
});

test('an unknown time zone has no state', () => {
  assert.equal(stateOf({ ...WEEKEND, zone: 'Moon/Tycho' }), undefined);
});

test('words are listed with commas and "and"', () => {
  assert.equal(list([]), '');
  assert.equal(list(['Tests']), 'Tests');
  assert.equal(list(['Tests', 'SBOM']), 'Tests and SBOM');
  assert.equal(list(['Tests', 'SBOM', 'attestation']), 'Tests, SBOM and attestation');
});
