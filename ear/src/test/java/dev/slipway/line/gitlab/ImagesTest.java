package dev.slipway.line.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pipelines of the line's GitLab tag their images as the latest ones. */
class ImagesTest {
    private static final String LATEST = "registry.line.example/slipway/line:latest";

    @TempDir
    Path folder;

    @BeforeEach
    void stub() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "");
        Files.writeString(folder.resolve("tagged"), "");
        Path docker = Files.createDirectory(folder.resolve("bin")).resolve("docker");
        Files.writeString(docker, """
                #!/bin/sh
                case "$2 $3" in
                  'imagetools inspect') . "$STUB/answer" ;;
                  'imagetools create') echo "$7" >>"$STUB/tagged" ;;
                esac
                """);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theFirstOneDoes() throws Exception {
        assertThat(run("echo 'ERROR: " + LATEST + ": not found' >&2; exit 1")).isZero();
        assertThat(tagged()).hasSize(4).contains(LATEST);
    }

    @Test
    void aLaterOneDoes() throws Exception {
        assertThat(run(released(6))).isZero();
        assertThat(tagged()).hasSize(4).contains(LATEST);
    }

    @Test
    void anEarlierOneDoesNot() throws Exception {
        assertThat(run(released(8))).isZero();
        assertThat(tagged()).isEmpty();
    }

    /** The latest ones may be a later pipeline's. */
    @Test
    void noneDoesWhereTheRegistryDoesNotSay() throws Exception {
        assertThat(run("echo 'ERROR: failed to do request: 503 Service Unavailable' >&2; exit 1"))
                .isNotZero();
        assertThat(tagged()).isEmpty();
    }

    private static String released(int pipeline) {
        return "echo '{\"config\":{\"Env\":[\"PATH=/bin\",\"SLIPWAY_RELEASE=" + pipeline + "-0123abcd\"]}}'";
    }

    private List<String> tagged() throws IOException {
        return Files.readAllLines(folder.resolve("tagged"));
    }

    /** As pipeline 7, where this is what asking for the latest image does. */
    private int run(String answer) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("answer"), answer + "\n");
        ProcessBuilder process = new ProcessBuilder(
                        "sh", Line.checkout().resolve(".gitlab/images").toString(), "latest")
                .inheritIO();
        process.environment()
                .putAll(Map.of(
                        "PATH", folder.resolve("bin") + ":" + System.getenv("PATH"),
                        "STUB", folder.toString(),
                        "CI_PIPELINE_IID", "7",
                        "CI_COMMIT_SHORT_SHA", "89abcdef",
                        "CI_REGISTRY", "registry.line.example",
                        "CI_REGISTRY_IMAGE", "registry.line.example/slipway",
                        "CI_REGISTRY_USER", "ci",
                        "CI_REGISTRY_PASSWORD", "sesame",
                        "SLIPWAY_CA", folder.resolve("ca.pem").toString(),
                        "SLIPWAY_BUILDER_KEY", "a2V5"));
        process.environment()
                .putAll(Map.of("SLIPWAY_BUILDER_CA", "builder-ca.pem", "SLIPWAY_BUILDER_CERT", "builder.pem"));
        return process.start().waitFor();
    }
}
