/** A service's configuration in its environments, with history. Secrets are listed by name only: nobody can read their values. */

import { Problem, apiPath, read, readIfAny, write } from './api.js';
import { value } from './differences.js';
import { openDialog } from './dialog.js';
import { announce, cell, detail, element, itemButton, row, rowHeading, table } from './dom.js';
import { field, form, input, leave, submit, textarea } from './forms.js';
import { fullTime, time } from './time.js';
import { count, deploymentAddress, link, requestAddress, versionOf } from './words.js';

const VERSIONS = 5;

/** The configurations of a service in these environments, given by name; `changed()` is called after a change. */
export async function drawConfigurations(service, environments, isDeployer, changed) {
  const places = await Promise.all(environments.map((environment) => readPlace(service, environment)));
  return places.map((place) => placeNode(place, isDeployer, changed));
}

/** `entries` are what a change applies to: the pending version's, if there is one. */
async function readPlace(service, environment) {
  const path = pathOf({ service, environment });
  const [{ body: configuration }, { body: history, next }] = await Promise.all([read(apiPath(path)), read(apiPath(`${path}/history`, { limit: VERSIONS }))]);
  const { pending } = configuration;
  const pendingVersion = pending ? await readIfAny(apiPath(path, { version: pending.version })) : null;
  return { service, environment, configuration, entries: (pendingVersion?.body ?? configuration).entries, history: history.items, isMore: next !== null };
}

function pathOf({ service, environment }) {
  return `services/${encodeURIComponent(service)}/environments/${encodeURIComponent(environment)}/configuration`;
}

function placeNode(place, isDeployer, changed) {
  const { service, environment, configuration, history, isMore } = place;
  const { version, entries, pending } = configuration;
  const heading = `configuration-${service}-${environment}`;
  return element(
    'section',
    { class: 'configured', 'aria-labelledby': heading },
    element('h3', { id: heading }, environment, ' ', element('span', { class: 'subtle' }, version ? `version ${version}, ${count(entries.length, 'variable')}` : 'nothing was ever set')),
    ...(pending ? [pendingNode(pending)] : []),
    ...(entries.length ? [entryTable(place, entries)] : []),
    ...(history.length ? [historyNode(place, history, isMore)] : []),
    ...(isDeployer ? [actions(place, changed)] : []),
  );
}

function pendingNode({ version, requestId, changes }) {
  return element(
    'div',
    { class: 'pending' },
    element('p', {}, link(`Version ${version} is requested`, requestAddress(requestId)), ' and not in force yet:'),
    changeList(changes),
  );
}

function entryTable({ service, environment }, entries) {
  const { node, body } = table(`The configuration of ${service} in ${environment}`, ['Name', 'Value', 'Set']);
  node.classList.add('entries');
  body.append(...entries.map(entryRow));
  return element('div', { class: 'panel', role: 'region', 'aria-label': `The configuration of ${service} in ${environment}`, tabindex: 0 }, node);
}

function entryRow({ name, value: text, isSecret, changedBy, changedAt }) {
  return row(
    rowHeading('Name', element('code', {}, name)),
    cell('Value', isSecret ? element('span', { class: 'subtle' }, 'secret') : value(text)),
    cell('Set', time(changedAt), detail(`by ${changedBy}`)),
  );
}

function historyNode({ service, environment }, history, isMore) {
  return element(
    'details',
    { class: 'unfolding', 'data-key': `history-${service}-${environment}` },
    element('summary', {}, 'Last changes', element('span', { class: 'pf-v6-screen-reader' }, ` in ${environment}`)),
    element('ol', {}, ...history.map((each) => element('li', {}, versionNode(each)))),
    ...(isMore ? [element('p', { class: 'subtle' }, 'All of them: ', element('code', {}, `slipway config history ${service} --environment ${environment}`))] : []),
  );
}

/** One version: who made it, when and why, its differences, and what ran with it. */
export function versionNode({ version, changes, reason, changedBy, changedAt, deployments = [], deploymentCount = 0 }) {
  return element(
    'div',
    { class: 'made' },
    element('p', {}, element('strong', {}, `Version ${version}`), ' by ', element('strong', {}, changedBy), ', ', fullTime(changedAt)),
    ...(reason ? [element('q', {}, reason)] : []),
    changeList(changes),
    ...(deployments.length ? [ranWith(deployments, deploymentCount - deployments.length)] : []),
  );
}

function ranWith(deployments, more) {
  const nodes = deployments.flatMap((each, i) => [i ? ', ' : '', link(versionOf(each), deploymentAddress(each.id)), ` (${ranAs(each)})`]);
  return element('p', { class: 'subtle ran' }, 'With it: ', ...nodes, ...(more > 0 ? [`, and ${count(more, 'earlier deployment')}`] : []));
}

