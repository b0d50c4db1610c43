/** Commits: of a release, and between the previously live release and a deployment. */

import { copyable } from './copy.js';
import { element } from './dom.js';
import { time } from './time.js';
import { count, link, releaseAddress } from './words.js';

const SHOWN = 10;

/** What a deployment changed, or why that is unknown. */
export function drawChanges({ from, to, isRollback, commits = [], isComplete, compareUrl }) {
  const compare = compareUrl ? [' · ', link('compare', compareUrl)] : [];
  if (!from) return [element('p', {}, 'No release was live here before ', releaseOf(to), '.'), ...listed(commits, isComplete)];
  if (from.releaseId === to?.releaseId) return [element('p', {}, releaseOf(to), ' was live here before, too.')];
  if (!isRollback) return [element('p', {}, 'From ', releaseOf(from), ' to ', releaseOf(to), ...compare), ...listed(commits, isComplete)];
  return [element('p', {}, 'Rolled back from ', releaseOf(from), ' to ', releaseOf(to), ', which removes these commits', ...compare), ...listed(commits, isComplete)];
}

function listed(commits, isComplete) {
  const gap = isComplete === false ? [element('p', { class: 'subtle' }, 'Not every release in between was recorded with its commits.')] : [];
  return commits.length ? [commitList(commits), ...gap] : [element('p', { class: 'subtle' }, 'No commits are known.')];
}

function releaseOf(release) {
  const { version, releaseId } = release ?? {};
  return releaseId ? link(version, releaseAddress(releaseId)) : (version ?? 'an unknown release');
}

/** Commits, newest first; those beyond the first few are collapsed. */
export function commitList(commits) {
  const list = (some) => element('ol', { class: 'commits' }, ...some.map(commitItem));
  const rest = commits.slice(SHOWN);
  if (!rest.length) return list(commits);
  return element(
    'div',
    {},
    list(commits.slice(0, SHOWN)),
    element('details', { 'data-key': 'commits' }, element('summary', {}, `${count(rest.length, 'earlier commit')}`), list(rest)),
  );
}

function commitItem({ sha, title, author, committedAt }) {
  return element(
    'li',
    {},
    element('code', { title: sha }, sha.slice(0, 10)),
    element(
      'span',
      {},
      element('bdi', { class: 'commit-title' }, title),
      element('span', { class: 'detail' }, ...(author ? [element('bdi', {}, author), ' · '] : []), time(committedAt)),
    ),
  );
}

/** A commit's full hash, to copy. */
export function fullCommit(sha) {
  return copyable(sha, 'commit');
}
