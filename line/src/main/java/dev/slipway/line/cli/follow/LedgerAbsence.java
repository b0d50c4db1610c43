package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.command.Output;
import dev.slipway.line.http.CallException;
import dev.slipway.line.identity.CredentialException;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes on while the ledger is away: it may itself be the deployed service. That it refuses a query is an answer. */
final class LedgerAbsence {
    private final Output output;
    private final Pace pace;
    private final Duration patience;
    private final Duration pause;

    /** When the ledger has been away for too long; null while it answers. */
    private @Nullable Deadline end;

    /**
     * Begins with a ledger that answers.
     *
     * @param patience how long it may be away
     * @param pause between two queries while it is
     */
    LedgerAbsence(Output output, Pace pace, Duration patience, Duration pause) {
        this.output = output;
        this.pace = pace;
        this.patience = patience;
        this.pause = pause;
    }

    /**
     * The ledger's answer; empty, after a pause, where it does not answer for less than the patience.
     *
     * @throws CallException if it has not answered for longer, or refuses
     */
    <T> Optional<T> bridge(Supplier<T> query) {
        try {
            T answer = query.get();
            end = null;
            return Optional.of(answer);
        } catch (CredentialException | LedgerRefusedException e) {
            throw e;
        } catch (CallException e) {
            goOn(e);
            return Optional.empty();
        }
    }

    private void goOn(CallException e) {
        Deadline known = end;
        if (known == null) {
            output.warn("The ledger does not answer just now; the request continues. " + e.what());
            end = pace.deadline(patience);
        } else if (known.isOver()) {
            throw e;
        }
        pace.sleep(pause);
    }

    /** Runs a query that the next round repeats, and ignores that the ledger is away: {@link #bridge} says that. */
    static void ignore(Runnable query) {
        try {
            query.run();
        } catch (CredentialException | LedgerRefusedException e) {
            throw e;
        } catch (CallException e) {
            // The request may have progressed.
        }
    }
}
