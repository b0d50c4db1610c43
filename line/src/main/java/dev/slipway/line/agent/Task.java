package dev.slipway.line.agent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done: what the ledger answers to a claim; or what the line's owner wants while there is no ledger.
 *
 * @param kind {@code deployment}, {@code sync}, {@code restart}, or {@code offline}
 * @param id the deployment request's, the sync's, or a new one
 * @param syncId the sync that a deployment is part of; null where it is part of none
 * @param isResumed whether the ledger has given it to this agent before
 * @param isForDefinition of a restart, whether only those workers are restarted that do not run what they are configured with
 * @param commit what an archive was built from that the ledger does not know; null where nobody says
 * @param isConfigure of a deployment, whether the archive stays, and only the configuration becomes another one
 * @param configurationVersion the version of the configuration that it comes with; null where there is none
 * @param configurationBefore the version that there was before; null where there is none
 * @param rehearsal what a rollback would bring back, where that is to be rehearsed first; else null
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
        @Nullable Live rehearsal) {
    /**
     * The release that is live.
     *
     * @param digest of its archive, as the ledger calls it
     * @param version its version
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Live(String digest, String version) {}

    /** How long a probe is tried unless the request says otherwise. */
    static final int PROBE_SECONDS = 30;

    /** What brings an archive to the workers of a sync that run another. */
    static Task part(Task sync, String request, String service, String version, String digest) {
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
                null,
                null,
                sync.id(),
                false,
                false,
                null,
                false,
                null,
                null,
                null);
    }

    /** What is done without the ledger, and recorded later. */
    static Task offline(
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
                null);
    }

    boolean isSync() {
        return kind.equals("sync");
    }

    boolean isRestart() {
        return kind.equals("restart");
    }

    /** Whether the ledger knows nothing of it yet. */
    boolean isOffline() {
        return kind.equals("offline");
    }

    /** Whether workers get another configuration by it. */
    boolean isConfiguring() {
        return configurationVersion != null
                && (isConfigure || !Objects.equals(configurationVersion, configurationBefore));
    }

    int patience() {
        return probeSeconds == null ? PROBE_SECONDS : probeSeconds;
    }
}
