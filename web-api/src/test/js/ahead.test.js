import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass } from './browser.js';

let see;
globalThis.IntersectionObserver = class {
  constructor(listener) {
    see = listener;
  }

  observe() {}

  unobserve() {}
};

Object.assign(Object.getPrototypeOf(byId('main')), {
  classList: { toggle() {} },
  contains(node) {
    return this === node || this.children.some((child) => child.contains?.(node));
  },
  focus() {
    document.activeElement = this;
  },
});
document.body = {};

const { promotionPath } = await import('../../main/webapp/assets/ahead.js');

const REQUEST = { id: 'one', version: '1.0.0', state: 'running', kind: 'deploy' };

/** The way that the page shows. */
let shown;

document.getElementById = (id) => (id === 'request-shop-to-production' ? linkToTheRequest() : byId(id));

function linkToTheRequest() {
  return shown.children.flatMap(({ children }) => children).find(({ id }) => id === 'request-shop-to-production') ?? null;
}

/** Draws the way of this version to production, where nothing runs. */
function draw(version, ...requests) {
  shown = promotionPath({
    service: { name: 'shop', title: 'Shop' },
    environment: { name: 'production', title: 'Production' },
    before: { name: 'staging', title: 'Staging' },
    source: version && { id: version, version, releaseId: version },
    requests,
  });
}

/** Draws the way with the link to its request, which gets the focus, and then another way, which does not have it. */
function loseTheFocus(version) {
  draw('1.0.0', REQUEST);
  linkToTheRequest().focus();
  draw(version);
  document.activeElement = document.body;
}

/** Has the preview read, and answered with this status. */
async function preview(context, status) {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ detail: 'The archive is missing.' }, { status }));
  see([{ isIntersecting: true, target: { dataset: { way: 'shop production' } } }]);
  await pass(0);
  await pass(0);
}

/** Whether the link has the focus once the way is drawn with it again. */
async function hasFocusAgain(context) {
  draw('1.0.0', REQUEST);
  await preview(context, 404);
  return document.activeElement === linkToTheRequest();
}

test('what had the focus gets it back where the way is drawn twice', async (context) => {
  loseTheFocus('1.1.0');
  assert.equal(await hasFocusAgain(context), true);
});

for (const status of [404, 409]) {
  test(`what had the focus is forgotten with the answer ${status}`, async (context) => {
    loseTheFocus('1.1.0');
    await preview(context, status);
    assert.equal(await hasFocusAgain(context), false);
  });
}

test('what had the focus is forgotten where nothing is ahead', async (context) => {
  loseTheFocus(undefined);
  assert.equal(await hasFocusAgain(context), false);
});
