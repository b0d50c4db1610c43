import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { read } = await import('../../main/webapp/assets/api.js');
const { parametersOf } = await import('../../main/webapp/assets/deployments.js');

const HOUR = 3_600_000;

test('the last 24 hours end now by the ledger’s clock', async (context) => {
  const ledgerTime = () => Date.now() - 10 * HOUR;
  context.mock.method(globalThis, 'fetch', async () => Response.json({}, { headers: { Date: new Date(ledgerTime()).toUTCString() } }));
  await read('/api/v1/deployments');

  const { from, service } = parametersOf({ when: 'day', service: 'shop' });

  assert.equal(service, 'shop');
  assert.ok(Math.abs(Date.parse(from) - (ledgerTime() - 24 * HOUR)) < 5_000, from);
});
