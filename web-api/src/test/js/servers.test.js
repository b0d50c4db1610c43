import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { workerLines } = await import('../../main/webapp/assets/servers.js');

const MEGABYTE = 1024 * 1024;
const NOW = Date.parse('2026-11-27T12:00:00Z');

/** Each text in a node, in reading order. */
function textsOf(node) {
  return typeof node === 'string' ? [node] : node.children.flatMap(textsOf);
}

test('each figure of a worker is an element of its own with its unit', () => {
  const figures = {
    worker: 'shop-1',
    at: '2026-11-27T11:59:50Z',
    startedAt: '2026-11-27T11:00:00Z',
    isAnswering: true,
    heapUsed: 120 * MEGABYTE,
    heapMax: 381 * MEGABYTE,
    threads: 41,
    poolActive: 2,
    poolAvailable: 10,
    requestsPerMinute: 12,
    errorsPerMinute: 0,
  };
  const texts = workerLines('shop-1', figures, NOW).flatMap(textsOf);

  const first = texts.indexOf('heap 120 of 381 MB');
  assert.notEqual(first, -1);
  assert.deepEqual(texts.slice(first + 1), ['41 threads', ' · ', '2 connections open', ', ', '10 free', ' · ', '12 requests/min', ' · ', '0 errors/min']);
});
