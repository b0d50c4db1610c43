package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.program.GitRepository;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** With a checkout whose newest version is v0.2.0, and a line that does not run. */
class UpgradeVerbTest {
    private static final String POM = """
            <version>%s</version>
            <maven.compiler.release>17</maven.compiler.release>
            """;

    @TempDir
    Path folder;

    private final StringWriter output = new StringWriter();
    private Repository repository;
    private GitRepository git;
    private Map<String, String> environment;

    @BeforeEach
    void make() throws IOException {
        repository = new Repository(folder);
        git = new GitRepository(folder);
        environment = Map.of(
                "SLIPWAY_STATE", folder.resolve(".slipway").toString(),
                "SLIPWAY_ROOT", folder.toString(),
                "SLIPWAY_DB_PASSWORD", "none",
                "SLIPWAY_POSTGRES_PASSWORD", "none",
                "SLIPWAY_POSTGRES_PORT", "1");
        release("0.1.0", "v0.1.0");
        release("0.2.0", "v0.2.0");
    }

    @Test
    void doesNotGoBackUnasked() throws IOException {
        Files.writeString(folder.resolve("httpd.conf"), "mine");
        git.commit("Change httpd.conf");
        assertThat(upgrade("--yes")).isEqualTo(UpgradeRun.DONE);
        assertThat(output.toString())
                .startsWith("v0.2.0 is the newest version, and this checkout has it, with 1 commit since.")
                .contains("./slipway upgrade v0.2.0");
        assertThat(folder.resolve("httpd.conf")).exists();
    }

    @Test
    void doesNotGoBackToAnotherBranchUnasked() throws IOException {
        git.run("checkout", "--quiet", "-b", "next", "v0.1.0");
        release("0.3.0", "unreleased");
        assertThat(upgrade("--yes")).isEqualTo(UpgradeRun.DONE);
        assertThat(output.toString())
                .startsWith("v0.2.0 is the newest version, and this checkout has a later one, 0.3.0.");
    }

    /** It would begin if the line ran. */
    @Test
    void goesBackIfAsked() throws IOException {
        git.commit("Change httpd.conf");
        git.run("update-ref", "refs/remotes/origin/main", "HEAD");
        assertThat(upgrade("v0.2.0", "--dry-run")).isEqualTo(UpgradeRun.STOPPED);
        assertThat(output.toString()).contains(" to v0.2.0, which is 1 commit earlier", "The line is down");
    }

    @Test
    void goesToTheNewestFromAnEarlierOne() throws IOException {
        git.run("checkout", "--quiet", "-b", "own", "v0.1.0");
        git.commit("Change httpd.conf");
        assertThat(upgrade("--dry-run")).isEqualTo(UpgradeRun.STOPPED);
        assertThat(output.toString()).contains(" to v0.2.0" + System.lineSeparator(), "Change httpd.conf");
    }

    @Test
    void countsWhatTheTargetIsEarlierBy() throws IOException {
        git.commit("Change httpd.conf");
        git.commit("Change it again");
        FactCollector collector =
                new FactCollector(Settings.of(environment), repository, System.getProperty("java.home"));
        assertThat(collector.facts("v0.2.0", commitOf("v0.2.0")).commitsSince()).isEqualTo(2);
        git.run("checkout", "--quiet", "--detach", "v0.1.0");
        assertThat(collector.facts("v0.2.0", commitOf("v0.2.0")).commitsSince()).isZero();
    }

    private String commitOf(String tag) throws IOException {
        return repository.commit("refs/tags/" + tag).orElseThrow();
    }

    private void release(String version, String tag) throws IOException {
        Files.writeString(folder.resolve("pom.xml"), POM.formatted(version));
        git.commit(version, tag);
    }

    private int upgrade(String... words) {
        return new CommandLine(new UpgradeVerb(environment))
                .setOut(new PrintWriter(output, true))
                .execute(words);
    }
}
