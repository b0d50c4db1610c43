/** The first steps, on a line that runs only the ledger. */

import { copyable } from './copy.js';
import { element, empty } from './dom.js';
import { handbook } from './words.js';

/** The ledger's own service, which every line has. */
export const LEDGER = 'slipway';

const COMMAND = 'slipway services add shop';

/** How to add a service, if these are only the ledger; otherwise nothing. */
export function firstSteps(services) {
  if (services.some(({ name }) => name !== LEDGER)) return [];
  const guide = handbook('start/deploy.html');
  return [
    empty(
      'No service of your own yet',
      element('p', {}, 'Add one on the command line, here shop in production, then deploy a WAR or an EAR to it:'),
      element('p', {}, copyable(COMMAND, 'command')),
      ...(guide ? [element('p', {}, element('a', { href: guide }, 'Deploy your own WAR, step by step'))] : []),
    ),
  ];
}
