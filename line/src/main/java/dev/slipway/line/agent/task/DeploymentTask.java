package dev.slipway.line.agent.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.roll.FormerProbe;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release or another configuration is to be deployed. It is persisted in the {@link Journal} and the outbox, which
 * other releases of the agent read, too.
 *
 * <p>It is the ledger's order, a {@linkplain #part part of a sync}, or made {@linkplain #isOffline offline}. Only the
 * ledger's order is resumed, changes the configuration or is rehearsed; it belongs to no sync.
 *
 * @param kind {@code deployment} or {@code offline}
 * @param id the deployment request's, or a new one if it is offline
 * @param lockId the environment's lock; null if it is offline
 * @param probePath the path of the health check; null for the service's default, and if it is unknown
 * @param probeSeconds its timeout; null for the default, and if it is unknown
 * @param probeBefore the health check that the live release went live with; null if unknown, and for a part of a sync
 * @param syncId the sync that it is a part of; null if none
 * @param commit the commit of an archive unknown to the ledger; null if unknown, and unless it is offline
 * @param isConfigure whether only the configuration changes
 * @param configurationVersion the configuration version that it deploys; null if none
 * @param configurationBefore the version before; null if none
 * @param rehearsal the rollback target to rehearse first; null for no rehearsal
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeploymentTask(
        String kind,
        String id,
        String environment,
        @Nullable String lockId,
        boolean isResumed,
        String service,
        String version,
        Digest artifactDigest,
        boolean isRollback,
        @Nullable String probePath,
        @Nullable Integer probeSeconds,
        @Nullable FormerProbe probeBefore,
        @Nullable String syncId,
        @Nullable String commit,
        boolean isConfigure,
        @Nullable Integer configurationVersion,
        @Nullable Integer configurationBefore,
        @Nullable Live rehearsal)
        implements Task {
    /** The kind of one that the ledger knows. */
    public static final String DEPLOYMENT = "deployment";

    private static final String OFFLINE = "offline";

    /** The default timeout of a probe. */
    public static final int PROBE_SECONDS = 30;

    /**
     * The release that is live.
     *
     * @param digest its archive's digest
     * @param version its version
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Live(Digest digest, String version) {}

    /**
     * A deployment as part of a sync.
     *
     * @param probe the health check that the release went live with
     */
    public static DeploymentTask part(
            SyncTask sync, String request, String service, String version, Digest digest, FormerProbe probe) {
        return new DeploymentTask(
                DEPLOYMENT,
                request,
                sync.environment(),
                sync.lockId(),
                false,
                service,
                version,
                digest,
                false,
                probe.path(),
                probe.seconds(),
                null,
                sync.id(),
                null,
                false,
                null,
                null,
                null);
    }

    /** A deployment without the ledger, recorded later. */
    public static DeploymentTask offline(
            String environment,
            String service,
            String version,
            Digest digest,
            boolean isRollback,
            @Nullable String commit) {
        return offline(environment, service, version, digest, isRollback, commit, null, null);
    }

    /**
     * A rollback without the ledger, recorded later.
     *
     * @param probe the health check that the release went live with; null if unknown
     * @param probeBefore the one that the live release went live with; null if unknown
     */
    public static DeploymentTask offlineRollback(
            String environment,
            String service,
            String version,
            Digest digest,
            @Nullable FormerProbe probe,
            @Nullable FormerProbe probeBefore) {
        return offline(environment, service, version, digest, true, null, probe, probeBefore);
    }

    private static DeploymentTask offline(
            String environment,
            String service,
            String version,
            Digest digest,
            boolean isRollback,
            @Nullable String commit,
            @Nullable FormerProbe probe,
            @Nullable FormerProbe probeBefore) {
        return new DeploymentTask(
                OFFLINE,
                UUID.randomUUID().toString(),
                environment,
                null,
                false,
                service,
                version,
                digest,
                isRollback,
                probe == null ? null : probe.path(),
                probe == null ? null : probe.seconds(),
                probeBefore,
                null,
                commit,
                false,
                null,
                null,
                null);
    }

    @Override
    public String title() {
        return service + " " + version;
    }

    /** Whether it was made without the ledger. */
    @JsonIgnore
    public boolean isOffline() {
        return kind.equals(OFFLINE);
    }

    /** Whether it changes the workers' configuration. */
    @JsonIgnore
    public boolean isConfiguring() {
        return configurationVersion != null
                && (isConfigure || !Objects.equals(configurationVersion, configurationBefore));
    }

    /** The timeout of its probe, in seconds. */
    public int probeTimeout() {
        return probeSeconds == null ? PROBE_SECONDS : probeSeconds;
    }
}
