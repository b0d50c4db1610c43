import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass } from './browser.js';

const { markingForms } = await import('../../main/webapp/assets/recovery.js');

Object.assign(Object.getPrototypeOf(byId('main')), {
  addEventListener(type, listener) {
    this[`on${type}`] = listener;
  },
});

test('an old deployment may repair any that began before it', async (context) => {
  const startedAt = '2026-11-01T10:00:00.123456Z';
  const fetch = context.mock.method(globalThis, 'fetch', async () => Response.json({ items: [] }));
  const [, repair] = markingForms({ id: 'fix', service: 'shop', environment: 'production', startedAt }, {}, () => {});
  repair.open = true;
  repair.ontoggle();
  await pass(0);

  const { searchParams } = new URL(fetch.mock.calls[0].arguments[0], 'http://localhost');
  assert.equal(searchParams.get('until'), startedAt);
});
