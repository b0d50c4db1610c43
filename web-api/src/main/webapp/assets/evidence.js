/** Evidence of a release: test results, SBOM, attestations; each with its file. */

import { apiPath, read, readPagesIfAny } from './api.js';
import { arrange, detail, element, label, settle } from './dom.js';
import { icon } from './icons.js';
import { busy, problemIn } from './region.js';
import { guarded } from './session.js';
import { length, time } from './time.js';
import { KINDS, count } from './words.js';

const PAGES = 5;

const list = element('ul', { class: 'evidence' });
const drawn = new Map();

/**
 * The page's list of a release's evidence, for `fill`; null if there is none for this reader. Evidence is immutable: drawn
 * once, it stays as is, with its expanded sections.
 */
export async function evidenceOf(releaseId) {
  const all = await readPagesIfAny(apiPath(`releases/${releaseId}/evidence`, { limit: 100 }), PAGES);
  if (!all) return null;
  const { items, next } = all;
  if (!items.length) return [element('p', { class: 'subtle' }, 'None is attached.')];
  return () => {
    for (const each of items) if (!drawn.has(each.id)) drawn.set(each.id, evidenceItem(each));
    arrange(list, items.map(({ id }) => drawn.get(id)));
    return [list, ...(next ? [element('p', { class: 'subtle' }, `The newest ${items.length} are shown.`)] : [])];
  };
}

function evidenceItem(evidence) {
  const { id, kind, name, verdict, size, recordedBy, recordedAt, summary = {} } = evidence;
  const failed = (summary.failed ?? 0) + (summary.errored ?? 0);
  return element(
    'li',
    {},
    element(
      'div',
      { class: 'evidence-head' },
      icon({ passed: 'succeeded', failed: 'failed' }[verdict] ?? 'file'),
      element('strong', {}, KINDS[kind] ?? kind),
      ...(verdict === 'passed' ? [label('Passed', 'green')] : []),
      ...(verdict === 'failed' ? [label('Failed', 'red')] : []),
      element('span', { class: 'summary' }, summaryOf(evidence)),
    ),
    detail(
      element('a', { href: apiPath(`evidence/${id}/file`), download: true }, name),
      ` · ${bytes(size)} · by ${recordedBy} · `,
      time(recordedAt),
    ),
    ...(failed ? [failures(id, failed)] : []),
  );
}

function summaryOf({ kind, format, summary = {} }) {
  if (kind === 'tests') {
    const { tests, passed, failed, errored, skipped, durationMillis } = summary;
    return [
      count(tests ?? 0, 'test'),
      `${passed ?? 0} passed`,
      ...(failed ? [`${failed} failed`] : []),
      ...(errored ? [`${count(errored, 'error')}`] : []),
      ...(skipped ? [`${skipped} skipped`] : []),
      ...(durationMillis === undefined ? [] : [length(durationMillis / 1000)]),
    ].join(' · ');
  }
  if (kind === 'sbom') {
    return [`CycloneDX ${summary.specVersion ?? ''}`, count(summary.components ?? 0, 'component'), count(summary.licenses ?? 0, 'licence')].join(' · ');
  }
  if (kind === 'attestation') {
    return [summary.predicateType, count(summary.subjects ?? 0, 'subject'), summary.isSigned ? 'signed' : 'not signed'].filter(Boolean).join(' · ');
  }
  if (kind === 'rehearsal') {
    const { tests = 0, passed = 0, failed } = summary;
    return [count(tests, 'step'), `${passed} passed`, ...(failed ? [`${failed} failed`] : [])].join(' · ');
  }
  return format ?? '';
}

function failures(id, many) {
  const list = element('div', { class: 'failures' });
  const node = element('details', {}, element('summary', {}, `Show ${count(many, 'failure')}`), list);
  /** Whether they are neither shown nor being loaded. */
  let isDue = true;
  const load = async () => {
    isDue = false;
    busy(list, 2);
    const answer = await guarded(() => read(apiPath(`evidence/${id}`)), problemIn(list, load));
    isDue = !answer;
    if (answer) settle(list, ...(answer.body.failures ?? []).map(failureItem));
  };
  node.addEventListener('toggle', () => {
    if (node.open && isDue) load();
  });
  return node;
}

function failureItem({ suite, name, kind, message, detail: trace, durationMillis }) {
  return element(
    'article',
    { class: 'failure-item' },
    element('p', {}, element('strong', {}, name), ' ', element('span', { class: 'subtle' }, `${suite} · ${kind}`, durationMillis === undefined ? '' : ` · ${durationMillis} ms`)),
    ...(message ? [element('p', { class: 'message' }, message)] : []),
    ...(trace ? [log(trace, `Stack trace of ${name}`)] : []),
  );
}

/** Log lines; scrollable by keyboard, too. */
export function log(text, name) {
  return element('pre', { class: 'log', tabindex: 0, role: 'region', 'aria-label': name }, text);
}

/** A number of bytes in readable units. */
export function bytes(size) {
  if (size < 1000) return `${size} bytes`;
  return size < 1_000_000 ? `${Math.round(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}
