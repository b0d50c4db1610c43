/** Display names of the API's values, and the pages' addresses. */

import { element } from './dom.js';
import { icon } from './icons.js';

export const CHANNELS = { pipeline: 'pipeline', maven: 'Maven', console: 'console', cli: 'CLI', page: 'page', scanner: 'scanner' };

/** What a deployment or request deploys. */
export const DEPLOYMENT_KINDS = { deploy: 'A release', configure: 'Another configuration for the live release' };

/** The channels, as they follow "through". */
export const CHANNEL_PHRASES = { pipeline: 'the pipeline', maven: 'Maven', console: 'the console', cli: 'the CLI', page: 'the ledger’s page', scanner: 'the scanner' };

export const OUTCOMES = { succeeded: 'Succeeded', failed: 'Failed' };

export const OPERATIONS = { deploy: 'Deploy', replace: 'Replace', redeploy: 'Redeploy', undeploy: 'Undeploy', remove: 'Remove' };

export const DECISIONS = {
  allow: { text: 'May enter', colour: 'green', icon: 'succeeded' },
  wait: { text: 'Waiting', colour: 'yellow', icon: 'waiting' },
  deny: { text: 'May not enter', colour: 'red', icon: 'failed' },
};

export const STATES = {
  waiting: { text: 'Waiting', colour: 'yellow', icon: 'waiting' },
  allowed: { text: 'Allowed', colour: 'teal', icon: 'underway' },
  running: { text: 'Running', colour: 'blue', icon: 'underway' },
  refused: { text: 'Refused', colour: 'red', icon: 'failed' },
  withdrawn: { text: 'Withdrawn', colour: 'grey', icon: 'gone' },
  done: { text: 'Done', colour: 'green', icon: 'succeeded' },
};

/** A request's state; one that is done may have failed. */
export function stateOf({ state, outcome }) {
  if (state === 'done' && outcome === 'failed') return { text: OUTCOMES.failed, colour: 'red', icon: 'failed' };
  return STATES[state] ?? { text: state, colour: 'grey', icon: 'waiting' };
}

/** The kinds of step that the agent reports. */
export const STEPS = {
  started: { text: 'Started', icon: 'underway' },
  done: { text: 'Done', icon: 'succeeded' },
  warning: { text: 'Warning', icon: 'warning' },
  failed: { text: 'Failed', icon: 'failed' },
};

export const SYNCS = {
  asked: { text: 'Sync requested', colour: 'yellow', icon: 'waiting' },
  running: { text: 'Syncing', colour: 'teal', icon: 'underway' },
  done: { text: 'Synced', colour: 'green', icon: 'succeeded' },
  failed: { text: 'Sync failed', colour: 'red', icon: 'failed' },
};

/** The states of a server group. */
export const GROUPS = {
  waiting: { text: 'Waiting for the agent', colour: 'yellow', icon: 'waiting' },
  making: { text: 'Creating', colour: 'blue', icon: 'underway' },
  ready: { text: 'Ready', colour: 'green', icon: 'succeeded' },
  failed: { text: 'Failed, retrying', colour: 'red', icon: 'failed' },
  removing: { text: 'Being removed', colour: 'orange', icon: 'underway' },
  removed: { text: 'Removed, data kept', colour: 'grey', icon: 'gone' },
};

export const DEFINITION_OPERATIONS = { applied: 'applied', removed: 'removed', 'data-dropped': 'removed with its data' };

export const CERTIFICATES = {
  waiting: { text: 'Waiting for its first certificate', colour: 'yellow', icon: 'waiting' },
  fine: { text: 'Fine', colour: 'green', icon: 'succeeded' },
  stale: { text: 'A newer one is not served', colour: 'red', icon: 'warning' },
  ending: { text: 'Expires soon', colour: 'orange', icon: 'warning' },
  failed: { text: 'Failed', colour: 'red', icon: 'failed' },
  unwatched: { text: 'Not monitored', colour: 'orange', icon: 'warning' },
};

