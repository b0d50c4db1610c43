/** The aftermath of a deployment: interventions, what it repairs, and what repaired it. */

import { apiPath, read, write } from './api.js';
import { alert, button, element, unfolding } from './dom.js';
import { field, form, select, submit, textarea } from './forms.js';
import { icon } from './icons.js';
import { guarded } from './session.js';
import { absolute, fullTime } from './time.js';
import { deploymentAddress, link, versionOf } from './words.js';

const CANDIDATES = 50;

/** What is recorded; `recovery` is null if the ledger does not store it. */
export function drawRecovery({ intervention, repairs, repairedBy = [] }) {
  const nodes = [];
  if (intervention) {
    nodes.push(
      element(
        'p',
        { class: 'line' },
        icon('warning'),
        element('span', {}, 'It needed intervention', ...(intervention.note ? [': ', element('bdi', {}, intervention.note)] : ['.']), ' ', by(intervention)),
      ),
    );
  }
  if (repairs) nodes.push(element('p', { class: 'line' }, icon('rollback'), element('span', {}, 'It repairs ', summary(repairs), '.')));
  for (const each of repairedBy) {
    nodes.push(element('p', { class: 'line' }, icon('succeeded'), element('span', {}, 'It was repaired by ', summary(each), '.')));
  }
  return nodes.length ? nodes : [element('p', { class: 'subtle' }, 'Nothing is on record: it needed no intervention and repairs nothing.')];
}

function by({ markedBy, markedAt }) {
  return element('span', { class: 'subtle' }, markedBy ? `Marked by ${markedBy}, ` : '', fullTime(markedAt));
}

function summary(deployment) {
  return element('span', {}, link(versionOf(deployment), deploymentAddress(deployment.id)), ' of ', fullTime(deployment.startedAt));
}

/** Forms to mark it, for deployers; each expands on demand. `done` is called after a change. */
export function markingForms(deployment, recovery, done) {
  return [interventionForm(deployment, recovery, done), repairForm(deployment, recovery, done)];
}

function interventionForm({ id }, { intervention }, done) {
  const path = apiPath(`deployments/${id}/intervention`);
  if (intervention) {
    return form({
      name: 'Intervention',
      fields: [],
      buttons: [submit('It needed no intervention', '', 'pf-m-secondary')],
      send: async () => {
        await write('PUT', path, { isNeeded: false });
        done('Marked: it needed no intervention');
      },
    });
  }
  return unfolding(
    'Mark that it needed intervention',
    form({
      name: 'Intervention',
      fields: [field('What was wrong, and what was done', textarea('note'), 'Such a deployment counts as a failure in the metrics.')],
      buttons: [submit('Mark it')],
      send: async ({ note }) => {
        await write('PUT', path, note ? { isNeeded: true, note } : { isNeeded: true });
        done('Marked: it needed intervention');
      },
    }),
  );
}

function repairForm(deployment, { repairs }, done) {
  const { id, service, environment, startedAt } = deployment;
  const path = apiPath(`deployments/${id}/repair`);
  const choices = select('deploymentId', [choice(repairs)], repairs?.id);
  const problem = element('div', { class: 'problem' });
  const save = submit('Save');
  // No choices until the other deployments are loaded.
  save.disabled = true;
  const node = unfolding(
    'Say which deployment it repairs',
    form({
      name: 'Repair',
      fields: [field('It repairs', choices, 'A rollback or a fix repairs an earlier deployment of the same service in the same environment.'), problem],
      buttons: [save],
      send: async ({ deploymentId }) => {
        await write('PUT', path, { deploymentId: deploymentId || null });
        done('Saved what it repairs');
      },
    }),
  );
  const load = async () => {
    const answer = await guarded(() => read(apiPath('deployments', { service, environment, until: startedAt, limit: CANDIDATES })), failed);
    if (!answer) return;
    const earlier = answer.body.items;
    // The deployment that it repairs now may be older than the list.
    const candidates = !repairs || earlier.some((each) => each.id === repairs.id) ? earlier : [...earlier, repairs];
    const chosen = choices.value;
    choices.replaceChildren(...[null, ...candidates].map(choice).map(([value, text]) => element('option', { value }, text)));
    choices.value = chosen;
    problem.replaceChildren();
    save.disabled = false;
  };
  const failed = ({ message, detail }) => {
    const again = button('Try again', () => {
      choices.focus();
      load();
    });
    problem.replaceChildren(alert('danger', message, detail, again));
  };
  node.addEventListener('toggle', () => {
    if (node.open) load();
  });
  return node;
}

/** A deployment as an option, or none. */
function choice(deployment) {
  if (!deployment) return ['', 'None'];
  const { id, outcome, startedAt } = deployment;
  return [id, `${versionOf(deployment)}, ${outcome}, ${absolute(new Date(startedAt))}`];
}
