/** Deployments by day, newest first, each linked to its details. */

import { arrange, element, label } from './dom.js';
import { icon } from './icons.js';
import { clockTime, day, duration, time } from './time.js';
import { CHANNELS, OUTCOMES, configurationOf, deploymentAddress, into, shapeOf, shortDigest, versionOf, whoOf } from './words.js';

/**
 * An empty timeline. `show(deployments)` draws them in the given order; drawn ones stay unchanged, so that the scroll
 * position and focus are kept; new ones are marked if `markNew` is set.
 */
export function timeline() {
  const node = element('div', { class: 'timeline' });
  const entries = new Map();
  const days = new Map();
  const show = (deployments, { markNew = false } = {}) => {
    const byDay = Map.groupBy(deployments, ({ startedAt }) => new Date(startedAt).toDateString());
    const sections = [...byDay].map(([date, ofDay]) => {
      if (!days.has(date)) days.set(date, daySection());
      const { section, heading, list } = days.get(date);
      // The heading of a day changes at midnight.
      heading.textContent = day(ofDay[0].startedAt);
      arrange(list, ofDay.map((deployment) => entryOf(deployment, entries, markNew)));
      return section;
    });
    arrange(node, sections);
  };
  return { node, show };
}

function daySection() {
  const heading = element('h3');
  const list = element('ol', { class: 'entries' });
  return { heading, list, section: element('section', { class: 'day' }, heading, list) };
}

function entryOf(deployment, entries, markNew) {
  const state = JSON.stringify(deployment);
  const existing = entries.get(deployment.id);
  if (existing?.state === state) return existing.node;
  const node = entry(deployment);
  if (markNew) node.classList.add('fresh');
  entries.set(deployment.id, { state, node });
  return node;
}

/** One deployment as a list item. */
export function entry(deployment) {
  const shape = shapeOf(deployment);
  return element(
    'li',
    { class: `entry entry-${shape}` },
    icon(shape),
    element(
      'div',
      { class: 'what' },
      element(
        'a',
        { class: 'title', href: deploymentAddress(deployment.id) },
        element('strong', {}, deployment.service),
        ' ',
        element('span', { class: deployment.version ? 'version' : 'version unknown' }, versionOf(deployment)),
        into(deployment.environment),
      ),
      element('span', { class: 'marks' }, ...marks(deployment)),
      element('span', { class: 'detail' }, ...details(deployment)),
      ...(deployment.failure || deployment.failedService
        ? [element('span', { class: 'failure' }, firstLine(deployment.failure ?? deployment.failedService))]
        : []),
    ),
    element(
      'div',
      { class: 'when' },
      time(deployment.startedAt),
      element('span', { class: 'detail' }, clockTime(deployment.startedAt), `took ${duration(deployment.startedAt, deployment.finishedAt)}`),
    ),
  );
}

/** The outcome as text: for screen readers if the icon shows it, for everybody if it failed. */
function marks({ outcome, operation, isRollback, kind }) {
  const text = OUTCOMES[outcome] ?? outcome;
  return [
    outcome === 'failed' ? label(text, 'red') : element('span', { class: 'pf-v6-screen-reader' }, text),
    ...(isRollback ? [label('rollback', 'purple')] : []),
    ...(kind === 'configure' ? [label('configuration', 'teal')] : operation !== 'deploy' ? [label(operation)] : []),
  ];
}

function details(deployment) {
  const { channel, artifactDigest, archive, promotedFrom } = deployment;
  const configuration = configurationOf(deployment);
  return [
    element('span', {}, 'by ', element('strong', {}, whoOf(deployment)), ` · ${CHANNELS[channel] ?? channel}`),
    ...(promotedFrom ? [element('span', {}, `from ${promotedFrom}`)] : []),
    ...(configuration ? [element('span', {}, configuration)] : []),
    ...(archive ? [element('span', {}, archive)] : []),
    ...(artifactDigest ? [element('code', { title: artifactDigest }, shortDigest(artifactDigest))] : []),
  ];
}

function firstLine(text) {
  return text.split('\n', 1)[0];
}
