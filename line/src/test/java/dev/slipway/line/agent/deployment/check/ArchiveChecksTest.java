package dev.slipway.line.agent.deployment.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.InMemory;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.archive.Zips;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.Json;
import dev.slipway.line.pace.SwiftPace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from an archive decides what is reported. */
class ArchiveChecksTest {
    private static final String WORKER = "shop-production-1";

    @TempDir(factory = InMemory.class)
    Path folder;

    private final List<String> reports = new ArrayList<>();

    @Test
    void tellOfAllThatIsRefused() {
        String descriptor =
                "<jboss-web><security-domain>shop</security-domain><virtual-host>a</virtual-host></jboss-web>";
        assertThatThrownBy(() -> check("WEB-INF/jboss-web.xml", descriptor, false))
                .isInstanceOf(PreparationException.class)
                .hasMessageStartingWith("It names the security domain shop ");
        assertThat(reports).singleElement().asString().startsWith("It names <virtual-host>a</virtual-host> ");
    }

    @ParameterizedTest
    @CsvSource({"<welcome-file-list/>, false, 1", "<security-constraint/>, false, 0", "<welcome-file-list/>, true, 0"})
    void warnUnlessTheArchiveMayDeclareIt(String element, boolean isRollback, int count) throws Exception {
        check("WEB-INF/web.xml", "<web-app>" + element + "</web-app>", isRollback);
        assertThat(reports).hasSize(count);
        assertThat(reports)
                .allSatisfy(one ->
                        assertThat(one).startsWith("Its definition has a login, but nothing in the archive asks"));
    }

    private void check(String entry, String content, boolean isRollback) throws Exception {
        Path war = Files.write(folder.resolve("shop.war"), Zips.ofTexts(Map.of(entry, content)));
        ArchiveFile archive = ArchiveFile.of(war);
        Journal journal = new Journal(folder, line -> {});
        journal.write(JournalEntry.of(
                DeploymentTask.offline("production", "shop", "2.0", archive.digest(), isRollback, null),
                Instant.EPOCH));
        Recorder recorder = Recorder.of(journal, new SwiftPace(), report -> reports.add(report.text()));
        Json definition = Wishes.group("shop", "production", 3).with("login", Json.object());
        DesiredGroup group = DesiredGroup.of(definition).orElseThrow();
        new ArchiveChecks(site(group), recorder).check(archive, "shop", Optional.of(group), isRollback);
    }

    private Site site(DesiredGroup group) throws Exception {
        World world = new World(folder);
        world.group("shop", WORKER);
        return world.site(
                group,
                new GroupStatus(
                        "shop-production",
                        3,
                        GroupStatus.State.READY,
                        null,
                        List.of(new GroupStatus.Worker(WORKER, 26_000, 26_001)),
                        null,
                        null));
    }
}
