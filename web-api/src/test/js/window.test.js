import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import './browser.js';

const { read } = await import('../../main/webapp/assets/api.js');
const { showChoice } = await import('../../main/webapp/assets/choice.js');
const { choiceFrom, dayText, flawOf, parametersOf, readMeasured, spanOf } = await import('../../main/webapp/assets/window.js');

/** Years behind this machine's clock. */
const LEDGER_TIME = new Date('2020-06-15T12:00:00Z');

before(async () => {
  globalThis.fetch = async () => Response.json({}, { headers: { Date: LEDGER_TIME.toUTCString() } });
  await read('/api/v1/deployments');
});

test('a window ends now by the ledger’s clock', () => {
  const { from, until } = spanOf(choiceFrom('?days=7'));

  assert.ok(Math.abs(until - LEDGER_TIME) < 5_000, until.toISOString());
  assert.equal(dayText(from), dayText(new Date(LEDGER_TIME.getFullYear(), LEDGER_TIME.getMonth(), LEDGER_TIME.getDate() - 6)));
});

test('a day is in the future by the ledger’s clock', () => {
  assert.equal(flawOf('2020-06-10', '2020-06-12'), undefined);
  assert.equal(flawOf('2020-06-20', '2020-06-22'), 'The first day must not be in the future.');
});

test('the last day to choose is today by the ledger’s clock', () => {
  const control = () => ({ replaceChildren() {}, removeAttribute() {} });
  const elements = Object.fromEntries(['service', 'environment', 'days', 'from', 'until'].map((name) => [name, control()]));

  showChoice({ firstChild: {}, elements, querySelector: () => ({}) }, choiceFrom('?days=7'), { services: [], environments: [] }, () => {});

  assert.equal(elements.from.max, dayText(LEDGER_TIME));
  assert.equal(elements.until.max, dayText(LEDGER_TIME));
});

test('days are those of the reader’s time zone, whatever its name', (t) => {
  const span = { from: new Date('2020-06-01T00:00:00Z'), until: new Date('2020-06-02T00:00:00Z') };
  const zoneIn = (timeZone) => {
    const { mock } = t.mock.method(Intl.DateTimeFormat.prototype, 'resolvedOptions', () => ({ timeZone }));
    const { zone } = parametersOf({}, span);
    mock.restore();
    return zone;
  };

  for (const zone of ['Europe/Zurich', 'CET', 'EST5EDT', 'EST']) assert.equal(zoneIn(zone), zone);
});

/** A ledger that refuses a field; the zones that it is asked for. */
function refusing(t, field) {
  const zones = [];
  t.mock.method(globalThis, 'fetch', async (path) => {
    const zone = new URL(path, 'http://localhost').searchParams.get('zone');
    zones.push(zone);
    if (zone === 'UTC') return Response.json({ zone });
    return Response.json({ type: '/docs/problems#invalid-request', title: 'Invalid request', errors: [{ field, detail: 'is not known' }] }, { status: 400 });
  });
  return zones;
}

test('days are those of UTC where the ledger does not know the reader’s time zone', async (t) => {
  const zones = refusing(t, 'zone');

  const { body } = await readMeasured('metrics/delivery', { service: 'shop', zone: 'America/Coyhaique' });

  assert.equal(body.zone, 'UTC');
  assert.deepEqual(zones, ['America/Coyhaique', 'UTC']);
});

test('what else is wrong with a window is a problem', async (t) => {
  const zones = refusing(t, 'from');

  await assert.rejects(readMeasured('metrics/delivery', { service: 'shop', zone: 'Europe/Zurich' }), { message: 'Invalid request' });

  assert.deepEqual(zones, ['Europe/Zurich']);
});
