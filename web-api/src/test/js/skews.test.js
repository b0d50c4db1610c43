import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { ledgerNow, read } = await import('../../main/webapp/assets/api.js');
const { drawSkews, readSkews } = await import('../../main/webapp/assets/skews.js');

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

test('a sync that succeeded is not shown beside differences', () => {
  const skew = { environment: 'staging', service: 'shop', archive: 'shop.war', workers: [{ worker: 'shop-1', isPresent: true, isEnabled: true, version: '1.4.0' }] };
  const textWith = (skews, sync) => {
    const requestedAt = new Date(ledgerNow() - 60_000).toISOString();
    const last = { environment: 'staging', actor: 'dana', requestedAt, ...sync };
    return drawSkews({ skews, syncs: new Map([['staging', last]]), running: [], deployableNames: new Set(), mayAll: false }).map(textOf).join('');
  };
  const finishedAt = new Date(ledgerNow() - 30_000).toISOString();

  assert.match(textWith([], { state: 'done', finishedAt }), /run the same.*Synced/);
  assert.doesNotMatch(textWith([skew], { state: 'done', finishedAt }), /Synced/);
  assert.match(textWith([skew], { state: 'failed', finishedAt }), /differ.*Sync failed/);
  assert.match(textWith([skew], { state: 'running', startedAt: finishedAt }), /differ.*Syncing/);
});

test('a refusal stays, and is not inserted again, until what the card shows is another', () => {
  const skewOf = (version) => ({ environment: 'staging', service: 'shop', archive: 'shop.war', workers: [{ worker: 'shop-1', isPresent: true, isEnabled: true, version }] });
  const draw = (...skews) => drawSkews({ skews, syncs: new Map(), running: [], deployableNames: new Set(), mayAll: true })[0];
  const card = draw(skewOf('1.4.0'));
  const refuse = () => card.children.at(-1).append('The ledger answered 503');
  refuse();

  assert.equal(draw(skewOf('1.4.0')), card);
  assert.match(textOf(card), /Sync the workersThe ledger answered 503$/);
  draw(skewOf('1.5.0'));
  assert.match(textOf(card), /1\.5\.0Sync the workers$/);

  refuse();
  draw();
  assert.match(textOf(draw(skewOf('1.5.0'))), /Sync the workers$/);
});

test('that workers run the same is not said to who may not know', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ title: 'Forbidden' }, { status: 403 }));
  assert.equal(await readSkews(), null);
});
