/** The ledger's first page: what needs somebody, what is live, what was deployed. */

import { apiPath } from './api.js';
import { drawAttention, readAttention } from './attention.js';
import { deploymentList } from './deployments.js';
import { onChange } from './feed.js';
import { byId, fill } from './frame.js';
import { drawGrid, readGrid } from './grid.js';

const attention = byId('attention');
const live = byId('live');

let open = { drifts: [], gaps: [], waiting: [], underway: [] };
let pages = 1;

async function loadAttention() {
  await fill(attention, async () => drawAttention((open = await readAttention())), { lines: 1 });
}

async function loadGrid() {
  await fill(live, async () => {
    const grid = await readGrid(pages);
    list.offerPlaces(grid.services, grid.environments);
    return drawGrid(grid, open, moreServices);
  });
}

async function moreServices() {
  pages++;
  await loadGrid();
  (live.querySelector('.foot button') ?? live).focus();
}

const list = deploymentList({
  form: byId('filters'),
  region: byId('deployments'),
  more: byId('deployments-more'),
  heading: byId('deployments-title'),
  exports: byId('exports'),
  exportPath: (parameters) => apiPath('deployments/export', parameters),
});

live.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-filter]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  list.go(new URL(link.href).search);
});

await onChange((concerns) => {
  const isOpen = concerns(['drift', 'gap', 'approval', 'request', 'policy', 'worker']);
  if (isOpen || concerns(['deployment'])) loadAttention().then(loadGrid);
  else if (concerns(['service', 'environment', 'release'])) loadGrid();
  if (concerns(['deployment', 'recovery'])) list.refresh();
});

await Promise.all([loadAttention().then(loadGrid), list.load()]);
