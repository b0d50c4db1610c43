package dev.slipway.line.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Rules of docker-compose.yml and the Dockerfiles that neither Compose nor a linter knows. */
class ComposeTest {
    /** Nobody can publish an image under this name, and Compose pulls before it builds. */
    private static final String OURS = "localhost/slipway/";

    private final List<JsonNode> services = new ArrayList<>();
    private JsonNode gitlab = MissingNode.getInstance();

    @BeforeEach
    void read() throws IOException {
        Object file = new Yaml().load(Files.readString(Line.checkout().resolve("docker-compose.yml")));
        JsonNode all = new ObjectMapper().valueToTree(file).path("services");
        all.forEach(services::add);
        gitlab = all.path("gitlab");
    }

    /** With the containerd image store, a build of one tag by two services fails. */
    @Test
    void oneServiceBuildsEachImage() {
        Map<String, Long> builders = services.stream()
                .filter(service -> service.has("build"))
                .collect(Collectors.groupingBy(ComposeTest::image, Collectors.counting()));
        assertThat(builders.values()).containsOnly(1L);
        assertThat(services.stream().map(ComposeTest::image).filter(image -> image.contains("slipway")))
                .allMatch(image -> image.startsWith(OURS))
                .allMatch(builders::containsKey);
    }

    /** Omnibus changes the mode of each file there, and what Compose mounts cannot be changed. */
    @Test
    void nothingIsMountedAmongGitlabsCertificates() {
        assertThat(gitlab.path("configs").findValuesAsText("target"))
                .contains("/etc/slipway/ca.pem", "/etc/slipway/trust")
                .noneMatch(target -> target.startsWith("/etc/gitlab/trusted-certs"));
        assertThat(gitlab.path("environment")
                        .path("GITLAB_PRE_RECONFIGURE_SCRIPT")
                        .asText())
                .isEqualTo("bash /etc/slipway/trust");
    }

    /** The checkout of somebody with umask 077 is for nobody else to read, and the programs in the images are somebody else. */
    @ParameterizedTest
    @ValueSource(strings = {"ear/Dockerfile", "httpd/Dockerfile", "keycloak/Dockerfile"})
    void imagesMakeReadableWhatTheyCopy(String dockerfile) throws IOException {
        // Stages that only build are root's; what comes out of them is copied by the others.
        String images = Files.readString(Line.checkout().resolve(dockerfile))
                .replaceAll("(?ms)^FROM [^\\n]* AS (source|built|plugin)$.*?(?=^FROM )", "");
        assertThat(images.lines().filter(line -> line.startsWith("COPY ") && !line.contains("--from=plugin")))
                .isNotEmpty()
                .allMatch(line -> line.contains("--chmod=755 "));
    }

    private static String image(JsonNode service) {
        return service.path("image").asText().replaceAll("\\$\\{\\w+:-([^}]*)}", "$1");
    }
}
