import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmpty, measureOf, rate, share } from '../../main/webapp/assets/measures.js';

test('a rate has the most readable unit', () => {
  assert.deepEqual(rate(2.25), ['2.3', 'a day']);
  assert.deepEqual(rate(1), ['1', 'a day']);
  assert.deepEqual(rate(1 / 7), ['1', 'a week']);
  assert.deepEqual(rate(0.1), ['3', 'a month']);
  assert.deepEqual(rate(0), ['0', 'a month']);
});

test('a share is a percentage', () => {
  assert.equal(share(1 / 12), '8.3\u202f%');
});

test('an axis of time has one unit', () => {
  const { axis } = measureOf('change-lead-time').chart;

  assert.equal(axis(0), '0');
  assert.equal(axis(90), '1.5 min');
  assert.equal(axis(5400), '1.5 h');
  assert.equal(axis(86_400), '1 d');
});

test('a ratio without deployments is no point of the line', () => {
  const [[, ratio]] = measureOf('change-fail-rate').chart.lines;

  assert.equal(ratio({ failed: 0, reached: 0 }), null);
  assert.equal(ratio({ failed: 1, reached: 4 }), 0.25);
});

test('a window with only a failed attempt is not empty', () => {
  assert.equal(isEmpty({ deploymentFrequency: { count: 0 }, changeFailRate: { failed: 1, count: 1 } }), false);
  assert.equal(isEmpty({ deploymentFrequency: { count: 0 }, changeFailRate: { failed: 0, count: 0 } }), true);
});

test('a lead time is compared with one of the same kind', () => {
  const { value } = measureOf('change-lead-time');
  const fromFirstCommit = { medianSeconds: 7200, count: 1 };
  const fromMerge = { medianSeconds: 60, count: 1 };
  const none = { count: 0 };

  assert.equal(value({ changeLeadTime: { fromFirstCommit, fromMerge } }, { changeLeadTime: { fromFirstCommit: none, fromMerge } }), 60);
  assert.equal(value({ changeLeadTime: { fromFirstCommit, fromMerge: none } }, { changeLeadTime: { fromFirstCommit: none, fromMerge } }), undefined);
  assert.equal(value({ changeLeadTime: { fromFirstCommit: none, fromMerge } }, { changeLeadTime: { fromFirstCommit, fromMerge } }), undefined);
});
