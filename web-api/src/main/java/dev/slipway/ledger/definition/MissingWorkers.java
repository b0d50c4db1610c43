package dev.slipway.ledger.definition;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import java.util.Optional;

/**
 * Why a service that has been defined has no workers in an environment.
 *
 * @param field the offending field of a request
 * @param rule what is wrong with it, as a phrase after the field's name
 * @param way how to fix it
 */
record MissingWorkers(String field, String rule, String way) {

    /** Why this version has no workers there; empty if it has. */
    static Optional<MissingWorkers> of(DefinitionVersion version, String environment) {
        String service = version.service().name();
        if (version.definition().isEmpty()) {
            return Optional.of(new MissingWorkers(
                    "service",
                    "has no workers: its definition was removed",
                    "To give it some again: slipway services history " + service + ", slipway services apply FILE."));
        }
        if (version.definition().get().environments().containsKey(environment)) {
            return Optional.empty();
        }
        return Optional.of(new MissingWorkers(
                "environment",
                "is not in the definition of " + service + ", version " + version.version(),
                "To give it workers there: slipway services show %s --yaml > %s.yml, add %s to its environments, slipway services apply %s.yml."
                        .formatted(service, service, environment, service)));
    }

    ProblemException problem() {
        return new ProblemException(
                ProblemType.NO_WORKERS, "The " + field + " " + rule + ". " + way, new Violation(field, rule));
    }
}
