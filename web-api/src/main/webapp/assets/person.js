/** An admin's actions on one person: invite, change roles, disable and enable. */

import { Problem, apiPath, read, readIfAny, write } from './api.js';
import { alert, announce, button, element, empty, loading, settle } from './dom.js';
import { ask, closing, openDialog, openLoading, tell } from './dialog.js';
import { field, form, input, submit } from './forms.js';
import { guarded, guardedSend } from './session.js';
import { fullTime } from './time.js';
import { rolesOf } from './words.js';

/** The roles, from least to most privileged, each with its purpose. */
const ROLES = [
  ['viewer', 'Reads everything but the people.'],
  ['deployer', 'Also records releases and evidence, requests deployments, and deploys.'],
  ['approver', 'Also approves and refuses releases.'],
  ['admin', 'All of it; also policies, environments and people.'],
];

/** Given and family name, as far as known. */
export function fullName({ givenName, familyName }) {
  return [givenName, familyName].filter(Boolean).join(' ');
}

/** Opens the invitation form; `onInvited` is called after a person was created. */
export function invite(onInvited) {
  const close = openDialog('Invite somebody', [
    form({
      name: 'Invitation',
      fields: [
        element(
          'div',
          { class: 'pair' },
          field('Given name', input('givenName', { maxlength: 100, required: true })),
          field('Family name', input('familyName', { maxlength: 100, required: true })),
        ),
        field('E-mail', input('email', { type: 'email', maxlength: 200, required: true })),
        field('User name', input('name', { maxlength: 63, required: true, spellcheck: 'false', autocapitalize: 'none' }), 'For signing in; it is recorded with every action.'),
        roleFields(['viewer']),
      ],
      buttons: [submit('Invite')],
      onCancel: () => close(),
      send: async ({ name, email, givenName, familyName }, { all, key }) => {
        const { body } = await write('POST', apiPath('people'), { name, email, givenName, familyName, roles: all('roles') }, { key });
        showInvitation(body, onInvited, close);
      },
    }),
  ]);
}

function showInvitation({ name, invitation }, onInvited, after) {
  // The response to a retry with the same key no longer has the password.
  if (!invitation) {
    tell(`${name} is invited`, alert('warning', 'The password got lost on its way here', 'Nobody has seen it. Set another one in Keycloak’s console.'), { onClose: onInvited, after });
    return;
  }
  const secret = element('input', { class: 'secret', readonly: true, value: invitation.password, 'aria-label': `One-time password of ${name}` });
  secret.addEventListener('focus', () => secret.select());
  const copy = button('Copy', async () => {
    const text = await copied(secret);
    copy.firstChild.textContent = text;
    announce(text);
  });
  const close = openDialog(
    `${name} is invited`,
    [
      alert('warning', 'This password is shown once', 'Copy it now and hand it over by a way you trust. Nobody can look it up later.'),
      element('div', { class: 'hand-over' }, element('span', { class: 'pf-v6-c-form-control' }, secret), copy),
      element('p', {}, `At the first sign-in ${name} has to choose another.`),
      element('div', { class: 'actions' }, button('I have handed it over', () => close(), 'pf-m-primary')),
    ],
    { isHeld: true, onClose: onInvited, after },
  );
}

async function copied(secret) {
  try {
    await navigator.clipboard.writeText(secret.value);
    return 'Copied';
  } catch {
    secret.focus();
    return 'Press Ctrl+C';
  }
}

function roleFields(held) {
  const boxes = ROLES.map(([role, what]) =>
    element(
      'div',
      { class: 'check field' },
      element('input', { type: 'checkbox', id: `role-${role}`, name: 'roles', value: role, checked: held.includes(role), 'aria-describedby': `role-${role}-hint` }),
      element('label', { for: `role-${role}` }, role),
      element('span', { class: 'hint', id: `role-${role}-hint` }, what),
    ),
  );
  return element('fieldset', { class: 'group tight' }, element('legend', {}, 'Roles'), ...boxes);
}

/** Opens a person's current roles; `onChanged` gets the updated person and a message. */
export function changeRoles({ id, name }, isOwn, onChanged) {
  const path = apiPath(`people/${encodeURIComponent(id)}`);
  return openLoading(`Roles of ${name}`, () => read(path), (answer, close) => rolesForm(path, answer, { isOwn, onChanged, close }));
}

