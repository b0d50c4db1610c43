/** The page of the people and their roles, for admins. */

import { apiPath, read } from './api.js';
import { announce, button, byId, cell, detail, element, empty, itemButton, label, lead, row, rowHeading, settle, table } from './dom.js';
import { field, input, submit } from './forms.js';
import { offerNext } from './paging.js';
import { changeRoles, enable, fullName, invite, showHistory } from './person.js';
import { busy, problemIn, redraw } from './region.js';
import { forbidden, guarded, me } from './session.js';
import { rolesOf } from './words.js';

const PAUSE_MILLISECONDS = 300;

let listing;
let pause;

const query = () => new URLSearchParams(location.search).get('search') ?? '';

async function load() {
  clearTimeout(pause);
  listing?.abort();
  listing = new AbortController();
  const { signal } = listing;
  const region = byId('people');
  const more = byId('people-more');
  busy(region, 5);
  more.hidden = true;
  announce('Loading the people');
  const answer = await guarded(() => read(apiPath('people', { search: query(), limit: 20 }), signal), problemIn(region, load));
  if (!answer) return;
  if (!answer.body.items.length) {
    settle(region, nobody());
    announce('Nobody found');
    return;
  }
  const { node, body } = table('People, by name', ['Name', 'E-mail', 'Roles', 'State', 'Change']);
  settle(region, node);
  const own = (await me()).name;
  const add = (page) => {
    body.append(...page.body.items.map((person) => personRow(person, own)));
    const total = body.childElementCount;
    announce(`${total} people shown${page.next ? '' : ', that is all'}`);
    offerNext(more, page.next, { text: `${total} shown`, signal, end: region, show: add });
  };
  add(answer);
}

function nobody() {
  if (!query()) return empty('Nobody yet', 'Invite the first person.');
  const clear = button('Show everybody', () => {
    updateQuery('');
    byId('search').elements.search.focus();
  }, 'pf-m-link');
  return empty(`Nobody matches “${query()}”`, clear);
}

function personRow(person, own) {
  const node = row();
  const show = (shown) => {
    const name = fullName(shown);
    const isOwn = shown.name === own;
    const changed = (next, text) => {
      show(next);
      announce(text);
    };
    const named = (text, what, action) =>
      itemButton(text, action, { about: ` of ${shown.name}`, id: `${what}-${shown.id}`, style: 'pf-m-link pf-m-inline' });
    redraw(node, () => [
      rowHeading('Name', lead(name || shown.name, ...(isOwn ? [' ', label('you', 'teal')] : [])), ...(name ? [detail(shown.name)] : [])),
      cell('E-mail', shown.email ?? '–'),
      cell('Roles', element('span', { class: 'labels' }, ...roleLabels(shown))),
      cell('State', stateOf(shown)),
      cell(
        'Change',
        element(
          'span',
          { class: 'changes' },
          named('Roles', 'roles', () => changeRoles(shown, isOwn, changed)),
          named('History', 'history', () => showHistory(shown)),
          named(shown.isEnabled ? 'Disable' : 'Enable', 'enable', () => enable(shown, isOwn, changed)),
        ),
      ),
    ]);
  };
  show(person);
  return node;
}

function roleLabels(person) {
  const roles = rolesOf(person);
  return roles.length ? roles.map((role) => label(role, role === 'admin' ? 'purple' : 'grey')) : [detail('no role')];
}

function stateOf({ isEnabled, isInvited }) {
  if (!isEnabled) return label('Disabled', 'red');
  return isInvited ? label('Invited', 'orange') : label('Active', 'green');
}

function showSearch() {
  const form = byId('search');
  const control = input('search', { type: 'search', value: query(), maxlength: 100 });
  form.append(field('Search', control, 'By name or e-mail'), submit('Search', '', 'pf-m-secondary'));
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    updateQuery(control.value.trim());
  });
  control.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => updateQuery(control.value.trim()), PAUSE_MILLISECONDS);
  });
}

/** Searches for people, and keeps the query in the address. */
function updateQuery(text) {
  if (text === query()) return;
  history.replaceState(null, '', text ? `/people/?${new URLSearchParams({ search: text })}` : '/people/');
  const { search } = byId('search').elements;
  // The reader may be about to type the next word.
  if (search.value.trim() !== text) search.value = text;
  load();
}

const reader = await me();
if (!reader.name || reader.roles.includes('admin')) {
  showSearch();
  byId('add').replaceChildren(button('Invite somebody', () => invite(load), 'pf-m-primary'));
  load();
} else {
  settle(byId('people'), forbidden('Only admins see the people', reader));
}
