/** The form for what is measured: two selects, four preset windows, and two days of the reader's choice. */

import { ledgerNow } from './api.js';
import { element } from './dom.js';
import { field, input, select, submit } from './forms.js';
import { OWN, PRESETS, dayText, flawOf, spanOf } from './window.js';

/** Fills the form with a choice. `go` is called with each new choice, and whether it may be one of many intermediate steps. */
export function showChoice(form, choice, names, go) {
  if (!form.firstChild) build(form);
  form.onchange = ({ target }) => onChange(form, target, choice, go);
  form.onsubmit = (event) => {
    event.preventDefault();
    own(form, choice, go);
  };
  showNames(form, choice, names);
  form.elements.days.value = choice.days;
  const span = spanOf(choice);
  form.elements.from.value = dayText(span.from);
  form.elements.until.value = dayText(new Date(span.until.getTime() - 1));
  form.elements.from.max = form.elements.until.max = dayText(new Date(ledgerNow()));
  form.querySelector('.own').hidden = choice.days !== OWN;
  flaw(form, undefined);
}

/** Offers these services and environments; the rest of the form stays unchanged. */
export function showNames(form, choice, { services, environments }) {
  fillOptions(form.elements.service, services, choice.service);
  fillOptions(form.elements.environment, environments, choice.environment);
}

function build(form) {
  const days = [...PRESETS, [OWN, 'Custom']].map(([value, text]) => {
    const id = `days-${value}`;
    return element('span', {}, element('input', { type: 'radio', name: 'days', id, value }), element('label', { for: id }, text));
  });
  form.append(
    field('Service', select('service', [])),
    field('Environment', select('environment', [])),
    element('fieldset', { class: 'segments' }, element('legend', {}, 'Window'), element('div', {}, ...days)),
    element(
      'div',
      { class: 'own', hidden: true },
      field('First day', input('from', { type: 'date' })),
      field('Last day', input('until', { type: 'date' })),
      submit('Show', '', 'pf-m-secondary'),
      element('p', { id: 'flaw', class: 'flaw', role: 'alert' }),
    ),
  );
  for (const control of daysOf(form)) control.setAttribute('aria-describedby', `${control.getAttribute('aria-describedby')} flaw`);
}

function fillOptions(list, items, chosen) {
  const options = items.map(({ name, title }) => [name, title]);
  if (chosen && !options.some(([name]) => name === chosen)) options.push([chosen, chosen]);
  list.replaceChildren(element('option', { value: '' }, 'All'), ...options.map(([value, text]) => element('option', { value }, text)));
  list.value = chosen;
}

function onChange(form, target, choice, go) {
  if (target.type === 'date') return;
  const { service, environment, days } = form.elements;
  if (days.value !== OWN) {
    // Arrow keys step through the windows.
    go({ ...choice, service: service.value, environment: environment.value, days: days.value, from: '', until: '' }, { isStep: target.name === 'days' });
    return;
  }
  form.querySelector('.own').hidden = false;
  if (target.name !== 'days') own(form, choice, go);
}

function own(form, choice, go) {
  const { service, environment, from, until } = form.elements;
  const found = flawOf(from.value, until.value);
  flaw(form, found);
  if (!found) go({ ...choice, service: service.value, environment: environment.value, days: OWN, from: from.value, until: until.value });
}

function flaw(form, text) {
  form.querySelector('.flaw').textContent = text ?? '';
  for (const control of daysOf(form)) {
    if (text) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
}

function daysOf({ elements: { from, until } }) {
  return [from, until];
}
