package dev.slipway.ledger.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of DORA's five metrics. */
@Schema
public enum Metric {
    /** How often something is deployed. */
    DEPLOYMENT_FREQUENCY("is_deployment", "is_deployment"),
    /** How long a change takes from its first commit, or from its merge, until it runs. */
    CHANGE_LEAD_TIME(
            "(first_commit_seconds is not null or merge_seconds is not null)",
            "(first_commit_seconds is not null or merge_seconds is not null)"),
    /** How many deployments need intervention. */
    CHANGE_FAIL_RATE("true", "is_failed"),
    /** How long it takes from a deployment that failed until what repairs it runs. */
    RECOVERY_TIME("is_failed", "recovery_seconds is not null"),
    /** How many deployments are unplanned, made because an earlier one failed. */
    REWORK_RATE("is_deployment", "is_deployment and is_rework");

    private final String counted;
    private final String contributing;

    Metric(String counted, String contributing) {
        this.counted = counted;
        this.contributing = contributing;
    }

    static Metric of(String text) {
        return Lowercase.parse(Metric.class, text);
    }

    /** The SQL condition for a delivery that is counted, or only for one that contributes to the metric. */
    String condition(boolean isContributing) {
        return isContributing ? contributing : counted;
    }

    /** The name that clients use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }
}
