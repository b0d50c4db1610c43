package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.program.GitRepository;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a checkout of two versions. */
class FactCollectorTest {
    private static final String FIRST = """
            ## [0.1.0] - 2026-11-28

            ### What you must do
            - Nothing: it is the first one.
            """;

    private static final String SECOND = """
            ## [0.2.0] - 2026-12-01

            ### What you must do
            - Tell people.

            ### Before you go back
            - Take an extract.

            """ + FIRST;

    @TempDir
    Path folder;

    private FactCollector collector;
    private Repository repository;

    @BeforeEach
    void make() throws IOException {
        repository = new Repository(folder);
        Settings settings = Settings.of(Map.of(
                "SLIPWAY_STATE", folder.resolve("state").toString(),
                "SLIPWAY_ROOT", folder.toString()));
        collector = new FactCollector(settings, repository, System.getProperty("java.home"));
        GitRepository git = new GitRepository(folder);
        Files.writeString(folder.resolve("CHANGELOG.md"), FIRST);
        git.commit("first", "v0.1.0");
        Files.writeString(folder.resolve("CHANGELOG.md"), SECOND);
        git.commit("second", "v0.2.0");
    }

    @Test
    void readsTheChangelogOfTheLaterVersionBothWays() throws IOException {
        assertThat(collector.sections(side("0.1.0"), side("0.2.0")))
                .singleElement()
                .satisfies(section -> assertThat(section.toDo()).containsExactly("Tell people."));
        assertThat(collector.sections(side("0.2.0"), side("0.1.0")))
                .singleElement()
                .satisfies(section -> assertThat(section.beforeGoingBack()).containsExactly("Take an extract."));
        assertThat(collector.sections(side("0.2.0"), side("0.2.0"))).isEmpty();
    }

    private Facts.Side side(String version) throws IOException {
        String tag = "v" + version;
        String commit = repository.commit("refs/tags/" + tag).orElseThrow();
        return new Facts.Side(tag, commit, new Components(version, Map.of(), 17), Set.of());
    }
}
