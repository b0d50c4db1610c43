/** The dialog for deploying and rolling back: shows what will happen, and sends the request to the ledger. */

import { apiPath, Problem, read, readIfAny, write } from './api.js';
import { readCandidates } from './candidates.js';
import { openDialog } from './dialog.js';
import { alert, button, byId, element, facts, label, loading, settle, unfolding } from './dom.js';
import { check, field, form, input, leave, select, submit, textarea } from './forms.js';
import { queryGate } from './gatequery.js';
import { icon } from './icons.js';
import { changeOf } from './plan.js';
import { beginReading } from './region.js';
import { guarded } from './session.js';
import { absolute } from './time.js';
import { requestAddress, versionOf } from './words.js';

const REQUESTS = 50;

/**
 * Opens the dialog for a service, given by name, and an environment, given as {name, title}. `version` fixes the
 * release; otherwise one can be chosen: for a rollback, among those that ran there. After confirmation, opens the
 * request's page.
 */
export async function openDeployment({ service, environment, version, isRollback = false }) {
  const region = element('div', { 'aria-busy': 'true' }, loading(4));
  const close = openDialog(isRollback ? `Roll back ${service} in ${environment.title}` : `Deploy ${service} into ${environment.title}`, [region]);
  const end = element('div', { class: 'actions' }, button('Close', () => close()));
  const failed = ({ message, detail }) => settle(region, alert('danger', message, detail), end);
  const place = { service, environment: environment.name };
  const loaded = await guarded(() => Promise.all([readCandidates(place, isRollback), isRollback ? {} : lastProbe(place), named(service, version)]), failed);
  if (!loaded) return;
  const [{ live, releases, likely }, probe, release] = loaded;
  const chosen = release ?? likely;
  if (!chosen) {
    settle(region, ...nothing(service, environment, isRollback), end);
    return;
  }
  const choices = release ? [release] : releases;
  settle(region, deploymentForm({ place, environment, live, choices, chosen, probe, isRollback, close }));
}

/** The release of a version, or undefined if none is given. */
async function named(service, version) {
  if (!version) return undefined;
  const { body } = await read(apiPath('releases', { service, version }));
  return body.items[0] && { ...body.items[0], liveIn: [] };
}

/** The context root and probe of the agent's last successful deployment there. */
async function lastProbe({ service, environment }) {
  const answer = await readIfAny(apiPath('deployment-requests', { service, environment, state: 'done', limit: REQUESTS }));
  const last = (answer?.body.items ?? []).find(({ isForAgent, kind, outcome }) => isForAgent && kind !== 'configure' && outcome === 'succeeded');
  return { contextRoot: last?.contextRoot, probePath: last?.probePath, probeSeconds: last?.probeSeconds };
}

/** The entered values, without the defaults: the ledger gives a rollback the probe that its release went live with. */
function entered(values, proposed) {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== String(proposed[name] ?? '')));
}

function nothing(service, { name, title }, isRollback) {
  if (isRollback) return [element('p', {}, `No other release of ${service} ran in ${title} before.`)];
  return [
    element('p', {}, `No release of ${service} is on record yet. A pipeline records one. This command, where the archive was built, records one and deploys it:`),
    element('p', {}, element('code', {}, deployCommand(service, 'VERSION', name))),
  ];
}

/** The command that uploads an archive and requests its deployment: recording a release does not upload it. */
function deployCommand(service, version, environment) {
  return `slipway deploy FILE --service ${service} --version ${version} --environment ${environment}`;
}

