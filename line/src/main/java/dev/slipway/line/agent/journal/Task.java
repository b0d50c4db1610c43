package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.slipway.line.roll.FormerProbe;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: the ledger's answer to a claim, or an offline order of the line's owner.
 *
 * @param kind {@code deployment}, {@code sync}, {@code restart}, or {@code offline}
 * @param id the deployment request's, the sync's, or a new one
 * @param syncId the sync that a deployment belongs to; null if none
 * @param isResumed whether this agent has claimed it before
 * @param isForDefinition of a restart, whether only workers with an outdated configuration are restarted
 * @param commit the commit of an archive unknown to the ledger; null if unknown
 * @param isConfigure of a deployment, whether only the configuration changes
 * @param configurationVersion the configuration version that it deploys; null if none
 * @param configurationBefore the version before; null if none
 * @param rehearsal the rollback target to rehearse first; null for no rehearsal
 * @param probeBefore the health check that the live release went live with; null if unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Task(
        String kind,
        String id,
        String environment,
        @Nullable String lockId,
        @Nullable String service,
        @Nullable String version,
        @Nullable String artifactDigest,
        boolean isRollback,
        boolean isBack,
        @Nullable String probePath,
        @Nullable Integer probeSeconds,
        @Nullable String syncId,
        boolean isResumed,
        boolean isForDefinition,
        @Nullable String commit,
        boolean isConfigure,
        @Nullable Integer configurationVersion,
        @Nullable Integer configurationBefore,
        @Nullable Live rehearsal,
        @Nullable FormerProbe probeBefore) {
    /**
     * The release that is live.
     *
     * @param digest its archive's digest
     * @param version its version
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Live(String digest, String version) {}

    /** The default timeout of a probe. */
    public static final int PROBE_SECONDS = 30;

    /** What it is, for the log. */
    public String title() {
        return isSync()
                ? "the sync " + id
                : isRestart() ? "the restart of " + service + "'s workers" : service + " " + version;
    }

    /** The option by which a command acts in the same environment; empty for production, the default. */
    public String where() {
        return environment.equals("production") ? "" : " --environment " + environment;
    }

    /**
     * A deployment as part of a sync.
     *
     * @param probe the health check that the release went live with
     */
    public static Task part(
            Task sync, String request, String service, String version, String digest, FormerProbe probe) {
        return new Task(
                "deployment",
                request,
                sync.environment(),
                sync.lockId(),
                service,
                version,
                digest,
                false,
                false,
                probe.path(),
                probe.seconds(),
                sync.id(),
                false,
                false,
                null,
                false,
                null,
                null,
                null,
                null);
    }

    /** A deployment without the ledger, recorded later. */
    public static Task offline(
            String environment,
            String service,
            String version,
            String digest,
            boolean isRollback,
            @Nullable String commit) {
        return new Task(
                "offline",
                UUID.randomUUID().toString(),
                environment,
                null,
                service,
                version,
                digest,
                isRollback,
                false,
                null,
                null,
                null,
                false,
                false,
                commit,
                false,
                null,
                null,
                null,
                null);
    }

    public boolean isSync() {
        return kind.equals("sync");
    }

    public boolean isRestart() {
        return kind.equals("restart");
    }

    /** Whether it was made without the ledger. */
    public boolean isOffline() {
        return kind.equals("offline");
    }

    /** Whether it changes the workers' configuration. */
    public boolean isConfiguring() {
        return configurationVersion != null
                && (isConfigure || !Objects.equals(configurationVersion, configurationBefore));
    }

    public int patience() {
        return probeSeconds == null ? PROBE_SECONDS : probeSeconds;
    }
}
