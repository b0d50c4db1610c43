package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.program.GitRepository;
import dev.slipway.line.upgrade.plan.Upgrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checkout by Git itself. */
class RepositoryTest {
    private static final String MIGRATION = "web-api/src/main/resources/db/migration/";

    @TempDir
    Path folder;

    @TempDir
    Path other;

    private Repository repository;
    private GitRepository git;

    @BeforeEach
    void make() throws IOException {
        repository = new Repository(folder);
        git = new GitRepository(folder);
        write("pom.xml", "one");
        write(MIGRATION + "V1__create_all.sql", "");
        write(MIGRATION + "afterMigrate__grant.sql", "");
        git.commit("first", "v0.1.0");
        write("pom.xml", "two");
        write(MIGRATION + "V2__add.sql", "");
        git.commit("second", "v0.2.0");
        git.run("tag", "v0.3.0-rc.1");
        git.run("tag", "vacation");
        git.run("tag", "v9");
    }

    @Test
    void knowsTheVersionsThatAreTagged() throws IOException {
        assertThat(repository.versions()).hasToString("[0.1.0, 0.2.0, 0.3.0-rc.1]");
        assertThat(repository.commit("refs/tags/v0.2.0")).contains(repository.head());
        assertThat(repository.commit("refs/tags/v7.0.0")).isEmpty();
        assertThat(repository.commit("--all")).isEmpty();
        assertThat(repository.version("v0.1.0")).hasToString("Optional[0.1.0]");
        assertThat(repository.version("v0.2.0")).as("the highest").hasToString("Optional[0.3.0-rc.1]");
        assertThat(repository.hasRemote()).isFalse();
    }

    @Test
    void readsFilesOfACommit() throws IOException {
        assertThat(repository.file("v0.1.0", "pom.xml")).contains("one");
        assertThat(repository.file("v0.1.0", "CHANGELOG.md")).isEmpty();
        assertThat(repository.migrations("v0.1.0")).containsExactly("V1__create_all.sql");
        assertThat(repository.migrations("v0.2.0")).containsExactly("V1__create_all.sql", "V2__add.sql");
        assertThat(repository.changed("v0.1.0", "v0.2.0")).containsExactly("pom.xml", MIGRATION + "V2__add.sql");
    }

    @Test
    void namesWhatNoCommitHas() throws IOException {
        assertThat(repository.dirtyFiles()).isEmpty();
        write("pom.xml", "mine");
        write("a note.txt", "mine, too");
        assertThat(repository.dirtyFiles()).containsExactlyInAnyOrder("pom.xml", "a note.txt");
    }

    @Test
    void namesWhatAnotherVersionDoesNotHave() throws IOException {
        assertThat(leftBehind("main", "v0.1.0")).as("of versions alone").isEmpty();
        git.run("checkout", "--quiet", "-b", "own", "v0.1.0");
        write("httpd.conf", "mine");
        git.commit("Change httpd.conf", "mine");
        write("httpd.conf", "mine, too");
        git.commit("Change it again", "again");
        assertThat(leftBehind("own", "v0.2.0")).containsExactly("Change httpd.conf", "Change it again");
        assertThat(leftBehind("own", "v0.1.0")).containsExactly("Change httpd.conf", "Change it again");
        assertThat(leftBehind("v0.2.0", "own")).isEmpty();
    }

    @Test
    void doesNotNameWhatARemoteBranchHasOnTheWayBack() throws IOException {
        write("pom.xml", "unreleased");
        git.commit("Unreleased", "unreleased");
        git.run("update-ref", "refs/remotes/origin/main", "HEAD");
        write("httpd.conf", "mine");
        git.commit("Change httpd.conf", "mine");
        assertThat(leftBehind("main", "v0.2.0")).containsExactly("Change httpd.conf");
        git.run("checkout", "--quiet", "-b", "later", "v0.2.0");
        write("pom.xml", "three");
        git.commit("third", "v0.3.0");
        assertThat(leftBehind("main", "v0.3.0"))
                .as("which may be a mirror's")
                .containsExactly("Unreleased", "Change httpd.conf");
    }

    @Test
    void countsCommitsSinceAnEarlierOneAlone() throws IOException {
        assertThat(repository.commitsSince("v0.2.0", "main")).isZero();
        assertThat(repository.commitsSince("main", "v0.1.0")).isZero();
        git.run("checkout", "--quiet", "-b", "own", "v0.1.0");
        git.commit("Change httpd.conf");
        git.commit("Change it again");
        assertThat(repository.commitsSince("v0.1.0", "own")).isEqualTo(2);
        assertThat(repository.commitsSince("v0.2.0", "own"))
                .as("of another branch")
                .isZero();
    }

    @Test
    void copiesACommitAside() throws IOException {
        repository.export("v0.1.0", other.resolve("new"));
        assertThat(other.resolve("new/pom.xml")).hasContent("one");
        assertThat(other.resolve("new.tar")).doesNotExist();
        assertThat(folder.resolve("pom.xml")).hasContent("two");
    }

    @Test
    void goesToACommitAndBackToItsBranchAlsoFromTheMiddle() throws IOException {
        Upgrade.Point second = new Upgrade.Point("v0.2.0", "", repository.head(), "main", Set.of());
        Upgrade.Point first =
                new Upgrade.Point("v0.1.0", "", repository.commit("v0.1.0").orElseThrow(), null, Set.of());
        // What a Git that was killed leaves.
        Files.writeString(folder.resolve(".git/index.lock"), "");
        write("pom.xml", "half");
        repository.checkOut(first);
        assertThat(folder.resolve("pom.xml")).hasContent("one");
        assertThat(repository.branch()).isEmpty();
        repository.checkOut(second);
        assertThat(repository.branch()).isEqualTo(Optional.of("main"));
        assertThat(repository.dirtyFiles()).isEmpty();
    }

    /** By their subjects. */
    private List<String> leftBehind(String from, String to) throws IOException {
        return repository.leftBehind(from, to).stream()
                .map(commit -> commit.replaceFirst("^[0-9a-f]+ ", ""))
                .toList();
    }

    private void write(String path, String content) throws IOException {
        Files.createDirectories(folder.resolve(path).resolveSibling(""));
        Files.writeString(folder.resolve(path), content);
    }
}