export const CERTIFICATE_EVENTS = {
  issued: { text: 'Issued', colour: 'green', icon: 'succeeded' },
  renewed: { text: 'Renewed', colour: 'green', icon: 'succeeded' },
  recovered: { text: 'Recovered', colour: 'green', icon: 'succeeded' },
  failed: CERTIFICATES.failed,
  stale: CERTIFICATES.stale,
  ending: CERTIFICATES.ending,
};

/** The kinds of notification. */
export const NOTIFICATION_KINDS = {
  approval: 'Waiting for approval',
  'deployment-failed': 'Deployment failed',
  'rolled-back': 'Rolled back',
  drift: 'Drift',
  certificate: 'Certificate',
  'backup-unproven': 'Backup unproven',
  away: 'Agent or worker not responding',
  disk: 'Disk filling up',
  'audit-gap': 'Gap in an audit log',
  test: 'Test',
};

export const CHANNEL_TYPES = { mail: 'Mail', webhook: 'Webhook (CloudEvents)', slack: 'Slack', teams: 'Microsoft Teams', mattermost: 'Mattermost' };

export const NOTIFICATION_STATES = {
  waiting: { text: 'Waiting', colour: 'yellow', icon: 'waiting' },
  sent: { text: 'Sent', colour: 'green', icon: 'succeeded' },
  'given-up': { text: 'Given up', colour: 'red', icon: 'failed' },
  dropped: { text: 'Dropped with its channel', colour: 'grey', icon: 'gone' },
};

/** When a channel sends what is not urgent, or '' for at once; a digest within the quiet hours is sent when these end. */
export function timesOf({ quietFrom, quietUntil, digestAt }) {
  return [...(digestAt ? [`daily at ${digestAt}`] : []), ...(quietFrom ? [`not from ${quietFrom} to ${quietUntil}`] : [])].join('; ');
}

/** The sources of a certificate. */
export const SOURCES = { local: 'local certificate authority', acme: 'ACME', own: 'your own certificate' };

export const DRIFTS = {
  'unknown-content': 'Unknown archive',
  'altered-content': 'Its content was changed',
  'unexpected-content': 'Another release runs than was deployed',
  missing: 'It is missing',
  'break-glass': 'The management user for emergencies changed it',
  'unexpected-configuration': 'The worker runs with another configuration than the ledger says',
  'altered-configuration': 'It was changed by hand before the worker was started with it',
};

/** What drifted: an archive, or something that a worker was started with, which has the same name for every service. */
export function driftedOf({ kind, archive, service }) {
  if (!kind.endsWith('-configuration')) return archive;
  return `${archive === 'worker' ? 'start' : archive} of ${service}`;
}

export const CLEARANCES = {
  released: 'its release was recorded',
  replaced: 'it was replaced',
  explained: 'explained',
  removed: 'it was removed',
  restarted: 'the worker was restarted',
};

export const WITNESSES = { api: 'a client that recorded it', 'audit-log': 'the audit log', gitlab: 'GitLab' };

export const KINDS = { tests: 'Tests', sbom: 'SBOM', attestation: 'Attestation', rehearsal: 'Rollback rehearsal' };

/** A kind of evidence within a sentence: "SBOM", "tests"; one that only a newer ledger knows, unchanged. */
export function kindName(kind) {
  const title = KINDS[kind] ?? kind;
  return title === title.toUpperCase() ? title : title[0].toLowerCase() + title.slice(1);
}

/** Whether a service or environment has a title that differs from its name. */
export function hasOwnTitle({ name, title }) {
  return title.toLowerCase() !== name;
}

const GONE = ['undeploy', 'remove'];

/** The state after a deployment: nothing runs, an earlier release does, or its own. */
export function shapeOf(deployment) {
  if (deployment.outcome === 'failed') return 'failed';
  if (GONE.includes(deployment.operation)) return 'gone';
  return deployment.isRollback ? 'rollback' : 'succeeded';
}

