package dev.slipway.ledger.service;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the list of services. */
@ApplicationScoped
@Transactional
public class ServiceService {

    @Inject
    ServiceRepository services;

    @Inject
    IdempotencyService idempotency;

    @Inject
    EventService events;

    @Inject
    LedgerConfig config;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    Service create(CreateServiceRequest request, Optional<IdempotencyKey> key) {
        Service service = new Service(request.name(), request.title(), clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, service.id());
        if (earlier.isPresent()) {
            return services.get(earlier.get());
        }
        if (services.find(service.name()).isPresent()) {
            throw new ProblemException(
                    ProblemType.SERVICE_EXISTS,
                    "There is a service " + service.name() + " already.",
                    new Violation("name", "is taken"));
        }
        if (services.isServerGroup(service.name())) {
            throw new ProblemException(
                    ProblemType.SERVICE_EXISTS,
                    "The servers of another service are called " + service.name() + ".",
                    new Violation("name", "is taken"));
        }
        services.add(service);
        changed.fire(Changed.ofService(Changed.Kind.SERVICE, service.id(), service.name()));
        return service;
    }

    /**
     * Sets a service's GitLab project.
     *
     * @throws ProblemException if it is not in a GitLab that the line trusts: its pipelines could not request anything
     *     then
     */
    Service setGitlabProject(String name, SetGitlabProjectRequest request, String actor) {
        Service service = services.find(name).orElseThrow(NotFoundException::new);
        GitlabProject before = service.gitlabProject().orElse(null);
        GitlabProject after = new GitlabProject(request.gitlabProject(), issuer(request));
        services.setGitlabProject(service, after);
        Instant now = clock.instant();
        events.append(new LedgerEvent(
                LedgerEvent.API,
                Uuid7.at(now).toString(),
                "service.gitlab-project-set",
                Json.text(new GitlabProjectSet(name, actor, before, after)),
                now));
        changed.fire(Changed.ofService(Changed.Kind.SERVICE, service.id(), name));
        return service;
    }

    private String issuer(SetGitlabProjectRequest request) {
        List<String> trusted = config.gitlabIssuers();
        String named = request.gitlabIssuer();
        if (named == null && trusted.size() == 1) {
            return trusted.get(0);
        }
        if (named != null && trusted.contains(named)) {
            return named;
        }
        throw new ProblemException(
                ProblemType.UNKNOWN_REFERENCE,
                trusted.isEmpty()
                        ? "This line trusts no GitLab: set SLIPWAY_GITLAB_ISSUERS first."
                        : "SLIPWAY_GITLAB_ISSUERS names those that this line trusts.",
                new Violation(
                        "gitlabIssuer",
                        trusted.isEmpty() ? "cannot be known" : "must be one of " + String.join(", ", trusted)));
    }

    /** The service of this name; made now, with this title, if there is none. */
    public Service ensure(String name, String title) {
        return services.find(name).orElseGet(() -> {
            Service service = new Service(name, title, clock.instant());
            if (services.addIfAbsent(service)) {
                changed.fire(Changed.ofService(Changed.Kind.SERVICE, service.id(), name));
            }
            return services.find(name).orElseThrow();
        });
    }

    /** The service of this name. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Service> find(String name) {
        return services.find(name);
    }

    /** Whether a service names its GitLab project. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean namesProject(String name) {
        return services.find(name).flatMap(Service::gitlabProject).isPresent();
    }

    /**
     * The service of this name, which a request refers to.
     *
     * @param field the member of the request that names it
     * @throws ProblemException if there is none
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Service require(String name, String field) {
        return services.find(name)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_REFERENCE,
                        "There is no service " + name + ".",
                        new Violation(field, "is not known")));
    }
}
