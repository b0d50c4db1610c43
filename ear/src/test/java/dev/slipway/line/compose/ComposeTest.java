package dev.slipway.line.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Rules of docker-compose.yml and the Dockerfiles that neither Compose nor a linter knows. */
class ComposeTest {
    /** Nobody can publish an image under this name, and Compose pulls before it builds. */
    private static final String OURS = "localhost/slipway/";

    private static final Pattern SECRET = Pattern.compile("\\b[a-z]+(-[a-z]+)*-(password|secret|key)\\b");
    /** A role's login, whose file is called after it. */
    private static final Pattern LOGIN = Pattern.compile("\\b(?:login_of|password_of) ([a-z]+)\\b");

    /** At the beginning of a line: whatever the image has or not. */
    private static final Pattern SOURCED =
            Pattern.compile("^\\. \"\\$SLIPWAY_ROOT/(line/lib/\\w+)\"", Pattern.MULTILINE);

    /** Those of server groups; the ninth and later ones are in the file of their workers. */
    private static final List<String> GROUPS =
            IntStream.rangeClosed(1, 8).mapToObj(n -> "group-" + n).toList();

    private JsonNode services = MissingNode.getInstance();

    @BeforeEach
    void read() throws IOException {
        Object file = new Yaml().load(Files.readString(Line.checkout().resolve("docker-compose.yml")));
        services = new ObjectMapper().valueToTree(file).path("services");
    }

    /** With the containerd image store, a build of one tag by two services fails. */
    @Test
    void oneServiceBuildsEachImage() {
        Map<String, Long> builders = all().filter(service -> service.has("build"))
                .collect(Collectors.groupingBy(ComposeTest::image, Collectors.counting()));
        assertThat(builders.values()).containsOnly(1L);
        assertThat(all().map(ComposeTest::image).filter(image -> image.contains("slipway")))
                .allMatch(image -> image.startsWith(OURS))
                .allMatch(builders::containsKey);
    }

