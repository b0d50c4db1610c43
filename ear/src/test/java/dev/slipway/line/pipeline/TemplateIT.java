package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.Beside;
import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that GitLab reads. */
@Beside
@ResourceLock(Forge.LOCK)
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
        assertThat(jobs.split("\\s+")).containsSubsequence("build", "test", "record", "deploy", "rollback");
    }

    /** With a staging environment, three jobs take the place of deploy; one of them only where there is a command for it. */
    @ParameterizedTest
    @CsvSource({
        "'staging: staging', 'staging production'",
        "'staging: staging; verify: curl \"$SLIPWAY_SERVICE_URL\"', 'staging verify production'",
        "'verify: ./smoke', 'deploy'"
    })
    void goThroughStagingWhereThereIsOne(String inputs, String jobs) throws IOException {
        Project project = new Project(FORGE, "team", "staged-" + jobs.replace(' ', '-') + inputs.length())
                .write(".gitlab/delivery.yml", Files.readString(Line.checkout().resolve(".gitlab/delivery.yml")))
                .write(".gitlab-ci.yml", """
                        include:
                          - local: /.gitlab/delivery.yml
                            inputs:
                              service: shop
                              artifact: target/shop.war
                              %s
                        """.formatted(inputs.replace("; ", "\n      ")))
                .commit("Start");
        if (jobs.contains("verify")) {
            project.run("gitlab-ci-local --validate-dependency-chain >/dev/null 2>&1");
        }
        assertThat(project.run(
                                "gitlab-ci-local --list-json 2>/dev/null | jq -r '.[] | select(.when != \"never\").name'")
                        .strip()
                        .split("\n"))
                .containsExactly(("build test record " + jobs + " rollback").split(" "));
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

    /** From wherever a GitLab can read it; with a prefix and stages, it goes into a pipeline that has its own of these names. */
    @ParameterizedTest
    @ValueSource(
            strings = {"project: slipway/slipway\n    file: /.gitlab/delivery.yml", "remote: REMOTE/cli/delivery.yml"})
    void areIncludedFromAnywhere(String include) throws IOException {
        includes(include);
    }

    /** The same by a third way. */
    @Test
    @Tag("long")
    void areIncludedAsAComponent() throws IOException {
        includes("component: gitlab.example.org/slipway/delivery/delivery@main");
    }

    private static void includes(String include) throws IOException {
        try (LedgerStub remote = new LedgerStub()) {
            remote.give("/cli/delivery.yml", Files.readString(Line.checkout().resolve(".gitlab/delivery.yml")));
            Project project = new Project(FORGE, "team", "including-" + include.substring(0, include.indexOf(':')))
                    .write(".gitlab-ci.yml", """
                            stages: [prepare, check, ship]
                            default:
                              tags: [theirs]
                            build:
                              stage: prepare
                              script: echo theirs
                            include:
                              - %s
                                inputs:
                                  service: shop
                                  artifact: target/shop.war
                                  job_prefix: shop-
                                  build_stage: prepare
                                  test_stage: check
                                  deploy_stage: ship
                            """.formatted(include.replace("REMOTE", remote.url())))
                    .commit("Include it");
            assertThat(
                            project.run(
                                    "gitlab-ci-local --list-json 2>/dev/null | jq -r '.[] | select(.when != \"never\") | \"\\(.stage) \\(.name)\"'"))
                    .hasLineCount(6)
                    .contains(
                            "prepare build\n",
                            "prepare shop-build\n",
                            "check shop-test\n",
                            "check shop-record\n",
                            "ship shop-deploy\n",
                            "ship shop-rollback\n");
        }
    }

    private static Project checkout(String name) {
        try {
            Project project = new Project(FORGE, "team", "slipway-" + name);
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
