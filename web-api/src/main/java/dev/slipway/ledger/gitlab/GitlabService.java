package dev.slipway.ledger.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentChanged;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.release.Release;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Processes GitLab's webhooks, and matches their reports with recorded deployments, whichever comes first. */
@ApplicationScoped
@Transactional
public class GitlabService {
    private static final String DEPLOYMENT_HOOK = "Deployment Hook";
    private static final String PIPELINE_HOOK = "Pipeline Hook";

    @Inject
    ConfirmationRepository confirmations;

    @Inject
    EventService events;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Processes a webhook, and stores what it reads of it. Idempotent; events of no interest are ignored.
     *
     * @param event GitLab's name of the event
     * @param delivery identifies the webhook and its retries
     */
    void receive(String event, String delivery, JsonNode payload) {
        Instant now = clock.instant();
        ObjectNode kept = Hook.kept(payload);
        List<Hook.Report> reports = switch (event) {
            case DEPLOYMENT_HOOK -> Hook.deployment(kept, now).stream().toList();
            case PIPELINE_HOOK -> Hook.pipeline(kept, now);
            default -> List.of();
        };
        if (reports.isEmpty()) {
            return;
        }
        events.append(new LedgerEvent(LedgerEvent.GITLAB, delivery, event, kept.toString(), now))
                .ifPresent(id -> store(reports, id, now));
    }

    private void store(List<Hook.Report> reports, UUID event, Instant now) {
        // Lock before touching any row, in the same order as the recording of deployments does.
        confirmations.blockDeploymentRecording();
        for (Hook.Report report : reports) {
            confirmations.forget(report.environment(), now);
            confirmations
                    .put(Uuid7.at(now), report, event)
                    .flatMap(id -> confirmations.confirm(id, report))
                    .ifPresent(link -> {
                        events.link(link.event(), link.deployment());
                        changed.fire(Changed.ofEnvironment(
                                Changed.Kind.DEPLOYMENT, link.deployment(), report.environment()));
                    });
        }
    }

    /** Assigns earlier reports to a new deployment. */
    void recorded(@Observes DeploymentChanged recorded) {
        Deployment deployment = recorded.deployment();
        Optional<String> commit = deployment.release().flatMap(Release::commit);
        String environment = deployment.environment().name();
        if (deployment.isClaimed() && commit.isPresent() && confirmations.blockHooks(environment)) {
            confirmations
                    .claim(deployment.id(), environment, commit.get(), deployment.finishedAt())
                    .forEach(link -> events.link(link.event(), link.deployment()));
        }
    }
}
