/** The grid: which version of each service is live in each environment. */

import { apiPath, read, readPages } from './api.js';
import { button, cell, detail, element, empty, lead, row, rowHeading, table } from './dom.js';
import { time } from './time.js';

const SERVICES_AT_A_TIME = 50;
const PAGES = 10;

/** Everything the grid shows; `next` is the path of further services or null. */
export async function readGrid(signal) {
  const [services, environments, live] = await Promise.all([
    read(apiPath('services', { limit: SERVICES_AT_A_TIME }), signal),
    readPages(apiPath('environments', { limit: 100 }), PAGES, signal),
    readPages(apiPath('deployments', { live: 'true', limit: 100 }), PAGES, signal),
  ]);
  return {
    services: services.body.items,
    next: services.next,
    environments: environments.items.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name)),
    live: new Map(live.items.map((deployment) => [key(deployment.service, deployment.environment), deployment])),
    complete: !live.next,
  };
}

/** Draws the grid into `region`, and into `more` the button that fetches further services. */
export function showGrid(grid, region, more, { onMore, announce }) {
  if (!grid.services.length) {
    region.replaceChildren(
      empty('No service yet', 'A service appears here with its first recorded release. ', element('a', { href: '/docs/' }, 'How to record one')),
    );
    more.hidden = true;
    return;
  }
  const { node, body } = table('The version of each service that is live in each environment', [
    'Service',
    ...grid.environments.map((environment) => environment.title),
  ]);
  body.append(...grid.services.map((service) => serviceRow(service, grid)));
  region.replaceChildren(node);
  showMore(grid, body, more, { onMore, announce });
}

function showMore(grid, body, more, { onMore, announce }) {
  more.hidden = !grid.next && grid.complete;
  more.replaceChildren();
  if (grid.next) {
    const fetchMore = button('Show more services', async () => {
      fetchMore.disabled = true;
      more.querySelector('[role=alert]')?.remove();
      const answer = await onMore(grid.next);
      fetchMore.disabled = false;
      if (!answer) return;
      body.append(...answer.body.items.map((service) => serviceRow(service, grid)));
      grid.services.push(...answer.body.items);
      grid.next = answer.next;
      announce(`${grid.services.length} services shown`);
      showMore(grid, body, more, { onMore, announce });
      (more.querySelector('button') ?? document.getElementById('live')).focus();
    });
    more.append(fetchMore);
  }
  if (!grid.complete) {
    more.append(element('span', { class: 'subtle' }, 'Only the newest live versions are loaded; older ones are marked “not loaded”.'));
  }
}

function serviceRow(service, grid) {
  const heading = rowHeading(
    'Service',
    lead(element('a', { href: `/?${new URLSearchParams({ service: service.name })}`, 'data-filter': '' }, service.title)),
    detail(service.name),
  );
  return row(heading, ...grid.environments.map((environment) => liveCell(service, environment, grid)));
}

function liveCell(service, environment, grid) {
  const deployment = grid.live.get(key(service.name, environment.name));
  if (!deployment) return cell(environment.title, detail(grid.complete ? 'not deployed' : 'not loaded'));
  return cell(
    environment.title,
    lead(deployment.version),
    detail(time(deployment.finishedAt)),
    detail(`by ${deployment.actor} (${deployment.channel})`),
  );
}

function key(service, environment) {
  return `${service} ${environment}`;
}
