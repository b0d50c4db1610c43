package dev.slipway.ledger.platform.http;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * Limits for long-lived connections on one worker. Each occupies one of httpd's request slots for minutes, so no person
 * or address may take so many that none are left for the others.
 *
 * @param all the limit for everybody together
 * @param ofAddress the limit per address, which may be shared by a whole team
 * @param ofPerson the limit per person, or per client with all its jobs
 */
public record ConnectionLimits(int all, int ofAddress, int ofPerson) {
    private static final Duration LATER = Duration.ofSeconds(10);

    /** Who holds a connection open, and from where. */
    public record Holder(String person, String address) {}

    /** Which of the limits one more would exceed. */
    public enum Exceeded {
        PERSON(ProblemType.TOO_MANY_CONNECTIONS),
        ADDRESS(ProblemType.TOO_MANY_CONNECTIONS),
        ALL(ProblemType.TOO_MANY_STREAMS);

        private final ProblemType problem;

        Exceeded(ProblemType problem) {
            this.problem = problem;
        }

        /** The problem for a rejected request. */
        public ProblemType problem() {
            return problem;
        }
    }

    /** The limit that one more would exceed; empty if it may be opened. */
    public Optional<Exceeded> exceeded(Holder asking, Collection<Holder> held) {
        if (count(held, asking.person(), Holder::person) >= ofPerson) {
            return Optional.of(Exceeded.PERSON);
        }
        if (count(held, asking.address(), Holder::address) >= ofAddress) {
            return Optional.of(Exceeded.ADDRESS);
        }
        return held.size() >= all ? Optional.of(Exceeded.ALL) : Optional.empty();
    }

    /**
     * Checks that one more may be opened.
     *
     * @throws ProblemException if it would exceed a limit
     */
    public void admit(Holder asking, Collection<Holder> held) {
        exceeded(asking, held).ifPresent(limit -> {
            String there = switch (limit) {
                case PERSON -> "You have " + ofPerson;
                case ADDRESS -> "Your address has " + ofAddress;
                case ALL -> "There are " + all;
            };
            throw new ProblemException(
                            limit.problem(),
                            there + " open on this worker already. Close some, try again later, or poll instead.")
                    .retryAfter(LATER);
        });
    }

    private static long count(Collection<Holder> held, String value, Function<Holder, String> part) {
        return held.stream().map(part).filter(value::equals).count();
    }
}
