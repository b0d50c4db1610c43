/** Deployment requests: the list, or one request if the address has an id. */

import { apiPath } from './api.js';
import { announce, byId, cell, detail, element, empty, label, row, rowHeading, table } from './dom.js';
import { onChange } from './feed.js';
import { choice, filtersFrom, follow, isFiltered, offer, offerPlaces, readPlaces } from './filters.js';
import { growingList } from './growing.js';
import { icon } from './icons.js';
import { showRequest } from './request.js';
import { canApprove, reasonText } from './rules.js';
import { me } from './session.js';
import { time } from './time.js';
import { CHANNELS, STATES, count, requestAddress, stateOf, whatOf } from './words.js';

const FILTERS = ['service', 'environment', 'state'];

const form = byId('filters');
const region = byId('requests');

let places = { service: [], environment: [] };
let reader = { name: '', roles: [] };

const filters = () => filtersFrom(location.search, FILTERS);

async function loadPlaces() {
  places = await readPlaces();
  drawFilters();
}

function drawFilters() {
  offerPlaces(form, places, filters());
  offer(form, 'state', Object.entries(STATES).map(([name, { text }]) => [name, text]), filters().state);
}

const list = growingList({
  region,
  more: byId('requests-more'),
  end: byId('requests-title'),
  pathOf: (limit) => apiPath('deployment-requests', { ...filters(), limit }),
  draw: (items) => [items.length ? requestTable(items) : nothing()],
});

function nothing() {
  if (isFiltered(filters())) return empty('No request matches these filters', element('a', { href: '/requests/' }, 'Show all'));
  return empty('No deployment has been requested yet', 'Deployers request one on a release’s page, on the ledger’s first page, or by the command line.');
}

function requestTable(items) {
  const { node, body } = table('Deployment requests, newest first', ['What', 'Environment', 'State', 'Requested by', 'Requested']);
  body.append(...items.map(requestRow));
  return node;
}

function requestRow(request) {
  const { id, service, environment, isRollback, reasons, failure, actor, channel, requestedAt } = request;
  const { text, colour, icon: picture } = stateOf(request);
  const why = failure ?? (request.state === 'done' || !reasons.length ? undefined : reasonText(reasons[0], canApprove(request, reader)));
  return row(
    rowHeading('What', element('a', { class: 'version', href: requestAddress(id) }, `${service} ${whatOf(request)}`), ...(isRollback ? [detail('rollback')] : [])),
    cell('Environment', environment),
    cell('State', label(text, colour, icon(picture)), ...(why ? [detail(why.split('\n', 1)[0])] : [])),
    cell('Requested by', actor, detail(CHANNELS[channel] ?? channel)),
    cell('Requested', time(requestedAt)),
  );
}

async function showAll() {
  byId('all').hidden = false;
  form.append(choice('service', 'Service'), choice('environment', 'Environment'), choice('state', 'State'));
  follow(form, async () => {
    drawFilters();
    if (await list.restart()) announce(`${count(region.querySelectorAll('tbody tr').length, 'request')} shown`);
  });
  drawFilters();
  reader = await me();
  await onChange((concerns) => {
    if (concerns(['request', 'approval', 'deployment'], { service: filters().service, environment: filters().environment })) list.load();
    if (concerns(['service', 'environment'])) loadPlaces();
  });
  await Promise.all([loadPlaces(), list.load()]);
}

const id = new URLSearchParams(location.search).get('id');
if (id === null) await showAll();
else await showRequest(id);
