package dev.slipway.ledger.metrics;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The five metrics of a window.
 *
 * @param service the service that they are of; null for all
 * @param environment the environment that they are of; null for all
 * @param from when the window begins
 * @param until when it ends; what begins then is no longer in it
 * @param zone whose days and weeks the series has
 * @param bucket how long its pieces are: day or week
 * @param deploymentFrequency how often something was deployed
 * @param changeLeadTime how long changes took until they ran
 * @param changeFailRate how many deployments needed intervention
 * @param failedDeploymentRecoveryTime how long it took to recover from those
 * @param deploymentReworkRate how many deployments were made because another had failed
 * @param series the same by piece of time
 */
@Schema(
        description = "DORA's five metrics of software delivery performance. A ratio or a time is left out if there is"
                + " nothing to compute it from.")
public record DeliveryResponse(
        @Schema(examples = "web-shop") @Nullable String service,
        @Schema(examples = "production") @Nullable String environment,
        @Schema(examples = "2026-08-25T00:00:00Z") Instant from,
        @Schema(examples = "2026-11-23T00:00:00Z") Instant until,
        @Schema(examples = "Europe/Zurich") String zone,

        @Schema(
                enumeration = {"day", "week"},
                examples = "week")
        String bucket,

        Frequency deploymentFrequency,
        LeadTime changeLeadTime,
        FailRate changeFailRate,
        RecoveryTime failedDeploymentRecoveryTime,
        ReworkRate deploymentReworkRate,
        List<Point> series) {

    public DeliveryResponse {
        series = List.copyOf(series);
    }

    /**
     * How often something was deployed.
     *
     * @param count how many deployments
     * @param perDay the count by the days of the window
     * @param medianPerWeek the median over the weeks that lie in the window as a whole; null if none does
     */
    @Schema(description = "The number of deployments over the window.")
    public record Frequency(
            @Schema(examples = "42") long count,
            @Schema(examples = "0.47") double perDay,
            @Schema(examples = "3") @Nullable Double medianPerWeek) {}

    /**
     * The lead times of changes, by both definitions of when a change began.
     *
     * @param fromFirstCommit from the earliest commit of the deployed releases
     * @param fromMerge from the merge of the first of their sources
     */
    @Schema(
            description =
                    "The time from a change's commit, or from its merge, until the end of the deployment that first"
                            + " brought it there. A rollback, and a release that had been there before, bring no change.")
    public record LeadTime(Times fromFirstCommit, Times fromMerge) {}

    /**
     * Durations: the median and the 90th percentile.
     *
     * @param medianSeconds half took no longer; null if there are none
     * @param p90Seconds nine in ten took no longer; null if there are none
     * @param count how many there are
     */
    @Schema(description = "The median and the 90th percentile of some times, in seconds.")
    public record Times(
            @Schema(examples = "86400") @Nullable Long medianSeconds,
            @Schema(examples = "259200") @Nullable Long p90Seconds,
            @Schema(examples = "40") long count) {}

    /**
     * How many deployments needed intervention.
     *
     * @param ratio failed by count, from 0 to 1; null if there are none
     * @param failed those that were marked, or that another repairs
     * @param count all deployments; attempts that did not succeed only if they are among the failed
     */
    @Schema(description = "The ratio of deployments that needed immediate intervention.")
    public record FailRate(
            @Schema(examples = "0.07") @Nullable Double ratio,
            @Schema(examples = "3") long failed,
            @Schema(examples = "42") long count) {}

    /**
     * How long it took to recover.
     *
     * @param medianSeconds half took no longer; null if there are none
     * @param p90Seconds nine in ten took no longer; null if there are none
     * @param count how many failed deployments were recovered from
     * @param unrecovered how many failed deployments nothing repairs so far
     */
    @Schema(
            description =
                    "The time from the end of a deployment that failed until the end of the first that succeeded of"
                            + " those that repair it, in seconds.")
    public record RecoveryTime(
            @Schema(examples = "1800") @Nullable Long medianSeconds,
            @Schema(examples = "5400") @Nullable Long p90Seconds,
            @Schema(examples = "2") long count,
            @Schema(examples = "1") long unrecovered) {}

    /**
     * How many deployments were made because another had failed.
     *
     * @param ratio rework by count, from 0 to 1; null if there are none
     * @param rework rollbacks, and those that repair another
     * @param count all deployments
     */
    @Schema(description = "The ratio of deployments that were unplanned, and made because an earlier one had failed.")
    public record ReworkRate(
            @Schema(examples = "0.05") @Nullable Double ratio,
            @Schema(examples = "2") long rework,
            @Schema(examples = "42") long count) {}

    /**
     * The figures of a day or a week.
     *
     * @param from when it begins
     * @param until when it ends
     * @param deployments how many deployments
     * @param reached those, and the attempts that did not succeed and are among the failed
     * @param failed how many of those reached failed
     * @param rework how many of the deployments were rework
     * @param leadTimeMedianSeconds the median time from the first commit; null if there are none
     * @param mergeLeadTimeMedianSeconds the median time from the merge; null if there are none
     * @param recoveryMedianSeconds the median time to recover from those that failed; null if there are none
     */
    @Schema(
            description =
                    "The figures of a day or a week; the first and the last may extend beyond the window. The change"
                            + " fail rate is `failed` divided by `reached`, the rework rate `rework` divided by `deployments`.")
    public record Point(
            @Schema(examples = "2026-11-16T00:00:00Z") Instant from,
            @Schema(examples = "2026-11-23T00:00:00Z") Instant until,
            @Schema(examples = "4") long deployments,
            @Schema(examples = "4") long reached,
            @Schema(examples = "1") long failed,
            @Schema(examples = "1") long rework,
            @Schema(examples = "86400") @Nullable Long leadTimeMedianSeconds,
            @Schema(examples = "7200") @Nullable Long mergeLeadTimeMedianSeconds,
            @Schema(examples = "1800") @Nullable Long recoveryMedianSeconds) {}
}
