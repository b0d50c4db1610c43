package dev.slipway.ledger.http;

import dev.slipway.ledger.problem.ProblemException;
import dev.slipway.ledger.problem.ProblemType;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;

/**
 * How many connections may be held open on one worker, each for minutes: whoever holds one has one of httpd's places for
 * requests, and neither a person nor an address is to have so many that the others find none.
 *
 * @param all of everybody together
 * @param ofAddress of one address, behind which there may be a whole team
 * @param ofPerson of one person, or of one client with all its jobs
 */
public record Places(int all, int ofAddress, int ofPerson) {
    private static final Duration LATER = Duration.ofSeconds(10);

    /** Who holds a connection open, and from where. */
    public record Holder(String person, String address) {}

    /**
     * Lets one more in.
     *
     * @throws ProblemException when it would be one too many
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
