import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from './browser.js';

const { addChannel } = await import('../../main/webapp/assets/channelform.js');

Object.assign(Object.getPrototypeOf(byId('main')), {
  focus() {},
  querySelectorAll: () => [],
  removeAttribute() {},
  showModal() {},
});

/** All text in a node, in reading order. */
function textOf(node) {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

/** The text of the dialog where the ledger has so many services; the next page begins behind the last of this one. */
async function textWith(context, count) {
  context.mock.method(globalThis, 'fetch', async (path) => {
    const first = Number(new URL(path, 'http://localhost').searchParams.get('after') ?? 0);
    const end = Math.min(first + 100, count);
    const items = Array.from({ length: end - first }, (_, i) => ({ name: `service-${first + i}`, title: `Service ${first + i}` }));
    return Response.json({ items }, { headers: end < count ? { Link: `</api/v1/services?limit=100&after=${end}>; rel="next"` } : {} });
  });
  await addChannel(() => {});
  return textOf(byId('dialog'));
}

test('a channel may be of any service, also of many', async (context) => {
  const text = await textWith(context, 130);
  assert.match(text, /Service 129/);
  assert.doesNotMatch(text, /are listed/);
});

test('a list of services to choose from says that there are more', async (context) => {
  assert.match(await textWith(context, 1_001), /The first 1,000 services are listed\./);
});
