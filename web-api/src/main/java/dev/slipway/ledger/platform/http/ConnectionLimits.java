package dev.slipway.ledger.platform.http;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import java.time.Duration;
import java.util.Collection;
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

    /**
     * Checks that one more may be opened.
     *
     * @throws ProblemException if it would exceed a limit
     */
    public void admit(Holder asking, Collection<Holder> held) {
        if (count(held, asking.person(), Holder::person) >= ofPerson) {
            throw refusal(ProblemType.TOO_MANY_CONNECTIONS, "You have " + ofPerson + " open on this worker already.");
        }
        if (count(held, asking.address(), Holder::address) >= ofAddress) {
            throw refusal(
                    ProblemType.TOO_MANY_CONNECTIONS,
                    "Your address has " + ofAddress + " open on this worker already.");
        }
        if (held.size() >= all) {
            throw refusal(ProblemType.TOO_MANY_STREAMS, "There are " + all + " open on this worker already.");
        }
    }

    private static long count(Collection<Holder> held, String wanted, Function<Holder, String> part) {
        return held.stream().map(part).filter(wanted::equals).count();
    }

    private static ProblemException refusal(ProblemType type, String why) {
        return new ProblemException(type, why + " Close some, try again later, or ask now and then.").retryAfter(LATER);
    }
}
