import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPEN, differences, isSame } from '../../main/webapp/assets/policy.js';

const changed = (newer, older = {}) => differences({ ...OPEN, ...older }, { ...OPEN, ...newer });

test('the same policy differs only in its version', () => {
  assert.deepEqual(changed({}), ['Only the version']);
});

test('required evidence is added and removed', () => {
  assert.deepEqual(changed({ requiredEvidence: ['sbom', 'tests'] }), ['Tests and SBOM required']);
  assert.deepEqual(changed({ requiredEvidence: ['sbom'] }, { requiredEvidence: ['tests'] }), ['SBOM required', 'Tests no longer required']);
  assert.deepEqual(changed({ attestationKeys: [{ name: 'ci', publicKey: 'MCow' }] }), ['Attestations: Signed by ci']);
});

test('another key under the same name is a difference', () => {
  const older = { attestationKeys: [{ name: 'ci', publicKey: 'MCow' }, { name: 'release', publicKey: 'MFkw' }] };
  const replaced = [{ name: 'ci', publicKey: 'MCox' }, older.attestationKeys[1]];
  const armoured = [{ name: 'ci', publicKey: '-----BEGIN PUBLIC KEY-----\nMC\now\n-----END PUBLIC KEY-----\n' }, older.attestationKeys[1]];

  assert.deepEqual(changed({ attestationKeys: replaced }, older), ['Another key for “ci”']);
  assert.deepEqual(changed({ attestationKeys: [replaced[0]] }, older), ['Attestations: Signed by ci', 'Another key for “ci”']);
  assert.deepEqual(changed({ attestationKeys: armoured }, older), ['Only the version']);
});

test('approvals are compared by number, time and eyes', () => {
  assert.deepEqual(changed({ approvals: 2, approvalsHold: 'P3DT12H', isFourEyes: true }), [
    'Approvals: 2 instead of 0',
    'Approvals are valid for 3 days 12 hours',
    'Four eyes required',
  ]);
  assert.deepEqual(changed({}, { approvalsHold: 'P1D', isFourEyes: true }), ['Approvals do not expire', 'Four eyes no longer required']);
});

test('the previous environment is shown with its soak time', () => {
  assert.deepEqual(changed({ promotesFrom: 'staging', soak: 'PT1H', isPromotedAutomatically: true }), [
    'It must have run in staging for 1 hour without trouble; then it is promoted automatically',
  ]);
  assert.deepEqual(changed({}, { promotesFrom: 'staging' }), ['It need not have run anywhere before']);
});

test('freezes are identified by name', () => {
  const weekly = { days: ['FRIDAY'], from: '16:00', until: '23:59', zone: 'UTC' };
  const older = { freezes: [{ name: 'Evenings', ...weekly }, { name: 'Fair', ...weekly }] };

  assert.deepEqual(changed({ freezes: [{ name: 'Evenings', ...weekly, from: '17:00' }, { name: 'Audit', ...weekly }] }, older), [
    'Freeze “Evenings” is now every Friday, 17:00 to 23:59, UTC',
    'Freeze “Audit” added: every Friday, 16:00 to 23:59, UTC',
    'Freeze “Fair” removed',
  ]);
});

test('configuration and rollback are gated or not', () => {
  assert.deepEqual(changed({ isConfigurationGated: true, isRollbackRehearsed: true }), ['Changes of configuration are gated', 'Rollbacks are rehearsed']);
});

test('a policy is the same as one without what is not set, but not as one with another freeze of the same name', () => {
  const night = { name: 'Night', days: ['FRIDAY'], from: '22:00', until: '23:00', zone: 'UTC' };
  const sent = { ...OPEN, approvalsHold: undefined, promotesFrom: undefined, soak: undefined, freezes: [night, { ...night, from: '21:00' }] };
  assert.equal(isSame(sent, { ...OPEN, version: 2, freezes: sent.freezes }), true);
  assert.equal(isSame(sent, { ...OPEN, version: 2, freezes: sent.freezes.slice(1) }), false);
  assert.equal(isSame(sent, { ...OPEN, version: 2, freezes: sent.freezes, approvals: 1 }), false);
  assert.equal(isSame({ ...sent, soak: 'PT2H' }, { ...OPEN, version: 2, freezes: sent.freezes }), false);
  assert.equal(isSame({ ...sent, isPromotedAutomatically: true }, { ...OPEN, version: 2, freezes: sent.freezes }), false);
});
