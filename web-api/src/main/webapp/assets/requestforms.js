/** Actions on a request: approve or refuse its release, withdraw it, abandon it. */

import { apiPath, write } from './api.js';
import { field, form, submit, textarea } from './forms.js';

/**
 * An approver's decision on a release for an environment, or on the configuration change of a request; `title` is the
 * environment's, `done(text)` gets a message.
 */
export function approvalForm({ id, kind, service, version, environment }, title, done) {
  return form({
    name: `Approve or refuse ${version} for ${title}`,
    fields: [field('Comment', textarea('comment'))],
    buttons: [submit('Approve', 'approved'), submit('Refuse', 'refused', 'pf-m-secondary pf-m-danger')],
    send: async ({ comment }, { key, submitter }) => {
      const verdict = submitter?.value ?? 'approved';
      const body = { service, version, environment, ...(kind === 'configure' ? { requestId: id } : {}), verdict, ...(comment ? { comment } : {}) };
      await write('POST', apiPath('approvals'), body, { key });
      await done(verdict === 'approved' ? 'Approved' : 'Refused');
    },
  });
}

/** Withdraws a request not yet started, or abandons one whose agent no longer reports. */
export function withdrawalForm({ id, state }, title, done) {
  const [name, verb, result] = state === 'running' ? ['Give up', 'Give it up', 'Given up'] : ['Withdraw', 'Withdraw', 'Withdrawn'];
  return form({
    name: `${name} the request for ${title}`,
    fields: [field('Comment', textarea('comment'))],
    buttons: [submit(verb, '', 'pf-m-secondary pf-m-danger')],
    send: async ({ comment }, { key }) => {
      await write('POST', apiPath(`deployment-requests/${id}/withdrawal`), comment ? { comment } : {}, { key });
      await done(result);
    },
  });
}
