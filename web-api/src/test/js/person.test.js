import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass } from './browser.js';

const { changeRoles } = await import('../../main/webapp/assets/person.js');

const dialog = Object.assign(byId('dialog'), {
  open: false,
  showModal() {
    this.open = true;
  },
  close() {
    this.open = false;
  },
});
for (const id of ['dialog-title', 'main']) Object.assign(byId(id), { focus() {} });

/** What becomes of a person's roles, which nobody has changed as far as the page knows, when these are saved. */
async function save(t, roles, current) {
  const { fetch } = globalThis;
  let shown = { id: '1', name: 'ann', roles: ['viewer'] };
  t.mock.method(globalThis, 'fetch', async (path, { method }) => {
    if (path === '/api/v1/me') return fetch(path);
    if (method) return Response.json({ title: 'Changed' }, { status: 412 });
    return Response.json(shown);
  });
  const told = [];
  await changeRoles(shown, false, (person, text) => told.push([person, text]));
  const form = dialog.children[1];
  Object.assign(form, { elements: {}, entered: roles.map((role) => ['roles', role]) });
  shown = { ...shown, roles: current };
  form.dispatchEvent(new Event('submit'));
  await pass(0);
  t.mock.restoreAll();
  return { told, shown };
}

test('roles that were saved by an attempt whose answer was lost are no conflict', async (t) => {
  const { told, shown } = await save(t, ['deployer', 'viewer'], ['viewer', 'deployer']);
  assert.deepEqual(told, [[shown, 'ann now has viewer; deployer']]);
  assert.equal(dialog.open, false);
});

test('roles that somebody else has changed are a conflict', async (t) => {
  const { told } = await save(t, ['viewer', 'deployer'], ['viewer', 'approver']);
  assert.deepEqual(told, []);
  assert.equal(dialog.open, true);
});
