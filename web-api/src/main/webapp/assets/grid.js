/** The grid: which version of each service is live in each environment, and whether all is well there. */

import { apiPath, readPages } from './api.js';
import { button, cell, detail, element, empty, label, row, rowHeading, table } from './dom.js';
import { icon } from './icons.js';
import { time } from './time.js';
import { CHANNELS, deploymentAddress, driftAddress, releaseAddress, versionOf } from './words.js';

const SERVICES_AT_A_TIME = 50;
const PAGES = 20;

/** Everything the grid shows of as many pages of services; `more` tells that there are others. */
export async function readGrid(pages) {
  const [services, environments, live] = await Promise.all([
    readPages(apiPath('services', { limit: SERVICES_AT_A_TIME }), pages),
    readPages(apiPath('environments', { limit: 100 }), PAGES),
    readPages(apiPath('deployments', { live: 'true', limit: 100 }), PAGES),
  ]);
  return {
    services: services.items,
    more: services.next !== null,
    environments: environments.items.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name)),
    live: new Map(live.items.map((deployment) => [key(deployment.service, deployment.environment), deployment])),
    isComplete: !live.next,
  };
}

/** The grid; `waiting` are requests and `drifts` alerts that are open, `onMore` fetches further services. */
export function drawGrid(grid, { waiting, drifts }, onMore) {
  if (!grid.services.length) {
    return [empty('No service yet', 'A service appears here with its first release. ', element('a', { href: '/docs/' }, 'How to record one'))];
  }
  const { node, body } = table('The version of each service that is live in each environment', [
    'Service',
    ...grid.environments.map((environment) => environment.title),
  ]);
  node.classList.add('grid');
  const marks = {
    waiting: Map.groupBy(waiting, ({ service, environment }) => key(service, environment)),
    drifts: Map.groupBy(drifts, ({ service, environment }) => key(service, environment)),
  };
  body.append(...grid.services.map((service) => serviceRow(service, grid, marks)));
  const foot = element('div', { class: 'foot' });
  if (grid.more) foot.append(button('Show more services', onMore));
  if (!grid.isComplete) {
    foot.append(element('span', { class: 'subtle' }, 'Not every live version is loaded; those left out are marked “not loaded”.'));
  }
  return foot.hasChildNodes() ? [node, foot] : [node];
}

function serviceRow(service, grid, marks) {
  const { title, name } = service;
  const heading = rowHeading(
    'Service',
    element('a', { class: 'lead', href: `/?${new URLSearchParams({ service: name })}#deployments-title`, 'data-filter': '' }, title),
    ...(name === title.toLowerCase() ? [] : [detail(name)]),
  );
  return row(heading, ...grid.environments.map((environment) => liveCell(service, environment, grid, marks)));
}

function liveCell(service, environment, grid, marks) {
  const place = key(service.name, environment.name);
  const deployment = grid.live.get(place);
  const drifts = marks.drifts.get(place) ?? [];
  const waiting = marks.waiting.get(place) ?? [];
  const notes = [...drifts.map(driftMark), ...waiting.map(waitingMark)];
  const below = notes.length ? [element('span', { class: 'marks' }, ...notes)] : [];
  if (!deployment) return cell(environment.title, detail(grid.isComplete ? 'not deployed' : 'not loaded'), ...below);
  const { id, version, actor, channel, finishedAt, isRollback } = deployment;
  return cell(
    environment.title,
    element(
      'span',
      { class: 'live' },
      icon(drifts.length ? 'warning' : isRollback ? 'rollback' : 'succeeded'),
      element('a', { class: version ? 'version' : 'version unknown', href: deploymentAddress(id) }, versionOf(deployment)),
    ),
    detail(time(finishedAt), ...(isRollback ? [' · rollback'] : [])),
    detail(`by ${actor} · ${CHANNELS[channel] ?? channel}`),
    ...below,
  );
}

function driftMark({ id }) {
  return element('a', { href: driftAddress(id) }, label('Drift', 'red', icon('warning')));
}

function waitingMark({ version, releaseId, environment }) {
  return element('a', { href: `${releaseAddress(releaseId)}#gate-${environment}` }, label(`${version} waits`, 'yellow', icon('waiting')));
}

function key(service, environment) {
  return `${service} ${environment}`;
}
