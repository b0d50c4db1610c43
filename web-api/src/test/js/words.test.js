import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DECISIONS, NOTIFICATION_STATES, STATES, count, driftedOf, kindName, rolesOf, sentence, shapeOf, shortDigest, stateOf, timesOf, versionOf, whatOf, whoOf } from '../../main/webapp/assets/words.js';

test('without a version, another property is the name', () => {
  assert.equal(versionOf({ version: '1.0.0', artifactDigest: 'sha256:1' }), '1.0.0');
  assert.equal(versionOf({ artifactDigest: 'sha256:1', archive: 'shop.war' }), 'unknown release');
  assert.equal(versionOf({ operation: 'undeploy', archive: 'shop.war' }), 'shop.war');
  assert.equal(versionOf({ operation: 'deploy', archive: 'shop.war' }), 'unknown content');
});

test('a pipeline’s deployment was made by whoever ran it', () => {
  assert.equal(whoOf({ actor: 'service-account-pipeline-shop', triggeredBy: 'alice' }), 'alice (pipeline-shop)');
  assert.equal(whoOf({ actor: 'service-account-pipeline-shop' }), 'service-account-pipeline-shop');
  assert.equal(whoOf({ actor: 'bob' }), 'bob');
});

test('a deployment has the icon of its result', () => {
  assert.equal(shapeOf({ outcome: 'failed', operation: 'remove', isRollback: true }), 'failed');
  assert.equal(shapeOf({ outcome: 'succeeded', operation: 'remove' }), 'gone');
  assert.equal(shapeOf({ outcome: 'succeeded', operation: 'replace', isRollback: true }), 'rollback');
  assert.equal(shapeOf({ outcome: 'succeeded', operation: 'deploy' }), 'succeeded');
});

test('a request that is done may have failed', () => {
  assert.equal(stateOf({ state: 'done', outcome: 'succeeded' }).text, 'Done');
  assert.equal(stateOf({ state: 'done', outcome: 'failed' }).text, 'Failed');
  assert.equal(stateOf({ state: 'paused' }).text, 'paused');
});

test('drift of a configuration is named by its service', () => {
  assert.equal(driftedOf({ kind: 'missing', archive: 'shop.war', service: 'shop' }), 'shop.war');
  assert.equal(driftedOf({ kind: 'unexpected-configuration', archive: 'worker', service: 'shop' }), 'start of shop');
  assert.equal(driftedOf({ kind: 'altered-configuration', archive: 'server.conf', service: 'shop' }), 'server.conf of shop');
});

test('a request deploys a version of the service or of its configuration', () => {
  assert.equal(whatOf({ version: '1.0.0' }), '1.0.0');
  assert.equal(whatOf({ kind: 'configure', version: '1.0.0', configurationVersion: 3 }), 'configuration 3');
  assert.equal(whatOf({ kind: 'configure', version: '1.0.0' }), 'configuration');
});

test('a shortened digest shows that it is one', () => {
  assert.equal(shortDigest(`sha256:${'ab'.repeat(32)}`), 'sha256:abababababab…');
});

test('one is counted in the singular', () => {
  assert.equal(count(1, 'gap'), '1 gap');
  assert.equal(count(0, 'gap'), '0 gaps');
  assert.equal(count(1200, 'recovery', 'recoveries'), '1,200 recoveries');
});

test('a role that only Keycloak grants is told apart', () => {
  assert.deepEqual(rolesOf({ roles: ['viewer'], rolesElsewhere: ['shop.deployer'] }), ['viewer', 'shop.deployer, in Keycloak']);
  assert.deepEqual(rolesOf({ roles: [], rolesElsewhere: [] }), []);
  assert.deepEqual(rolesOf({ roles: ['admin'] }), ['admin']);
});

test('a dropped notification does not look as if it waited', () => {
  assert.equal(NOTIFICATION_STATES.dropped.icon, 'gone');
  assert.equal(NOTIFICATION_STATES.waiting.icon, 'waiting');
});

test('what is waiting has the same word everywhere', () => {
  assert.deepEqual([DECISIONS.wait.text, STATES.waiting.text, NOTIFICATION_STATES.waiting.text], Array(3).fill('Waiting'));
});

test('a channel has a digest, quiet hours, both or neither', () => {
  assert.equal(timesOf({ digestAt: '23:00', quietFrom: '22:00', quietUntil: '07:00' }), 'daily at 23:00; not from 22:00 to 07:00');
  assert.equal(timesOf({ digestAt: '08:00' }), 'daily at 08:00');
  assert.equal(timesOf({ quietFrom: '22:00', quietUntil: '07:00' }), 'not from 22:00 to 07:00');
  assert.equal(timesOf({}), '');
});

test('a kind of evidence is written as people write it', () => {
  assert.deepEqual(['sbom', 'tests', 'attestation', 'rehearsal', 'moon-phase'].map(kindName), ['SBOM', 'tests', 'attestation', 'rollback rehearsal', 'moon-phase']);
});

test('what is wrong with a field is a sentence', () => {
  assert.equal(sentence('must have 1 to 7 elements'), 'It must have 1 to 7 elements.');
  assert.equal(sentence('is taken'), 'It is taken.');
  assert.equal(sentence('must be UTF-8', 'file'), 'file must be UTF-8.');
  assert.equal(sentence('does not begin as XML', 'line 1'), 'line 1 does not begin as XML.');
  assert.equal(sentence('holds no test report', 'archive'), 'archive holds no test report.');
  assert.equal(sentence('goes on after the end of the document', 'line 3'), 'line 3 goes on after the end of the document.');
  assert.equal(sentence('Choose at least one file'), 'Choose at least one file.');
  assert.equal(sentence('It is a secret. Remove it first.'), 'It is a secret. Remove it first.');
  assert.equal(sentence('basket.xml: more than 20 MB'), 'basket.xml: more than 20 MB.');
  assert.equal(sentence('“may results.xml”: more than 20 MB'), '“may results.xml”: more than 20 MB.');
  assert.equal(sentence('bob refused: “Too early.”'), 'bob refused: “Too early.”');
  assert.equal(sentence('It is empty (as it was.)'), 'It is empty (as it was.)');
  assert.equal(sentence('issues.xml is empty', 'files'), 'files: issues.xml is empty.');
});
