import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

const HEAD = readFileSync(new URL('../../main/fragments/head.html', import.meta.url), 'utf8');
const HTTPD = readFileSync(new URL('../../../../httpd/httpd.conf', import.meta.url), 'utf8');
const SCRIPTS = [...HEAD.matchAll(/<script>([^]*?)<\/script>/g)].map((match) => match[1]);

test('the one script within a page is allowed by its hash', () => {
  assert.equal(SCRIPTS.length, 1);
  const hash = createHash('sha256').update(SCRIPTS[0]).digest('base64');
  assert.ok(HTTPD.includes(`script-src 'self' 'sha256-${hash}';`));
});

/** A page that is loading at a time in milliseconds, in a tab with this storage. */
function loadingPage(href, storage) {
  const listeners = { error: new Set(), load: new Set() };
  const document = { readyState: 'loading' };
  const tell = (type, event) => listeners[type].forEach((listener) => listener(event));
  const page = {
    /** How often it has loaded itself again. */
    again: 0,
    lose(...names) {
      for (const name of names) tell('error', { target: { matches: (selectors) => selectors.split(', ').includes(name) } });
      tell('error', { target: {} });
    },
    end() {
      document.readyState = 'complete';
      tell('load', {});
    },
  };
  runInNewContext(SCRIPTS[0], {
    get sessionStorage() {
      return storage();
    },
    document,
    location: { href, reload: () => page.again++ },
    addEventListener: (type, listener, options) => {
      if (type === 'error') assert.equal(options, true);
      listeners[type].add(listener);
    },
  });
  return page;
}

/** A tab: loads a page, tells of files that fail, and counts how often the page has loaded itself again. */
function tab() {
  const stored = {};
  return (href, ...lost) => {
    const page = loadingPage(href, () => stored);
    page.lose(...lost);
    page.end();
    return page.again;
  };
}

test('a page that lost scripts or styles loads again, once', () => {
  const load = tab();
  assert.equal(load('/', 'script', 'link[rel=stylesheet]', 'script'), 1);
  assert.equal(load('/', 'script'), 0);
});

test('a page that was loaded again by its reader does, too', () => {
  const load = tab();
  assert.equal(load('/'), 0);
  assert.equal(load('/', 'script'), 1);
  assert.equal(load('/', 'script'), 0);
  assert.equal(load('/', 'script'), 1);
});

test('the next page does, too, however soon it comes', () => {
  const load = tab();
  assert.equal(load('/', 'script'), 1);
  assert.equal(load('/services/', 'script'), 1);
});

test('a page that lost an image does not', () => {
  assert.equal(tab()('/', 'img'), 0);
});

test('a page cancels nothing that it is still loading', () => {
  const page = loadingPage('/', () => ({}));
  page.lose('script', 'link[rel=stylesheet]');
  assert.equal(page.again, 0);
  page.end();
  assert.equal(page.again, 1);
});

test('a page that loses a script after it has loaded loads again at once, once', () => {
  const stored = {};
  const page = loadingPage('/', () => stored);
  page.end();
  page.lose('script', 'script');
  assert.equal(page.again, 1);
});

test('a page that may store nothing does not load again', () => {
  const page = loadingPage('/', () => {
    throw new Error('The operation is insecure');
  });
  page.lose('script');
  page.end();
  page.lose('script');
  assert.equal(page.again, 0);
});
