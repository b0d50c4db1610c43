import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const HEAD = readFileSync(new URL('../../main/fragments/head.html', import.meta.url), 'utf8');
const HTTPD = readFileSync(new URL('../../../../httpd/httpd.conf', import.meta.url), 'utf8');

test('the one script within a page is allowed by its hash', () => {
  const scripts = [...HEAD.matchAll(/<script>([^]*?)<\/script>/g)];
  assert.equal(scripts.length, 1);
  const hash = createHash('sha256').update(scripts[0][1]).digest('base64');
  assert.ok(HTTPD.includes(`script-src 'self' 'sha256-${hash}';`));
});
