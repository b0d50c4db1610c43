/** Asking the gate about a release and an environment. */

import { apiPath, read } from './api.js';

/**
 * The gate's answer, and whether it is that of a rollback: it is where one is wanted, and where a later release than
 * this one is live.
 */
export async function queryGate({ service, version, environment }, wantsRollback = false) {
  const ask = async (rollback) => (await read(apiPath('gate', { service, version, environment, rollback }))).body;
  if (wantsRollback) return { gate: await ask('true'), isRollback: true };
  const gate = await ask('');
  const isRollback = gate.reasons.some(({ code }) => code === 'older-than-live');
  return { gate: isRollback ? await ask('true') : gate, isRollback };
}
