/** The page of the environments and their policies. */

import { onOtherAddress, setAddress } from './address.js';
import { apiPath, read, readPages, write } from './api.js';
import { announce, arrange, button, byId, cell, drawnOnce, element, empty, row, rowHeading, settle, table } from './dom.js';
import { onChange } from './feed.js';
import { field, form, input, submit } from './forms.js';
import { stateOf } from './freezes.js';
import { offerNext } from './paging.js';
import { policyForm } from './policy-form.js';
import { OPEN, differences, policyFacts } from './policy.js';
import { beginReading, busy, inTurn, problemIn, quietly, redraw, released } from './region.js';
import { guarded, me } from './session.js';
import { TICK, fullTime, time } from './time.js';

const PAGES = 10;
const NEW = 'new';

let environments = [];
let isAdmin = false;
/** Whether the reader is known not to be an admin. */
let isOther = false;
let isEditing = false;
/** Whether to move the focus to the title, which is redrawn, once an environment is shown. */
let isTitleNext = false;
let reading;
let shownTag;
/** Shows which freezes and windows of the policy are in force now; leaves an open form alone. */
let drawStates = () => {};

const chosen = () => new URLSearchParams(location.search).get('name') ?? environments[0]?.name;
const isNew = () => new URLSearchParams(location.search).has(NEW);
const policyPath = (name) => apiPath(`environments/${encodeURIComponent(name)}/policy`);
const readHistory = (name, signal) => read(`${policyPath(name)}/history?limit=20`, signal);

const newButton = button('New environment', () => go(`/environments/?${NEW}`));
const refreshPlaces = inTurn(mergePlaces);
const refreshPolicy = inTurn(followPolicy);

async function load() {
  const region = byId('place');
  beginReading(byId('places'));
  keepFocus();
  busy(region, 6);
  const loaded = await guarded(
    () => readPages(apiPath('environments', { limit: 100 }), PAGES),
    problemIn(region, load),
  );
  if (!loaded) return;
  environments = loaded.items;
  follow();
}

/** Adds environments that others create to the list; leaves the one being read alone. */
async function mergePlaces() {
  const loaded = await quietly(byId('places'), () => readPages(apiPath('environments', { limit: 100 }), PAGES));
  if (!loaded) return;
  const isShown = environments.some(({ name }) => name === chosen());
  const before = chosen();
  environments = loaded.items;
  showPlaces();
  if (!isEditing && !isNew() && (!isShown || chosen() !== before)) showPlace();
}

/** Redraws the policy if it has changed: after a broken stream, changes may have been missed. */
async function followPolicy() {
  const name = chosen();
  if (!environments.some((each) => each.name === name)) return;
  const now = await quietly(byId('place'), () => read(policyPath(name)));
  if (now && name === chosen() && now.etag !== shownTag && !isEditing && !isNew()) await showPlace('The policy has changed');
}

/** Shows the environment in the address. */
function follow() {
  isEditing = false;
  reading?.abort();
  showPlaces();
  if (isNew() && isAdmin) showNew();
  else showPlace();
}

function go(address) {
  setAddress(address);
  follow();
}

function showPlaces() {
  const links = environments.map(({ name, title }) => {
    const isHere = !isNew() && name === chosen();
    return element(
      'li',
      {},
      element('a', { href: addressOf(name), 'aria-current': isHere ? 'page' : undefined }, element('strong', {}, title), element('span', { class: 'detail' }, name)),
    );
  });
  redraw(byId('places'), () => [element('ul', {}, ...links)]);
  redraw(byId('add'), () => (isAdmin && !isNew() ? [newButton] : []));
}

function addressOf(name) {
  return `/environments/?${new URLSearchParams({ name })}`;
}

async function showPlace(announced) {
  const region = byId('place');
  const environment = environments.find(({ name }) => name === chosen());
  if (!environment) {
    settle(region, element('div', { class: 'panel' }, environments.length ? empty('There is no environment of that name') : empty('No environment yet', isAdmin ? 'Create the first one: “New environment”.' : 'An admin creates the first one.')));
    return;
  }
  reading?.abort();
  reading = new AbortController();
  const { signal } = reading;
  const { name } = environment;
  keepFocus();
  if (!announced) busy(region, 6);
  const answer = await guarded(
    () => Promise.all([read(policyPath(name), signal), readHistory(name, signal)]),
    problemIn(region, () => showPlace()),
  );
  await released();
  if (!answer || signal.aborted || isEditing) return;
  const [policy, history] = answer;
  shownTag = policy.etag;
  keepFocus();
  settle(region, aboutPanel(environment, policy), historyPanel(history, signal));
  if (isTitleNext && document.activeElement === document.body) byId('place-title').focus();
  isTitleNext = false;
  announce(announced ?? `${environment.title}: its policy is shown`);
}

/** The new content may replace the focused element. */
function keepFocus() {
  isTitleNext ||= document.activeElement?.id === 'place-title';
}

function aboutPanel(environment, { body: policy, etag }) {
  const panel = element('section', { class: 'panel box', 'aria-labelledby': 'place-title' });
  const change = button('Change the policy', () => edit(panel, environment, policy, etag));
  const shown = element('div');
  const draw = drawnOnce(() => [policyFacts(policy)]);
  drawStates = () => arrange(shown, draw([...policy.freezes, ...policy.windows].map((each) => stateOf(each) ?? null)));
  drawStates();
  panel.append(
    placeHead(environment, isAdmin ? [change] : []),
    element('h3', { class: 'pf-v6-c-title pf-m-md' }, 'What a release needs to enter'),
    shown,
    ...(isOther ? [element('p', { class: 'subtle' }, 'Only an admin can change it.')] : []),
  );
  return panel;
}

