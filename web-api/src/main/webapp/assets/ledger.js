/** The ledger's first page: who is signed in, what is live, what was deployed. */

import { Problem, apiPath, read } from './api.js';
import { address, deploymentsTable, filtersFrom, isFiltered, readDeployments, showFilters } from './deployments.js';
import { absolute, alert, button, element, empty, keepTimesFresh, loading } from './dom.js';
import { readGrid, showGrid } from './live.js';

const byId = (id) => document.getElementById(id);
const form = byId('filters');

let filters = filtersFrom(location.search);
let grid = { services: [], environments: [] };
let listing;

function announce(text) {
  byId('status').textContent = text;
}

/** Runs `work`; a problem goes to `onProblem`, the end of the session to the top of the page, and an abort nowhere. */
async function guarded(work, onProblem) {
  try {
    return await work();
  } catch (error) {
    if (error.name === 'AbortError') return undefined;
    if (!(error instanceof Problem)) throw error;
    if (error.needsLogin) showSessionEnd();
    else onProblem(error);
    return undefined;
  }
}

function showSessionEnd() {
  const notice = byId('notice');
  if (notice.hidden) {
    notice.append(
      alert(
        'warning',
        'Your session has ended',
        'What you see may be out of date. After signing in you are back at this very page.',
        button('Sign in again', () => location.reload(), 'pf-m-primary'),
      ),
    );
    notice.hidden = false;
  }
  for (const region of document.querySelectorAll('.panel[aria-busy]')) settle(region, empty('Not loaded'));
}

function settle(region, ...children) {
  region.removeAttribute('aria-busy');
  region.replaceChildren(...children);
}

function busy(region, lines) {
  region.setAttribute('aria-busy', 'true');
  region.replaceChildren(loading(lines));
}

function problemIn(region, retry) {
  return (problem) => settle(region, alert('danger', problem.message, problem.detail, button('Try again', retry)));
}

async function loadMe() {
  const answer = await guarded(() => read(apiPath('me')), () => {});
  if (!answer) return;
  const { name, roles } = answer.body;
  byId('me').replaceChildren(element('strong', {}, name), ' ', element('span', { class: 'roles' }, roles.join(', ') || 'no role'));
}

async function loadGrid() {
  const region = byId('live');
  busy(region, 3);
  const loaded = await guarded(() => readGrid(), problemIn(region, loadGrid));
  if (!loaded) return;
  grid = loaded;
  settle(region);
  showGrid(grid, region, byId('live-more'), { announce, onMore: moreServices });
  showFilters(form, filters, grid.services, grid.environments);
  byId('as-of').textContent = `as of ${absolute(new Date())}`;
}

async function moreServices(path) {
  const failed = (problem) => byId('live-more').append(element('span', { role: 'alert' }, problem.text));
  const answer = await guarded(() => read(path), failed);
  if (answer) showFilters(form, filters, [...grid.services, ...answer.body.items], grid.environments);
  return answer;
}

/** Reads the list anew for the present filters. A reading still under way for earlier filters is given up. */
async function loadDeployments() {
  listing?.abort();
  listing = new AbortController();
  const { signal } = listing;
  const region = byId('deployments');
  const more = byId('deployments-more');
  busy(region, 5);
  announce('Loading deployments');
  more.hidden = true;
  const answer = await guarded(() => readDeployments(filters, signal), problemIn(region, loadDeployments));
  if (!answer) return;
  if (!answer.body.items.length) {
    settle(region, nothing());
    announce('No deployments');
    return;
  }
  const list = deploymentsTable();
  settle(region, list.node);
  let shown = 0;
  const add = ({ body, next }) => {
    list.append(body.items);
    shown += body.items.length;
    announce(`${shown} deployments shown${next ? '' : ', that is all'}`);
    more.hidden = !next;
    more.replaceChildren(button('Load more', () => extend(next)), element('span', { class: 'subtle' }, `${shown} shown`));
  };
  const extend = async (path) => {
    more.firstChild.disabled = true;
    const page = await guarded(
      () => read(path, signal),
      (problem) => more.lastChild.replaceChildren(element('span', { role: 'alert' }, problem.text)),
    );
    if (!page) {
      more.firstChild.disabled = false;
      return;
    }
    add(page);
    (more.hidden ? region : more.firstChild).focus();
  };
  add(answer);
}

function nothing() {
  if (isFiltered(filters)) {
    return empty('No deployment matches these filters', button('Clear filters', () => go({}), 'pf-m-link'));
  }
  return empty('Nothing has been deployed yet', 'The first deployment by any door appears here.');
}

/** Shows other filters and puts them into the address, so that a link or the back button finds them again. */
function go(wanted) {
  history.pushState(null, '', address(wanted));
  follow();
}

function follow() {
  filters = filtersFrom(location.search);
  showFilters(form, filters, grid.services, grid.environments);
  loadDeployments();
}

function linkHandbook() {
  const { hostname, host } = location;
  if (!/^[^.]+\.[^.]+.*[a-z]$/.test(hostname)) return;
  const link = byId('handbook');
  link.href = `https://${host.replace(/^[^.]+/, 'static')}/`;
  link.hidden = false;
}

form.addEventListener('change', () => go(Object.fromEntries(new FormData(form))));
form.addEventListener('submit', (event) => event.preventDefault());
byId('live').addEventListener('click', (event) => {
  const link = event.target.closest('a[data-filter]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(filtersFrom(link.search));
  byId('deployments-title').focus();
});
addEventListener('popstate', follow);

linkHandbook();
keepTimesFresh();
showFilters(form, filters, [], []);
await Promise.all([loadMe(), loadGrid(), loadDeployments()]);
