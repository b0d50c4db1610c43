import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from './browser.js';

const { gateCard } = await import('../../main/webapp/assets/gate.js');

const A_PAGE = 100;

Object.assign(Object.getPrototypeOf(byId('main')), {
  childNodes: [],
  contains: () => false,
  insertBefore(node) {
    this.children.push(node);
  },
  querySelectorAll: () => [],
  removeAttribute() {},
});

/** All text in a node, in reading order. */
function textOf(node) {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

test('a gate’s card shows the open request of its release behind those of others and many changes of the configuration', async (context) => {
  const requestOf = (version, kind, id) => ({ id, version, kind, environment: 'production', state: 'waiting', actor: 'dana', requestedAt: new Date().toISOString() });
  const requests = [
    ...Array.from({ length: A_PAGE }, (_, i) => requestOf('2.0.0', 'deploy', `${i}`)),
    ...Array.from({ length: A_PAGE }, (_, i) => requestOf('1.0.0', 'configure', `${A_PAGE + i}`)),
    requestOf('1.0.0', 'deploy', 'own'),
  ];
  context.mock.method(globalThis, 'fetch', async (path) => {
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    if (pathname.endsWith('/me')) return Response.json({ name: 'vera', roles: ['viewer'], deploys: [] });
    if (pathname.endsWith('/gate')) return Response.json({ decision: 'wait', reasons: [] });
    if (pathname.endsWith('/deployments')) return Response.json({ items: [] });
    const found = requests.filter(({ version }) => version === (searchParams.get('version') ?? version));
    const first = Number(searchParams.get('after') ?? 0);
    const end = first + Number(searchParams.get('limit'));
    searchParams.set('after', end);
    const headers = end < found.length ? { Link: `<${pathname}?${searchParams}>; rel="next"` } : {};
    return Response.json({ items: found.slice(first, end) }, { headers });
  });
  const card = gateCard({ service: 'shop', version: '1.0.0' }, { name: 'production', title: 'Production' });

  await card.refresh();
  assert.match(textOf(card.node), /The requestRequested by dana/);
});
