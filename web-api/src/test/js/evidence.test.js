import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass } from './browser.js';

const { evidenceOf } = await import('../../main/webapp/assets/evidence.js');

Object.assign(Object.getPrototypeOf(byId('main')), {
  childNodes: [],
  addEventListener(type, listener) {
    this[`on${type}`] = listener;
  },
  focus() {},
  hasAttribute: () => false,
  hasChildNodes() {
    return this.children.length > 0;
  },
  insertBefore(node) {
    this.children.push(node);
  },
  removeAttribute() {},
});

/** Makes the ledger have so many pieces of evidence; the next page begins behind the last of this one. */
function ledger(context, count) {
  const evidence = Array.from({ length: count }, (_, i) => ({ id: `evidence-${i}`, kind: 'sbom', name: 'bom.json', size: 1000, recordedBy: 'dana', recordedAt: new Date().toISOString() }));
  context.mock.method(globalThis, 'fetch', async (path) => {
    const { searchParams } = new URL(path, 'http://localhost');
    const limit = Number(searchParams.get('limit') ?? 20);
    const first = Number(searchParams.get('after') ?? 0);
    const end = first + limit;
    const headers = end < count ? { Link: `</api/v1/releases/one/evidence?limit=${limit}&after=${end}>; rel="next"` } : {};
    return Response.json({ items: evidence.slice(first, end) }, { headers });
  });
}

test('all evidence of a release is listed', async (context) => {
  ledger(context, 130);
  const nodes = (await evidenceOf('one'))();
  assert.equal(nodes.length, 1);
  assert.equal(nodes[0].children.length, 130);
});

test('a list of evidence says what it leaves out', async (context) => {
  ledger(context, 501);
  const [, note] = (await evidenceOf('one'))();
  assert.deepEqual(note.children, ['The newest 500 are shown.']);
});

test('there is no evidence for who may not read it', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ title: 'Forbidden' }, { status: 403 }));
  assert.equal(await evidenceOf('one'), null);
});

/** All text in a node, in reading order. */
function textOf(node) {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

test('failures that could not be loaded can be loaded later', async (context) => {
  const report = { id: 'report', kind: 'tests', name: 'TEST-basket.xml', verdict: 'failed', summary: { tests: 1, failed: 1 }, size: 1000, recordedBy: 'dana', recordedAt: new Date().toISOString() };
  const failures = [{ suite: 'BasketTest', name: 'adds', kind: 'failure', message: 'expected: 2' }];
  let isDown = true;
  const fetch = context.mock.method(globalThis, 'fetch', async (path) => {
    if (path.startsWith('/api/v1/releases/')) return Response.json({ items: [report] });
    return isDown ? Response.json({ title: 'Restarting' }, { status: 500 }) : Response.json({ ...report, failures });
  });
  const list = (await evidenceOf('two'))()[0];
  const details = list.children.at(-1).children.at(-1);
  const [, shown] = details.children;
  const toggle = async (isOpen) => {
    details.open = isOpen;
    details.ontoggle();
    await pass(0);
  };
  await toggle(true);
  assert.match(textOf(shown), /Restarting.*Try again/);

  isDown = false;
  await toggle(false);
  await toggle(true);
  assert.match(textOf(shown), /expected: 2/);
  const { length } = fetch.mock.calls;
  await toggle(false);
  await toggle(true);
  assert.equal(fetch.mock.calls.length, length);
});

test('an attestation that failed lists no failures', async (context) => {
  const summary = { predicateType: 'https://slsa.dev/verification_summary/v1', subjects: 1, isSigned: true };
  const failed = { id: 'summary', kind: 'attestation', name: 'vsa.json', verdict: 'failed', summary, size: 1000, recordedBy: 'dana', recordedAt: new Date().toISOString() };
  context.mock.method(globalThis, 'fetch', async () => Response.json({ items: [failed] }));
  const text = textOf((await evidenceOf('three'))()[0].children.at(-1));
  assert.match(text, /Failed/);
  assert.doesNotMatch(text, /failure/);
});
