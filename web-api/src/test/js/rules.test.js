import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaitsApprovalOf, canApprove, distance, firstSentence, isOpen, objections, reasonText, untilExpired, waitsFor } from '../../main/webapp/assets/rules.js';

const reasons = (...codes) => codes.map((code) => ({ code }));

test('a missing approval is the first reason to wait', () => {
  assert.equal(waitsFor(reasons('soaking', 'approval-missing', 'four-eyes', 'frozen')), 'Waiting for approval');
  assert.equal(waitsFor(reasons('soaking', 'frozen')), 'Waiting for the end of a freeze');
  assert.equal(waitsFor(reasons('drifted-there')), 'Waiting for the end of the soak time');
});

test('an unknown reason has no title', () => {
  assert.equal(waitsFor(reasons('moon-phase')), 'Waiting');
  assert.equal(waitsFor([]), 'Waiting');
});

test('a reason is shown without its fix', () => {
  assert.equal(firstSentence('0 of 1 approval given. Ask an approver to approve 2.0.0 for production.'), '0 of 1 approval given');
  assert.equal(firstSentence('2.0.0 must run in staging for 3 days. Wait until then.'), '2.0.0 must run in staging for 3 days');
  assert.equal(firstSentence('Nothing more.'), 'Nothing more');
});

test('a request is open until it has started or ended', () => {
  const open = ['waiting', 'allowed', 'running', 'refused', 'withdrawn', 'done', 'unknown'].filter((state) => isOpen({ state }));

  assert.deepEqual(open, ['waiting', 'allowed']);
});

test('a release is ahead by the releases and commits in between', () => {
  const before = { name: 'staging', title: 'Staging' };
  const distanceText = (releases, commits, { fromVersion = '1.0.0', isComplete = true, from = 'staging' } = {}) =>
    distance({ preview: { from, releases, archive: { fromVersion }, changes: { commits: Array(commits), isComplete } }, before });

  assert.equal(distanceText(1, 1), ' is ahead by 1 commit');
  assert.equal(distanceText(2, 5), ' is ahead by 2 releases and 5 commits');
  assert.equal(distanceText(1, 100, { isComplete: false }), ' is ahead by at least 100 commits');
  assert.equal(distanceText(1, 5, { fromVersion: null }), ' is ahead');
  assert.equal(distanceText(1, 0), ' is ahead');
  assert.equal(distanceText(1, 1, { from: 'test' }), ' in test is ahead by 1 commit');
});

test('a release is ahead even before its preview is loaded', () => {
  const before = { name: 'test', title: 'Test' };

  assert.equal(distance({ before }), ' is ahead');
  assert.equal(distance({ before, skipsEnvironments: true }), ' in Test is ahead');
});

test('a lock is looked at shortly after it expires, and again while it is listed', () => {
  const lock = { expiresAt: '2026-11-30T12:00:00Z' };

  assert.equal(untilExpired(lock, Date.parse('2026-11-30T11:59:30Z')), 31_000);
  assert.equal(untilExpired(lock, Date.parse('2026-11-30T12:00:00Z')), 5_000);
  assert.equal(untilExpired(lock, Date.parse('2026-11-30T13:00:00Z')), 5_000);
});

test('a reason names the kind of evidence as people write it', () => {
  const text = (detail) => reasonText({ detail });

  assert.equal(text('There is no evidence of the kind sbom. Add it to the release.'), 'There is no evidence of the kind SBOM. Add it to the release.');
  assert.equal(text('Evidence of the kind rehearsal failed: rollback.xml.'), 'Evidence of the kind rollback rehearsal failed: rollback.xml.');
  assert.equal(text('bob refused: “no evidence of the kind sbom”.'), 'bob refused: “no evidence of the kind sbom”.');
});