/** The version, or a substitute: for an undeployed archive, WildFly reports only the name. */
export function versionOf({ version, artifactDigest, operation, archive }) {
  if (version) return version;
  if (artifactDigest) return 'unknown release';
  return (GONE.includes(operation) && archive) || 'unknown content';
}

/** Enough of a digest to tell archives apart, with an ellipsis. */
export function shortDigest(digest) {
  return `${digest.slice(0, 'sha256:'.length + 12)}…`;
}

/** The version of the configuration that something ran or will run with; '' for none. */
export function configurationOf({ configurationVersion }) {
  return configurationVersion ? `configuration ${configurationVersion}` : '';
}

const MACHINE = /^service-account-/;

/** Whether an account is a client's, such as a pipeline's, and no person's. */
export function isMachine(account) {
  return MACHINE.test(account);
}

/** Who made a deployment: the person who ran the pipeline, with its client, where that is known. */
export function whoOf({ triggeredBy, actor }) {
  return triggeredBy ? `${triggeredBy} (${actor.replace(MACHINE, '')})` : actor;
}

/** What a request deploys, in short: a version of the configuration, or of the service. */
export function whatOf({ kind, version, configurationVersion }) {
  return kind === 'configure' ? `configuration ${configurationVersion ?? ''}`.trim() : version;
}

export const deploymentAddress = (id) => `/deployments/?${new URLSearchParams({ id })}`;
export const releaseAddress = (id) => `/releases/?${new URLSearchParams({ id })}`;
export const releasesAddress = (service) => `/releases/?${new URLSearchParams({ service })}`;
export const requestAddress = (id) => `/requests/?${new URLSearchParams({ id })}`;
export const driftAddress = (id) => `/drift/?${new URLSearchParams({ id })}`;

/** The address of a page of the handbook, or null if this host does not serve it. */
export function handbook(page = '') {
  const { hostname, host } = location;
  return /^[^.]+\.[^.]+.*[a-z]$/.test(hostname) ? `https://${host.replace(/^[^.]+/, 'static')}/${page}` : null;
}

/** A link; an external address other than HTTP stays text. */
export function link(text, href, { id } = {}) {
  return /^(https?:\/\/|\/(?!\/))/.test(href ?? '') ? element('a', { href, id }, text) : element('span', { id }, text);
}

/** An arrow and an environment: the target of a deployment. */
export function into(environment) {
  return element('span', { class: 'to' }, icon('arrow'), element('span', { class: 'pf-v6-screen-reader' }, ' in '), environment);
}

/** Why a release is not promoted automatically yet, from its promotion preview; empty if it never is. */
export function keepsAutomatic({ automatic, isArchived }) {
  if (!automatic) return [];
  return isArchived === false ? [{ detail: 'The ledger does not keep its archive.' }, ...automatic.reasons] : automatic.reasons;
}

/** A person's roles, as the page says them: those of the ledger, and then what only Keycloak grants and revokes. */
export function rolesOf({ roles, rolesElsewhere = [] }) {
  return [...roles, ...rolesElsewhere.map((role) => `${role}, in Keycloak`)];
}

const PREDICATE = /^(must|may|can|cannot|is|are|was|would|has|have|had|needs?|contains?|does|holds|goes) /;

/**
 * What is wrong with a field, as a sentence: the API says only the predicate, such as "must have 1 to 7 elements". The
 * subject is the field's name if the sentence is not shown at the field.
 */
export function sentence(detail, subject) {
  const text = PREDICATE.test(detail) ? `${subject ?? 'It'} ${detail}` : subject ? `${subject}: ${detail}` : detail;
  return /[.!?…][”")]?$/.test(text) ? text : `${text}.`;
}

/** A number with its noun: "1 gap", "3 gaps". */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
