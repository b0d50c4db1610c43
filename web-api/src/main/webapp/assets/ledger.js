/** The ledger's first page: what needs attention, what is live and what is ahead, recent deployments. */

import { refreshPaths } from './ahead.js';
import { apiPath, ledgerNow } from './api.js';
import { drawAttention, readAttention } from './attention.js';
import { drawBoard, readBoard } from './board.js';
import { deploymentList } from './deployments.js';
import { byId, element } from './dom.js';
import { onChange, whenShown } from './feed.js';
import { fill, inTurn, passFocus } from './region.js';
import { untilExpired } from './rules.js';
import { forbidden, me } from './session.js';

const attention = byId('attention');
const live = byId('live');

/** The loads that events have made due. */
const due = new Set();

let open;
let pages = 1;
let ending;

function loadAttention() {
  open = readAttention();
  return fill(attention, async (isLast) => {
    const [isOut, all, reader] = await Promise.all([isForbidden(), open, me()]);
    if (isOut) return null;
    if (isLast()) awaitEnd(all.locks);
    return drawAttention(all, reader);
  }, { lines: 1, retry: loadBoth });
}

/** Whether the reader is known to lack the viewer role: the state of what they may not see is unknown, not healthy. */
async function isForbidden() {
  const { name, roles } = await me();
  return name !== '' && !roles.includes('viewer');
}

/** No event reports a lock that expires. */
function awaitEnd(locks) {
  clearTimeout(ending);
  const now = ledgerNow();
  if (locks.length) ending = setTimeout(() => whenShown(loadAttention), Math.min(...locks.map((lock) => untilExpired(lock, now))));
}

/** The board also marks open alerts and running requests; drawn without those if they cannot be loaded. */
function loadBoard(onProblem) {
  const marks = open.catch(() => ({ drifts: [], waiting: [], running: [] }));
  return fill(live, async () => {
    if (await isForbidden()) return [forbidden('Only viewers see what runs', await me())];
    const [board, marked] = await Promise.all([readBoard(pages), marks]);
    list.offerPlaces(board.services, board.environments);
    return () => drawBoard(board, marked, moreServices);
  }, { onProblem });
}

function loadBoth() {
  return Promise.all([loadAttention(), loadBoard()]);
}

/** The board comes last: it marks what needs attention. */
const refresh = inTurn(() => {
  const loads = [loadAttention, loadBoard].filter((load) => due.has(load));
  due.clear();
  return Promise.all(loads.map((load) => load()));
});

async function moreServices() {
  pages++;
  await loadBoard(({ text }) => {
    pages--;
    const foot = live.querySelector('.foot');
    foot.querySelector('[role=alert]')?.remove();
    foot.append(element('span', { role: 'alert' }, text));
  });
  const foot = live.querySelector('.foot');
  if (foot) passFocus(foot, foot.querySelector('button') ?? live);
  else if (document.activeElement === document.body) live.focus();
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
  const isOfBoth = concerns(['drift', 'approval', 'request', 'policy', 'worker', 'deployment']);
  if (isOfBoth || concerns(['lock', 'certificate'])) due.add(loadAttention);
  if (isOfBoth || concerns(['service', 'environment', 'release', 'group'])) due.add(loadBoard);
  if (due.size) refresh();
  refreshPaths(concerns);
  if (concerns(['deployment', 'recovery'])) list.refresh();
});

await Promise.all([loadBoth(), list.load()]);
