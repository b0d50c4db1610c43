/** What every page has around its content: navigation and the signed-in reader. */

import { byId, element } from './dom.js';
import { holdDuringPress } from './region.js';
import { guarded, me, onReader, recheckReader } from './session.js';
import { keepTimesFresh } from './time.js';
import { handbook } from './words.js';

function markPlace() {
  const links = [...document.querySelectorAll('.bar nav a:not(#handbook)')];
  const here = links.filter(({ pathname }) =>
    pathname === '/' ? ['/', '/deployments/'].includes(location.pathname) : location.pathname.startsWith(pathname),
  );
  here.at(-1)?.setAttribute('aria-current', here.at(-1).pathname === location.pathname ? 'page' : 'true');
}

function linkHandbook() {
  const address = handbook();
  if (!address) return;
  const link = byId('handbook');
  link.href = address;
  link.hidden = false;
}

function showMe({ name, roles }) {
  byId('me').replaceChildren(element('strong', {}, name), ' ', element('span', { class: 'roles' }, roles.join(', ') || 'no role'));
  byId('who').hidden = false;
  for (const link of document.querySelectorAll('.bar [data-role]')) link.hidden = !roles.includes(link.dataset.role);
}

onReader(showMe);
addEventListener('pointerdown', holdDuringPress, { capture: true });
markPlace();
linkHandbook();
keepTimesFresh();
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') guarded(recheckReader, () => {});
});
me();