function placeHead({ title, name, rank, createdAt }, actions) {
  return element(
    'div',
    { class: 'section-head' },
    element(
      'div',
      {},
      element('h2', { id: 'place-title', class: 'pf-v6-c-title pf-m-xl', tabindex: '-1' }, title),
      element('p', { class: 'subtle' }, element('code', {}, name), ` · place ${rank} · known since `, time(createdAt)),
    ),
    element('div', { class: 'actions' }, element('a', { href: `/?${new URLSearchParams({ environment: name })}`, class: 'pf-v6-c-button pf-m-link pf-m-inline' }, element('span', { class: 'pf-v6-c-button__text' }, 'Deployments')), ...actions),
  );
}

function edit(panel, environment, policy, etag) {
  isEditing = true;
  const close = (text) => {
    isEditing = false;
    isTitleNext = true;
    return showPlace(text);
  };
  panel.replaceChildren(
    placeHead(environment, []),
    policyForm({
      path: policyPath(environment.name),
      policy,
      etag,
      before: environments.slice(0, environments.findIndex(({ name }) => name === environment.name)),
      onSaved: () => close('The policy is saved'),
      onKeepTheirs: () => close('Their policy is kept'),
      onCancel: () => close('Nothing was changed'),
      reread: async () => {
        const now = await read(policyPath(environment.name));
        refreshHistory(panel, environment.name);
        return { policy: now.body, etag: now.etag };
      },
    }),
  );
  panel.querySelector('form input').focus();
}

/** Redraws the history below a form; it stays as it is if it cannot be read, or the reader has gone elsewhere. */
async function refreshHistory(panel, name) {
  const { signal } = reading;
  const history = await guarded(() => readHistory(name, signal), () => {});
  if (history) panel.nextElementSibling?.replaceWith(historyPanel(history, signal));
}

function historyPanel(first, signal) {
  const { node, body } = table('Versions of the policy, newest first', ['Version', 'When', 'By', 'What changed']);
  const region = element('div', { class: 'panel', role: 'region', 'aria-labelledby': 'history-title', tabindex: '0' }, node);
  const more = element('div', { class: 'more', hidden: true });
  const section = element('section', {}, element('h3', { id: 'history-title', class: 'pf-v6-c-title pf-m-md' }, 'History'), region, more);
  let last;
  // Each version is compared with its predecessor, so the oldest one loaded waits for the next page.
  const add = ({ body: { items }, next }) => {
    for (const item of items) {
      if (last) body.append(versionRow(last, item));
      last = item;
    }
    if (!next && last) body.append(versionRow(last, OPEN));
    offerNext(more, next, { signal, end: region, show: add });
  };
  add(first);
  if (!body.childElementCount && !first.next) region.replaceChildren(empty('Never changed', 'Each change will be kept here, with who made it.'));
  return section;
}

function versionRow(version, before) {
  return row(
    rowHeading('Version', String(version.version)),
    cell('When', version.changedAt ? fullTime(version.changedAt) : '–'),
    cell('By', version.changedBy ?? '–'),
    cell('What changed', ...differences(before, version).map((text) => element('span', { class: 'difference' }, text))),
  );
}

function showNew() {
  const path = apiPath('environments');
  const rank = Math.min(9999, Math.max(0, ...environments.map((environment) => environment.rank)) + 10);
  const cancel = () => go('/environments/');
  settle(
    byId('place'),
    element(
      'section',
      { class: 'panel box' },
      element('h2', { class: 'pf-v6-c-title pf-m-xl' }, 'New environment'),
      element('p', { class: 'subtle' }, 'It starts with a policy that requires nothing. An environment cannot be removed again.'),
      form({
        name: 'New environment',
        fields: [
          field('Name', input('name', { maxlength: 63, required: true, spellcheck: 'false', autocapitalize: 'none' }), 'For URLs and the API, as in staging. It cannot be changed.'),
          field('Title', input('title', { maxlength: 200, required: true }), 'For people, as in Staging.'),
          field('Place', input('rank', { type: 'number', min: 0, max: 9999, value: rank, required: true }), 'Its place among the others, lowest first.'),
        ],
        buttons: [submit('Create it')],
        onCancel: cancel,
        send: async ({ name, title, rank: place }, { key }) => {
          await write('POST', path, { name, title, rank: place === '' ? null : Number(place) }, { key });
          setAddress(addressOf(name));
          await load();
        },
      }),
    ),
  );
  byId('place').querySelector('input').focus();
}

byId('places').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.href);
  byId('place').tabIndex = -1;
  byId('place').focus();
});
onOtherAddress(follow);
addEventListener(TICK, () => drawStates());
await onChange((concerns) => {
  if (concerns(['environment'])) refreshPlaces();
  if (concerns(['policy'], { environment: chosen() })) refreshPolicy();
});

const { name: reader, roles } = await me();
isAdmin = roles.includes('admin');
isOther = reader !== '' && !isAdmin;
load();
