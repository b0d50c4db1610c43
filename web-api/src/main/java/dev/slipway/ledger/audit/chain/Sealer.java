package dev.slipway.ledger.audit.chain;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
     * A scan of tables in progress.
     *
     * @param since where it starts
     * @param until where it ends
     * @param begun when it began
     * @param tables the tables that are left, the current one first
     * @param position the position in that table
     */
    private record Scan(
            Instant since, ChainPosition until, Instant begun, List<SealedTable> tables, ChainPosition position) {

        static Scan begin(Instant since, Instant until, Instant begun, List<SealedTable> tables) {
            return new Scan(since, ChainPosition.at(until), begun, tables, ChainPosition.at(since));
        }

        /** Continues in the same table, or in the next one where this is at its end. */
        Scan next(Optional<ChainPosition> behind) {
            return behind.map(there -> new Scan(since, until, begun, tables, there))
                    .orElseGet(() ->
                            new Scan(since, until, begun, tables.subList(1, tables.size()), ChainPosition.at(since)));
        }

        boolean isDone() {
            return tables.isEmpty();
        }
    }

    @Override
    protected void schedule() {
        every(INTERVAL, "The audit chain was not added to", this::scan);
    }

    /** After a failure, the scan that failed starts over. */
    private void scan() {
        Instant now = clock.instant();
        Scan next = recent == null ? beginRecent(now) : recent;
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

    /** Of the tables that have something to link: mostly, none has. */
    private Scan beginRecent(Instant now) {
        Instant since = scans.since(now);
        Instant until = ScanSchedule.until(now);
        return Scan.begin(since, until, now, chain.unlinked(since, until));
    }

    private void scanAll(Instant now) {
        Scan next = full == null ? Scan.begin(Instant.EPOCH, Instant.MAX, now, List.of(SealedTable.values())) : full;
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
            ChainService.Turn turn = chain.seal(scan.tables().get(0), scan.position(), scan.until());
            if (!turn.isExecuted()) {
                return scan;
            }
            scan = scan.next(turn.next());
        }
        return scan;
    }
}