function deploymentForm({ place, environment, live, choices, chosen, probe, isRollback, close }) {
  const plan = element('div', { class: 'plan', role: 'status' });
  const agree = submit('Deploy');
  const release = select('release', choices.map((each) => [each.id, choiceText(each)]), chosen.id);
  const keeping = check('keepsConfiguration', 'true', false, 'Keep the configuration', 'Otherwise the configuration this release last ran with is restored.');
  let candidate;

  const node = form({
    name: isRollback ? `Roll back in ${environment.title}` : `Deploy into ${environment.title}`,
    fields: [
      ...(choices.length > 1 ? [field(isRollback ? 'Back to' : 'Release', release)] : []),
      plan,
      ...(isRollback ? [keeping] : []),
      field('Comment', textarea('comment', { rows: 2 }), 'Approvers read it, and it stays on record.'),
      unfolding(
        'Context root and probe',
        element(
          'div',
          { class: 'probe' },
          field('Context root', input('contextRoot', { value: probe.contextRoot ?? '', placeholder: '/shop', maxlength: 200 }), 'Only for a service without a definition: its context root, if not /. For others, the definition’s is used.'),
          field('Probe', input('probePath', { value: probe.probePath ?? '', placeholder: '/shop/api/ready', maxlength: 500 }), 'A path that answers 2xx or 3xx once the service is healthy.'),
          field('Seconds to wait for it', input('probeSeconds', { type: 'number', min: 1, max: 600, value: probe.probeSeconds ?? '', placeholder: '30' })),
        ),
      ),
    ],
    buttons: [agree],
    onCancel: () => close(),
    take: () => candidate,
    send: async (values, { taken, key }) => {
      if (!taken) return;
      const { body } = await ask(requestOf(place, taken, taken.isRollback ? entered(values, probe) : values), key);
      await leave(requestAddress(body.id));
    },
  });

  async function showPlan() {
    const isLast = beginReading(plan);
    candidate = undefined;
    agree.disabled = true;
    plan.replaceChildren(loading(2));
    const { id, version } = choices.find((each) => each.id === release.value) ?? chosen;
    const loaded = await guarded(
      () => Promise.all([read(apiPath(`releases/${id}`)), queryGate({ ...place, version }, isRollback)]),
      ({ message, detail }) => isLast() && plan.replaceChildren(alert('danger', message, detail)),
    );
    if (!isLast()) return;
    if (!loaded) {
      plan.querySelector('.loading')?.remove();
      plan.append(element('div', {}, button('Try again', tryAgain)));
      return;
    }
    const [{ body }, answer] = loaded;
    const isPossible = body.isArchived && answer.gate.decision !== 'deny';
    candidate = isPossible ? { release: body, isRollback: answer.isRollback, live } : undefined;
    agree.disabled = !isPossible;
    agree.classList.toggle('pf-m-danger', answer.isRollback);
    agree.firstChild.textContent = agreement(answer);
    plan.replaceChildren(...planOf({ release: body, live, environment, ...answer }));
  }

  /** Repeats the form's message if the session has still expired. */
  function tryAgain() {
    byId('dialog-title').focus();
    node.querySelector('.problem').replaceChildren();
    showPlan();
  }

  release.addEventListener('change', showPlan);
  showPlan();
  return node;
}

function choiceText({ version, liveIn, ranAt }) {
  if (ranAt) return `${version}, deployed ${absolute(new Date(ranAt))}`;
  return liveIn.length ? `${version}, live in ${liveIn.join(', ')}` : version;
}

function agreement({ gate, isRollback }) {
  const what = isRollback ? 'Roll back' : 'Deploy';
  return gate.decision === 'wait' ? `${what} when allowed` : what;
}

/** What will happen: from which version to which, by which digest, and what blocks it. */
function planOf({ release, live, environment, gate, isRollback }) {
  const marks = isRollback ? [label('rollback', 'purple', icon('rollback'))] : [];
  return [
    ...changeOf({ before: live ? versionOf(live) : undefined, after: release.version, gate }, ...marks),
    ...(release.isArchived ? [element('p', {}, whatHappens({ release, live, title: environment.title, gate }))] : [missingArchive(release, environment.name, isRollback)]),
    facts(['Digest of the archive', element('code', {}, release.artifactDigest)]),
  ];
}

function whatHappens({ release, live, title, gate }) {
  if (gate.decision === 'deny') return `It cannot enter ${title} as it is.`;
  const begin = gate.decision === 'wait' ? 'Once the gate allows it, the' : 'The';
  const what =
    live?.releaseId === release.id
      ? `redeploys ${release.version} on one worker after the other`
      : live
        ? `replaces ${versionOf(live)} by ${release.version} on one worker after the other, and restores ${versionOf(live)} if that fails`
        : `deploys ${release.version} on one worker after the other`;
  return `${begin} line’s agent ${what}.`;
}

/** What to do if the ledger does not store a release's archive. */
export function missingArchive({ service, version }, environment, isRollback) {
  return element(
    'div',
    {},
    element('p', {}, 'The ledger does not keep the archive of this release, so the agent has nothing to deploy. This command, where it was built, uploads and deploys it:'),
    element('p', {}, element('code', {}, `${deployCommand(service, version, environment)}${isRollback ? ' --rollback' : ''}`)),
  );
}

/** The ledger of the previous release, as on another worker during an upgrade, does not know `fromVersion`. */
async function ask(request, key) {
  const send = (body) => write('POST', apiPath('deployment-requests'), body, { key });
  try {
    return await send(request);
  } catch (error) {
    const isUnknown =
      error instanceof Problem && error.errors.length === 1 && error.errors[0].field === 'fromVersion' && error.errors[0].detail === 'is not a member of this request';
    if (!isUnknown) throw error;
    return send({ ...request, fromVersion: undefined });
  }
}

function requestOf({ service, environment }, { release, isRollback, live }, { comment, contextRoot, probePath, probeSeconds, keepsConfiguration }) {
  return {
    service,
    version: release.version,
    environment,
    artifactDigest: release.artifactDigest,
    isForAgent: true,
    isRollback,
    ...(isRollback && live?.version ? { fromVersion: live.version } : {}),
    ...(keepsConfiguration ? { keepsConfiguration: true } : {}),
    ...(comment ? { comment } : {}),
    ...(contextRoot ? { contextRoot } : {}),
    ...(probePath ? { probePath } : {}),
    ...(probeSeconds ? { probeSeconds: Number(probeSeconds) } : {}),
  };
}
