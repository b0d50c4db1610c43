package dev.slipway.line.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.stub.StubLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It is 2026-11-26, 10:00 UTC. */
class FreezeVerbTest {
    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called call(String... arguments) {
        return new Called.From(folder)
                .at(ledger.uri())
                .at(Instant.parse("2026-11-26T10:00:00Z"))
                .call(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T06:00, 2026-11-28T06:00",
        "2026-11-28 06:00, 2026-11-28T06:00",
        "2026-11-28T05:00Z, 2026-11-28T06:00",
        "2026-11-28T05:00+01:00, 2026-11-28T05:00",
        "48h, 2026-11-28T11:00",
        "90m, 2026-11-26T12:30"
    })
    void freezesFromNowOn(String until, String end) {
        Called called = call("freeze", "production", "Black Friday", "--until", until, "--zone", "Europe/Berlin");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .isEqualTo("  ✓ production is frozen from 2026-11-26 11:00 until " + end.replace('T', ' ')
                        + " Europe/Berlin: Black Friday (policy version 4)\n");
        assertThat(ledger.frozen()).singleElement().satisfies(freeze -> {
            assertThat(freeze.text("name")).isEqualTo("Black Friday");
            assertThat(freeze.text("zone")).isEqualTo("Europe/Berlin");
            assertThat(freeze.text("from")).isEqualTo("2026-11-26T11:00");
            assertThat(freeze.text("until")).isEqualTo(end);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "10:00:20, 30s, 10:01",
        "10:00:20, 2h, 12:01",
        "10:00:00, 2h, 12:00",
        "10:00:00, 2026-11-26T12:00:30Z, 12:01",
        "10:00:20, 2026-11-26T12:00, 12:00"
    })
    void endsNoEarlierThanItIsTo(String now, String until, String end) {
        Called called = new Called.From(folder)
                .at(ledger.uri())
                .at(Instant.parse("2026-11-26T" + now + "Z"))
                .call("freeze", "production", "Fair", "--until", until, "--zone", "UTC");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.frozen()).singleElement().satisfies(freeze -> {
            assertThat(freeze.text("from")).isEqualTo("2026-11-26T10:00");
            assertThat(freeze.text("until")).isEqualTo("2026-11-26T" + end);
        });
    }

    /** At 01:00 UTC, the clocks in Berlin go back from 03:00 to 02:00: until 02:00 UTC, local times occur again. */
    @ParameterizedTest
    @CsvSource({
        "01:10, 30m, UTC, 01:10, 01:40",
        "00:45, 30m, UTC, 00:45, 01:15",
        "00:10, 1h, UTC, 00:10, 01:10",
        "00:10, 2026-10-25T00:30Z, UTC, 00:10, 00:30",
        "00:45, 2026-10-25T02:15, UTC, 00:45, 01:15",
        "01:10, 2026-10-25T02:40, Europe/Berlin, 02:10, 02:40",
        "00:10, 2026-10-25T00:59:40Z, UTC, 00:10, 01:00",
        "01:10, 2h, Europe/Berlin, 02:10, 04:10"
    })
    void endsAtTheMomentWhereALocalTimeOccursTwice(String now, String until, String zone, String from, String end) {
        Called called = new Called.From(folder)
                .at(ledger.uri())
                .at(Instant.parse("2026-10-25T" + now + ":00Z"))
                .call("freeze", "production", "Fair", "--until", until, "--zone", "Europe/Berlin");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.frozen()).singleElement().satisfies(freeze -> {
            assertThat(freeze.text("zone")).isEqualTo(zone);
            assertThat(freeze.text("from")).isEqualTo("2026-10-25T" + from);
            assertThat(freeze.text("until")).isEqualTo("2026-10-25T" + end);
        });
    }

    /** The ledger lets it begin at the first of two times. */
    @Test
    void beginsAtTheMomentWhereALocalTimeOccursTwice() {
        Called called = new Called.From(folder)
                .at(ledger.uri())
                .at(Instant.parse("2026-10-25T00:10:00Z"))
                .call(
                        "freeze",
                        "production",
                        "Fair",
                        "--from",
                        "1h",
                        "--until",
                        "2026-10-25T09:00",
                        "--zone",
                        "Europe/Berlin");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .isEqualTo("  ✓ production is frozen from 2026-10-25 01:10 until 2026-10-25 08:00 UTC: Fair"
                        + " (policy version 4)\n");
    }

    /** By which the freeze goes: as long as that of this machine is ahead, it would not be in force. */
    @Test
    void beginsByTheLedgersClock() {
        Called called = new Called.From(folder)
                .at(ledger.uri())
                .at(Instant.now().plus(Duration.ofHours(1)))
                .call("freeze", "production", "Fair", "--until", "2h", "--zone", "UTC");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.frozen()).singleElement().satisfies(freeze -> {
            LocalDateTime from = LocalDateTime.parse(freeze.text("from"));
            assertThat(from.toInstant(ZoneOffset.UTC)).isBeforeOrEqualTo(Instant.now());
        });
    }

    @Test
    void freezesLater() {
        Called called = call(
                "freeze",
                "production",
                "Fair",
                "--from",
                "2026-12-01T00:00",
                "--until",
                "2026-12-02T00:00",
                "--zone",
                "UTC");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.frozen().get(0).text("from")).isEqualTo("2026-12-01T00:00");
    }

    @Test
    void unfreezes() {
        Called called = call("unfreeze", "production", "Black Friday");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("  ✓ The freeze Black Friday of production is removed (policy version 5)\n");
        assertThat(ledger.thawed()).containsExactly("Black Friday");
    }

    @ParameterizedTest
    @CsvSource({
        "tomorrow, UTC, --until 'tomorrow' is not a time; examples: 2026-12-24T18:00",
        "2026-11-26T10:00, UTC, '--until ''2026-11-26T10:00'' has already passed, in the time zone UTC'",
        "0s, UTC, --until '0s' has already passed",
        "2026-11-26T09:59:59Z, UTC, --until '2026-11-26T09:59:59Z' has already passed",
        "2h, Mars/Olympus, '--zone ''Mars/Olympus'' is not a time zone by its IANA name, such as Europe/Berlin'"
    })
    void saysWhatIsWrongWithATime(String until, String zone, String message) {
        Called called = call("freeze", "production", "Fair", "--until", until, "--zone", zone);
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err()).startsWith("slipway: " + message);
    }

    @Test
    void wantsAnOrderOfTimes() {
        Called called = call("freeze", "production", "Fair", "--from", "3h", "--until", "2h", "--zone", "UTC");
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err()).startsWith("slipway: --from '3h' is not before --until '2h'");
    }
}
