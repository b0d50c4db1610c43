/** The line's backups that need attention; none if the line has never had one. */

const STALE_MILLISECONDS = 2 * 86_400_000;
const AHEAD_MILLISECONDS = 3_600_000;

/** The last backup verified by restoring it. */
export function lastProof(backups) {
  return backups.filter(({ provenAt }) => provenAt).sort((a, b) => Date.parse(b.provenAt) - Date.parse(a.provenAt))[0];
}

/**
 * At most one problem: the newest backup failed, or none was verified for two days. Ignores backups dated in the future
 * (clock was ahead).
 */
export function badBackups(all, now) {
  const backups = all.filter(({ takenAt, provenAt }) => Date.parse(provenAt ?? takenAt) < now + AHEAD_MILLISECONDS);
  const newest = backups[0];
  if (!newest) return [];
  if (newest.error) return [{ what: newest.snapshot ? 'A backup is not proven' : 'A backup failed', since: newest.takenAt, error: newest.error }];
  const since = lastProof(backups)?.provenAt ?? backups.at(-1).takenAt;
  return now - Date.parse(since) > STALE_MILLISECONDS ? [{ what: 'No backup was proven for two days', since }] : [];
}
