/** A service's definition, and who applied which version. */

import { apiPath, read, readIfAny } from './api.js';
import { detail, element } from './dom.js';
import { fullTime } from './time.js';
import { DEFINITION_OPERATIONS } from './words.js';

const VERSIONS = 20;

/** The active file, if any, and the last versions. */
export async function readDefinition(service) {
  const path = `services/${encodeURIComponent(service)}`;
  const [inForce, { body: history }] = await Promise.all([
    readIfAny(apiPath(`${path}/definition`)),
    read(apiPath(`${path}/definitions`, { limit: VERSIONS })),
  ]);
  return { yaml: inForce?.body.yaml, versions: history.items };
}

export function drawDefinition(service, { yaml, versions }) {
  return [
    yaml === undefined ? element('p', { class: 'subtle' }, 'No definition is in force: it was removed.') : file(service, yaml),
    element('ol', {}, ...versions.map(version)),
  ];
}

function file(service, yaml) {
  return element('pre', { tabindex: 0, role: 'region', 'aria-label': `File of ${service}` }, element('code', {}, yaml));
}

function version({ version: number, operation, appliedBy, appliedAt, isDefault, changes }) {
  return element(
    'li',
    {},
    element('strong', {}, `Version ${number}`),
    ` ${DEFINITION_OPERATIONS[operation] ?? operation} by `,
    element('strong', {}, appliedBy),
    ', ',
    fullTime(appliedAt),
    isDefault ? ', by default: it was deployed, and nobody had defined it' : '',
    ...(changes.length ? [element('ul', { class: 'changes' }, ...changes.map((change) => element('li', {}, change)))] : [detail('nothing differs')]),
  );
}
