/** The page of the five delivery measures. */

import { onOtherAddress, setAddress } from './address.js';
import { apiPath, readPages } from './api.js';
import { chartOf } from './chart.js';
import { showChoice, showNames } from './choice.js';
import { openRows } from './contributions.js';
import { alert, announce, button, byId, element, empty, itemButton, loading } from './dom.js';
import { GROUPS, SOURCE, isEmpty, measureOf } from './measures.js';
import { guarded, me } from './session.js';
import { address, before, choiceFrom, parametersOf, readMeasured, spanOf } from './window.js';
import { count } from './words.js';

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const NAMES_PAGES = 10;

let choice = choiceFrom(location.search);
let names = { services: [], environments: [] };
let charts = [];
let reading;

/** Loads and shows the measures for the current choice; cancels a load still running for an earlier one. */
async function load() {
  reading?.abort();
  reading = new AbortController();
  const { signal } = reading;
  const span = spanOf(choice);
  const region = byId('measures');
  showLoading(region);
  const answer = await guarded(
    () => Promise.all([span, before(span)].map((one) => readMeasured('metrics/delivery', parametersOf(choice, one), signal))),
    (problem) => fail(region, problem),
  );
  if (!answer) return;
  const [{ body: now }, { body: earlier }] = answer;
  letGo();
  region.removeAttribute('aria-busy');
  showWindow(span);
  if (isEmpty(now)) region.replaceChildren(nothing());
  else region.replaceChildren(...GROUPS.map((group) => groupOf(group, now, earlier)));
  for (const chart of charts) chart.show();
  announce(`${count(now.deploymentFrequency.count, 'deployment')} measured`);
}

/** Measures of an earlier choice stay until the others are there. */
function showLoading(region) {
  region.setAttribute('aria-busy', 'true');
  if (!charts.length) region.replaceChildren(element('div', { class: 'panel' }, loading(8)));
  announce('Loading the measures');
}

function showWindow(span) {
  byId('window').textContent = `${DATE.format(span.from)} to ${DATE.format(span.until - 1)}, ${scope()}`;
}

function fail(region, problem) {
  letGo();
  region.removeAttribute('aria-busy');
  announce('');
  const again = button('Try again', () => {
    byId('main').focus();
    load();
  });
  region.replaceChildren(alert('danger', problem.message, problem.detail, again));
}

function letGo() {
  for (const chart of charts) chart.destroy();
  charts = [];
}

function scope() {
  const titled = (list, name) => list.find((item) => item.name === name)?.title ?? name;
  const what = choice.service ? titled(names.services, choice.service) : 'all services';
  const where = choice.environment ? titled(names.environments, choice.environment) : 'all environments';
  return `${what}, ${where}`;
}

function nothing() {
  const actions = [];
  if (choice.days !== '365') actions.push(button('Look at one year', () => go({ ...choice, days: '365', rows: '' }), 'pf-m-link'));
  if (choice.service || choice.environment) {
    actions.push(button('All services and environments', () => go({ ...choice, service: '', environment: '', rows: '' }), 'pf-m-link'));
  }
  return element(
    'div',
    { class: 'panel' },
    empty('No deployment in this window', element('p', {}, 'So there is nothing to measure. '), element('p', { class: 'actions' }, ...actions)),
  );
}

function groupOf({ title, about, measures }, now, earlier) {
  return element(
    'section',
    {},
    element(
      'div',
      { class: 'section-head' },
      element('h2', { class: 'pf-v6-c-title pf-m-xl' }, title),
      element('span', { class: 'subtle' }, about),
    ),
    element('div', { class: 'cards' }, ...measures.map((measure) => card(measure, now, earlier))),
  );
}

function card(measure, now, earlier) {
  const missing = measure.nothing(now);
  const node = element(
    'article',
    { class: 'panel card', 'aria-labelledby': measure.slug },
    element('h3', { class: 'pf-v6-c-title pf-m-md', id: measure.slug }, measure.title),
    element('p', { class: 'subtle' }, measure.meaning),
  );
  if (missing) node.append(element('p', { class: 'missing' }, missing));
  else node.append(...figuresAndChart(measure, now, earlier));
  node.append(
    element(
      'details',
      { class: 'counts' },
      element('summary', {}, 'How it is counted'),
      element('p', {}, `${measure.counts} `, element('a', { href: SOURCE }, 'DORA’s definition')),
    ),
  );
  return node;
}

function figuresAndChart(measure, now, earlier) {
  const figures = measure.figures(now).map(([number, unit]) =>
    element('p', { class: 'figure' }, element('strong', {}, number), ' ', element('span', {}, unit)),
  );
  const show = itemButton('Show the deployments', () => go({ ...choice, rows: measure.slug, isWhole: false }), {
    about: ` behind ${measure.title.toLowerCase()}`,
    style: 'pf-m-link pf-m-inline',
  });
  const chart = chartOf(measure.title, measure.chart, now.series);
  charts.push(chart);
  return [
    element('div', { class: 'figures' }, ...figures),
    element('p', { class: 'subtle' }, measure.aside(now), ' · ', comparison(measure, now, earlier)),
    chart.node,
    element('p', {}, show),
  ];
}

function comparison(measure, now, earlier) {
  if (measure.nothing(earlier)) return 'nothing to compare with before';
  const value = measure.value(earlier, now);
  return value === undefined || value === null ? 'nothing to compare with before' : `${measure.say(value)} in the window before`;
}

/** Applies a new choice and puts it into the address, so that it can be linked; intermediate steps do not add history entries. */
function go(next, { isStep = false } = {}) {
  const isSame = address({ ...next, rows: '' }) === address({ ...choice, rows: '' });
  setAddress(address(next), { isStep });
  follow(isSame);
}

function follow(isSame) {
  choice = choiceFrom(location.search);
  showChoice(byId('choice'), choice, names, go);
  if (!isSame) load();
  showRows(true);
}

function showRows(takesFocus) {
  openRows(measureOf(choice.rows), {
    choice,
    span: spanOf(choice),
    takesFocus,
    onClose: () => go({ ...choice, rows: '' }),
    onToggleWhole: (isWhole) => go({ ...choice, isWhole }),
  });
}

showLoading(byId('measures'));
showChoice(byId('choice'), choice, names, go);
// The window ends now by the ledger's clock, which its first answer tells.
await me();
onOtherAddress(() => follow(false));
showChoice(byId('choice'), choice, names, go);
load();
showRows(false);
const listed = await guarded(
  () => Promise.all(['services', 'environments'].map((resource) => readPages(apiPath(resource, { limit: 100 }), NAMES_PAGES))),
  () => {},
);
if (listed) {
  names = { services: listed[0].items, environments: listed[1].items };
  showNames(byId('choice'), choice, names);
  if (byId('window').textContent) showWindow(spanOf(choice));
}
