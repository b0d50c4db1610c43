package dev.slipway.ledger.change;

import dev.slipway.ledger.configuration.ConfigurationService;
import dev.slipway.ledger.configuration.ConfiguredPlace;
import dev.slipway.ledger.configuration.content.EntryDifference;
import dev.slipway.ledger.configuration.content.Snapshot;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Commit;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Determines the changes that a deployment brought. */
@ApplicationScoped
@Transactional
public class ChangeService {
    /** Longer lists do not help people; the forge has all commits. */
    private static final int LIMIT = 500;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    ReleaseService releases;

    @Inject
    ConfigurationService configurations;

    @Inject
    ServerGroupService groups;

    /** The changes of this deployment; empty if there is no such deployment. */
    Optional<ChangesResponse> of(UUID deployment) {
        return deployments.find(deployment).map(this::of);
    }

    /** How this deployment differs from the one before; empty if there is no such deployment. */
    Optional<DifferencesResponse> differences(UUID deployment) {
        return deployments.find(deployment).map(this::differences);
    }

    private DifferencesResponse differences(Deployment deployment) {
        Optional<Deployment> before = deployments.before(deployment);
        ChangesResponse changes = of(deployment, before);
        ChangesResponse.End from = changes.from();
        ChangesResponse.End to = changes.to();
        Optional<Digest> digest = before.flatMap(Deployment::artifactDigest);
        return new DifferencesResponse(
                before.map(Deployment::id).orElse(null),
                new DifferencesResponse.Archive(
                        digest.isPresent() && digest.equals(deployment.artifactDigest()),
                        from == null ? null : from.version(),
                        to == null ? null : to.version(),
                        changes.isRollback(),
                        changes.commits(),
                        changes.isComplete()),
                configuration(
                        new ConfiguredPlace(deployment.service(), deployment.environment()),
                        before.isPresent()
                                ? before.flatMap(Deployment::configurationVersion)
                                : deployment.configurationVersion().map(known -> 0),
                        deployment.configurationVersion()));
    }

    /** The differences of a service's configuration between two environments, from the first to the second. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public DifferencesResponse.Configuration configurations(String service, String from, String to) {
        int before = groups.configuration(service, from).orElse(0);
        int after = groups.configuration(service, to).orElse(0);
        return new DifferencesResponse.Configuration(
                before, after, snapshot(service, from, before).differencesElsewhere(snapshot(service, to, after)));
    }

    private Snapshot snapshot(String service, String environment, int version) {
        if (version == 0) {
            return Snapshot.EMPTY;
        }
        return configurations
                .place(service, environment)
                .map(place -> configurations.snapshot(place, version))
                .orElse(Snapshot.EMPTY);
    }

    /** Before the first deployment nothing was set. */
    private DifferencesResponse.Configuration configuration(
            ConfiguredPlace place, Optional<Integer> from, Optional<Integer> to) {
        List<EntryDifference> differences = from.isPresent() && to.isPresent()
                ? configurations.snapshot(place, from.get()).differencesTo(configurations.snapshot(place, to.get()))
                : List.of();
        return new DifferencesResponse.Configuration(from.orElse(null), to.orElse(null), differences);
    }

    private ChangesResponse of(Deployment deployment) {
        return of(deployment, deployments.before(deployment));
    }

    private ChangesResponse of(Deployment deployment, Optional<Deployment> before) {
        return between(
                deployment.service().name(),
                deployment.environment().name(),
                before.flatMap(Deployment::release).orElse(null),
                deployment.release().orElse(null));
    }

    /**
     * The changes from one release of a service to another.
     *
     * @param from the release that runs; null if none does
     * @param to the release that replaces it; null if the archive belongs to none
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public ChangesResponse between(String service, String environment, @Nullable Release from, @Nullable Release to) {
        boolean isRollback = from != null && to != null && isBefore(to, from);
        List<Commit> commits = List.of();
        boolean isComplete = false;
        if (from == null && to != null) {
            commits = releases.commits(to);
            isComplete = to.commitCount().isPresent();
        } else if (from != null && to != null) {
            Release older = isRollback ? to : from;
            Release newer = isRollback ? from : to;
            commits = releases.commits(older, newer, LIMIT + 1);
            isComplete = commits.size() <= LIMIT && releases.areCommitsKnown(older, newer);
        }
        return new ChangesResponse(
                service,
                environment,
                from == null ? null : ChangesResponse.End.of(from),
                to == null ? null : ChangesResponse.End.of(to),
                isRollback,
                commits.subList(0, Math.min(LIMIT, commits.size())),
                isComplete,
                compareUrl(from, to).orElse(null));
    }

    /** In the order in which the ledger lists releases. */
    private static boolean isBefore(Release one, Release other) {
        int order = one.recordedAt().compareTo(other.recordedAt());
        return order < 0 || order == 0 && one.id().compareTo(other.id()) < 0;
    }

    private static Optional<URI> compareUrl(@Nullable Release from, @Nullable Release to) {
        if (from == null
                || to == null
                || from.id().equals(to.id())
                || from.sourceUrl().isEmpty()
                || to.sourceUrl().isEmpty()
                || from.commit().isEmpty()
                || to.commit().isEmpty()) {
            return Optional.empty();
        }
        return Comparison.of(
                from.sourceUrl().get(), from.commit().get(),
                to.sourceUrl().get(), to.commit().get());
    }
}