test('an approver can approve once what others request', () => {
  const by = (name, ...roles) => ({ name, roles });
  const request = { actor: 'dana', triggeredBy: 'jane', approvals: [{ approver: 'bob', verdict: 'approved' }, { approver: 'eve', verdict: 'refused' }] };

  assert.ok(canApprove(request, by('ann', 'viewer', 'approver')));
  assert.ok(canApprove(request, by('eve', 'approver')), 'a refusal can be taken back');
  assert.ok(!canApprove(request, by('ann', 'viewer')));
  for (const name of ['dana', 'jane', 'bob']) assert.ok(!canApprove(request, by(name, 'approver')), name);
});

test('whose approval no longer counts can approve again', () => {
  const eve = { name: 'eve', roles: ['approver'] };
  const request = (code, approver) => ({ actor: 'dana', state: 'waiting', approvals: [{ approver: 'eve', verdict: 'approved' }], reasons: [{ code: 'approval-missing' }, { code, approver }] });

  for (const code of ['approval-expired', 'not-an-approver']) {
    assert.ok(canApprove(request(code, 'eve'), eve), code);
    assert.ok(awaitsApprovalOf(request(code, 'eve'), eve), code);
    assert.ok(!canApprove({ ...request(code, 'eve'), actor: 'eve' }, eve), code);
    assert.ok(!canApprove(request(code, 'evelyn'), eve), code);
    assert.ok(!canApprove(request(code), eve), code);
  }
  assert.ok(!canApprove(request('commit-author', 'eve'), eve), 'a contributor');
});

test('whose verdict does not count is known by the gate’s answer', () => {
  const approvals = [{ id: '1', approver: 'eve' }, { id: '2', approver: 'bob' }];

  assert.deepEqual(objections({ approvals, ignored: [{ approvalId: '2', code: 'approval-expired' }] }), [{ code: 'approval-expired', approver: 'bob' }]);
  assert.deepEqual(objections({ reasons: reasons('frozen') }), []);
});

test('without a request or its approvals, it is unknown who can approve', () => {
  const approver = { name: 'ann', roles: ['approver'] };

  assert.ok(!canApprove({ approvals: [] }, approver));
  assert.ok(!canApprove({ actor: 'dana' }, approver));
  assert.ok(canApprove({ actor: 'dana', approvals: [] }, approver));
});

test('a request awaits an approval only where it changes something', () => {
  const approver = { name: 'ann', roles: ['approver'] };
  const awaits = (facts) => awaitsApprovalOf({ actor: 'dana', approvals: [], state: 'waiting', reasons: reasons('frozen', 'approval-missing'), ...facts }, approver);

  assert.ok(awaits({}));
  assert.ok(!awaits({ reasons: reasons('frozen', 'soaking') }));
  assert.ok(!awaits({ state: 'allowed' }));
  assert.ok(!awaits({ actor: 'ann' }));
});

test('who can approve is not told to ask an approver', () => {
  const missing = { code: 'approval-missing', detail: '0 of 1 approval given. Ask an approver to approve 2.0.0 for production.' };
  const lost = { code: 'not-an-approver', detail: 'The approval of bob does not count: bob is disabled. Ask another approver.' };

  assert.equal(reasonText(missing), missing.detail);
  assert.equal(reasonText(missing, true), '0 of 1 approval given.');
  assert.equal(
    reasonText({ ...missing, detail: missing.detail.replace(' Ask', ' Who ran the pipeline is not known: that person must not approve it. Ask') }, true),
    '0 of 1 approval given. Who ran the pipeline is not known: that person must not approve it.',
  );
  assert.equal(reasonText(lost, true), 'The approval of bob does not count: bob is disabled.');
});

test('what people wrote is shown as it is', () => {
  const refused = { code: 'approval-refused', detail: 'bob refused: “Broken. Ask an approver to approve 2.1 instead”. Talk to them: their next verdict counts.' };
  const withdrawn = { code: 'withdrawn', detail: 'Not today. Ask another approver.' };

  assert.equal(reasonText(refused, true), refused.detail);
  assert.equal(reasonText(withdrawn, true), withdrawn.detail);
});
