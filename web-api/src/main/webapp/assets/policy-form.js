/** The form in which an admin changes an environment's policy. */

import { Problem, write } from './api.js';
import { alert, button, element } from './dom.js';
import { check, field, form, input, newId, select, submit } from './forms.js';
import { DAYS, dayName, isWeekly, zones } from './freezes.js';
import { EVIDENCE, differences, isSame } from './policy.js';

const MOST_APPROVALS = 10;
const ONCE = 'once';
const WEEKLY = 'weekly';
const NOUNS = { freezes: 'Freeze', windows: 'Window' };

/**
 * A form for this version of a policy, read from `path` with this entity tag. `onSaved` gets the next version; on a
 * conflict, `reread` loads the current one, and the choice between both takes the place of the form's buttons;
 * `onKeepTheirs` is called if the admin discards their own changes. `before` are the environments of a lower rank.
 */
export function policyForm({ path, policy, etag, before, onSaved, onKeepTheirs, onCancel, reread }) {
  const conflict = element('div', { class: 'conflict' });
  const freezes = timeList('freezes', policy.freezes);
  const windows = timeList('windows', policy.windows);
  const save = submit('Save the policy');
  let base = { policy, etag };
  const node = form({
    name: `Policy of ${policy.environment}`,
    fields: [
      evidenceFields(policy),
      field('Approvals', input('approvals', { type: 'number', min: 0, max: MOST_APPROVALS, value: policy.approvals }), 'How many approvers must agree to a release before it may enter; 0 for none.'),
      field('An approval is valid for', input('approvalsHold', { value: policy.approvalsHold ?? '', placeholder: 'P3D', maxlength: 20 }), 'Days, hours and minutes of ISO 8601: P3D, PT12H, P1DT12H. Empty: for as long as whoever gave it is an approver.'),
      check('isFourEyes', 'true', policy.isFourEyes, 'Four eyes', 'Whoever requests a deployment, or wrote its commits, cannot be among its approvers; nor can whoever ran its pipeline, once the service’s GitLab project is set.'),
      beforeFields(policy, before),
      element('fieldset', { class: 'group' }, element('legend', {}, 'Freezes'), element('p', { class: 'hint' }, 'While a freeze is in force, a request waits.'), freezes, adder(freezes), zoneList()),
      element('fieldset', { class: 'group' }, element('legend', {}, 'Windows'), element('p', { class: 'hint' }, 'Outside of all windows, a request waits. None: it may enter at any time.'), windows, adder(windows)),
      check('isConfigurationGated', 'true', policy.isConfigurationGated, 'Configuration is gated', 'A change of configuration waits for freezes and approvals, too.'),
      check('isRollbackRehearsed', 'true', policy.isRollbackRehearsed, 'Rollback is rehearsed', 'For services with a database: before a deployment the new release migrates a copy of it, and the live one must start on that. It takes time, disk and the memory of one worker.'),
      conflict,
    ],
    buttons: [save],
    onCancel,
    take: () => valuesOf(node, freezes, windows),
    send: async (_, { taken }) => {
      endConflict();
      const values = { ...taken, attestationKeys: base.policy.attestationKeys ?? [] };
      try {
        const { body } = await write('PUT', path, values, { match: base.etag });
        await onSaved(body);
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 412) throw error;
        await follow(values);
      }
    },
  });
  return node;

  /** The version is another one: the admin's own if an attempt before this one saved these values, and its answer was lost. */
  async function follow(values) {
    const current = await reread();
    if (isSame(values, current.policy)) await onSaved(current.policy);
    else showConflict(current);
  }

  function showConflict(current) {
    const changes = differences(base.policy, current.policy);
    base = current;
    const over = button('Overwrite with mine', () => node.requestSubmit(), 'pf-m-danger');
    const theirs = button('Keep theirs, discard mine', onKeepTheirs);
    const message = alert('warning', `${current.policy.changedBy} has changed this policy while you did`, 'What you have entered is still here. They changed:', theirs, over);
    message.querySelector('.pf-v6-c-alert__description').append(element('ul', {}, ...changes.map((text) => element('li', {}, text))));
    conflict.replaceChildren(message);
    offerSaving(false);
    theirs.focus();
  }

  function endConflict() {
    const hadFocus = conflict.contains(document.activeElement);
    conflict.replaceChildren();
    offerSaving(true);
    if (hadFocus) save.focus();
  }

  /** Shows or hides the buttons: Cancel would be a third choice. A disabled one is not pressed by Enter in a field either. */
  function offerSaving(isOffered) {
    save.closest('.actions').hidden = !isOffered;
    save.disabled = !isOffered;
  }
}

/** The environment in which a release must have run before. */
function beforeFields({ promotesFrom, soak, isPromotedAutomatically }, before) {
  const choices = [['', 'None'], ...before.map(({ name, title }) => [name, title])];
  return element(
    'fieldset',
    { class: 'group' },
    element('legend', {}, 'The environment before'),
    field('A release comes from', select('promotesFrom', choices, promotesFrom ?? ''), 'Where the very same archive must have run successfully.'),
    field('It must have run there for', input('soak', { value: soak ?? '', placeholder: 'PT2H', maxlength: 20 }), 'Without a failure or drift, in days, hours and minutes of ISO 8601: PT2H, P1D. Empty: it need only have been deployed there.'),
    check('isPromotedAutomatically', 'true', isPromotedAutomatically, 'Promote automatically', 'What runs there is deployed here, once for each release, as soon as every other rule is met.'),
  );
}

