/** The dialog for promoting a release to the next environment: shows what would change, and sends the request to the ledger. */

import { apiPath, read, write } from './api.js';
import { commitList } from './changes.js';
import { missingArchive } from './deploydialog.js';
import { differenceTable } from './differences.js';
import { openDialog } from './dialog.js';
import { alert, button, element, loading, settle, unfolding } from './dom.js';
import { field, form, leave, submit, textarea } from './forms.js';
import { changeOf } from './plan.js';
import { guarded } from './session.js';
import { count, requestAddress, shortDigest } from './words.js';

const FEW = 3;

/** Opens the dialog for a service, given by its name, and the environments to promote from and to, given as {name, title}. */
export async function openPromotion({ service, before, environment }) {
  const region = element('div', { 'aria-busy': 'true' }, loading(5));
  const close = openDialog(`Promote ${service} to ${environment.title}`, [region]);
  const path = `services/${encodeURIComponent(service)}/promotions`;
  const answer = await guarded(
    () => read(apiPath(`${path}/preview`, { to: environment.name })),
    ({ message, detail }) => settle(region, alert('danger', message, detail), element('div', { class: 'actions' }, button('Close', () => close()))),
  );
  if (!answer) return;
  const { body: preview } = answer;
  settle(region, promotionForm({ path, preview, titles: [preview.from === before.name ? before.title : preview.from, environment.title], close }));
}

function promotionForm({ path, preview, titles, close }) {
  const { version, to, gate } = preview;
  // The ledger of the previous release, as on another worker during an upgrade, does not send it.
  const isKept = preview.isArchived !== false;
  const agree = submit(gate.decision === 'wait' ? 'Promote when allowed' : 'Promote');
  agree.disabled = gate.decision === 'deny' || preview.archive.isSame || !isKept;
  return form({
    name: `Promote ${version} to ${titles[1]}`,
    fields: [
      element('div', { class: 'plan' }, ...planOf(preview, titles), ...(isKept ? [] : [missingArchive(preview, to)])),
      field('Comment', textarea('comment', { rows: 2 }), 'Approvers read it, and it stays on record.'),
    ],
    buttons: [agree],
    onCancel: () => close(),
    // Promotes the version that was shown, even if another one was deployed meanwhile.
    send: async ({ comment }, { key }) => {
      const { body } = await write('POST', apiPath(path), { to, version, ...(comment ? { comment } : {}) }, { key });
      await leave(requestAddress(body.id));
    },
  });
}

function planOf({ archive, changes, configuration, migrations, rehearsal, gate, version }, [from, title]) {
  return [
    ...changeOf({ before: archive.fromVersion, after: version, gate }),
    element('p', {}, 'The very archive that ran in ', element('strong', {}, from), ': ', element('code', { title: archive.artifactDigest }, shortDigest(archive.artifactDigest))),
    part('Commits', commitsOf(changes)),
    part('Database migrations', [...migrationsOf(migrations), ...rehearsalOf(rehearsal, title)]),
    part('Configuration', configurationOf(configuration, from, title)),
  ];
}

function part(title, content) {
  return element('section', { class: 'part' }, element('h3', {}, title), ...content);
}

function configurationOf({ fromVersion, toVersion, changes }, from, title) {
  if (!fromVersion && !toVersion) return [element('p', { class: 'subtle' }, 'Nothing was ever set in either.')];
  return [
    element('p', {}, `Configuration is not promoted: ${title} keeps its own. `, changes.length ? 'It differs in this:' : `It has the same names and values as that of ${from}.`),
    ...(changes.length ? [differenceTable(changes, { before: from, after: title })] : []),
    element('p', { class: 'subtle' }, 'Secrets cannot be compared.'),
  ];
}

function commitsOf({ commits, from, isComplete }) {
  if (!commits.length) return [element('p', { class: 'subtle' }, 'None is known.')];
  const gap = isComplete ? '' : ' Not every release in between was recorded with its commits.';
  const heading = from ? `${count(commits.length, 'commit')} since ${from.version}.${gap}` : `Nothing known ran there before. Its last ${count(commits.length, 'commit')}.${gap}`;
  return commits.length > FEW ? [unfolding(heading, commitList(commits))] : [element('p', {}, heading), commitList(commits)];
}

/** What the agent does before it changes a worker. */
function rehearsalOf(rehearsal, title) {
  if (!rehearsal) return [];
  return [element('p', {}, 'The rollback to ', element('strong', {}, rehearsal.version), ` is rehearsed first, on a copy of ${title}’s database. Should it fail, nothing is deployed.`)];
}

function migrationsOf(names) {
  if (!names) return [element('p', { class: 'subtle' }, 'Cannot be told: the ledger does not keep both archives, or cannot read them now.')];
  if (!names.length) return [element('p', { class: 'subtle' }, 'No new Flyway scripts in ', element('code', {}, 'db/migration'), '.')];
  return [element('ul', { class: 'names' }, ...names.map((name) => element('li', {}, element('code', {}, name))))];
}
