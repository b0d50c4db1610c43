/** Forms: fields with labels and rules, protection from double submission, and problems shown at the fields that they name. */

import { Problem } from './api.js';
import { alert, announce, button, element } from './dom.js';
import { checkReader, sessionEnd, showSessionEnd } from './session.js';
import { sentence } from './words.js';

let made = 0;

/** An id unique in the page. */
export function newId(kind) {
  return `${kind}-${++made}`;
}

/**
 * A field: a label, a control and, optionally, a hint. `control` is made by `input`, `textarea` or `select`; its name
 * is the member of the request that the API's problems name.
 */
export function field(text, control, hint) {
  const id = newId('field');
  control.id = id;
  control.setAttribute('aria-describedby', `${id}-hint ${id}-error`);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: id }, text),
    element('span', { class: 'pf-v6-c-form-control' }, control, ...(control.localName === 'select' ? [element('span', { class: 'chevron' })] : [])),
    element('span', { id: `${id}-hint`, class: 'hint' }, hint ?? ''),
    element('span', { id: `${id}-error`, class: 'error' }),
  );
}

export function input(name, attributes = {}) {
  return element('input', { name, autocomplete: 'off', ...attributes });
}

export function textarea(name, attributes = {}) {
  return element('textarea', { name, rows: 3, maxlength: 2000, ...attributes });
}

/** A checkbox: when checked, `name` has the value `value`. */
export function check(name, value, isOn, title, hint) {
  const id = `check-${name}-${value}`;
  return element(
    'div',
    { class: 'check field' },
    element('input', { type: 'checkbox', id, name, value, checked: isOn, 'aria-describedby': `${id}-hint ${id}-error` }),
    element('label', { for: id }, title),
    element('span', { class: 'hint', id: `${id}-hint` }, hint),
    element('span', { class: 'error', id: `${id}-error` }),
  );
}

/** A select of [value, text] pairs. */
export function select(name, choices, value = '') {
  const node = element('select', { name, autocomplete: 'off' }, ...choices.map(([choice, text]) => element('option', { value: choice }, text)));
  node.value = value;
  return node;
}

/**
 * A form that sends itself by `send(values, {all, taken, key, submitter})`, unless it is cancelled or its dialog closed
 * before that. It cannot be sent again meanwhile; errors of the API are shown at their fields, others above the buttons.
 * `all(name)` are the values of all controls of a name, such as checkboxes. `taken` is what `take()` returned as it was
 * submitted, for what is not among its values. `key` is an Idempotency-Key: the same for the same values until they were
 * sent successfully. `buttons` are submit buttons, made by `submit`. Values are trimmed, unless their control has
 * `data-verbatim`.
 */
export function form({ name, fields, buttons, take = () => {}, send, onCancel }) {
  const problem = element('div', { class: 'problem' });
  const actions = element('div', { class: 'actions' }, ...buttons);
  let isCancelled = false;
  const cancel = () => {
    isCancelled = true;
    onCancel();
  };
  if (onCancel) actions.append(button('Cancel', cancel, 'pf-m-link'));
  const node = element('form', { class: 'form', 'aria-label': name, novalidate: true }, ...fields, problem, actions);
  let intention = {};
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (node.hasAttribute('aria-busy')) return;
    clear(node, problem);
    const entries = [...new FormData(node)].map(([each, value]) => [each, isVerbatim(node.elements[each]) ? value : (value.trim?.() ?? value)]);
    const all = (wanted) => entries.filter(([each]) => each === wanted).map(([, value]) => value);
    const { submitter } = event;
    const same = JSON.stringify([entries, submitter?.value]);
    if (intention.same !== same) intention = { same, key: crypto.randomUUID() };
    node.setAttribute('aria-busy', 'true');
    const isInDialog = Boolean(node.closest('dialog'));
    try {
      const taken = take();
      await checkReader();
      if (isCancelled || (isInDialog && !node.closest('dialog'))) return;
      await send(Object.fromEntries(entries), { all, taken, key: intention.key, submitter });
      intention = {};
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.needsLogin) {
        showSessionEnd();
        problem.replaceChildren(sessionEnd(error.sent));
        problem.scrollIntoView({ block: 'nearest' });
      } else show(error, node, problem);
    } finally {
      node.removeAttribute('aria-busy');
    }
  });
  return node;
}

/** Opens another page. The form stays busy until then, and can be sent again if the reader comes back. */
export function leave(address) {
  location.assign(address);
  return new Promise((resolve) => addEventListener('pageshow', resolve, { once: true }));
}

function isVerbatim(control) {
  return control?.dataset?.verbatim !== undefined;
}

/** A submit button; `value` tells it from the form's others. */
export function submit(text, value = '', style = 'pf-m-primary') {
  return element(
    'button',
    { type: 'submit', name: 'submitter', value, class: `pf-v6-c-button ${style}` },
    element('span', { class: 'pf-v6-c-button__text' }, text),
  );
}

function clear(node, problem) {
  problem.replaceChildren();
  for (const control of node.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
    control.closest('.field').querySelector('.error').textContent = '';
  }
}

function show(error, node, problem) {
  const elsewhere = [];
  for (const { field: name, detail } of error.errors) {
    const control = node.elements[name];
    const place = control?.closest?.('.field')?.querySelector('.error');
    if (!place) {
      elsewhere.push(sentence(detail, name));
      continue;
    }
    control.setAttribute('aria-invalid', 'true');
    place.textContent = [place.textContent, sentence(detail)].filter(Boolean).join(' ');
  }
  const first = node.querySelector('[aria-invalid]');
  if (!first || elsewhere.length) {
    // For invalid values, the fields show everything; for a conflict, they show only where it is.
    const isExplained = error.detail && (error.status !== 400 || !error.errors.length);
    problem.replaceChildren(alert('danger', error.message, isExplained ? error.detail : elsewhere.join(' ')));
  }
  if (!first) problem.scrollIntoView({ block: 'nearest' });
  else {
    first.closest('details')?.setAttribute('open', '');
    first.focus();
    announce(`Refused: ${first.closest('.field').querySelector('.error').textContent}`);
  }
}
