import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { offer } = await import('../../main/webapp/assets/filters.js');

test('what is offered to choose from stays while it is the same', () => {
  const service = document.createElement('select');
  const form = { elements: { service } };
  offer(form, 'service', [['shop', 'Shop']], '');
  const [all] = service.children;
  offer(form, 'service', [['shop', 'Shop']], 'shop');
  assert.equal(service.children[0], all);
  assert.equal(service.value, 'shop');

  offer(form, 'service', [['kiosk', 'Kiosk'], ['shop', 'Shop']], 'shop');
  assert.notEqual(service.children[0], all);
  assert.equal(service.children.length, 3);
});
