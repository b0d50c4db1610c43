/** The ledger's first page: what is live, what was deployed. */

import { read } from './api.js';
import { address, deploymentsTable, filtersFrom, isFiltered, readDeployments, showFilters } from './deployments.js';
import { button, element, empty } from './dom.js';
import { announce, busy, byId, guarded, problemIn, settle } from './frame.js';
import { readGrid, showGrid } from './live.js';
import { absolute } from './time.js';

const form = byId('filters');

let filters = filtersFrom(location.search);
let grid = { services: [], environments: [] };
let listing;

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

showFilters(form, filters, [], []);
await Promise.all([loadGrid(), loadDeployments()]);
