import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass, setHidden, streams } from './browser.js';

const { read } = await import('../../main/webapp/assets/api.js');
const { deploymentList, parametersOf } = await import('../../main/webapp/assets/deployments.js');
const { onChange } = await import('../../main/webapp/assets/feed.js');
const { TICK } = await import('../../main/webapp/assets/time.js');

const HOUR = 3_600_000;
const A_PAGE = 20;

Object.assign(Object.getPrototypeOf(byId('main')), {
  classList: { add() {} },
  elements: new Proxy({}, { get: (_, name) => byId(`filter-${name}`) }),
  childNodes: [],
  closest: () => byId('section'),
  contains: () => false,
  hasAttribute: () => false,
  insertBefore() {},
  querySelectorAll: () => [],
  removeAttribute() {},
});

test('the last 24 hours end now by the ledger’s clock', async (context) => {
  const ledgerTime = () => Date.now() - 10 * HOUR;
  context.mock.method(globalThis, 'fetch', async () => Response.json({}, { headers: { Date: new Date(ledgerTime()).toUTCString() } }));
  await read('/api/v1/deployments');

  const { from, service } = parametersOf({ when: 'day', service: 'shop' });

  assert.equal(service, 'shop');
  assert.ok(Math.abs(Date.parse(from) - (ledgerTime() - 24 * HOUR)) < 5_000, from);
});

test('days begin at the reader’s midnight, and say so', (context) => {
  const zone = process.env.TZ ?? 'UTC';
  context.after(() => (process.env.TZ = zone));
  for (const [name, offset] of Object.entries({ 'Europe/Berlin': '+01:00', 'America/Los_Angeles': '-08:00', 'Asia/Kolkata': '+05:30', UTC: '+00:00' })) {
    process.env.TZ = name;
    const { from, until } = parametersOf({ when: 'between', from: '2026-12-01', until: '2026-12-02' });
    assert.deepEqual([from, until], [`2026-12-01T00:00:00.000${offset}`, `2026-12-03T00:00:00.000${offset}`], name);
  }
  assert.equal(parametersOf({ when: 'between', from: '2026-12-01', until: '' }).until, '');
});

/** The ledger's deployments, newest first. */
let deployments = [];

function deploy(count) {
  for (let i = 0; i < count; i++) {
    const at = new Date(Date.parse('2026-11-30T12:00:00Z') + deployments.length * 60_000).toISOString();
    deployments.unshift({ id: `deployment-${deployments.length}`, ...deployment(at) });
  }
}

function deployment(at) {
  return { service: 'shop', environment: 'production', outcome: 'succeeded', operation: 'deploy', channel: 'cli', actor: 'dana', startedAt: at, finishedAt: at };
}

/** A page of the deployments; the next one begins behind the last of this one. */
function page(url) {
  const { searchParams } = new URL(url, 'http://localhost');
  const first = deployments.findIndex(({ id }) => id === searchParams.get('after')) + 1;
  const items = deployments.slice(first, first + A_PAGE);
  const headers = first + A_PAGE < deployments.length ? { Link: `</api/v1/deployments?after=${items.at(-1).id}>; rel="next"` } : {};
  return Response.json({ items }, { headers });
}

/** A list that is updated live, and the number of deployments that it says it shows. */
async function liveList() {
  const more = byId('more');
  const list = deploymentList({ form: byId('filters'), region: byId('deployments'), more, heading: byId('title'), exports: byId('exports'), exportPath: () => '' });
  const ready = onChange(() => list.refresh());
  streams.at(-1).tell('open');
  await ready;
  await list.load();
  return { list, shown: () => Number.parseInt(more.children[1].children[0], 10) };
}

test('what was shown stays as the page comes back to a page of new deployments', async (context) => {
  context.mock.method(globalThis, 'fetch', async (path) => (path.startsWith('/api/v1/deployments') ? page(path) : Response.json({ name: 'vera', roles: ['viewer'], deploys: [] })));
  deploy(50);
  const { list, shown } = await liveList();
  deploy(10);
  await list.refresh();
  deploy(10);
  await list.refresh();
  assert.equal(shown(), 2 * A_PAGE);

  setHidden(true);
  await pass(31_000);
  deploy(A_PAGE);
  setHidden(false);
  await pass(0);
  streams.at(-1).tell('open');
  await pass(1_000);
  await pass(0);
  assert.equal(shown(), 3 * A_PAGE);

  deploy(5 * A_PAGE);
  await list.refresh();
  assert.equal(shown(), 3 * A_PAGE);
});

test('the links of the export stay as the board is loaded, and follow the filters', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ items: [] }));
  const exports = byId('exports-of-filters');
  const list = deploymentList({ form: byId('filters'), region: byId('deployments'), more: byId('more'), heading: byId('title'), exports, exportPath: ({ format, service }) => `${format} of ${service || 'all'}` });
  const links = exports.children.filter(({ href }) => href);
  assert.deepEqual(links.map(({ href }) => href), ['csv of all', 'cdevents of all']);

  list.offerPlaces([{ name: 'shop', title: 'Shop' }], []);
  assert.ok(links.every((link) => exports.children.includes(link)));

  context.after(() => {
    location.search = '';
  });
  location.search = '?service=shop';
  dispatchEvent(new Event('popstate'));
  await pass(0);
  assert.ok(links.every((link) => exports.children.includes(link)));
  assert.deepEqual(links.map(({ href }) => href), ['csv of shop', 'cdevents of shop']);
});

test('what has become older than 24 hours goes, on a tick and with what is new', async (context) => {
  let ledgerTime = Date.now();
  const ago = (hours) => new Date(Date.now() - hours * HOUR).toISOString();
  const all = [1, 21, 23].map((hours) => ({ ...deployment(ago(hours)), id: `of-${hours}` }));
  context.mock.method(globalThis, 'fetch', async (path) => {
    const from = Date.parse(new URL(path, 'http://localhost').searchParams.get('from') ?? '');
    const items = all.filter(({ startedAt }) => !(Date.parse(startedAt) < from));
    return Response.json({ items }, { headers: { Date: new Date(ledgerTime).toUTCString() } });
  });
  const goTo = async (hours) => {
    ledgerTime = Date.now() + hours * HOUR;
    await read('/api/v1/services');
  };
  context.after(() => {
    location.search = '';
  });
  await goTo(0);
  location.search = '?when=day';
  const more = byId('more-of-a-day');
  const list = deploymentList({ form: byId('filters'), region: byId('deployments-of-a-day'), more, heading: byId('title'), exports: byId('exports-of-a-day'), exportPath: () => '' });
  const shown = () => Number.parseInt(more.children[1].children[0], 10);
  await list.load();
  assert.equal(shown(), 3);

  await goTo(2);
  dispatchEvent(new Event(TICK));
  assert.equal(shown(), 2);

  await goTo(4);
  await list.refresh();
  assert.equal(shown(), 1);
});
