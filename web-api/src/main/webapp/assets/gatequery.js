/** Queries the gate for a release and an environment. */

import { apiPath, read } from './api.js';

/** The gate's decision, and whether it is for a rollback: if one is requested, or if a later release than this one is live. */
export async function queryGate({ service, version, environment }, wantsRollback = false) {
  const ask = async (rollback) => (await read(apiPath('gate', { service, version, environment, rollback }))).body;
  if (wantsRollback) return { gate: await ask('true'), isRollback: true };
  const gate = await ask('');
  const isRollback = gate.reasons.some(({ code }) => code === 'older-than-live');
  return { gate: isRollback ? await ask('true') : gate, isRollback };
}
