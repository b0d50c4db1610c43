/** The workers of one server group: state, logs, restart. */

import { apiPath, read, write } from './api.js';
import { ask } from './dialog.js';
import { alert, announce, button, detail, element, itemButton, label } from './dom.js';
import { icon } from './icons.js';
import { fill } from './region.js';
import { guardedSend } from './session.js';
import { time } from './time.js';
import { count } from './words.js';

const MEGABYTE = 1024 * 1024;
const LINES = 40;
const STALE_MILLISECONDS = 120_000;

/** A worker's state at a moment, in milliseconds by the ledger's clock, as lines; `figures` are the last ones reported, if any. */
export function workerLines(name, figures, now) {
  const lines = [element('strong', {}, name)];
  if (!figures) return [element('div', { class: 'worker' }, ...lines)];
  if (isStale(figures, now)) return [element('div', { class: 'worker' }, ...lines, warning('Not polled for two minutes'), detail('last seen ', time(figures.at)))];
  if (figures.restartingSince) lines.push(warning('Restarting repeatedly'), detail('since ', time(figures.restartingSince)));
  if (!figures.isAnswering) return [element('div', { class: 'worker' }, ...lines, warning('Does not answer'))];
  if (figures.isServing === false) lines.push(warning('Gets no requests'), detail('its application fails httpd’s health check'));
  return [element('div', { class: 'worker' }, ...lines, detail('started ', time(figures.startedAt)), heap(figures), detail(...rest(figures)))];
}

/** Whether a worker's state is unknown at a moment, in milliseconds by the ledger's clock. */
export function isStale(figures, now) {
  return !figures || now - Date.parse(figures.at) > STALE_MILLISECONDS;
}

/** The worker's problem: its group may be ready all the same. */
function warning(text) {
  return element('div', {}, label(text, 'orange', icon('warning')));
}

function heap({ worker, heapUsed, heapMax }) {
  const used = Math.round(heapUsed / MEGABYTE);
  if (!heapMax) return detail(fact(`heap ${used} MB`));
  const most = Math.round(heapMax / MEGABYTE);
  return element(
    'div',
    { class: 'subtle heap' },
    element('meter', { min: 0, max: most, high: Math.round(most * 0.9), value: Math.min(used, most), 'aria-label': `Heap of ${worker}` }),
    ' ',
    fact(`heap ${used} of ${most} MB`),
  );
}

function rest({ threads, poolActive, poolAvailable, requestsPerMinute, errorsPerMinute }) {
  const parts = [fact(`${threads} threads`)];
  if (poolActive !== undefined) parts.push(' · ', fact(`${count(poolActive, 'connection')} open`), ', ', fact(`${poolAvailable} free`));
  if (requestsPerMinute !== undefined) {
    parts.push(' · ', fact(`${rounded(requestsPerMinute)} requests/min`), ' · ', fact(`${rounded(errorsPerMinute ?? 0)} errors/min`));
  }
  return parts;
}

/** A number that stays on one line with its unit. */
function fact(text) {
  return element('span', { class: 'fact' }, text);
}

function rounded(number) {
  return number >= 10 || number === 0 ? Math.round(number) : number.toFixed(1);
}

/** For deployers of the service only: the last log lines of its workers, and their restart. `update` takes the current workers. */
export function operations({ service, environment, group }) {
  const id = `log-${group}`;
  const region = element('div', { class: 'log' });
  const unfolded = element('details', { class: 'unfolding', 'data-key': id }, element('summary', { id }, `Log of ${group}`), element('section', {}, region));
  const note = element('span');
  const again = element('div', { class: 'actions' }, button('Refresh', () => draw()), note);
  let names = [];
  async function draw() {
    const isShown = await fill(region, async () => {
      const logs = await Promise.all(names.map((name) => read(apiPath(`server-groups/${service}/${environment}/workers/${name}/log`, { lines: LINES }))));
      return [...logs.map(({ body }) => log(body)), again];
    }, { retry: draw, onProblem: ({ text }) => note.replaceChildren(element('span', { role: 'alert' }, text)) });
    if (isShown) note.replaceChildren();
  }
  unfolded.addEventListener('toggle', () => {
    if (unfolded.open) draw();
  });
  const status = element('div');
  const restart = itemButton(`Restart in ${environment}`, () => requestRestart(service, environment, status), {
    about: ` the workers of ${service}`,
    id: `restart-${group}`,
  });

  function update({ workers }) {
    const before = names.join();
    names = workers.map(({ name }) => name);
    if (unfolded.open && names.join() !== before) draw();
  }

  return { node: element('div', { class: 'operations' }, element('div', { class: 'actions' }, restart), status, unfolded), update };
}

function log({ worker, lines }) {
  const text = lines.length ? lines.join('\n') : 'It has logged nothing yet.';
  return element('section', { 'aria-label': `Log of ${worker}` }, element('h3', { class: 'pf-v6-c-title pf-m-md' }, worker), element('pre', { tabindex: 0 }, text));
}

/** A rejected request is shown in `status`; the progress of a restart, by the group's state. */
async function requestRestart(service, environment, status) {
  const isAgreed = await ask(
    `Restart ${service} in ${environment}?`,
    'One worker after the other is drained, restarted, and gets requests again when it is healthy. With a single worker, clients get a 503 meanwhile.',
    'Restart',
  );
  if (!isAgreed) return;
  status.replaceChildren();
  const answer = await guardedSend(
    () => write('POST', apiPath(`server-groups/${service}/${environment}/restarts`), {}, { key: crypto.randomUUID() }),
    ({ message, detail: why }) => status.replaceChildren(alert('danger', message, why)),
  );
  if (!answer) return;
  announce(`The workers of ${service} in ${environment} are about to be restarted`);
}
