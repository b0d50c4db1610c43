import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pass } from './browser.js';

const { policyForm } = await import('../../main/webapp/assets/policy-form.js');
const { OPEN } = await import('../../main/webapp/assets/policy.js');

const { createElement } = document;
document.createElement = () => Object.assign(createElement(), { contains: () => false, closest: () => ({}) });

test('a policy that was saved by an attempt whose answer was lost is no conflict', async (t) => {
  const saved = { ...OPEN, approvals: 2, version: 2, changedBy: 'vera' };
  const told = [];
  const node = policyForm({
    path: '/policy',
    policy: OPEN,
    before: [],
    onSaved: (policy) => told.push(policy),
    reread: async () => ({ policy: saved, etag: '"2"' }),
  });
  const unset = { value: '' };
  node.elements = { approvals: { value: '2' }, approvalsHold: unset, promotesFrom: unset, soak: unset };
  for (const flag of ['isFourEyes', 'isPromotedAutomatically', 'isConfigurationGated', 'isRollbackRehearsed']) node.elements[flag] = { checked: false };
  const { fetch } = globalThis;
  t.mock.method(globalThis, 'fetch', async (path) => (path === '/policy' ? Response.json({ title: 'Changed' }, { status: 412 }) : fetch(path)));
  node.dispatchEvent(new Event('submit'));
  await pass(0);
  assert.deepEqual(told, [saved]);
});
