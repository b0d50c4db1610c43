package dev.slipway.ledger.audit.chain;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links committed rows every few seconds, and signs the chain's head daily. Runs on every worker; the database lets one at a time.
 *
 * <p>A round is short, and resumes where the previous one stopped: on a ledger that is older than its chain, the first scan takes many
 * rounds.
 */
@WebListener
public class Sealer extends ScheduledJobListener {
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** A load of one core that is not noticed; a million unlinked rows take an hour. */
    private static final Duration ROUND = Duration.ofMillis(100);

    @Inject
    ChainService chain;

    @Inject
    Clock clock;

    private final Pass pass = new Pass();
    private @Nullable Look look;

    /**
     * A scan of all tables in progress.
     *
     * @param since where it starts
     * @param until where it ends
     * @param begun when it began
     * @param table the index of the next table
     * @param position the position in that table
     */
    private record Look(Instant since, ChainPosition until, Instant begun, int table, ChainPosition position) {}

    @Override
    protected void schedule() {
        every(LOOK, "The audit chain was not added to", this::look);
    }

    /** After a failure, the scan starts over. */
    private void look() {
        long end = System.nanoTime() + ROUND.toNanos();
        Look now = look == null ? begin() : look;
        look = null;
        while (now.table() < SealedTable.values().length) {
            if (System.nanoTime() - end > 0 || isOver()) {
                look = now;
                return;
            }
            ChainService.Turn turn = chain.seal(SealedTable.values()[now.table()], now.position(), now.until());
            if (!turn.isMine()) {
                look = now;
                return;
            }
            now = next(now, turn.next());
        }
        if (now.since().isAfter(Instant.EPOCH)) {
            chain.sealSteps(Pass.claimed(now.since()));
        } else {
            chain.scanned(now.begun());
        }
        pass.done(now.since(), now.begun());
        chain.signIfDue();
    }

    private Look begin() {
        Instant now = clock.instant();
        Instant since = pass.since(now);
        return new Look(since, ChainPosition.at(Pass.until(since, now)), now, 0, ChainPosition.at(since));
    }

    private static Look next(Look look, Optional<ChainPosition> behind) {
        return behind.map(position -> new Look(look.since(), look.until(), look.begun(), look.table(), position))
                .orElseGet(() -> new Look(
                        look.since(), look.until(), look.begun(), look.table() + 1, ChainPosition.at(look.since())));
    }
}
