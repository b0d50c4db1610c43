/** The deployments behind one figure, each with its contribution. */

import { announce, button, byId, cell, detail, element, empty, label, lead, row, rowHeading, settle, table } from './dom.js';
import { offerNext } from './paging.js';
import { busy, problemIn } from './region.js';
import { guarded } from './session.js';
import { absolute, length, time } from './time.js';
import { parametersOf, readMeasured } from './window.js';
import { CHANNELS, count, deploymentAddress, versionOf, whoOf } from './words.js';

let reading;
let shown = '';

/**
 * Opens the rows behind a measure; without one, closes them. `takesFocus` moves the focus to them; `onClose` closes
 * them, and `onToggleWhole` gets whether to show all deployments or only those in the figure.
 */
export function openRows(measure, { choice, span, takesFocus, onClose, onToggleWhole }) {
  const section = byId('rows');
  section.hidden = !measure;
  if (!measure) {
    reading?.abort();
    if (shown && takesFocus) byId(shown)?.parentElement.querySelector('button')?.focus();
    shown = '';
    return;
  }
  const isSame = shown === measure.slug;
  shown = measure.slug;
  byId('rows-title').textContent = `Behind ${measure.title.toLowerCase()}`;
  byId('rows-about').textContent = measure.counts;
  byId('rows-close').replaceChildren(button('Close', onClose));
  showWhole(measure, choice, onToggleWhole);
  load(measure, choice, span);
  if (takesFocus && !isSame) byId('rows-title').focus();
}

function showWhole({ only }, { isWhole }, onToggleWhole) {
  const place = byId('rows-whole');
  place.hidden = !only;
  if (!only) return;
  const box = place.querySelector('input');
  box.checked = !isWhole;
  box.onchange = () => onToggleWhole(!box.checked);
  place.querySelector('label').textContent = `Only those that ${only}`;
}

async function load(measure, choice, span) {
  const isPart = measure.only && !choice.isWhole;
  reading?.abort();
  reading = new AbortController();
  const { signal } = reading;
  const region = byId('rows-list');
  const more = byId('rows-more');
  const parameters = { metric: measure.slug, contributing: isPart ? 'true' : '', ...parametersOf(choice, span) };
  busy(region, 5);
  more.hidden = true;
  const answer = await guarded(() => readMeasured('metrics/delivery/rows', parameters, signal), problemIn(region, () => load(measure, choice, span)));
  if (!answer) return;
  if (!answer.body.items.length) {
    settle(region, empty(isPart ? `There are none that ${measure.only}` : 'No deployment to show'));
    return;
  }
  const { node, body } = table(`The deployments behind ${measure.title.toLowerCase()}, newest first`, [
    'Started',
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
    announce(`${count(total, 'deployment')} shown${page.next ? '' : ', that is all'}`);
    offerNext(more, page.next, { text: `${total} shown`, signal, end: region, show: add });
  };
  add(answer);
}

function contribution(slug, item) {
  const { deployment } = item;
  return row(
    rowHeading('Started', element('a', { href: deploymentAddress(deployment.id) }, absolute(new Date(deployment.startedAt))), detail(time(deployment.startedAt))),
    cell('Service', deployment.service),
    cell('Environment', deployment.environment),
    cell('Version', lead(versionOf(deployment)), ...(deployment.commit ? [detail(element('code', {}, deployment.commit.slice(0, 10)))] : [])),
    cell('By', whoOf(deployment), detail(CHANNELS[deployment.channel] ?? deployment.channel)),
    cell('Contributes', ...WORDS[slug](item)),
  );
}

const WORDS = {
  'deployment-frequency': () => ['one deployment'],
  'change-lead-time': ({ leadTimeSeconds, mergeLeadTimeSeconds }) => [
    ...(leadTimeSeconds === undefined ? [] : [lead(`${length(leadTimeSeconds)} from the first commit`)]),
    ...(mergeLeadTimeSeconds === undefined ? [] : [detail(`${length(mergeLeadTimeSeconds)} from the merge`)]),
    ...(leadTimeSeconds === undefined && mergeLeadTimeSeconds === undefined ? [detail('not known')] : []),
  ],
  'recovery-time': ({ recoverySeconds }) =>
    recoverySeconds === undefined ? [label('not recovered yet', 'orange')] : [lead(length(recoverySeconds))],
  'change-fail-rate': ({ isFailed }) => [isFailed ? label('failed', 'red') : detail('did not fail')],
  'rework-rate': ({ isRework }) => [isRework ? label('rework', 'orange') : detail('was planned')],
};
