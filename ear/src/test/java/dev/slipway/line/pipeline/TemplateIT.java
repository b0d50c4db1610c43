package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The files that GitLab reads. */
@Isolated
class TemplateIT {
    @AutoClose
    static final Forge FORGE = new Forge();

    @Test
    void areTidyYaml() {
        checkout("tidy")
                .run("yamllint -s -d '{extends: default, rules: {line-length: {max: 160}, document-start: disable}}'"
                        + " .gitlab-ci.yml .gitlab/delivery.yml");
    }

    /** Slipway's own, which is the template with inputs. */
    @Test
    void haveJobsInOrder() {
        String jobs = checkout("order").run("gitlab-ci-local --validate-dependency-chain && gitlab-ci-local --list");
        assertThat(jobs.split("\\s+"))
                .containsSubsequence("build", "test", "record", "gate", "deploy", "probe", "rollback");
    }

    /** gitlab-ci-local brings GitLab's own JSON schema of these files: what that does not know is refused. */
    @Test
    void areHeldAgainstGitlabsSchema() {
        Project project = checkout("schema");
        project.replace(".gitlab/delivery.yml", "interruptible: true", "interuptible: true")
                .commit("Misspell");
        assertThatThrownBy(() -> project.run("gitlab-ci-local --list"))
                .hasMessageContaining("'interuptible' property is not expected");
    }

    private static Project checkout(String name) {
        try {
            Project project = new Project(FORGE, "slipway-" + name);
            for (String file : List.of(".gitlab-ci.yml", ".gitlab/delivery.yml")) {
                Path path = Line.checkout().resolve(file);
                project.write(file, Files.readString(path));
            }
            return project.commit("Start");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
