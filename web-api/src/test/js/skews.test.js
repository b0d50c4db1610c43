import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { read } = await import('../../main/webapp/assets/api.js');
const { drawSkews } = await import('../../main/webapp/assets/skews.js');

const HOUR = 3_600_000;

/** All text in a node, in reading order. */
function textOf(node) {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

test('a sync is overdue by the ledger’s clock', async (context) => {
  const ledgerTime = () => Date.now() - HOUR;
  context.mock.method(globalThis, 'fetch', async () => Response.json({}, { headers: { Date: new Date(ledgerTime()).toUTCString() } }));
  await read('/api/v1/syncs');
  const textAfter = (seconds) => {
    const sync = { environment: 'staging', state: 'asked', actor: 'dana', requestedAt: new Date(ledgerTime() - seconds * 1000).toISOString() };
    return drawSkews({ skews: [], syncs: new Map([['staging', sync]]), running: [], deployableNames: new Set(), mayAll: false }).map(textOf).join('');
  };

  assert.doesNotMatch(textAfter(10), /No agent has claimed it/);
  assert.match(textAfter(50), /No agent has claimed it for 30 s/);
});
