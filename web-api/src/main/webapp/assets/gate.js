/** The gate between a release and an environment: what it says, why, and what the reader can do about it. */

import { apiPath, read, readIfAny, write } from './api.js';
import { approvalList } from './approvals.js';
import { element, label } from './dom.js';
import { field, form, submit, textarea } from './forms.js';
import { announce, guarded, has, settle } from './frame.js';
import { icon } from './icons.js';
import { time } from './time.js';
import { DECISIONS, STATES, deploymentAddress, link } from './words.js';

/** A card; `refresh()` asks the gate again and leaves its forms alone. */
export function gateCard({ service, version }, environment) {
  const place = { service, version, environment: environment.name };
  const said = element('div', { class: 'said' });
  const actions = element('div', { class: 'offers' });
  const node = element('section', { id: `gate-${environment.name}`, class: 'card gate', 'aria-label': environment.title }, said, actions);
  let requestId;
  let isRollback = false;

  async function refresh() {
    const loaded = await guarded(
      () => Promise.all([ask(), readIfAny(apiPath('deployment-requests', { ...place, limit: 20 }))]),
      (problem) => settle(said, element('h3', {}, environment.title), element('p', { role: 'alert' }, problem.text)),
    );
    if (!loaded) return;
    const [gate, answer] = loaded;
    const requests = (answer?.body.items ?? []).filter((request) => request.version === version && request.environment === place.environment);
    const open = requests.find(({ state }) => state === 'waiting' || state === 'allowed');
    draw(gate, open ?? requests[0]);
    await offer(gate, open);
  }

  /** What the gate says; of an earlier release than the live one, what it says of a rollback. */
  async function ask() {
    const { body } = await read(apiPath('gate', place));
    isRollback = (body.reasons ?? []).some(({ code }) => code === 'older-than-live');
    return isRollback ? (await read(apiPath('gate', { ...place, rollback: 'true' }))).body : body;
  }

  function draw({ decision, reasons = [], approvals = [], ignored = [] }, request) {
    const { text, colour, icon: picture } = DECISIONS[decision] ?? { text: decision, colour: 'grey', icon: 'waiting' };
    node.dataset.decision = decision;
    const atApprovals = new Set(ignored.map(({ detail }) => detail));
    const others = reasons.filter(({ detail }) => !atApprovals.has(detail));
    settle(
      said,
      element('div', { class: 'gate-head' }, element('h3', {}, environment.title), label(text, colour, icon(picture))),
      ...(isRollback ? [element('p', {}, 'A later release is live there: this one can only be put back, as a rollback.')] : []),
      ...(others.length ? [element('ul', { class: 'reasons' }, ...others.map(({ detail }) => element('li', {}, detail)))] : []),
      ...(approvals.length ? approvalList(approvals, ignored) : []),
      ...(request ? [requestLine(request)] : []),
    );
  }

  /** The forms that fit, made anew only when others fit than before, or when nobody is at them. */
  async function offer({ decision }, open) {
    const isUsed = actions.contains(document.activeElement) || actions.querySelector('details[open]');
    if (isUsed && requestId === open?.id) return;
    requestId = open?.id;
    const [isApprover, isDeployer] = await Promise.all([has('approver'), has('deployer')]);
    settle(
      actions,
      ...(isApprover ? [unfolding('Approve or refuse', approvalForm())] : []),
      ...(isDeployer && !open && decision !== 'deny' ? [unfolding(isRollback ? 'Request a rollback' : 'Request a deployment', requestForm())] : []),
      ...(isDeployer && open ? [unfolding('Withdraw the request', withdrawalForm(open))] : []),
    );
  }

  async function done(text) {
    actions.replaceChildren();
    await refresh();
    announce(`${text}: ${version} into ${environment.title}`);
    node.tabIndex = -1;
    node.focus();
  }

  function approvalForm() {
    return form({
      name: `Approve or refuse ${version} for ${environment.title}`,
      fields: [field('Comment', textarea('comment'))],
      buttons: [submit('Approve', 'approved'), submit('Refuse', 'refused', 'pf-m-secondary pf-m-danger')],
      send: async ({ comment }, { key, submitter }) => {
        const verdict = submitter?.value ?? 'approved';
        await write('POST', apiPath('approvals'), { ...place, verdict, ...(comment ? { comment } : {}) }, { key });
        await done(verdict === 'approved' ? 'Approved' : 'Refused');
      },
    });
  }

  function requestForm() {
    return form({
      name: `Request ${version} in ${environment.title}`,
      fields: [field('Comment', textarea('comment'), 'The gate lets it through as soon as nothing stands in the way; a pipeline then deploys it.')],
      buttons: [submit('Request')],
      send: async ({ comment }, { key }) => {
        const body = { ...place, channel: 'pipeline', ...(isRollback ? { isRollback } : {}), ...(comment ? { comment } : {}) };
        const { body: made } = await write('POST', apiPath('deployment-requests'), body, { key });
        await done(STATES[made.state]?.text ?? made.state);
      },
    });
  }

  function withdrawalForm({ id }) {
    return form({
      name: `Withdraw the request for ${environment.title}`,
      fields: [field('Comment', textarea('comment'))],
      buttons: [submit('Withdraw', '', 'pf-m-secondary pf-m-danger')],
      send: async ({ comment }, { key }) => {
        await write('POST', apiPath(`deployment-requests/${id}/withdrawal`), comment ? { comment } : {}, { key });
        await done('Withdrawn');
      },
    });
  }

  return { node, refresh };
}

function requestLine({ state, reasons = [], actor, requestedAt, comment, deploymentId }) {
  const { text, colour, icon: picture } = STATES[state] ?? { text: state, colour: 'grey', icon: 'waiting' };
  const isPastTheGate = state === 'done' && reasons.length > 0;
  return element(
    'p',
    { class: 'request' },
    label(text, colour, icon(picture)),
    ...(isPastTheGate ? [label('Past the gate', 'red')] : []),
    element('span', {}, 'Requested by ', element('strong', {}, actor), ', ', time(requestedAt)),
    ...(deploymentId ? [link('the deployment', deploymentAddress(deploymentId))] : []),
    ...(comment ? [element('q', {}, comment)] : []),
    ...(isPastTheGate || state === 'withdrawn' ? reasons.map(({ detail }) => element('span', {}, detail)) : []),
  );
}

function unfolding(title, content) {
  return element('details', { class: 'unfolding' }, element('summary', {}, title), content);
}
