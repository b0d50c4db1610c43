/** The services, the servers that run them, and what their definitions say. */

import { apiPath, readPages } from './api.js';
import { drawConfigurations } from './configuration.js';
import { button, cell, detail, element, label, lead, row, rowHeading, table } from './dom.js';
import { drawDefinition } from './definition.js';
import { onChange } from './feed.js';
import { LEDGER, firstSteps } from './firststeps.js';
import { byId, deploys, fill, has } from './frame.js';
import { icon } from './icons.js';
import { operations, workerLines } from './servers.js';
import { time } from './time.js';
import { GROUPS, count, link } from './words.js';

const A_PAGE = 100;
const PAGES = 10;

const EXTRAS = [
  ['hasDatabase', 'database', 'blue'],
  ['hasLogin', 'login', 'purple'],
  ['hasMessaging', 'messaging', 'teal'],
  ['hasMail', 'mail', 'grey'],
];

const more = byId('services-more');
const configured = new Map();
let pages = 1;

async function load() {
  await fill(byId('services'), async () => {
    const [{ items: services, next }, { items: groups }, { items: figures }] = await Promise.all([
      readPages(apiPath('services', { limit: A_PAGE }), pages),
      readPages(apiPath('server-groups', { limit: A_PAGE }), PAGES),
      readPages(apiPath('worker-figures', { limit: A_PAGE }), PAGES),
    ]);
    const said = new Map(figures.map((each) => [each.worker, each]));
    const isAdmin = await has('admin');
    const may = await Promise.all(services.map(async ({ name }) => isAdmin || (await deploys(name))));
    more.hidden = !next;
    more.replaceChildren(button('Show more', showMore), element('span', { class: 'subtle' }, `${services.length} shown`));
    return [...services.map((service, i) => section(service, groups.filter((group) => group.service === service.name), said, may[i])), ...firstSteps(services)];
  });
}

async function showMore() {
  pages += 1;
  more.firstChild.disabled = true;
  await load();
  if (!more.hidden) more.firstChild.focus();
}

function section({ name, title }, groups, said, isAllowed) {
  const running = isAllowed ? groups.filter((group) => group.workers.length && !group.isRemoved) : [];
  const heading = `service-${name}`;
  return element(
    'section',
    { class: 'service', 'aria-labelledby': heading },
    element('h2', { id: heading, class: 'pf-v6-c-title pf-m-lg' }, name, ...(title.toLowerCase() === name ? [] : [' ', element('span', { class: 'subtle' }, title)])),
    ...(groups.length
      ? [panel(name, groups, said, isAllowed), ...running.map(operations), configuration(name, groups), definition(name)]
      : [undefinedYet(name)]),
  );
}

function undefinedYet(name) {
  const text = name === LEDGER ? 'It is the ledger itself: its own workers need no definition.' : 'It has no definition yet: its first deployment gives it one.';
  return element('p', { class: 'subtle' }, text);
}

function panel(name, groups, said, isDeployer) {
  const { node, body } = table(`The servers of ${name}`, ['Environment', 'State', 'Workers', 'Memory', 'Address', 'Has']);
  body.append(...groups.map((group) => groupRow(group, said, isDeployer)));
  return element('div', { id: `servers-${name}`, class: 'panel', role: 'region', 'aria-label': `The servers of ${name}`, tabindex: 0 }, node);
}

function groupRow(group, said, isDeployer) {
  const { environment, memory, isRemoved } = group;
  const extras = EXTRAS.filter(([property]) => group[property]).map(([, text, colour]) => label(text, colour));
  return row(
    rowHeading('Environment', lead(environment)),
    cell('State', ...state(group)),
    cell('Workers', ...workers(group, said, isDeployer)),
    cell('Memory', isRemoved ? '–' : element('span', { class: 'fact' }, `${memory} each`)),
    cell('Address', isRemoved ? '–' : address(group)),
    cell('Has', extras.length ? element('span', { class: 'marks' }, ...extras) : '–'),
  );
}

function state({ state: name, detail: words, wantedVersion, madeVersion, configurationVersion, reportedAt }) {
  const { text, colour, icon: picture } = GROUPS[name] ?? { text: name, colour: 'grey', icon: 'waiting' };
  const version = madeVersion && madeVersion !== wantedVersion ? `version ${wantedVersion}, still ${madeVersion}` : `version ${wantedVersion}`;
  return [label(text, colour, icon(picture)), ...(words ? [detail(words)] : []), detail(version, ...(reportedAt ? [' · ', time(reportedAt)] : [])), ...(configurationVersion ? [detail(`configuration ${configurationVersion}`)] : [])];
}

/** Each leads to its console, for those who are let in there. */
function workers({ workers: there, wantedWorkers, isRemoved }, said, isDeployer) {
  const names = there.flatMap(({ name }) => [...workerLines(name, said.get(name)), ...(isDeployer ? [detail(consoleOf(name))] : [])]);
  if (isRemoved) return names.length ? names : ['–'];
  return [there.length === wantedWorkers ? count(wantedWorkers, 'worker') : `${there.length} of ${count(wantedWorkers, 'worker')}`, ...names];
}

function consoleOf(worker) {
  return element('a', { href: `https://${beside(`admin-${worker}`)}/`, 'aria-label': `Console of ${worker}` }, 'console');
}

function address({ host }) {
  const place = beside(host);
  return link(place, `https://${place}/`);
}

/** On the same line as this page: the same domain, the same port. */
function beside(host) {
  return location.host.replace(/^[^.]+/, host);
}

/** What it is configured with in each environment, read when somebody wants to see it. */
function configuration(name, groups) {
  const environments = groups.filter(({ isRemoved }) => !isRemoved).map(({ environment }) => environment);
  const region = element('div', { class: 'configuration' });
  const load = () => fill(region, async () => drawConfigurations(name, environments, await deploys(name), load));
  const node = element(
    'details',
    { class: 'unfolding', 'data-key': `configuration-${name}` },
    element('summary', { id: `configuration-${name}` }, `Configuration of ${name}`),
    element('section', {}, region),
  );
  node.addEventListener('toggle', () => {
    if (node.open) load();
  });
  configured.set(name, () => node.isConnected && node.open && load());
  return node;
}

/** The file and its history, read when somebody wants to see them. */
function definition(name) {
  const region = element('div', { class: 'definition', 'data-service': name });
  const node = element('details', { class: 'unfolding', 'data-key': `definition-${name}` }, element('summary', { id: `definition-${name}` }, `Definition of ${name}`), element('section', {}, region));
  node.addEventListener('toggle', () => {
    if (node.open) fill(region, () => drawDefinition(name));
  });
  return node;
}

await onChange((concerns) => {
  for (const [service, again] of configured) if (concerns(['configuration', 'request', 'deployment'], { service })) again();
  if (concerns(['service', 'definition', 'group', 'environment', 'restart', 'figures'])) load();
});

await load();