/** The freezes, or the windows, as a list of field groups. */
function timeList(member, items) {
  const list = element('div', { class: 'freeze-list', 'data-member': member });
  list.append(...items.map((item) => freezeFields(item, NOUNS[member])));
  number(list);
  return list;
}

function adder(list) {
  const noun = NOUNS[list.dataset.member];
  return button(`Add a ${noun.toLowerCase()}`, () => {
    const node = freezeFields({ name: '', zone: Intl.DateTimeFormat().resolvedOptions().timeZone, from: '', until: '' }, noun);
    list.append(node);
    number(list);
    node.querySelector('input').focus();
  });
}

function evidenceFields({ requiredEvidence }) {
  const checks = EVIDENCE.map(([kind, title, hint]) => check('requiredEvidence', kind, requiredEvidence.includes(kind), title, hint));
  return element('fieldset', { class: 'group' }, element('legend', {}, 'Evidence that a release must have'), ...checks);
}

function zoneList() {
  return element('datalist', { id: 'zones' }, ...zones().map((zone) => element('option', { value: zone })));
}

/** The fields of one freeze or window; contains those of both kinds (once, weekly), and shows those of one. */
function freezeFields(freeze, noun) {
  const weekly = isWeekly(freeze);
  const kind = select('', [[ONCE, 'Once'], [WEEKLY, 'Every week']], weekly ? WEEKLY : ONCE);
  kind.dataset.part = 'kind';
  const part = (name, attributes) => {
    const control = input('', attributes);
    control.dataset.part = name;
    return control;
  };
  const bounds = (type, isShown) => [
    field('From', part('from', { type, value: isShown ? freeze.from : '' })),
    field('Until', part('until', { type, value: isShown ? freeze.until : '' })),
  ];
  const once = element('div', { class: 'bounds', 'data-kind': ONCE }, ...bounds('datetime-local', !weekly));
  const everyWeek = element('div', { class: 'bounds', 'data-kind': WEEKLY }, dayBoxes(freeze), ...bounds('time', weekly));
  const node = element(
    'fieldset',
    { class: 'freeze' },
    element('legend', { class: 'pf-v6-screen-reader' }),
    field('Name', part('name', { value: freeze.name, maxlength: 200 })),
    field('Time zone', part('zone', { value: freeze.zone, list: 'zones' })),
    field('How often', kind),
    once,
    everyWeek,
    element('div', {}, button(`Remove this ${noun.toLowerCase()}`, () => {
      const freezes = node.parentElement;
      (node.nextElementSibling ?? node.previousElementSibling ?? freezes).querySelector('input')?.focus();
      node.remove();
      number(freezes);
    }, 'pf-m-link pf-m-inline pf-m-danger')),
  );
  const showKind = () => {
    for (const bound of [once, everyWeek]) {
      bound.hidden = bound.dataset.kind !== kind.value;
      for (const control of bound.querySelectorAll('input')) control.disabled = bound.hidden;
    }
  };
  kind.addEventListener('change', () => {
    showKind();
    number(node.parentElement);
  });
  showKind();
  return node;
}

function dayBoxes({ days = [] }) {
  const id = `${newId('days')}-error`;
  const boxes = DAYS.map((day) => {
    const box = element('input', { type: 'checkbox', value: day, checked: days.includes(day), 'data-part': 'days', 'aria-describedby': id });
    return element('label', { class: 'day' }, box, dayName(day).slice(0, 3));
  });
  return element('fieldset', { class: 'field days', 'aria-describedby': id }, element('legend', {}, 'Days'), element('div', {}, ...boxes), element('span', { id, class: 'error' }));
}

/** Names one control of each field by its index, as in the API's problems. */
function number(freezes) {
  const { member } = freezes.dataset;
  [...freezes.children].forEach((freeze, i) => {
    freeze.querySelector('legend').textContent = `${NOUNS[member]} ${i + 1}`;
    for (const control of freeze.querySelectorAll('[data-part]')) control.name = '';
    for (const part of ['name', 'zone', 'days', 'from', 'until']) {
      const control = freeze.querySelector(`[data-part=${part}]:enabled`);
      if (control) control.name = `${member}[${i}].${part}`;
    }
  });
}

function valuesOf(node, freezes, windows) {
  const { approvals, approvalsHold, isFourEyes, promotesFrom, soak, isPromotedAutomatically, isConfigurationGated, isRollbackRehearsed } = node.elements;
  return {
    requiredEvidence: [...node.querySelectorAll('[name=requiredEvidence]:checked')].map(({ value }) => value),
    approvals: approvals.value === '' ? null : Number(approvals.value),
    isFourEyes: isFourEyes.checked,
    ...(approvalsHold.value.trim() ? { approvalsHold: approvalsHold.value.trim() } : {}),
    freezes: [...freezes.children].map(freezeOf),
    ...(promotesFrom.value ? { promotesFrom: promotesFrom.value } : {}),
    ...(soak.value.trim() ? { soak: soak.value.trim() } : {}),
    windows: [...windows.children].map(freezeOf),
    isPromotedAutomatically: isPromotedAutomatically.checked,
    isConfigurationGated: isConfigurationGated.checked,
    isRollbackRehearsed: isRollbackRehearsed.checked,
  };
}

function freezeOf(node) {
  const value = (part) => node.querySelector(`[data-part=${part}]:enabled`).value.trim();
  const freeze = { name: value('name'), zone: value('zone'), from: value('from'), until: value('until') };
  const isOnce = value('kind') === ONCE;
  return isOnce ? freeze : { ...freeze, days: [...node.querySelectorAll('[data-part=days]:checked')].map((box) => box.value) };
}
