/** The gate between a release and an environment: its decision, the reasons, and the reader's actions. */

import { apiPath, read, readIfAny, readPagesIfAny } from './api.js';
import { approvalList } from './approvals.js';
import { openDeployment } from './deploydialog.js';
import { announce, element, itemButton, label, settle, unfolding } from './dom.js';
import { queryGate } from './gatequery.js';
import { icon } from './icons.js';
import { passFocus, quietly, redraw, released } from './region.js';
import { approvalForm, withdrawalForm } from './requestforms.js';
import { canApprove, isOpen, objections, reasonText } from './rules.js';
import { deploys, guarded, has, me } from './session.js';
import { time } from './time.js';
import { DECISIONS, deploymentAddress, keepsAutomatic, link, requestAddress, stateOf } from './words.js';

const PAGES_OF_REQUESTS = 5;

/** A card; `refresh()` queries the gate again and keeps its forms. The last call wins; a failed one is retried later. */
export function gateCard({ service, version }, environment) {
  const place = { service, version, environment: environment.name };
  const content = element('div', { class: 'said' });
  const actions = element('div', { class: 'offers' });
  const node = element('section', { id: `gate-${environment.name}`, class: 'card gate', 'aria-label': environment.title }, content, actions);
  const offered = new Map();
  let isRollback = false;
  let isLive = false;
  /** The problem that the card shows; undefined if none. */
  let problem;

  function refresh() {
    return quietly(content, load, showProblem);
  }

  async function load(isLast) {
    const [{ gate, isRollback: needsRollback }, asked, isHere, reader] = await Promise.all([
      queryGate(place),
      readPagesIfAny(apiPath('deployment-requests', { ...place, limit: 100 }), PAGES_OF_REQUESTS),
      isLiveThere(),
      me(),
    ]);
    if (!isLast()) return;
    isRollback = needsRollback;
    isLive = isHere;
    const requests = (asked?.items ?? []).filter(({ kind }) => kind !== 'configure');
    const open = requests.find((request) => isOpen(request) || request.state === 'running');
    const automatic = gate.decision === 'allow' && !open && !isLive ? await guarded(queryAutomatic, () => {}) : undefined;
    await released();
    if (!isLast()) return;
    draw(gate, open ?? requests[0], automatic, canApprove({ ...open, approvals: gate.approvals, reasons: objections(gate) }, reader));
    await offer(gate, open, isLast);
  }

  /** Replaces the gate's previous decision. */
  function showProblem({ text }) {
    // A screen reader announces an alert each time it is inserted.
    if (text === problem) return;
    problem = text;
    settle(content, element('h3', {}, environment.title), element('p', { role: 'alert' }, text));
  }

  async function isLiveThere() {
    const { body } = await read(apiPath('deployments', { live: 'true', service, environment: place.environment }));
    return body.items.some((live) => live.version === version && live.environment === place.environment);
  }

  /** What blocks automatic promotion; undefined if the policy does not promote automatically. */
  async function queryAutomatic() {
    const policy = await readIfAny(apiPath(`environments/${encodeURIComponent(environment.name)}/policy`));
    if (!policy?.body.isPromotedAutomatically) return undefined;
    try {
      const { body } = await read(apiPath(`services/${encodeURIComponent(service)}/promotions/preview`, { to: environment.name, version, migrations: 'false' }));
      return keepsAutomatic(body);
    } catch (error) {
      if (error.status === 409) return undefined;
      throw error;
    }
  }

  function draw({ decision, reasons = [], approvals = [], ignored = [] }, request, automatic = [], mayApprove = false) {
    const { text, colour, icon: picture } = DECISIONS[decision] ?? { text: decision, colour: 'grey', icon: 'waiting' };
    node.dataset.decision = decision;
    problem = undefined;
    const atApprovals = new Set(ignored.map(({ detail }) => detail));
    const others = reasons.filter(({ detail }) => !atApprovals.has(detail));
    redraw(content, () => [
      element('div', { class: 'gate-head' }, element('h3', {}, environment.title), label(text, colour, icon(picture))),
      ...(isRollback ? [element('p', {}, 'A later release is live there: this one can only be deployed as a rollback.')] : []),
      ...(others.length ? [reasonList(others, mayApprove)] : []),
      ...(automatic.length ? [element('p', {}, 'It is not promoted automatically yet:'), reasonList(automatic)] : []),
      ...(approvals.length ? approvalList(approvals, ignored.map((each) => ({ ...each, detail: reasonText(each, mayApprove) }))) : []),
      ...(request ? [requestLine(request)] : []),
    ]);
  }

  /** The reader's current actions. A form that still applies stays, with its typed text. */
  async function offer({ decision }, open, isLast) {
    const [isApprover, isDeployer] = await Promise.all([has('approver'), deploys(service)]);
    if (!isLast()) return;
    const isBegun = open?.state === 'running';
    const target = { service, environment, version, isRollback };
    const { name, title } = environment;
    const hadFocus = actions.contains(document.activeElement);
    settle(
      actions,
      ...(isDeployer && !open && decision !== 'deny' ? [kept(`${isRollback} ${isLive}`, () => deployButton(target))] : []),
      ...(isDeployer && !open && isLive ? [kept('back', () => actionButton('Roll back', `roll-back-${name}`, { service, environment, isRollback: true }))] : []),
      ...(isApprover && !isBegun ? [kept('approval', () => unfolding('Approve or refuse', approvalForm(place, title, done)))] : []),
      ...(isDeployer && open && !isBegun ? [kept(open.id, () => unfolding('Withdraw the request', withdrawalForm(open, title, done)))] : []),
    );
    if (hadFocus && !actions.contains(document.activeElement)) focusCard();
  }

  function kept(key, make) {
    if (!offered.has(key)) offered.set(key, make());
    return offered.get(key);
  }

  function deployButton(target) {
    if (isRollback) return actionButton('Roll back to it', `roll-back-${environment.name}`, target, 'pf-m-primary');
    return actionButton(isLive ? 'Deploy again' : 'Deploy', `deploy-${environment.name}`, target, isLive ? 'pf-m-secondary' : 'pf-m-primary');
  }

  function actionButton(text, id, target, style) {
    return itemButton(text, () => openDeployment(target), { about: `: ${version} in ${environment.title}`, id, style });
  }

  async function done(text) {
    offered.clear();
    await refresh();
    announce(`${text}: ${version} into ${environment.title}`);
    focusCard();
  }

  function focusCard() {
    node.tabIndex = -1;
    passFocus(node, node);
  }

  return { node, refresh };
}

function reasonList(reasons, mayApprove) {
  return element('ul', { class: 'reasons' }, ...reasons.map((reason) => element('li', {}, reasonText(reason, mayApprove))));
}

function requestLine(request) {
  const { id, state, reasons = [], actor, requestedAt, comment, deploymentId } = request;
  const { text, colour, icon: picture } = stateOf(request);
  const hasBypassedGate = state === 'done' && reasons.length > 0;
  return element(
    'p',
    { class: 'request' },
    label(text, colour, icon(picture)),
    ...(hasBypassedGate ? [label('Bypassed the gate', 'red')] : []),
    link(state === 'running' ? 'Watch it' : 'The request', requestAddress(id)),
    element('span', {}, 'Requested by ', element('strong', {}, actor), ', ', time(requestedAt)),
    ...(deploymentId ? [link('the deployment', deploymentAddress(deploymentId))] : []),
    ...(comment ? [element('q', {}, comment)] : []),
    ...(hasBypassedGate || state === 'withdrawn' ? reasons.map((reason) => element('span', {}, reasonText(reason))) : []),
  );
}
