import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from './browser.js';

const { evidenceOf } = await import('../../main/webapp/assets/evidence.js');

Object.assign(Object.getPrototypeOf(byId('main')), {
  childNodes: [],
  insertBefore(node) {
    this.children.push(node);
  },
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
