/** The deployments behind one figure, each with what it contributed. */

import { apiPath, read } from './api.js';
import { button, cell, detail, element, empty, label, lead, row, rowHeading, table } from './dom.js';
import { announce, busy, byId, guarded, problemIn, settle } from './frame.js';
import { length, time } from './time.js';

let reading;
let shown = '';

/** Opens the rows behind a measure; none closes them. `isAsked` moves the focus to them. */
export function openRows(measure, { choice, span, isAsked, onClose }) {
  const section = byId('rows');
  section.hidden = !measure;
  if (!measure) {
    reading?.abort();
    if (shown && isAsked) byId(shown)?.parentElement.querySelector('button')?.focus();
    shown = '';
    return;
  }
  shown = measure.slug;
  byId('rows-title').textContent = `Behind ${measure.title.toLowerCase()}`;
  byId('rows-about').textContent = measure.counts;
  byId('rows-close').replaceChildren(button('Close', onClose));
  load(measure, choice, span);
  if (isAsked) byId('rows-title').focus();
}

async function load(measure, { service, environment }, { from, until }) {
  reading?.abort();
  reading = new AbortController();
  const { signal } = reading;
  const region = byId('rows-list');
  const more = byId('rows-more');
  const path = apiPath('metrics/delivery/rows', {
    metric: measure.slug,
    service,
    environment,
    from: from.toISOString(),
    until: until.toISOString(),
  });
  busy(region, 5);
  more.hidden = true;
  const retry = () => load(measure, { service, environment }, { from, until });
  const answer = await guarded(() => read(path, signal), problemIn(region, retry));
  if (!answer) return;
  if (!answer.body.items.length) {
    settle(region, empty('No deployment in this window'));
    return;
  }
  const { node, body } = table(`The deployments behind ${measure.title.toLowerCase()}, newest first`, [
    'Finished',
    'Service',
    'Environment',
    'Version',
    'By',
    'Contributes',
  ]);
  settle(region, node);
  const add = (page) => {
    body.append(...page.body.items.map((item) => contribution(measure.slug, item)));
    const total = body.childElementCount;
    announce(`${total} deployments shown${page.next ? '' : ', that is all'}`);
    more.hidden = !page.next;
    const next = button('Load more', () => extend(page.next));
    more.replaceChildren(next, element('span', { class: 'subtle' }, `${total} shown`));
  };
  const extend = async (next) => {
    more.firstChild.disabled = true;
    const page = await guarded(
      () => read(next, signal),
      (problem) => more.lastChild.replaceChildren(element('span', { role: 'alert' }, problem.text)),
    );
    if (!page) {
      more.firstChild.disabled = false;
      return;
    }
    add(page);
    (more.hidden ? region : more.firstChild).focus();
  };
  add(answer);
}

function contribution(slug, item) {
  const { deployment } = item;
  const href = `/deployments/?${new URLSearchParams({ id: deployment.id })}`;
  return row(
    rowHeading('Finished', element('a', { href }, time(deployment.finishedAt))),
    cell('Service', deployment.service),
    cell('Environment', deployment.environment),
    cell('Version', lead(deployment.version ?? 'no release'), ...(deployment.commit ? [detail(element('code', {}, deployment.commit.slice(0, 10)))] : [])),
    cell('By', deployment.actor, detail(deployment.channel)),
    cell('Contributes', ...WORDS[slug](item)),
  );
}

const WORDS = {
  'deployment-frequency': () => ['one deployment'],
  'change-lead-time': ({ firstCommitLeadSeconds, mergeLeadSeconds }) => [
    ...(firstCommitLeadSeconds === undefined ? [] : [lead(length(firstCommitLeadSeconds)), detail('from the first commit')]),
    ...(mergeLeadSeconds === undefined ? [] : [lead(length(mergeLeadSeconds)), detail('from the merge')]),
  ],
  'recovery-time': ({ recoverySeconds }) =>
    recoverySeconds === undefined ? [label('not recovered yet', 'orange')] : [lead(length(recoverySeconds))],
  'change-fail-rate': ({ isCounted }) => [isCounted ? label('failed', 'red') : detail('did not fail')],
  'rework-rate': ({ isCounted }) => [isCounted ? label('rework', 'orange') : detail('was planned')],
};
