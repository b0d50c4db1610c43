package dev.slipway.ledger.candidate;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseService;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** Finds candidates by the names that clients use. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class CandidateService {

    @Inject
    ReleaseService releases;

    @Inject
    EnvironmentService environments;

    @Inject
    ServiceService services;

    /**
     * The candidate of these names.
     *
     * @throws ProblemException if one of them is not known, naming each
     */
    public Candidate get(String service, String version, String environment) {
        Release release = releases.find(service, version).orElse(null);
        Environment into = environments.find(environment).orElse(null);
        if (release != null && into != null) {
            return new Candidate(release, into);
        }
        List<Violation> errors = new ArrayList<>();
        List<String> fixes = new ArrayList<>();
        if (into == null) {
            errors.add(new Violation("environment", "is not known"));
            fixes.add("Name another environment (slipway environments lists them). An admin adds it on the"
                    + " ledger's page Environments, or with a client that has the role admin: slipway environments add"
                    + " NAME.");
        }
        if (release == null) {
            fixes.add("Record the release first.");
            boolean isServiceKnown = services.find(service).isPresent();
            errors.add(
                    isServiceKnown
                            ? new Violation("version", "is not a recorded release of " + service)
                            : new Violation("service", "is not known"));
        }
        throw new ProblemException(
                ProblemType.UNKNOWN_REFERENCE, String.join(" ", fixes), errors.toArray(Violation[]::new));
    }
}
