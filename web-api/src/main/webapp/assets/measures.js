/** The five measures of software delivery, as defined by DORA: texts, figures and charts. */

import { length } from './time.js';
import { count } from './words.js';

/** Source of the definitions. */
export const SOURCE = 'https://dora.dev/guides/dora-metrics/';

const DAY_SECONDS = 86_400;
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** A share of a whole, such as "8.3 %". */
export function share(ratio) {
  return PERCENT.format(ratio).replace('%', '\u202f%');
}

/** A rate, in the unit with the most readable number. */
export function rate(perDay) {
  if (perDay >= 1) return [NUMBER.format(perDay), 'a day'];
  if (perDay * 7 >= 1) return [NUMBER.format(perDay * 7), 'a week'];
  return [NUMBER.format(perDay * 30), 'a month'];
}

/** Seconds on an axis: in one unit, so that labels stay short. */
function axisLength(seconds) {
  if (seconds === 0) return '0';
  if (seconds >= DAY_SECONDS) return `${NUMBER.format(seconds / DAY_SECONDS)} d`;
  if (seconds >= 3600) return `${NUMBER.format(seconds / 3600)} h`;
  return `${NUMBER.format(seconds / 60)} min`;
}

/** Steps of a time axis. */
const LENGTH_STEPS = [60, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, ...[1, 2, 5, 7, 14, 30, 60, 90, 180].map((days) => days * DAY_SECONDS)];

const ratioOf = (part, whole) => (bucket) => (bucket[whole] ? bucket[part] / bucket[whole] : null);

/**
 * The measures, in two groups. `slug` as the API names it; `meaning` and `counts` for the page; `figures`, each
 * [number, unit or explanation]; `nothing`: why there is no figure, or undefined; `value` of an earlier answer for
 * comparison, of the kind that the figure now shows, or undefined; `only`: the name of a deployment that counts;
 * `chart`: its kind, its lines, each a title and a bucket's value, and the formats of values at the axis and in a
 * sentence.
 */
