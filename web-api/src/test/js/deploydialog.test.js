import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from './browser.js';

const { openDeployment } = await import('../../main/webapp/assets/deploydialog.js');
const { openPromotion } = await import('../../main/webapp/assets/promotion.js');

Object.assign(Object.getPrototypeOf(byId('main')), {
  childNodes: [],
  focus() {},
  insertBefore(node) {
    this.children.push(node);
  },
  querySelectorAll: () => [],
  removeAttribute(name) {
    delete this[name];
  },
  setAttribute(name, value) {
    this[name] = value;
  },
  showModal() {},
});

test('a dialog that could not be loaded is not busy any more', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ title: 'Restarting' }, { status: 500 }));
  const environment = { name: 'production', title: 'Production' };
  const dialogs = [() => openDeployment({ service: 'shop', environment }), () => openPromotion({ service: 'shop', before: { name: 'staging', title: 'Staging' }, environment })];
  for (const open of dialogs) {
    const opened = open();
    const [, region] = byId('dialog').children;
    assert.equal(region['aria-busy'], 'true');
    await opened;
    assert.equal(region['aria-busy'], undefined);
    assert.ok(region.children.some(({ role }) => role === 'alert'));
  }
});
