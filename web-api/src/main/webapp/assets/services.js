/** The services, their servers, and their definitions. */

import { apiPath, ledgerNow, readPages } from './api.js';
import { setBehind } from './behind.js';
import { drawConfigurations } from './configuration.js';
import { byId, cell, detail, drawnOnce, element, label, lead, row, rowHeading, settle, table } from './dom.js';
import { drawDefinition, readDefinition } from './definition.js';
import { onChange, whenShown } from './feed.js';
import { LEDGER, firstSteps } from './firststeps.js';
import { growth } from './growth.js';
import { icon } from './icons.js';
import { offerMore } from './paging.js';
import { fill } from './region.js';
import { isStale, operations, workerLines } from './servers.js';
import { deployable, deploys, guarded, has } from './session.js';
import { TICK, time } from './time.js';
import { GROUPS, count, hasOwnTitle, link } from './words.js';

const A_PAGE = 100;
const PAGES = 10;

const EXTRAS = [
  ['hasDatabase', 'database', 'blue'],
  ['hasLogin', 'login', 'purple'],
  ['hasMessaging', 'messaging', 'teal'],
  ['hasMail', 'mail', 'grey'],
];

const more = byId('services-more');
const sections = new Map();
/** The workers' last figures, and when they were loaded, in milliseconds by the ledger's clock. */
let latest = { figures: new Map(), at: 0 };
const { load, grow } = growth({ first: 1, next: (pages) => pages + 1, read });

async function read(pages, onProblem) {
  let page;
  const isShown = await fill(byId('services'), async () => {
    const [all, { items: groups }, figures] = await Promise.all([
      readPages(apiPath('services', { limit: A_PAGE }), pages),
      readPages(apiPath('server-groups', { limit: A_PAGE }), PAGES),
      readFigures(),
    ]);
    page = all;
    const services = all.items;
    const [isAdmin, own] = await Promise.all([has('admin'), deployable(services.map(({ name }) => name))]);
    const isAllowed = ({ name }) => isAdmin || own.has(name);
    return () => {
      latest = figures;
      return [...services.map((service) => kept(service, groups.filter((group) => group.service === service.name), isAllowed(service))), ...firstSteps(services)];
    };
  }, { retry: load, onProblem });
  if (isShown) offerMore(more, page.next, page.items.length, { grow });
  return isShown;
}

/** The last figures of each worker. */
async function readFigures() {
  const { items } = await readPages(apiPath('worker-figures', { limit: A_PAGE }), PAGES);
  return { figures: new Map(items.map((each) => [each.worker, each])), at: ledgerNow() };
}

/** Workers report several times a minute: redraws only their figures. A failed load is retried with the rest of the page. */
async function loadFigures() {
  const figures = await guarded(readFigures, ({ isPassing }) => isPassing && setBehind(byId('services'), true));
  if (!figures) return;
  latest = figures;
  drawAllServers();
}

function drawAllServers() {
  for (const { drawServers } of sections.values()) drawServers();
}

/** A section is updated in place, so that its expanded parts stay. */
function kept({ name, title }, groups, isAllowed) {
  if (!sections.has(name)) sections.set(name, section(name, isAllowed));
  const { node, update } = sections.get(name);
  update(title, groups);
  return node;
}

function section(name, isAllowed) {
  const heading = element('h2', { id: `service-${name}`, class: 'pf-v6-c-title pf-m-lg' });
  const servers = element('div', { id: `servers-${name}`, class: 'panel', role: 'region', 'aria-label': `The servers of ${name}`, tabindex: 0 });
  const node = element('section', { class: 'service', 'aria-labelledby': heading.id }, heading);
  const operating = new Map();
  const configured = configuration(name);
  const defined = definition(name);
  const drawTable = drawnOnce(() => [serverTable(name, groups, isAllowed)]);
  let groups = [];

  function update(title, present) {
    groups = present;
    heading.replaceChildren(name, ...(hasOwnTitle({ name, title }) ? [' ', element('span', { class: 'subtle' }, title)] : []));
    const running = isAllowed ? groups.filter((group) => group.workers.length && !group.isRemoved) : [];
    settle(node, heading, ...(groups.length ? [servers, ...running.map(operated), configured.node, defined.node] : [undefinedYet(name)]));
    drawServers();
    configured.update(groups);
  }

  function operated(group) {
    if (!operating.has(group.group)) operating.set(group.group, operations(group));
    const { node: actions, update: updateGroup } = operating.get(group.group);
    updateGroup(group);
    return actions;
  }

  function drawServers() {
    const figures = groups.flatMap(({ workers: there }) => there.map((each) => latest.figures.get(each.name)));
    if (groups.length) fill(servers, async () => drawTable([groups, figures, figures.map((each) => isStale(each, latest.at))]));
  }

  return { node, update, drawServers, configured, defined };
}

