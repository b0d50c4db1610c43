package dev.slipway.ledger.auditlog.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.worker.disk.ServerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    @TempDir
    Path folder;

    @Test
    void tellsWhenEachOperationBegan() throws IOException {
        Files.writeString(
                folder.resolve("deployments.log.1"),
                line(
                        "10.100",
                        "INFO",
                        "WFLYSRV0027: Starting deployment of \\\"a.war\\\" (runtime-name: \\\"a.war\\\")"));
        Files.writeString(
                folder.resolve("deployments.log"),
                line("10.301", "INFO", "WFLYSRV0010: Deployed \\\"a.war\\\" (runtime-name : \\\"a.war\\\")")
                        + line("20.116", "INFO", "WFLYSRV0028: Stopped deployment a.war (runtime-name: a.war) in 16ms")
                        + line(
                                "20.120",
                                "INFO",
                                "WFLYSRV0027: Starting deployment of \\\"a.war\\\" (runtime-name: \\\"a.war\\\")"));
        OperationLog deployed = new OperationLog(at("00.000"), at("10.300"));
        OperationLog replaced = new OperationLog(at("10.300"), at("20.500"));
        OperationLog other = new OperationLog(at("20.500"), at("30.000"));
        new ServerLog(ServerFolder.own(folder), "deployments.log").explain(List.of(deployed, replaced, other));
        assertThat(deployed.startedAt("a.war", Operation.DEPLOY)).isEqualTo(at("10.100"));
        assertThat(replaced.startedAt("a.war", Operation.REPLACE)).isEqualTo(at("20.100"));
        assertThat(other.startedAt("a.war", Operation.DEPLOY)).isEqualTo(at("30.000"));
        assertThat(deployed.startedAt("b.war", Operation.DEPLOY)).isEqualTo(at("10.300"));
    }

    /** The server stops what did not start once the record of that is written. */
    @Test
    void beginsNoDeploymentWhereTheFailedOneBeforeItWasUndone() throws IOException {
        Files.writeString(
                folder.resolve("deployments.log"),
                line("10.310", "INFO", "WFLYSRV0028: Stopped deployment a.war (runtime-name: a.war) in 5ms")
                        + line(
                                "20.100",
                                "INFO",
                                "WFLYSRV0027: Starting deployment of \\\"a.war\\\" (runtime-name: \\\"a.war\\\")"));
        OperationLog repeated = new OperationLog(at("10.300"), at("20.300"));
        new ServerLog(ServerFolder.own(folder), "deployments.log").explain(List.of(repeated));
        assertThat(repeated.startedAt("a.war", Operation.DEPLOY)).isEqualTo(at("20.100"));
    }

    @Test
    void keepsTheErrorsOfAnOperationAndNoMore() throws IOException {
        String failed =
                "WFLYCTL0013: Operation failed - failure description: {\\\"WFLYCTL0080: Failed services\\\" => {\\\"s\\\" => \\\"why\\\"}}";
        Files.writeString(
                folder.resolve("deployments.log"),
                line("09.000", "ERROR", "too early")
                        + line("10.000", "INFO", "WFLYSRV0027: Starting deployment of \\\"a.war\\\"")
                        + line("10.100", "ERROR", "WFLYSRV0021: of the operation before")
                        + line("10.200", "ERROR", failed)
                        + line("10.200", "ERROR", failed)
                        + "{\"timestamp\":\"2026-11-24T02:00:10.250Z\",\"broken\n"
                        + line("10.900", "ERROR", "too late"));
        OperationLog operation = new OperationLog(at("09.500"), at("10.300"));
        new ServerLog(ServerFolder.own(folder), "deployments.log").explain(List.of(operation));
        assertThat(operation.failure().orElseThrow().reason()).isEqualTo("why");
        assertThat(operation.errors().orElseThrow().lines())
                .singleElement()
                .asString()
                .contains("Failed services");
    }

    @Test
    void boundsWhatItKeeps() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            lines.append(line("10.000", "ERROR", "error " + i + " " + "x".repeat(200)));
        }
        Files.writeString(folder.resolve("deployments.log"), lines);
        OperationLog operation = new OperationLog(at("09.000"), at("11.000"));
        new ServerLog(ServerFolder.own(folder), "deployments.log").explain(List.of(operation));
        assertThat(operation.errors().orElseThrow()).hasSizeLessThan(17_000).endsWith("…");
    }

    @Test
    void doesWithoutALog() throws IOException {
        OperationLog operation = new OperationLog(at("09.000"), at("11.000"));
        new ServerLog(ServerFolder.own(folder), "deployments.log").explain(List.of(operation));
        assertThat(operation.errors()).isEmpty();
    }

    private static Instant at(String seconds) {
        return Instant.parse("2026-11-24T02:00:" + seconds + "Z");
    }

    private static String line(String seconds, String level, String message) {
        return "{\"timestamp\":\"2026-11-24T02:00:%sZ\",\"sequence\":1,\"loggerName\":\"org.jboss.as\",\"level\":\"%s\",\"message\":\"%s\"}\n"
                .formatted(seconds, level, message);
    }
}
