import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from '../../main/webapp/assets/api.js';
import { day, duration, length, relative } from '../../main/webapp/assets/time.js';

test('a length has at most two units', () => {
  assert.equal(length(0), 'under 1 s');
  assert.equal(length(-5), 'under 1 s');
  assert.equal(length(59.6), '1 min');
  assert.equal(length(192), '3 min 12 s');
  assert.equal(length(3605), '1 h');
  assert.equal(length(90_061), '1 d 1 h');
  assert.equal(duration('2026-11-30T12:00:00Z', '2026-11-30T12:03:12Z'), '3 min 12 s');
});

test('a relative time has a fitting unit', () => {
  const now = new Date();
  const ago = (seconds) => relative(new Date(now - seconds * 1000), now);

  assert.equal(ago(45), '45 seconds ago');
  assert.equal(ago(59.9), '1 minute ago');
  assert.equal(ago(180), '3 minutes ago');
  assert.equal(ago(0.4), 'now');
  assert.equal(ago(-1.4), 'now');
  assert.equal(ago(-2), 'in 2 seconds');
  assert.equal(ago(86_400), '1 day ago');
  assert.equal(ago(35 * 86_400), '1 month ago');
  assert.equal(ago(-7200), 'in 2 hours');
  assert.equal(ago(800 * 86_400), '2 years ago');
});

test('recent days have names', () => {
  const today = new Date(2026, 2, 1, 0, 5);

  assert.equal(day(new Date(2026, 2, 1, 0, 4), today), 'Today');
  assert.equal(day(new Date(2026, 1, 28, 23, 59), today), 'Yesterday');
  assert.match(day(new Date(2026, 1, 27), today), /^Friday,? 27 February$/);
  assert.match(day(new Date(2020, 1, 29), today), /^Saturday,? 29 February 2020$/);
});

test('now is the time of the ledger, however wrong this clock is', async (context) => {
  const noon = new Date(2026, 2, 1, 12);
  context.mock.timers.enable({ apis: ['Date'], now: noon });
  context.mock.method(globalThis, 'fetch', async () => Response.json({}, { headers: { Date: new Date(2026, 2, 2, 12).toUTCString() } }));
  await read('/api/v1/me');

  assert.equal(relative(noon), '1 day ago');
  assert.equal(day(noon), 'Yesterday');
});
