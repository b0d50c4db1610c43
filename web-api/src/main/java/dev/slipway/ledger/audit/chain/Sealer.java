package dev.slipway.ledger.audit.chain;

import dev.slipway.ledger.platform.background.ScheduledJob;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links every few seconds what was committed, and signs the chain's end daily; on every worker, of which the database lets one at a time.
 *
 * <p>A round lasts a moment at most, and goes on in the next one where the last had to stop: on a ledger that is older than its chain, the first
 * look takes many.
 */
@WebListener
public class Sealer implements ServletContextListener {
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** One core for so much of the time between two looks is not felt; a million rows that were never linked take an hour. */
    private static final Duration ROUND = Duration.ofMillis(100);

    @Inject
    ChainService chain;

    @Inject
    Clock clock;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final Pass pass = new Pass();
    private @Nullable ScheduledJob looking;
    private @Nullable Look look;

    /**
     * A look at all tables that is under way.
     *
     * @param since from where on
     * @param until up to where
     * @param begun when it began
     * @param table which table is next
     * @param position where in it
     */
    private record Look(Instant since, ChainPosition until, Instant begun, int table, ChainPosition position) {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        looking = new ScheduledJob(scheduler, "The audit chain was not added to", this::look, LOOK, LOOK);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (looking != null) {
            looking.end();
        }
    }

    /** A round that failed begins again where its look began. */
    private void look() {
        long end = System.nanoTime() + ROUND.toNanos();
        Look now = look == null ? begin() : look;
        look = null;
        while (now.table() < SealedTable.values().length) {
            if (System.nanoTime() - end > 0 || looking == null || looking.isOver()) {
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
