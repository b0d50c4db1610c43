import assert from 'node:assert/strict';
import { test } from 'node:test';

// The clocks go forward on 29 March 2026 and back on 25 October. Formats take the zone as they are made.
process.env.TZ = 'Europe/Zurich';
const { days } = await import('../../main/webapp/assets/time.js');

test('a day is one day, however long it is', () => {
  assert.equal(days({ from: '2026-10-24T22:00:00Z', until: '2026-10-25T23:00:00Z' }), '25 Oct 2026');
  assert.equal(days({ from: '2026-03-28T23:00:00Z', until: '2026-03-29T22:00:00Z' }), '29 Mar 2026');
  assert.equal(days({ from: '2026-06-30T22:00:00Z', until: '2026-07-01T22:00:00Z' }), '1 Jul 2026');
});

test('a week is its first and its last day', () => {
  assert.equal(days({ from: '2026-10-18T22:00:00Z', until: '2026-10-25T23:00:00Z' }), '19 Oct – 25 Oct 2026');
});