export const GROUPS = [
  {
    title: 'Throughput',
    about: 'How much change moves through, and how fast.',
    measures: [
      {
        slug: 'deployment-frequency',
        title: 'Deployment frequency',
        meaning: 'How often something is deployed.',
        counts:
          'Every deployment that put an archive in place and succeeded counts: a deploy or a replacement, through any channel, also of the live release once more, or with a new configuration. It belongs to the time when it began. Undeploying, restarting an archive in place (WildFly’s redeploy), attempts that did not succeed, and what the agent does by itself do not count: what it puts back after them, and copies to a new worker.',
        figures: ({ deploymentFrequency: { perDay } }) => [rate(perDay)],
        value: ({ deploymentFrequency }) => deploymentFrequency.perDay,
        say: (perDay) => rate(perDay).join(' '),
        aside: ({ deploymentFrequency }) => count(deploymentFrequency.count, 'deployment'),
        nothing: ({ deploymentFrequency }) => (deploymentFrequency.count ? undefined : 'No deployment in this window.'),
        chart: {
          kind: 'bars',
          lines: [['Deployments', ({ deployments }) => deployments]],
          axis: (value) => (Number.isInteger(value) ? NUMBER.format(value) : ''),
          say: (value) => count(value, 'deployment'),
        },
      },
      {
        slug: 'change-lead-time',
        title: 'Change lead time',
        meaning: 'How long a change takes from being committed to running for people.',
        counts:
          'Measured for every deployment that first brought a release into an environment: from the earliest commit that came with it, and from the earliest merge, where these are recorded, to the end of the deployment. Releases that were skipped come with the next one. Half took no longer than the median, nine of ten no longer than the 90th percentile. Rollbacks bring no change, nor do releases older than one that ran there before.',
        figures: ({ changeLeadTime: { fromFirstCommit, fromMerge } }) => [
          ...(fromFirstCommit.count ? [[length(fromFirstCommit.medianSeconds), 'from the first commit']] : []),
          ...(fromMerge.count ? [[length(fromMerge.medianSeconds), 'from the merge']] : []),
        ],
        value: ({ changeLeadTime: earlier }, { changeLeadTime: now }) => earlier[now.fromFirstCommit.count ? 'fromFirstCommit' : 'fromMerge'].medianSeconds,
        say: length,
        aside: ({ changeLeadTime: { fromFirstCommit, fromMerge } }) => {
          const leadTime = fromFirstCommit.count ? fromFirstCommit : fromMerge;
          return `median of ${count(leadTime.count, 'deployment')}; nine of ten within ${length(leadTime.p90Seconds)}`;
        },
        nothing: ({ deploymentFrequency, changeLeadTime: { fromFirstCommit, fromMerge } }) => {
          if (fromFirstCommit.count || fromMerge.count) return undefined;
          return deploymentFrequency.count
            ? 'No release in this window carries its commits or its merge, so the lead time is not known.'
            : 'No deployment in this window.';
        },
        chart: {
          kind: 'line',
          lines: [
            ['from the first commit', ({ leadTimeMedianSeconds }) => leadTimeMedianSeconds ?? null],
            ['from the merge', ({ mergeLeadTimeMedianSeconds }) => mergeLeadTimeMedianSeconds ?? null],
          ],
          axis: axisLength,
          steps: LENGTH_STEPS,
          say: (value) => `median ${length(value)}`,
        },
      },
      {
        slug: 'recovery-time',
        title: 'Failed deployment recovery time',
        meaning: 'How long it takes to recover from a deployment that needed immediate intervention.',
        counts:
          'From the end of the deployment that failed its users to the end of the first that repaired it, however late: a rollback, or a fix linked to it. A failure that nothing has repaired yet is counted apart.',
        figures: ({ failedDeploymentRecoveryTime: { medianSeconds, count: recovered } }) =>
          recovered ? [[length(medianSeconds), 'to recover']] : [],
        value: ({ failedDeploymentRecoveryTime }) => failedDeploymentRecoveryTime.medianSeconds,
        say: length,
        aside: ({ failedDeploymentRecoveryTime: { count: recovered, p90Seconds, unrecovered } }) =>
          [
            `median of ${count(recovered, 'recovery', 'recoveries')}; nine of ten within ${length(p90Seconds)}`,
            unrecovered ? `${unrecovered} not recovered yet` : undefined,
          ]
            .filter(Boolean)
            .join('; '),
        nothing: ({ deploymentFrequency, failedDeploymentRecoveryTime: { count: recovered, unrecovered } }) => {
          if (recovered) return undefined;
          if (unrecovered) return `${count(unrecovered, 'failure')}, not recovered yet.`;
          return deploymentFrequency.count ? 'No deployment in this window failed its users.' : 'No deployment in this window.';
        },
        chart: {
          kind: 'line',
          lines: [['Median time to recover', ({ recoveryMedianSeconds }) => recoveryMedianSeconds ?? null]],
          axis: axisLength,
          steps: LENGTH_STEPS,
          say: (value) => `median ${length(value)}`,
        },
      },
    ],
  },
  {
    title: 'Instability',
    about: 'How much of it had to be repaired.',
    measures: [
      {
        slug: 'change-fail-rate',
        title: 'Change fail rate',
        only: 'failed',
        meaning: 'The share of deployments that needed immediate intervention.',
        counts:
          'A deployment has failed when somebody marked that it needed intervention, or when a rollback or a fix repairs it. An attempt that did not succeed counts only if it is one of these: an archive that did not start reached nobody.',
        figures: ({ changeFailRate: { ratio } }) => [[share(ratio), 'of deployments']],
        value: ({ changeFailRate }) => changeFailRate.ratio,
        say: share,
        aside: ({ changeFailRate: { failed, count: all } }) => `${failed} of ${all}`,
        nothing: ({ changeFailRate }) => (changeFailRate.count ? undefined : 'No deployment in this window.'),
        chart: {
          kind: 'bars',
          isRatio: true,
          lines: [['Share of deployments that failed', ratioOf('failed', 'reached')]],
          axis: share,
          say: (value, { failed, reached }) => `${share(value)}, ${failed} of ${reached}`,
        },
      },
      {
        slug: 'rework-rate',
        title: 'Deployment rework rate',
        only: 'were rework',
        meaning: 'The share of deployments that were not planned, but made to repair an earlier one.',
        counts: 'A deployment is rework when it is a rollback, or when it is linked to an earlier one as its repair.',
        figures: ({ deploymentReworkRate: { ratio } }) => [[share(ratio), 'of deployments']],
        value: ({ deploymentReworkRate }) => deploymentReworkRate.ratio,
        say: share,
        aside: ({ deploymentReworkRate: { rework, count: all } }) => `${rework} of ${all}`,
        nothing: ({ deploymentReworkRate }) => (deploymentReworkRate.count ? undefined : 'No deployment in this window.'),
        chart: {
          kind: 'bars',
          isRatio: true,
          lines: [['Share of deployments that were rework', ratioOf('rework', 'deployments')]],
          axis: share,
          say: (value, { rework, deployments }) => `${share(value)}, ${rework} of ${deployments}`,
        },
      },
    ],
  },
];

/** Whether there is nothing to show: no deployment, and no attempt marked as a failure or repaired. */
export function isEmpty({ changeFailRate }) {
  return !changeFailRate.count;
}

/** A measure by its slug. */
export function measureOf(slug) {
  return GROUPS.flatMap(({ measures }) => measures).find((measure) => measure.slug === slug);
}
