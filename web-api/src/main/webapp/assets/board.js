/** The promotion board: each service's environments in promotion order, what runs there, its health, and what is ahead of it. */

import { apiPath, readPages } from './api.js';
import { promotionPath } from './ahead.js';
import { openDeployment } from './deploydialog.js';
import { detail, element, itemButton, label } from './dom.js';
import { firstSteps } from './firststeps.js';
import { icon } from './icons.js';
import { deployable, me } from './session.js';
import { time } from './time.js';
import { CHANNELS, configurationOf, deploymentAddress, driftAddress, hasOwnTitle, requestAddress, shortDigest, versionOf, whatOf, whoOf } from './words.js';

const SERVICES_AT_A_TIME = 50;
const PAGES = 20;
const FAILURES = 100;
/** Up to this many environments are shown for every service; beyond that, only those that the service is in. */
const FEW = 4;

/** The board's data for this many pages of services; `more` tells whether there are others. */
export async function readBoard(pages) {
  const [services, environments, live, groups, failures, reader] = await Promise.all([
    readPages(apiPath('services', { limit: SERVICES_AT_A_TIME }), pages),
    readPages(apiPath('environments', { limit: 100 }), PAGES),
    readPages(apiPath('deployments', { live: 'true', limit: 100 }), PAGES),
    readPages(apiPath('server-groups', { limit: 100 }), PAGES),
    readPages(apiPath('deployments', { outcome: 'failed', limit: FAILURES }), 1),
    me(),
  ]);
  return {
    services: services.items,
    more: services.next !== null,
    environments: environments.items.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name)),
    live: new Map(live.items.map((deployment) => [placeOf(deployment), deployment])),
    isComplete: !live.next,
    groups: new Set(groups.items.filter(({ isRemoved }) => !isRemoved).map(placeOf)),
    failures: Map.groupBy(failures.items, placeOf),
    deployable: await deployable(services.items.map(({ name }) => name)),
    reader,
  };
}

/** The board; `waiting`, `allowed` and `running` are requests, `drifts` open alerts; `onMore` fetches more services. */
export function drawBoard(board, { waiting, allowed = [], running, drifts }, onMore) {
  if (!board.services.length) {
    return firstSteps(board.services);
  }
  const marks = {
    requests: Map.groupBy([...running, ...allowed, ...waiting], placeOf),
    drifts: Map.groupBy(drifts, placeOf),
  };
  const node = element('ul', { class: 'board' }, ...board.services.map((service) => serviceRow(service, board, marks)));
  const foot = element('div', { class: 'foot' });
  if (board.more) foot.append(itemButton('Show more services', onMore, { id: 'more-services' }));
  if (!board.isComplete) {
    foot.append(element('span', { class: 'subtle' }, 'Not every live version is loaded; those left out are marked “not loaded”.'));
  }
  if (foot.hasChildNodes()) return [node, foot];
  return [node, ...firstSteps(board.services)];
}

function serviceRow(service, board, marks) {
  const { title, name } = service;
  const isOwn = (environment) => {
    const place = key(name, environment.name);
    return board.live.has(place) || board.groups.has(place) || marks.requests.has(place);
  };
  const own = board.environments.filter(isOwn);
  const shown = board.environments.length <= FEW || !own.length ? board.environments : own;
  const others = board.environments.filter((environment) => !shown.includes(environment));
  return element(
    'li',
    { class: 'row' },
    element(
      'div',
      { class: 'service' },
      element('h3', {}, element('a', { class: 'lead', href: `/?${new URLSearchParams({ service: name })}#deployments-title`, 'data-filter': '' }, title)),
      ...(hasOwnTitle(service) ? [detail(name)] : []),
      ...(others.length && board.deployable.has(name) ? [elsewhere(service, others)] : []),
    ),
    element('ol', { class: 'stages' }, ...shown.map((environment, i) => stage(service, environment, shown[i - 1], isOwn(environment) && shown.slice(0, i).findLast(isOwn), board, marks))),
  );
}

/** The environments that a service is not in yet, to deploy it there. */
function elsewhere(service, environments) {
  return element(
    'details',
    { class: 'elsewhere', 'data-key': `elsewhere-${service.name}` },
    element('summary', {}, 'Deploy elsewhere', element('span', { class: 'pf-v6-screen-reader' }, `: ${service.title}`)),
    element('ul', {}, ...environments.map((environment) => element('li', {}, actionButton(environment.title, 'deploy', service, environment, {})))),
  );
}

/**
 * One environment of a service, with the path into it from `before`: the last environment that the service is in, if it
 * is in this one, too. `beside` is the environment drawn before this one.
 */
