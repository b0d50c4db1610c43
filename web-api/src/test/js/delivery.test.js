import assert from 'node:assert/strict';
import { register } from 'node:module';
import { test } from 'node:test';
import { byId } from './browser.js';

/** The build downloads the library that draws the charts; nothing is drawn here. */
const CHARTLESS = 'export const resolve = (name, context, next) => (name.endsWith("/uPlot.esm.js") ? { url: "data:text/javascript,export default null", shortCircuit: true } : next(name, context));';
register(`data:text/javascript,${encodeURIComponent(CHARTLESS)}`);

/** Years behind this machine's clock. */
const LEDGER_TIME = new Date('2020-06-15T12:00:00Z');

Object.assign(Object.getPrototypeOf(byId('main')), {
  elements: new Proxy({}, { get: (_, name) => byId(`control-${name}`) }),
  firstChild: {},
  querySelector: () => ({}),
  removeAttribute() {},
});
globalThis.matchMedia = () => new EventTarget();

/** The ends of the windows that were measured. */
const ends = [];
globalThis.fetch = async (path) => {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  if (pathname.endsWith('/metrics/delivery')) ends.push(searchParams.get('until'));
  const body = { name: 'vera', roles: ['viewer'], deploys: [], items: [], changeFailRate: { count: 0 }, deploymentFrequency: { count: 0 } };
  return Response.json(body, { headers: { Date: LEDGER_TIME.toUTCString() } });
};

test('the first window that is measured ends now by the ledger’s clock', async () => {
  await import('../../main/webapp/assets/delivery.js');

  assert.ok(Math.abs(Date.parse(ends[0]) - LEDGER_TIME) < 5_000, ends[0]);
  assert.match(byId('control-until').value, /^2020-06-1/);
});
