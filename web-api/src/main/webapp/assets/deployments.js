/** The list of deployments, and the filters that the page's address carries. */

import { apiPath, read } from './api.js';
import { cell, detail, element, lead, row, rowHeading, table } from './dom.js';
import { duration, time } from './time.js';

const CHANNELS = ['pipeline', 'maven', 'console', 'cli', 'scanner'];
const OUTCOMES = ['succeeded', 'failed'];
const FILTERS = ['service', 'environment', 'channel', 'outcome'];

/** The filters in an address's query; whatever else the query holds is ignored. */
export function filtersFrom(search) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? '']));
}

export function isFiltered(filters) {
  return FILTERS.some((name) => filters[name]);
}

/** The page's address for these filters. */
export function address(filters) {
  const query = new URLSearchParams(FILTERS.filter((name) => filters[name]).map((name) => [name, filters[name]]));
  return query.size ? `/?${query}` : '/';
}

export function readDeployments(filters, signal) {
  return read(apiPath('deployments', { ...filters, limit: 20 }), signal);
}

/** Fills the form: a choice for each filter. A value that came by the address stays, known or not. */
export function showFilters(form, filters, services, environments) {
  const choices = {
    service: services.map((service) => [service.name, service.title]),
    environment: environments.map((environment) => [environment.name, environment.title]),
    channel: CHANNELS.map((channel) => [channel, channel]),
    outcome: OUTCOMES.map((outcome) => [outcome, outcome]),
  };
  for (const name of FILTERS) {
    const select = form.elements[name] ?? form.appendChild(filter(name)).querySelector('select');
    const known = choices[name];
    const value = filters[name];
    const options = value && !known.some(([choice]) => choice === value) ? [...known, [value, value]] : known;
    select.replaceChildren(
      element('option', { value: '' }, 'All'),
      ...options.map(([choice, text]) => element('option', { value: choice }, text)),
    );
    select.value = value;
  }
}

function filter(name) {
  const id = `filter-${name}`;
  return element(
    'div',
    {},
    element('label', { for: id }, name[0].toUpperCase() + name.slice(1)),
    element(
      'span',
      { class: 'pf-v6-c-form-control' },
      element('select', { id, name, autocomplete: 'off' }),
      element('span', { class: 'chevron' }),
    ),
  );
}

/** An empty table for deployments; rows come by `append`. */
export function deploymentsTable() {
  const { node, body } = table('Deployments, newest first', [
    'Started',
    'Service',
    'Environment',
    'Version',
    'By',
    'Took',
    'Outcome',
  ]);
  return { node, append: (deployments) => body.append(...deployments.map(deploymentRow)) };
}

function deploymentRow(deployment) {
  const failed = deployment.outcome === 'failed';
  return row(
    rowHeading('Started', time(deployment.startedAt)),
    cell('Service', deployment.service),
    cell('Environment', deployment.environment),
    cell('Version', lead(deployment.version), detail(...(deployment.commit ? [shortened(deployment.commit, 10, 'commit'), ' · '] : []), shortened(deployment.artifactDigest, 19, 'digest'))),
    cell('By', deployment.actor, detail(deployment.channel)),
    cell('Took', element('span', { class: 'fact' }, duration(deployment.startedAt, deployment.finishedAt))),
    cell(
      'Outcome',
      element(
        'span',
        { class: `pf-v6-c-label ${failed ? 'pf-m-red' : 'pf-m-outline pf-m-green'}` },
        element(
          'span',
          { class: 'pf-v6-c-label__content' },
          element('span', { class: 'pf-v6-c-label__text' }, failed ? 'Failed' : 'Succeeded'),
        ),
      ),
    ),
  );
}

function shortened(text, length, what) {
  return element('code', { title: `${what} ${text}` }, text.slice(0, length));
}
