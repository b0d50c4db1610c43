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

/** A tab at a time in milliseconds: loads the page, tells of files that fail, and counts how often the page has loaded itself again. */
function tab() {
  const sessionStorage = {};
  return (milliseconds, ...lost) => {
    let again = 0;
    runInNewContext(SCRIPTS[0], {
      Date: { now: () => milliseconds },
      Math,
      sessionStorage,
      location: { reload: () => again++ },
      addEventListener: (type, listener, isCapturing) => {
        assert.deepEqual([type, isCapturing], ['error', true]);
        for (const name of lost) listener({ target: { matches: (selectors) => selectors.split(', ').includes(name) } });
        listener({ target: {} });
      },
    });
    return again;
  };
}

test('a page that lost scripts or styles loads again, once', () => {
  const load = tab();
  assert.equal(load(1_000_000, 'script', 'link[rel=stylesheet]', 'script'), 1);
  assert.equal(load(1_000_500, 'script'), 0);
});

test('a page that was loaded again by its reader does, too, and later once more', () => {
  const load = tab();
  assert.equal(load(1_000_000), 0);
  assert.equal(load(1_000_500, 'script'), 1);
  assert.equal(load(1_010_499, 'script'), 0);
  assert.equal(load(1_010_500, 'script'), 1);
});

test('a page that lost an image does not', () => {
  assert.equal(tab()(1_000_000, 'img'), 0);
});

test('a clock that was put back does not keep a page from loading again', () => {
  const load = tab();
  assert.equal(load(1_000_000, 'script'), 1);
  assert.equal(load(900_000, 'script'), 1);
});
