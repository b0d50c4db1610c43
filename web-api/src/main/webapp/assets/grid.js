/** The grid: which version of each service is live in each environment, and whether all is well there. */

import { apiPath, readPages } from './api.js';
import { openDeployment } from './deploydialog.js';
import { button, cell, detail, element, empty, label, row, rowHeading, table } from './dom.js';
import { deploys } from './frame.js';
import { icon } from './icons.js';
import { time } from './time.js';
import { CHANNELS, deploymentAddress, driftAddress, requestAddress, versionOf } from './words.js';

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
    deployable: new Set(await deployable(services.items)),
  };
}

/** The names of the services that the reader may deploy. */
async function deployable(services) {
  const may = await Promise.all(services.map(({ name }) => deploys(name)));
  return services.map(({ name }) => name).filter((_, i) => may[i]);
}

/** The grid; `waiting` and `running` are requests, and `drifts` alerts that are open, `onMore` fetches further services. */
export function drawGrid(grid, { waiting, running, drifts }, onMore) {
  if (!grid.services.length) {
    return [empty('No service yet', 'A service appears here with its first release. ', element('a', { href: '/docs/' }, 'How to record one'))];
  }
  const { node, body } = table('The version of each service that is live in each environment', [
    'Service',
    ...grid.environments.map((environment) => environment.title),
  ]);
  node.classList.add('grid');
  const marks = {
    requests: Map.groupBy([...running, ...waiting], ({ service, environment }) => key(service, environment)),
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
  const requests = marks.requests.get(place) ?? [];
  const notes = [...drifts.map(driftMark), ...requests.map(requestMark)];
  const below = [
    ...(notes.length ? [element('span', { class: 'marks' }, ...notes)] : []),
    ...(grid.deployable.has(service.name) ? [deeds(service, environment, deployment)] : []),
  ];
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

function requestMark({ id, version, state }) {
  const mark = state === 'running' ? label(`${version} is being deployed`, 'blue', icon('underway')) : label(`${version} waits`, 'yellow', icon('waiting'));
  return element('a', { href: requestAddress(id) }, mark);
}

/** Deploying, and where something runs, rolling back. */
function deeds(service, environment, live) {
  return element(
    'span',
    { class: 'deeds' },
    deed('Deploy', `deploy-${key(service.name, environment.name)}`, { service: service.name, environment }, `${service.title} into ${environment.title}`),
    ...(live
      ? [deed('Roll back', `roll-back-${key(service.name, environment.name)}`, { service: service.name, environment, isRollback: true }, `${service.title} in ${environment.title}`)]
      : []),
  );
}

function deed(text, id, wanted, where) {
  const node = button(text, () => openDeployment(wanted), 'pf-m-link pf-m-inline pf-m-small');
  node.id = id.replace(' ', '-in-');
  node.append(element('span', { class: 'pf-v6-screen-reader' }, ` ${where}`));
  return node;
}

function key(service, environment) {
  return `${service} ${environment}`;
}
