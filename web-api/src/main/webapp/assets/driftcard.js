/** One drift alert: open, for admins with the form that explains it, or ended. */

import { apiPath, write } from './api.js';
import { copyable } from './copy.js';
import { element, facts } from './dom.js';
import { field, form, submit, textarea } from './forms.js';
import { icon } from './icons.js';
import { fullTime } from './time.js';
import { CLEARANCES, DRIFTS, driftedOf, link, releasesAddress } from './words.js';

/** A card that is updated in place, so that typed text stays; `done(text)` is called after an explanation. */
export function driftCard(drift, isAdmin, done) {
  const { id, service, environment, worker, group, kind, artifactDigest, expectedDigest, command, detectedAt } = drift;
  const what = driftedOf(drift);
  const isOfConfiguration = kind.endsWith('-configuration');
  return element(
    'section',
    { class: 'card card-danger drift', 'aria-label': `${what} on ${worker}` },
    element('h2', {}, icon('warning'), `${what} in ${environment}`),
    element('p', {}, `${DRIFTS[kind] ?? kind}.`),
    facts(
      ['Worker', worker],
      ['Server group', group],
      ['Service', service && link(service, releasesAddress(service))],
      ['Detected', fullTime(detectedAt)],
      [isOfConfiguration ? 'It was started with' : kind === 'missing' ? 'It ran' : 'It runs', artifactDigest && copyable(artifactDigest, 'digest that runs')],
      [isOfConfiguration ? 'It should be started with' : 'It should run', expectedDigest && copyable(expectedDigest, 'digest that should run')],
    ),
    element('p', { class: 'subtle' }, remedy(kind)),
    ...(command ? [element('p', {}, copyable(command, 'command'))] : []),
    ...(isAdmin ? [explanation(id, what, done)] : []),
  );
}

/** An ended alert that a link leads to. */
export function endedCard(drift) {
  const { environment, worker, kind, detectedAt, clearedAt, clearedBy, clearance, note } = drift;
  const what = driftedOf(drift);
  return element(
    'section',
    { class: 'card card-success drift wanted', 'aria-label': `${what} on ${worker}` },
    element('h2', {}, icon('succeeded'), `${what} in ${environment}`),
    element('p', {}, `${DRIFTS[kind] ?? kind}. It has ended.`),
    facts(
      ['Worker', worker],
      ['Detected', fullTime(detectedAt)],
      ['Ended', clearedAt && fullTime(clearedAt)],
      ['How', CLEARANCES[clearance] ?? clearance],
      ['By', clearedBy],
      ['Note', note],
    ),
  );
}

function remedy(kind) {
  if (kind === 'unexpected-configuration' || kind === 'altered-configuration') return 'It ends when the worker is restarted with what it is to run with, or when an admin explains it.';
  if (kind === 'missing') return 'It ends when the archive is deployed again, or when an admin explains it.';
  if (kind === 'break-glass') return 'It covers ten minutes; what is done later is a drift of its own. It ends when an admin writes down who that was, and what for.';
  if (kind === 'unknown-content') return 'It ends when a release with this digest is recorded, when the archive is taken off, or when an admin explains it.';
  return 'It ends when a release is deployed in its place, when one with this digest is recorded, or when an admin explains it.';
}

function explanation(id, archive, done) {
  return element(
    'details',
    { class: 'unfolding' },
    element('summary', {}, 'Explain it'),
    form({
      name: `Explain ${archive}`,
      fields: [field('Note', textarea('note', { required: true }), 'It stays on record with your name, and the alert ends.')],
      buttons: [submit('Explain')],
      send: async ({ note }, { key }) => {
        await write('POST', apiPath(`drifts/${id}/explanation`), { note }, { key });
        await done(`${archive} is explained`);
      },
    }),
  );
}