    /** Omnibus changes the mode of each file there, and what Compose mounts cannot be changed. */
    @Test
    void nothingIsMountedAmongGitlabsCertificates() {
        assertThat(services.path("gitlab").path("configs").findValuesAsText("target"))
                .contains("/etc/slipway/ca.pem", "/etc/slipway/trust")
                .noneMatch(target -> target.startsWith("/etc/gitlab/trusted-certs"));
        assertThat(services.path("gitlab")
                        .path("environment")
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
                .replaceAll("(?ms)^FROM [^\\n]* AS (source|built|agent)$.*?(?=^FROM )", "");
        assertThat(images.lines().filter(line -> line.startsWith("COPY ")))
                .isNotEmpty()
                .allMatch(line -> line.contains("--chmod=755 "));
    }

    /** What {@code common} sources, and the table of settings, an image has to have. */
    @ParameterizedTest
    @ValueSource(strings = {"ear/Dockerfile", "httpd/Dockerfile", "keycloak/Dockerfile"})
    void imagesHaveWhatTheirProgramsSource(String dockerfile) throws IOException {
        Set<String> sourced = SOURCED.matcher(Files.readString(Line.checkout().resolve("line/lib/common")))
                .results()
                .map(file -> file.group(1))
                .collect(Collectors.toSet());
        String text = Files.readString(Line.checkout().resolve(dockerfile));
        String copied = text.lines()
                .filter(line -> line.contains("COPY --chmod=755 line/lib/common "))
                .collect(Collectors.joining());
        assertThat(copied.split(" ")).contains("line/lib/settings").containsAll(sourced);
        String table = "line/src/main/resources/dev/slipway/line/setting/settings";
        assertThat(Files.readString(Line.checkout().resolve("line/lib/settings")))
                .contains("$SLIPWAY_ROOT/" + table);
        assertThat(text).contains(" " + table + " /opt/slipway/" + table.replaceFirst("[^/]*$", "") + "\n");
    }

    /** Nor is a program shown a secret that it does not read. */
    @ParameterizedTest
    @CsvSource({
        "wildfly-1, ear/bin/wildfly",
        "httpd, httpd/bin/httpd",
        "keycloak, keycloak/bin/keycloak",
        "postgresql, web-api/bin/databases"
    })
    void showsEachProgramItsOwnSecrets(String service, String script) throws IOException {
        String text = Files.readString(Line.checkout().resolve(script));
        Set<String> read = SECRET.matcher(text.replace("$1-db-password", ""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        LOGIN.matcher(text).results().forEach(login -> read.add(login.group(1) + "-db-password"));
        if (service.equals("postgresql")) {
            // By its image.
            read.add("postgres-password");
        }
        assertThat(services.path(service).path("secrets"))
                .extracting(secret -> secret.isTextual()
                        ? secret.asText()
                        : secret.path("source").asText())
                .filteredOn(name -> !name.equals("server-key"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(read);
    }

    /** Whoever is in two of them, or in one and with the ledger, is a way from one service to another. */
    @Test
    void groupsReachHttpdAndPostgresqlAndTheAgentAlone() {
        services.properties().forEach(service -> {
            List<String> names = networks(service.getValue());
            if (Set.of("httpd", "line", "postgresql").contains(service.getKey())) {
                assertThat(names).as(service.getKey()).containsAll(GROUPS);
            } else {
                assertThat(names).as(service.getKey()).doesNotContainAnyElementsOf(GROUPS);
            }
        });
    }

    /** Those in the others have ports of their own, such as the workers' management. */
    @Test
    void gitlabReachesHttpdAlone() {
        List<String> networks = networks(services.path("gitlab"));
        assertThat(services.properties().stream()
                        .filter(service -> networks(service.getValue()).stream().anyMatch(networks::contains))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("bootstrap", "gitlab", "httpd");
    }

    /** What it leads to is not there in a new checkout, and Compose passes over it. */
    @Test
    void readsTheFileOfTheServicesWorkers() throws IOException {
        assertThat(Files.readSymbolicLink(Line.checkout().resolve("docker-compose.override.yml")))
                .hasToString(".slipway/containers/compose.yml");
        assertThat(Files.readString(Line.checkout().resolve(".gitignore"))).contains(".slipway\n");
        assertThat(services.path("services").path("volumes"))
                .extracting(JsonNode::asText)
                .contains("./.slipway/containers:/var/lib/slipway/containers");
    }

    /** It is asked for things by whoever has taken the agent, and has more to give than that. */
    @Test
    void whoMakesWhatTheAgentAsksForHasNoMoreThanThatTakes() {
        JsonNode maker = services.path("services");
        assertThat(texts(maker.path("secrets")))
                .containsExactlyInAnyOrder("postgres-password", "provisioner-client-secret", "smtp-password");
        assertThat(texts(maker.path("volumes")))
                .containsExactlyInAnyOrder(
                        "line:/var/lib/slipway/line:ro",
                        "services:/var/lib/slipway/services",
                        "groups:/var/lib/slipway/groups",
                        "workers:/var/lib/slipway/workers",
                        "./.slipway/containers:/var/lib/slipway/containers");
        assertThat(texts(maker.path("networks"))).containsExactlyInAnyOrder("front", "back");
        assertThat(maker.path("read_only").asBoolean()).isTrue();
        assertThat(texts(maker.path("cap_drop"))).containsExactly("ALL");
        assertThat(texts(maker.path("cap_add"))).containsExactlyInAnyOrder("CHOWN", "DAC_OVERRIDE", "FOWNER");
        assertThat(texts(maker.path("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(maker.has("profiles")).as("it runs without an operator").isFalse();
        assertThat(maker.path("restart").asText()).isEqualTo("unless-stopped");
        assertThat(maker.has("healthcheck")).isTrue();
        assertThat(maker.has("ports")).isFalse();
        assertThat(maker.path("deploy").path("resources").path("limits").has("memory"))
                .isTrue();
    }

    /** It writes what the services' workers are started with, their mail server included. */
    @Test
    void servicesSendMailByTheSameServerAsTheLedger() {
        JsonNode ledger = services.path("wildfly-1").path("environment");
        JsonNode maker = services.path("services").path("environment");
        assertThat(List.of("SLIPWAY_SMTP_HOST", "SLIPWAY_SMTP_PORT", "SLIPWAY_SMTP_ENCRYPTION", "SLIPWAY_SMTP_USER"))
                .allSatisfy(name -> assertThat(maker.path(name).asText())
                        .isNotEmpty()
                        .isEqualTo(ledger.path(name).asText()));
    }

    /** It would be root on the machine; the jobs' engine is one of their own. */
    @Test
    void nobodyIsGivenTheEngine() {
        assertThat(services.toString()).doesNotContain("docker.sock");
    }

    /** Each new tag of a job's image would stay for ever. */
    @Test
    void theJobsEngineRemovesImages() {
        assertThat(services.at("/engine/entrypoint/2").asText())
                .contains("docker image prune --all --force;")
                .endsWith("& exec dockerd-entrypoint.sh \"$$@\"");
    }

    /** It makes its certificates when it starts, and they last for 825 days; no job is cut off. */
    @Test
    void theJobsEngineStartsAgainEachYear() {
        assertThat(services.at("/engine/restart").asText()).isEqualTo("unless-stopped");
        assertThat(services.at("/engine/entrypoint/2").asText())
                .containsSubsequence(
                        "for week in $$(seq 52); do",
                        "sleep 604800; done;",
                        "while [ $$idle -lt 60 ]; do",
                        "else idle=0; fi; done; kill 1)");
    }

    /** Compose replaces a container where its definition differs, whatever is in the files that it is shown. */
    @Test
    void anotherDomainReplacesWhoeverIsShownItsCertificates() {
        Set<String> ofTheDomain = Set.of("buildkitd.toml", "ca", "certificate", "truststore");
        assertThat(services.properties())
                .filteredOn(service -> service.getValue().path("configs").findValuesAsText("source").stream()
                        .anyMatch(ofTheDomain::contains))
                .isNotEmpty()
                .allSatisfy(service -> {
                    JsonNode definition = service.getValue();
                    assertThat(definition.path("environment").has("SLIPWAY_DOMAIN")
                                    || definition.path("configs").findValuesAsText("target").stream()
                                            .anyMatch(target -> target.contains("${SLIPWAY_DOMAIN:-")))
                            .as(service.getKey())
                            .isTrue();
                });
    }

    /** On a cloud's machine, the metadata service there gives the machine's credentials to whoever asks. */
    @Test
    void jobsReachNoLinkLocalAddress() {
        String pool = "10.213.0.0/16";
        assertThat(services.at("/engine/command/1").asText()).contains("base=" + pool + ",");
        assertThat(services.at("/engine/entrypoint/2").asText())
                .startsWith("ip rule add from " + pool + " to 169.254.0.0/16 type blackhole || echo ");
    }

    /** GitLab would wait for the jobs of one that was killed, and for the deployments among them until their timeout. */
    @Test
    void theRunnerEndsItsJobsBeforeItIsKilled() throws IOException {
        JsonNode runner = services.path("runner");
        assertThat(runner.path("stop_signal").asText()).isEqualTo("SIGTERM");
        assertThat(Integer.parseInt(runner.path("stop_grace_period").asText().replaceFirst("s$", "")))
                .isGreaterThan(number(".gitlab/runner.toml", "shutdown_timeout = "));
    }

    /** The older words are refused or dropped where a stack is made of the file. */
    @Test
    void limitsAreThoseOfTheDeployment() {
        assertThat(all()).noneMatch(service -> service.has("mem_limit") || service.has("pids_limit"));
    }

    /** A thread counts as a process there, and one too few ends httpd at its start; a reload runs it twice for a while. */
    @Test
    void httpdMayHaveTheThreadsThatItIsConfiguredWith() throws IOException {
        int threads = number("httpd/httpd.conf", "ThreadsPerChild ") + number("httpd/httpd.conf", "H2MaxWorkers ");
        assertThat(processes("httpd")).isGreaterThan(2 * threads);
    }

    /** Each connection is one. Without a process for it, PostgreSQL refuses also those that it reserves for its superuser. */
    @Test
    void postgresqlMayHaveTheConnectionsThatItIsStartedWith() {
        String connections = "max_connections=";
        assertThat(texts(services.path("postgresql").path("command")))
                .filteredOn(word -> word.startsWith(connections))
                .singleElement()
                .satisfies(word -> assertThat(processes("postgresql"))
                        .isGreaterThanOrEqualTo(Integer.parseInt(word.substring(connections.length())) + 50));
    }

    private int processes(String service) {
        return services.path(service)
                .path("deploy")
                .path("resources")
                .path("limits")
                .path("pids")
                .asInt();
    }

    /** The one that a line of the file ends with, after this beginning. */
    private static int number(String file, String beginning) throws IOException {
        return Pattern.compile("(?m)^" + beginning + "(\\d+)$")
                .matcher(Files.readString(Line.checkout().resolve(file)))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> networks(JsonNode service) {
        JsonNode networks = service.path("networks");
        return networks.isArray()
                ? texts(networks)
                : networks.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private Stream<JsonNode> all() {
        return StreamSupport.stream(services.spliterator(), false);
    }

    private static String image(JsonNode service) {
        return service.path("image").asText().replaceAll("\\$\\{\\w+:-([^}]*)}", "$1");
    }
}
