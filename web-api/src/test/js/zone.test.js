import assert from 'node:assert/strict';
import { test } from 'node:test';

// The clocks go forward on 29 March 2026 and back on 25 October. Formats take the zone as they are made.
process.env.TZ = 'Europe/Zurich';
const { days } = await import('../../main/webapp/assets/time.js');
const { flawOf } = await import('../../main/webapp/assets/window.js');

test('a day is one day, however long it is', () => {
  assert.equal(days({ from: '2026-10-24T22:00:00Z', until: '2026-10-25T23:00:00Z' }), '25 Oct 2026');
  assert.equal(days({ from: '2026-03-28T23:00:00Z', until: '2026-03-29T22:00:00Z' }), '29 Mar 2026');
  assert.equal(days({ from: '2026-06-30T22:00:00Z', until: '2026-07-01T22:00:00Z' }), '1 Jul 2026');
});

test('a week is its first and its last day', () => {
  assert.equal(days({ from: '2026-10-18T22:00:00Z', until: '2026-10-25T23:00:00Z' }), '19 Oct – 25 Oct 2026');
});

test('at most 400 days can be chosen, whichever of them is longer or shorter', () => {
  const now = new Date('2027-12-31T12:00:00Z');

  for (const [from, last, next] of [
    ['2026-10-01', '2027-11-04', '2027-11-05'],
    ['2026-03-01', '2027-04-04', '2027-04-05'],
  ]) {
    assert.equal(flawOf(from, last, now), undefined);
    assert.equal(flawOf(from, next, now), 'At most 400 days can be measured at once.');
  }
});
