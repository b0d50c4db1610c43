import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pass } from './browser.js';

const { TICK } = await import('../../main/webapp/assets/time.js');

test('the page ticks every half minute', async () => {
  let ticks = 0;
  addEventListener(TICK, () => ticks++);
  await import('../../main/webapp/assets/frame.js');

  await pass(29_999);
  assert.equal(ticks, 0);
  await pass(30_001);
  assert.equal(ticks, 2);
});
