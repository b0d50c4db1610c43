import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass, streams } from './browser.js';

const ID = '01930000-0000-7000-8000-000000000001';
const A_PAGE = 20;
const RELEASE = '01930000-0000-7000-8000-000000000002';

Object.assign(Object.getPrototypeOf(byId('main')), {
  childNodes: [],
  closest: () => byId('section'),
  contains: () => false,
  hasAttribute: () => false,
  hasChildNodes: () => true,
  insertBefore(node) {
    this.children.push(node);
  },
  querySelector: () => null,
  querySelectorAll: () => [],
  removeAttribute() {},
});

const at = new Date().toISOString();
const deployment = { id: ID, service: 'shop', environment: 'production', releaseId: RELEASE, version: '2.0.0', kind: 'deploy', operation: 'replace', outcome: 'succeeded', actor: 'service-account-pipeline-shop', triggeredBy: 'dana', comment: 'Needs the new tax rates today.', channel: 'pipeline', startedAt: at, finishedAt: at, recordedAt: at };
/** As changes of the configuration are approved under the live release's version. */
const approvals = [...Array.from({ length: 25 }, (_, i) => ({ id: `${i}`, requestId: `change-${i}`, verdict: 'approved', approver: 'carl', decidedAt: at })), { id: 'own', verdict: 'approved', approver: 'alice', decidedAt: at }];

location.search = `?id=${ID}`;
globalThis.fetch = async (path) => {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  if (pathname.endsWith('/me')) return Response.json({ name: 'vera', roles: ['viewer'], deploys: [] });
  if (pathname.endsWith(`/deployments/${ID}`)) return Response.json(deployment);
  if (pathname.endsWith('/approvals')) return Response.json({ items: approvals.slice(0, Number(searchParams.get('limit') ?? A_PAGE)) });
  if (pathname.endsWith('/evidence')) return Response.json({ items: [] });
  return Response.json({ title: 'Not found' }, { status: 404 });
};

/** All text in a node, in reading order. */
function textOf(node) {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

const loading = import('../../main/webapp/assets/deployment.js');
while (!streams.length) await pass(0);
streams.at(-1).tell('open');
await loading;

test('a deployment shows its release’s approval behind those of many changes of the configuration', () => {
  assert.match(textOf(byId('approvals')), /by alice/);
  assert.doesNotMatch(textOf(byId('approvals')), /by carl/);
});

test('a deployment shows who ran the pipeline, and why it was requested', () => {
  assert.match(textOf(byId('top')), /by dana \(pipeline-shop\) through the pipeline/);
  assert.match(textOf(byId('top')), /Needs the new tax rates today\./);
  assert.match(textOf(byId('facts')), /Bydana \(pipeline-shop\)/);
});