function ranAs({ kind, outcome, isRollback }) {
  if (outcome === 'failed') return 'failed';
  if (kind === 'configure') return 'configured';
  return isRollback ? 'rolled back' : 'deployed';
}

function changeList(changes) {
  return changes.length ? element('ul', { class: 'changes' }, ...changes.map((change) => element('li', {}, change))) : detail('nothing differs');
}

function actions(place, changed) {
  const { service, environment } = place;
  return element(
    'div',
    { class: 'change' },
    itemButton('Set or remove a variable', () => openChange(place, changed), {
      about: ` of ${service} in ${environment}`,
      id: `configure-${service}-in-${environment}`,
      style: 'pf-m-secondary pf-m-small',
    }),
    element('span', { class: 'subtle' }, 'A secret: ', element('code', {}, `slipway config set ${service} --secret NAME --environment ${environment}`)),
  );
}

/** Problems with a variable are shown at its name. */
function atName(error) {
  if (error instanceof Problem) error.errors = error.errors.map(({ field: of, detail: text }) => ({ field: /^(un)?set\b/.test(of) ? 'name' : of, detail: text }));
  throw error;
}

/** The changes that others made since a version, as text. */
function changesSince(version, { configuration: { pending }, history }) {
  const made = history.filter((each) => each.version > version);
  const isListed = made.some((each) => each.version === pending?.version);
  return [
    ...(pending && !isListed ? [`Version ${pending.version} is requested: ${pending.changes.join('; ')}`] : []),
    ...made.map((each) => `Version ${each.version} by ${each.changedBy}: ${each.changes.join('; ')}`),
  ].join(' · ');
}

/** Enter in any field submits Set. */
function noValue() {
  const detail = 'Enter a value, or press Remove';
  return new Problem(400, 'Not set', detail, { errors: [{ field: 'value', detail }] });
}

/** Rejects a plain value for a secret: everybody who sees the page could read it. */
function isSecretThere(name, { service, environment }) {
  const detail = `It is a secret. On your machine: slipway config set ${service} --secret ${name} --environment ${environment}. Or remove it first.`;
  return new Problem(400, 'Not set', detail, { errors: [{ field: 'name', detail }] });
}

function openChange(place, changed) {
  const { service, environment } = place;
  let { configuration, entries } = place;
  const name = input('name', { list: 'variables', maxlength: 128, placeholder: 'FEATURE_X', spellcheck: 'false', autocapitalize: 'off' });
  const text = textarea('value', { rows: 2, maxlength: 16384, spellcheck: 'false', 'data-verbatim': true });
  const suggestions = element('datalist', { id: 'variables' }, ...entries.map((entry) => element('option', { value: entry.name })));

  // Prefills the current value, unless another one was typed.
  let proposed = '';
  name.addEventListener('input', () => {
    if (text.value !== proposed) return;
    text.value = entries.find((entry) => entry.name === name.value.trim() && !entry.isSecret)?.value ?? '';
    proposed = text.value;
  });

  /** The next attempt is based on the others' changes, which are shown first. */
  async function follow(error, baseVersion) {
    if (error.type !== 'configuration-changed') return atName(error);
    const now = await readPlace(service, environment);
    ({ configuration, entries } = now);
    throw new Problem(409, error.message, `${changesSince(baseVersion, now) || 'It is another version by now'}. What you have entered is still here: send it again to apply it to that.`);
  }

  const close = openDialog(`Configure ${service} in ${environment}`, [
    form({
      name: `Configure ${service} in ${environment}`,
      fields: [
        element('p', {}, 'If the service runs, its workers are restarted with it one after the other, without downtime; the previous configuration is restored if one does not start.'),
        suggestions,
        field('Name', name),
        field('Value', text, 'No secrets: everybody who may see this page can read it.'),
        field('Reason', textarea('reason', { rows: 2 }), 'It stays on record.'),
      ],
      buttons: [submit('Set', 'set'), submit('Remove', 'unset', 'pf-m-secondary pf-m-danger')],
      onCancel: () => close(),
      send: async (values, { key, submitter }) => {
        const isRemoval = submitter?.value === 'unset';
        if (!isRemoval && values.value === '') throw noValue();
        if (!isRemoval && entries.some((entry) => entry.isSecret && entry.name === values.name)) throw isSecretThere(values.name, place);
        const baseVersion = configuration.pending?.version ?? configuration.version;
        const change = isRemoval ? { unset: [values.name] } : { set: { [values.name]: values.value } };
        const { body } = await write('PATCH', apiPath(pathOf(place)), { ...change, baseVersion, ...(values.reason ? { reason: values.reason } : {}) }, { key }).catch((error) => follow(error, baseVersion));
        if (body.request) {
          await leave(requestAddress(body.request.id));
          return;
        }
        close();
        announce(body.changes.length ? body.changes.join('; ') : 'No differences');
        changed();
      },
    }),
  ]);
}