function stage(service, environment, beside, before, board, marks) {
  const place = key(service.name, environment.name);
  const deployment = board.live.get(place);
  const drifts = marks.drifts.get(place) ?? [];
  const requests = marks.requests.get(place) ?? [];
  const failure = failureSince(board.failures.get(place) ?? [], deployment);
  const notes = [...driftMarks(drifts), ...(failure ? [failureMark(failure)] : []), ...requests.map(requestMark)];
  const isDeployer = board.deployable.has(service.name);
  const source = before && board.live.get(key(service.name, before.name));
  const facts = { service, environment, before, skipsEnvironments: beside !== before, source, live: deployment, requests, isDeployer, reader: board.reader };
  return element(
    'li',
    { class: 'stage' },
    ...(before ? [promotionPath(facts)] : beside && board.environments.length <= FEW ? [element('div', { class: 'way none' })] : []),
    element(
      'div',
      { class: `place${deployment ? '' : ' vacant'}${drifts.length || failure ? ' trouble' : ''}` },
      element('h4', {}, environment.title),
      ...(deployment ? runs(deployment, drifts.length > 0) : [detail(board.isComplete ? 'not deployed' : 'not loaded')]),
      ...(notes.length ? [element('span', { class: 'marks' }, ...notes)] : []),
      ...(isDeployer ? [actions(service, environment, deployment)] : []),
    ),
  );
}

function runs(deployment, isDrifted) {
  const { id, version, channel, finishedAt, isRollback, artifactDigest } = deployment;
  const configuration = configurationOf(deployment);
  return [
    element(
      'span',
      { class: 'live' },
      icon(isDrifted ? 'warning' : isRollback ? 'rollback' : 'succeeded'),
      element(
        'a',
        { class: version ? 'version' : 'version unknown', href: deploymentAddress(id), title: artifactDigest ? shortDigest(artifactDigest) : undefined },
        versionOf(deployment),
      ),
    ),
    ...(configuration ? [detail(configuration)] : []),
    detail(time(finishedAt), ...(isRollback ? [' · rollback'] : [])),
    detail(`by ${whoOf(deployment)} · ${CHANNELS[channel] ?? channel}`),
  ];
}

/** The last failure there, unless something was deployed since. */
function failureSince(failures, live) {
  return failures.find(({ startedAt }) => !live || Date.parse(startedAt) > Date.parse(live.startedAt));
}

/** One mark for all of them. Two workers that differ in the same way count as two drifts. */
function driftMarks(drifts) {
  if (!drifts.length) return [];
  const [{ id, service, environment }] = drifts;
  if (drifts.length === 1) return [element('a', { href: driftAddress(id) }, label('Drift', 'red', icon('warning')))];
  return [element('a', { href: `/drift/?${new URLSearchParams({ service, environment })}` }, label(`${drifts.length} drifts`, 'red', icon('warning')))];
}

function failureMark(deployment) {
  const what = deployment.kind === 'configure' ? whatOf(deployment) : versionOf(deployment);
  return element('a', { href: deploymentAddress(deployment.id) }, label(`${what} failed`, 'red', icon('failed')));
}

function requestMark(request) {
  const { id, state, kind, isForAgent } = request;
  const isConfigure = kind === 'configure';
  const what = whatOf(request);
  const mark =
    state === 'running'
      ? label(`${what} is being ${isConfigure ? 'applied' : 'deployed'}`, 'blue', icon('underway'))
      : state === 'allowed'
        ? label(isForAgent ? `${what} is about to begin` : `${what} may be deployed`, 'blue', icon('underway'))
        : label(`${what} is waiting`, 'yellow', icon('waiting'));
  return element('a', { href: requestAddress(id) }, mark);
}

/** Deploy and, if something runs, roll back. */
function actions(service, environment, live) {
  return element(
    'span',
    { class: 'deeds' },
    actionButton('Deploy', 'deploy', service, environment, {}),
    ...(live ? [actionButton('Roll back', 'roll-back', service, environment, { isRollback: true })] : []),
  );
}

function actionButton(text, what, service, environment, more) {
  return itemButton(text, () => openDeployment({ service: service.name, environment, ...more }), {
    about: more.isRollback ? ` ${service.title} in ${environment.title}` : ` ${service.title} into ${environment.title}`,
    id: `${what}-${service.name}-in-${environment.name}`,
    style: 'pf-m-link pf-m-inline pf-m-small',
  });
}

function placeOf({ service, environment }) {
  return key(service, environment);
}

function key(service, environment) {
  return `${service} ${environment}`;
}
