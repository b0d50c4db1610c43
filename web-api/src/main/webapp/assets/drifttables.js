/** The tables of the drift page: how drift ended, workers' archives, gaps in audit logs. */

import { cell, detail, element, label, lead, row, rowHeading, table } from './dom.js';
import { fullTime, time } from './time.js';
import { CLEARANCES, DRIFTS, shortDigest } from './words.js';

export function historyTable(items) {
  const { node, body } = table('Drift that has ended, newest first', ['Archive', 'Where', 'What it was', 'Detected', 'Ended', 'How']);
  body.append(
    ...items.map(({ archive, service, environment, worker, kind, detectedAt, clearedAt, clearedBy, clearance, note }) =>
      row(
        rowHeading('Archive', lead(archive), ...(service ? [detail(service)] : [])),
        cell('Where', environment, detail(worker)),
        cell('What it was', DRIFTS[kind] ?? kind),
        cell('Detected', fullTime(detectedAt)),
        cell('Ended', fullTime(clearedAt), ...(clearedBy ? [detail(`by ${clearedBy}`)] : [])),
        cell('How', CLEARANCES[clearance] ?? clearance ?? '', ...(note ? [element('span', { class: 'detail note' }, note)] : [])),
      ),
    ),
  );
  return node;
}

/** Marks archives that differ, and those that are missing on one worker only. */
export function workerTable(items, skews = []) {
  const { node, body } = table('What each worker runs', ['Worker', 'Seen', 'Archives']);
  body.append(
    ...items.map(({ name, environment, lastSeenAt, archives = [] }) =>
      row(
        rowHeading('Worker', lead(name), detail(environment)),
        cell('Seen', time(lastSeenAt)),
        cell('Archives', ...archiveList(archives, skews.filter((skew) => skew.workers.some(({ worker }) => worker === name)))),
      ),
    ),
  );
  return node;
}

function archiveList(archives, skews) {
  const skewed = new Set(skews.map(({ archive }) => archive));
  const here = new Set(archives.map(({ archive }) => archive));
  const items = [
    ...archives.map((each) => archiveItem(each, skewed.has(each.archive))),
    ...[...skewed].filter((archive) => !here.has(archive)).map(missingItem),
  ];
  return [items.length ? element('ul', { class: 'archives' }, ...items) : detail('nothing')];
}

function missingItem(archive) {
  return element('li', { class: 'skewed' }, element('span', { class: 'version' }, archive), label('not here', 'yellow'));
}

function archiveItem({ archive, version, artifactDigest, isEnabled }, isSkewed) {
  return element(
    'li',
    { class: isSkewed && 'skewed' },
    element('span', { class: 'version' }, archive),
    ...(version ? [element('span', {}, version)] : [label('no release', 'orange')]),
    ...(artifactDigest ? [element('code', { title: artifactDigest }, shortDigest(artifactDigest))] : []),
    ...(isEnabled === false ? [label('disabled')] : []),
    ...(isSkewed ? [label('differs', 'yellow')] : []),
  );
}

export function gapTable(items) {
  const { node, body } = table('Gaps in the workers’ audit logs, newest first', ['Worker', 'From', 'Until', 'What is known']);
  body.append(
    ...items.map(({ worker, from, until, detail: description, detectedAt }) =>
      row(
        rowHeading('Worker', lead(worker)),
        cell('From', from ? fullTime(from) : '–'),
        cell('Until', until ? fullTime(until) : '–'),
        cell('What is known', description ?? '', detail('noticed ', fullTime(detectedAt))),
      ),
    ),
  );
  return node;
}
