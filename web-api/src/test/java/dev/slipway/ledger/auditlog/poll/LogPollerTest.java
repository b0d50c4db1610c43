package dev.slipway.ledger.auditlog.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.auditlog.AuditLogService.Progress;
import dev.slipway.ledger.auditlog.file.LogFollower;
import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.worker.disk.ServerFolder;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPollerTest {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final RuntimeException TRANSIENT = new IllegalStateException("the database is away");
    private static final RuntimeException PERMANENT =
            new IllegalStateException(new SQLException("a date out of range", "22008"));

    /** Held here, as it would be collected with its level. Each failure is logged with its stack trace. */
    private static final Logger LOGGER = Logger.getLogger(LogPoller.class.getName());

    @TempDir
    Path folder;

    private final HandClock hand = new HandClock(START);
    private final HandClock wall = new HandClock(START);
    private final Log log = new Log();
    private boolean isOver;
    private LogPoller own;
    private LogPoller foreign;

    @BeforeAll
    static void logNothing() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void logAgain() {
        LOGGER.setLevel(null);
    }

    @BeforeEach
    void start() {
        ServerFolder files = ServerFolder.own(folder);
        own = new LogPoller(
                new WorkerFiles("worker-1", Group.ofLedger("production"), files, files, files),
                log,
                wall,
                hand,
                () -> isOver);
        foreign = new LogPoller(
                new WorkerFiles("shop-production-1", Group.of("shop", "production"), files, files, files),
                log,
                wall,
                hand,
                () -> isOver);
    }

    @Test
    void readsTheLogOfTheOwnServerToItsEnd() {
        log.answers.add(Progress.MORE);
        log.answers.add(Progress.GAP);
        log.answers.add(Progress.MORE);
        own.poll();
        assertThat(log.reads).containsExactly("0.0: 200", "0.0: 200", "0.0: 200", "0.0: 200");
    }

    @Test
    void stopsWhenTheLedgerDoes() {
        log.always = Progress.MORE;
        log.stopAfter = 3;
        own.poll();
        assertThat(log.reads).hasSize(3);
        poll(own, 2);
        assertThat(log.reads).hasSize(3);
    }

    @Test
    void readsALogThatChangedAndRecordsThatOneHasNot() throws IOException {
        poll(own, 5);
        assertThat(log.reads).containsExactly("0.0: 200");
        Files.writeString(folder.resolve("audit-log.log"), "a\n");
        poll(own, 15);
        assertThat(log.reads).as("changed at 5, unchanged for 10").containsExactly("0.0: 200", "5.0: 200", "15.5: 200");
    }

    @Test
    void readsAForeignLogInTurns() {
        log.always = Progress.MORE;
        poll(foreign, 3);
        assertThat(log.reads).containsExactly("0.0: 200", "1.0: 200", "2.0: 200");
    }

    @Test
    void readsAForeignLogAtALimitedRate() {
        log.always = Progress.MORE;
        poll(foreign, 12);
        assertThat(log.reads)
                .endsWith("8.0: 200", "9.0: 200", "10.0: 50", "11.0: 5")
                .hasSize(12);
    }

    /** A line may change a hundred archives. */
    @Test
    void readsAForeignLogAtALimitedRateOfChanges() {
        log.always = Progress.MORE;
        log.costOfLine = 20;
        poll(foreign, 402);
        assertThat(log.reads).containsExactly("0.0: 200", "401.0: 5");
    }

    @Test
    void pausesForLongerAfterEachFailure() {
        log.failure = TRANSIENT;
        poll(own, 110);
        assertThat(log.reads)
                .containsExactly("0.0: 200", "1.0: 1", "3.0: 1", "7.0: 1", "15.0: 1", "31.0: 1", "63.0: 1", "95.0: 1");
        assertThat(log.noted).isEmpty();
    }

    @Test
    void pausesTwiceAsLongBeforeItReadsAForeignLogAgain() {
        log.failure = TRANSIENT;
        poll(foreign, 210);
        assertThat(log.reads)
                .containsExactly(
                        "0.0: 200", "2.0: 1", "6.0: 1", "14.0: 1", "30.0: 1", "62.0: 1", "126.0: 1", "190.0: 1");
    }

    @Test
    void readsOneLineAtATimeUntilItSucceeds() {
        log.failure = TRANSIENT;
        own.poll();
        log.failure = null;
        log.answers.add(Progress.MORE);
        log.answers.add(Progress.MORE);
        poll(own, 12);
        assertThat(log.reads).containsExactly("0.0: 200", "1.0: 1", "1.0: 1", "1.0: 1", "11.5: 200");
    }

    @Test
    void readsOnlySoManySingleLinesOfAForeignLogInATurn() {
        log.failure = TRANSIENT;
        foreign.poll();
        log.failure = null;
        log.always = Progress.MORE;
        poll(foreign, 3);
        assertThat(log.reads).hasSize(1 + 200).endsWith("2.0: 1");
    }

    @Test
    void skipsARecordThatTheDatabaseRefusesAgainAndAgain() {
        log.failure = PERMANENT;
        poll(own, 15);
        assertThat(log.noted).as("after four tries").isEmpty();
        poll(own, 1);
        assertThat(log.reads).hasSize(5);
        assertThat(log.noted).containsExactly("worker-1 skipped");
    }

    @Test
    void skipsNothingWhereTheDatabaseIsAway() {
        log.failure = TRANSIENT;
        poll(own, 600);
        assertThat(log.noted).isEmpty();
    }

    @Test
    void reportsOnceThatAForeignLogCannotBeRead() {
        log.failure = TRANSIENT;
        poll(foreign, 14);
        assertThat(log.noted).as("within ten seconds").isEmpty();
        poll(foreign, 300);
        assertThat(log.noted).containsExactly("shop-production-1 unreadable");
        log.failure = null;
        poll(foreign, 100);
        log.failure = TRANSIENT;
        poll(foreign, 100);
        assertThat(log.noted).as("again after it was read").hasSize(2);
    }

    @Test
    void pausesForLongerAfterEachLossInAForeignLog() {
        log.always = Progress.GAP;
        poll(foreign, 200);
        assertThat(log.reads)
                .containsExactly(
                        "0.0: 200",
                        "1.0: 200",
                        "3.0: 200",
                        "7.0: 200",
                        "15.0: 200",
                        "31.0: 200",
                        "63.0: 200",
                        "127.0: 200",
                        "191.0: 200");
    }

    @Test
    void forgetsLossesAfterACalmTime() {
        log.always = Progress.GAP;
        poll(foreign, 10);
        log.always = Progress.END;
        poll(foreign, 620);
        log.reads.clear();
        log.always = Progress.GAP;
        poll(foreign, 8);
        assertThat(log.reads).containsExactly("634.5: 200", "635.5: 200", "637.5: 200");
    }

    @Test
    void waitsTenSecondsForTheConfigurationThatARecordIsOf() {
        log.always = Progress.PENDING;
        poll(own, 10);
        assertThat(log.reads).hasSize(20).allMatch(read -> read.endsWith(": 200"));
        poll(own, 1);
        assertThat(log.reads).endsWith("10.0: 200 now", "10.5: 200 now");
        log.always = Progress.END;
        own.poll();
        log.always = Progress.PENDING;
        poll(own, 12);
        assertThat(log.reads).last().isEqualTo("22.5: 200");
    }

    @Test
    void goesOnWhereTheClockIsSetBack() {
        log.always = Progress.MORE;
        poll(foreign, 1);
        wall.pass(Duration.ofHours(-2));
        poll(foreign, 2);
        assertThat(log.reads).containsExactly("0.0: 200", "1.0: 200", "2.0: 200");
    }

    /** Looks twice a second, for so many seconds. */
    private void poll(LogPoller poller, int seconds) {
        Instant end = hand.instant().plusSeconds(seconds);
        while (hand.instant().isBefore(end)) {
            poller.poll();
            hand.pass(INTERVAL);
        }
    }

    /** Answers as it is told to, and notes what it was asked: when, for how many lines, and whether they may wait. */
    private final class Log extends AuditLogService {
        final List<String> reads = new ArrayList<>();
        final List<String> noted = new ArrayList<>();
        private final Queue<Progress> answers = new ArrayDeque<>();
        private Progress always = Progress.END;
        private int stopAfter = Integer.MAX_VALUE;
        private int costOfLine = 1;
        private @Nullable RuntimeException failure;

        @Override
        public Reading read(WorkerFiles worker, LogFollower follower, int lines, boolean mayWait) {
            double second = Duration.between(START, hand.instant()).toMillis() / 1_000.0;
            reads.add(second + ": " + lines + (mayWait ? "" : " now"));
            isOver = reads.size() >= stopAfter;
            if (failure != null) {
                throw failure;
            }
            Progress next = answers.isEmpty() ? always : answers.remove();
            return new Reading(next, next == Progress.MORE ? lines * costOfLine : 0);
        }

        @Override
        public void skip(WorkerFiles worker, LogFollower follower) {
            noted.add(worker.name() + " skipped");
        }

        @Override
        public void loseUnreadable(WorkerFiles worker) {
            noted.add(worker.name() + " unreadable");
        }

        @Override
        public void loseOnFullDisk(WorkerFiles worker, Instant from, Instant until) {
            noted.add(worker.name() + " full");
        }
    }
}
