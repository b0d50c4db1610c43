package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.program.GitRepository;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.upgrade.plan.Components;
import dev.slipway.line.upgrade.plan.Facts;
import dev.slipway.line.upgrade.plan.RollbackFeasibility;
import dev.slipway.line.upgrade.plan.Upgrade;
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

    private static final String POM = """
            <version>0.2.0</version>
            <maven.compiler.release>17</maven.compiler.release>
            <version.keycloak>%s</version.keycloak>
            """;

    @TempDir
    Path folder;

    private GitRepository git;
    private Settings settings;
    private FactCollector collector;
    private Repository repository;

    @BeforeEach
    void make() throws IOException {
        repository = new Repository(folder);
        settings = Settings.of(Map.of(
                "SLIPWAY_STATE", folder.resolve("state").toString(),
                "SLIPWAY_ROOT", folder.toString(),
                "SLIPWAY_DB_PASSWORD", "none",
                "SLIPWAY_POSTGRES_PASSWORD", "none",
                "SLIPWAY_POSTGRES_PORT", "1"));
        collector = new FactCollector(settings, repository, System.getProperty("java.home"));
        git = new GitRepository(folder);
        Files.writeString(folder.resolve("CHANGELOG.md"), FIRST);
        git.commit("first", "v0.1.0");
        Files.writeString(folder.resolve("CHANGELOG.md"), SECOND);
        git.commit("second", "v0.2.0");
    }

    @Test
    void readsTheChangelogOfTheLaterVersionBothWays() throws IOException {
        assertThat(collector.sections(side("0.1.0"), side("0.2.0")))
                .singleElement()
                .satisfies(section -> assertThat(section.lines()).contains("- Tell people."));
        assertThat(collector.sections(side("0.2.0"), side("0.1.0")))
                .singleElement()
                .satisfies(section -> assertThat(section.lines()).contains("- Take an extract."));
        assertThat(collector.sections(side("0.2.0"), side("0.2.0"))).isEmpty();
    }

    /** Whose Keycloak migrates nothing: the databases need not answer. */
    @Test
    void knowsTheWayBackFromAnEarlierCommit() throws IOException {
        String earlier = commitKeycloak("26.7.3");
        commitKeycloak("26.8.0");
        Facts facts = collector.facts("v0.2.0", earlier);
        Upgrade.Point later = collector.point(facts.from(), "main");
        Upgrade.Point target = collector.point(facts.to(), null);
        assertThat(feasibility(later, target).isFeasible()).isTrue();
        assertThat(feasibility(target, later).isFeasible()).isFalse();
    }

    /** The line runs with what the link led to when it was started. */
    @Test
    void comparesTheJdkThatALinkLeadsTo() throws IOException {
        String commit = commitKeycloak("26.7.3");
        Path jdk = Files.createDirectory(folder.resolve("jdk-17")).toRealPath();
        Path link = Files.createSymbolicLink(folder.resolve("jdk"), jdk);
        Path run = Files.createDirectories(folder.resolve("state/run"));
        Files.writeString(run.resolve("supervision"), "[supervisord]\n127.0.0.1 " + jdk + "\n");
        assertThat(isOtherJdk(jdk, commit)).isFalse();
        assertThat(isOtherJdk(link, commit)).isFalse();
        assertThat(isOtherJdk(folder.resolve("jdk-25"), commit))
                .as("which is not there")
                .isTrue();
        Files.delete(link);
        Files.createSymbolicLink(link, Files.createDirectory(folder.resolve("jdk-21")));
        assertThat(isOtherJdk(link, commit)).isTrue();
    }

    private boolean isOtherJdk(Path jdk, String commit) throws IOException {
        FactCollector ofJdk = new FactCollector(settings, repository, jdk.toString());
        return ofJdk.facts("v0.2.0", commit).isOtherJdk();
    }

    private String commitKeycloak(String version) throws IOException {
        Files.writeString(folder.resolve("pom.xml"), POM.formatted(version));
        return git.commit("Keycloak " + version);
    }

    private RollbackFeasibility feasibility(Upgrade.Point from, Upgrade.Point to) throws IOException {
        return collector.rollbackFeasibility(Upgrade.begin(from, to, true, null));
    }

    private Facts.Side side(String version) throws IOException {
        String tag = "v" + version;
        String commit = repository.commit("refs/tags/" + tag).orElseThrow();
        return new Facts.Side(tag, commit, new Components(version, Map.of(), 17), Set.of());
    }
}
