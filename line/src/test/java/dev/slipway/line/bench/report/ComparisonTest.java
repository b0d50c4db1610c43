package dev.slipway.line.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.http.CallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final Machine MACHINE = new Machine("Some CPU", 2, 24);

    private static Measured measured(String workload, double rate, double cpu, long errors) {
        return new Measured(
                workload,
                rate,
                10,
                40,
                errors,
                400,
                Map.of("httpd", cpu / 4, "wildfly", cpu * 3 / 4),
                0,
                0.01,
                Optional.of(new Limit(9_000, 0.05)),
                Optional.empty());
    }

    private static Report report(long deployments, Measured... workloads) {
        return new Report(Instant.parse("2026-11-27T12:00:00Z"), MACHINE, 32, 10, deployments, List.of(workloads));
    }

    @Test
    void saysWhatGotWorse() {
        Report before = report(200_000, measured("W1", 500, 2, 0), measured("W2", 2_000, 0.8, 0));
        Report now = report(
                210_000, measured("W1", 550, 1.6, 0), measured("W2", 1_000, 1.6, 0), measured("W4", 3_000, 0.2, 0));
        Comparison comparison = new Comparison(before, now, 1.25);
        assertThat(comparison.worse()).containsExactly("W2");
        assertThat(comparison.lines())
                .containsExactly(
                        "Beside that of 2026-11-27T12:00:00Z, as before → now (how many times):",
                        "                     requests/s                 p50 ms                 p99 ms            CPU s per 1,000",
                        "W1            500 → 550 (1.10×)    10.0 → 10.0 (1.00×)    40.0 → 40.0 (1.00×)      2.000 → 1.600 (0.80×)",
                        "W2          2000 → 1000 (0.50×)    10.0 → 10.0 (1.00×)    40.0 → 40.0 (1.00×)      0.800 → 1.600 (2.00×)  worse",
                        "W4       was not measured then",
                        "Worse, by more than 1.25 times the processor time or by errors: W2.");
    }

    @Test
    void saysThatNoneDid() {
        Report before = report(200_000, measured("W1", 500, 2, 0));
        Comparison comparison = new Comparison(before, report(900_000, measured("W1", 500, 2.4, 0)), 1.25);
        assertThat(comparison.worse()).isEmpty();
        assertThat(comparison.lines())
                .contains("None takes more than 1.25 times the processor time, or fails.")
                .anyMatch(line -> line.startsWith("The ledger had 200000 deployments on record then, and 900000 now"));
    }

    @Test
    void takesErrorsForWorse() {
        Report before = report(0, measured("W1", 500, 2, 0));
        assertThat(new Comparison(before, report(0, measured("W1", 900, 1, 1)), 1.25).worse())
                .containsExactly("W1");
    }

    @Test
    void refusesWhatCannotBeCompared() {
        Report before = report(0);
        assertThat(Comparison.objection(before, MACHINE, 32)).isEmpty();
        assertThat(Comparison.objection(before, MACHINE, 4)).contains("it was measured with 32 connections, and not 4");
        assertThat(Comparison.objection(before, new Machine("Some CPU", 8, 24), 32))
                .contains("it was measured on another machine (2 × Some CPU, 24 GB; this is 8 × Some CPU, 24 GB)");
    }

    @Test
    void readsWhatItWrote(@TempDir Path folder) throws IOException {
        Report report = report(200_000, measured("W1", 500.5, 2, 3));
        Path file = folder.resolve("bench.json");
        Files.writeString(file, "former");
        report.write(file);
        assertThat(Report.read(file)).isEqualTo(report);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void refusesAFileOfSomethingElse(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"a\":1}");
        assertThatThrownBy(() -> Report.read(file))
                .isInstanceOf(CallException.class)
                .hasMessage(file + " is no report of this program.");
        assertThatThrownBy(() -> Report.read(folder.resolve("b.json")))
                .isInstanceOf(CallException.class)
                .hasMessageContaining("b.json cannot be read");
    }

    @Test
    void knowsTheMachineByWhatLinuxSays() {
        String cpuinfo = "processor\t: 0\nmodel name\t: Some CPU\nprocessor\t: 1\nmodel name\t: Some CPU\n";
        assertThat(Machine.of(cpuinfo, "MemTotal:       25165824 kB\nMemFree: 1 kB\n", 2))
                .isEqualTo(MACHINE);
        assertThat(Machine.of("", "", 2)).hasToString("2 × an unnamed processor, 0 GB");
    }
}
