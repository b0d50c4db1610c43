package dev.slipway.line.agent.deployment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.InMemory;
import dev.slipway.line.agent.deployment.check.web.SessionCookies;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.pace.SwiftPace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is in an archive, its warnings are few, and short enough for the ledger. */
class WarningStepsTest {
    @TempDir(factory = InMemory.class)
    Path folder;

    private final List<String> reports = new ArrayList<>();
    private WarningSteps steps;

    @BeforeEach
    void begin() throws IOException {
        Journal journal = new Journal(folder, line -> {});
        journal.write(JournalEntry.of(
                DeploymentTask.offline(
                        "production", "shop", "2.0", new Digest("sha256:" + "0".repeat(64)), false, null),
                Instant.EPOCH));
        steps = new WarningSteps(Recorder.of(journal, new SwiftPace(), report -> reports.add(report.text())));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 20, Warning 19",
        "21, 21, There is 1 more warning like these",
        "1000, 21, There are 980 more warnings like these"
    })
    void areThoseAtTheBeginningOfAList(int all, int reported, String last) throws IOException {
        steps.report(
                IntStream.range(0, all).mapToObj(number -> "Warning " + number).toList());
        assertThat(reports)
                .hasSize(reported)
                .startsWith("Warning 0", "Warning 1")
                .endsWith(last);
    }

    @Test
    void endWithTheRemedyHoweverManyNamesTheyHave() throws IOException {
        Set<String> wars =
                IntStream.range(0, 1_000).mapToObj(number -> number + ".war").collect(Collectors.toSet());
        steps.report(List.of(SessionCookies.warning(wars)));
        assertThat(reports)
                .singleElement()
                .asString()
                .hasSizeLessThan(1_300)
                .matches("Its web.xml .* … .*</http-only>");
    }
}