function rolesForm(path, answer, { isOwn, onChanged, close }) {
  let { body: person, etag } = answer;
  const boxes = roleFields(person.roles);

  /**
   * The version is another one: the admin's own if an attempt before this one saved these roles, and its answer was lost.
   * Otherwise discards the ticks and shows the current roles.
   */
  async function follow(error, roles) {
    if (error.status !== 412) throw error;
    ({ body: person, etag } = await read(path));
    if (String(roles.toSorted()) === String(person.roles.toSorted())) return { body: person };
    for (const box of boxes.querySelectorAll('input')) box.checked = person.roles.includes(box.value);
    throw new Problem(412, error.message, `Somebody else has changed this account: ${person.name} has ${listed(person)} now, as the boxes show. Nothing was saved.`);
  }

  return [
    form({
      name: `Roles of ${person.name}`,
      fields: [
        boxes,
        ...(isOwn && person.roles.includes('admin')
          ? [alert('warning', 'These are your own roles', 'Without the role admin you cannot grant it to yourself again.')]
          : []),
      ],
      buttons: [submit('Save')],
      onCancel: () => close(),
      send: async (values, { all }) => {
        const roles = all('roles');
        const { body } = await write('PUT', personPath(person, 'roles'), { roles }, { match: etag }).catch((error) => follow(error, roles));
        close();
        const changed = body ?? { ...person, roles };
        onChanged(changed, `${person.name} now has ${listed(changed)}`);
      },
    }),
    element('p', { class: 'subtle' }, 'Whoever is signed in has the new roles within five minutes.'),
    ...(person.rolesElsewhere?.length
      ? [element('p', { class: 'subtle' }, `By a group, or by Keycloak’s console, also: ${person.rolesElsewhere.join(', ')}. That is changed there.`)]
      : []),
  ];
}

function listed(person) {
  return rolesOf(person).join('; ') || 'no role';
}

/** Disables an enabled person, after confirmation, or enables a disabled one. */
export async function enable(person, isOwn, onChanged) {
  const isEnabled = !person.isEnabled;
  const warning = isOwn
    ? 'This is your own account: you will be signed out, and another admin has to enable it again.'
    : 'They can no longer sign in, neither here nor to the admin console, and whoever is signed in is out within five minutes. What they did stays on record.';
  if (!isEnabled && !(await ask(`Disable ${person.name}?`, warning, 'Disable'))) return;
  const answer = await guardedSend(
    () => write('PUT', personPath(person, 'enabled'), { isEnabled }),
    (problem) => showProblem(problem),
  );
  if (!answer) return;
  onChanged(answer.body ?? { ...person, isEnabled }, `${person.name} is ${isEnabled ? 'enabled' : 'disabled'}`);
}

const ACTIONS = { invited: 'Invited', roles: 'Roles changed', enabled: 'Enabled', disabled: 'Disabled' };

/** Opens the history of changes to a person's account through the ledger. */
export async function showHistory(person) {
  const region = element('div', { 'aria-busy': 'true' }, loading(3));
  const close = openDialog(`History of ${person.name}`, [
    region,
    closing(() => close()),
  ]);
  const answer = await guarded(
    () => readIfAny(personPath(person, 'changes')),
    (problem) => settle(region, alert('danger', problem.message, problem.detail)),
  );
  if (answer === undefined) return;
  const items = (answer?.body.items ?? []).map(({ operation, roles, changedBy, changedAt }) =>
    element(
      'li',
      {},
      element('strong', {}, ACTIONS[operation] ?? operation),
      operation === 'roles' || operation === 'invited' ? `: ${roles.join(', ') || 'no role'}` : '',
      element('span', { class: 'detail' }, `by ${changedBy}, `, fullTime(changedAt)),
    ),
  );
  settle(region, items.length ? element('ul', { class: 'deeds' }, ...items) : empty('Nothing yet', 'What was done in Keycloak’s own console is not listed here.'));
}

function showProblem(problem) {
  if (!(problem instanceof Problem)) throw problem;
  tell(problem.message, element('p', {}, problem.detail ?? ''));
}

function personPath({ id }, part) {
  return apiPath(`people/${encodeURIComponent(id)}/${part}`);
}
