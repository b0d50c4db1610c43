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
 * <p>A round is short, and resumes where the previous one stopped: on a ledger that is older than its chain, the first scan of all rows
 * takes many rounds. Each of them reads the recent rows first, which do not wait for it.
 */
@WebListener
public class Sealer extends ScheduledJobListener {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** The time of each scan in a round: its load on one core is unnoticeable; a million unlinked rows take an hour. */
    private static final Duration ROUND = Duration.ofMillis(100);

    @Inject
    ChainService chain;

    @Inject
    Clock clock;

    private final ScanSchedule scans = new ScanSchedule();
    private @Nullable Scan recent;
    private @Nullable Scan full;

    /**
     * A scan of the tables in progress.
     *
     * @param since where it starts
     * @param until where it ends
     * @param begun when it began
     * @param table the index of the next table
     * @param position the position in that table
     */
    private record Scan(Instant since, ChainPosition until, Instant begun, int table, ChainPosition position) {

        static Scan begin(Instant since, Instant until, Instant begun) {
            return new Scan(since, ChainPosition.at(until), begun, 0, ChainPosition.at(since));
        }

        /** Continues in the same table, or in the next one where this is at its end. */
        Scan next(Optional<ChainPosition> behind) {
            return behind.map(there -> new Scan(since, until, begun, table, there))
                    .orElseGet(() -> new Scan(since, until, begun, table + 1, ChainPosition.at(since)));
        }

        boolean isDone() {
            return table == SealedTable.values().length;
        }
    }

    @Override
    protected void schedule() {
        every(INTERVAL, "The audit chain was not added to", this::scan);
    }

    /** After a failure, the scan that failed starts over. */
    private void scan() {
        Instant now = clock.instant();
        Scan next = recent == null ? Scan.begin(scans.since(now), ScanSchedule.until(now), now) : recent;
        recent = null;
        next = advance(next);
        if (!next.isDone()) {
            recent = next;
            return;
        }
        chain.sealSteps(ScanSchedule.claimed(next.since()));
        scans.recordScan(next.since(), next.begun());
        chain.read(scans.unread(now));
        chain.signIfDue();
        if (full != null || scans.isFullScanDue(now)) {
            scanAll(now);
        }
    }

    private void scanAll(Instant now) {
        Scan next = full == null ? Scan.begin(Instant.EPOCH, Instant.MAX, now) : full;
        full = null;
        next = advance(next);
        if (!next.isDone()) {
            full = next;
            return;
        }
        scans.recordFullScan(next.begun());
        chain.scanned(next.begun());
    }

    /** Continues a scan until it is done, its time is over, or another worker adds to the chain. */
    private Scan advance(Scan from) {
        long end = System.nanoTime() + ROUND.toNanos();
        Scan scan = from;
        while (!scan.isDone() && System.nanoTime() - end <= 0 && !isOver()) {
            ChainService.Turn turn = chain.seal(SealedTable.values()[scan.table()], scan.position(), scan.until());
            if (!turn.isExecuted()) {
                return scan;
            }
            scan = scan.next(turn.next());
        }
        return scan;
    }
}