function undefinedYet(name) {
  const text = name === LEDGER ? 'It is the ledger itself: its own workers need no definition.' : 'It has no definition yet: its first deployment gives it one.';
  return element('p', { class: 'subtle' }, text);
}

function serverTable(name, groups, isDeployer) {
  const { node, body } = table(`The servers of ${name}`, ['Environment', 'State', 'Workers', 'Memory', 'Address', 'Has']);
  body.append(...groups.map((group) => groupRow(group, isDeployer)));
  return node;
}

function groupRow(group, isDeployer) {
  const { environment, memory, isRemoved } = group;
  const extras = EXTRAS.filter(([property]) => group[property]).map(([, text, colour]) => label(text, colour));
  return row(
    rowHeading('Environment', lead(environment)),
    cell('State', ...state(group)),
    cell('Workers', ...workers(group, isDeployer)),
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

/** Links to the workers' consoles, for deployers. */
function workers({ workers: there, wantedWorkers, isRemoved }, isDeployer) {
  const names = there.flatMap(({ name }) => [...workerLines(name, latest.figures.get(name), latest.at), ...(isDeployer ? [detail(consoleOf(name))] : [])]);
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

/** The line's own host: the same domain, the same port. */
function beside(host) {
  return location.host.replace(/^[^.]+/, host);
}

/** The configuration in each environment, loaded when expanded. */
function configuration(name) {
  const region = element('div', { class: 'configuration' });
  let environments = [];
  const load = () => fill(region, async () => drawConfigurations(name, environments, await deploys(name), load));
  const { node, refresh } = unfolded(`configuration-${name}`, `Configuration of ${name}`, region, load);

  function update(groups) {
    const before = environments.join();
    environments = groups.filter(({ isRemoved }) => !isRemoved).map(({ environment }) => environment);
    if (environments.join() !== before) refresh();
  }

  return { node, refresh, update };
}

/** The definition and its history, loaded when expanded; text being read or copied stays while it is unchanged. */
function definition(name) {
  const region = element('div', { class: 'definition', 'data-service': name });
  const draw = drawnOnce((facts) => drawDefinition(name, facts));
  return unfolded(`definition-${name}`, `Definition of ${name}`, region, () => fill(region, async () => draw(await readDefinition(name))));
}

/** Loads by `load` when expanded; `refresh()` reloads in place. */
function unfolded(id, title, region, load) {
  const node = element('details', { class: 'unfolding', 'data-key': id }, element('summary', { id }, title), element('section', {}, region));
  const refresh = () => node.isConnected && node.open && load();
  node.addEventListener('toggle', refresh);
  return { node, refresh };
}

await onChange((concerns) => {
  for (const [service, { configured, defined }] of sections) {
    if (concerns(['configuration', 'request', 'deployment'], { service })) configured.refresh();
    if (concerns(['definition'], { service })) defined.refresh();
  }
  if (concerns(['service', 'definition', 'group', 'environment', 'restart'])) load();
  else if (concerns(['figures'])) loadFigures();
});

// No event reports that a worker stopped reporting. Only the ledger can tell that from a stalled page.
addEventListener(TICK, () => {
  const now = ledgerNow();
  if ([...latest.figures.values()].some((each) => isStale(each, now) !== isStale(each, latest.at))) whenShown(loadFigures);
});

await load();
