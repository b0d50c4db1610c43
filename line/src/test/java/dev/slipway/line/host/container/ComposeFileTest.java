package dev.slipway.line.host.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ComposeFileTest {
    private static final Container SHOP = new Container("shop-production-1", "shop-production", 20_000, 1, 768, 256);
    private static final Container DESK = new Container("desk-staging-1", "desk-staging", 20_001, 2, 256, 256);

    private static JsonNode of(Container... containers) {
        return json(text(List.of(), containers));
    }

    private static String text(List<String> hosts, Container... containers) {
        return ComposeFile.text(List.of(containers), hosts);
    }

    private static JsonNode json(String yaml) {
        Object file = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return new ObjectMapper().valueToTree(file);
    }

    @Test
    void hasAServiceForEachWorker() {
        JsonNode file = of(SHOP, DESK);
        assertThat(file.path("services").fieldNames())
                .toIterable()
                .containsExactly("shop-production-1", "desk-staging-1");
        JsonNode shop = file.path("services").path("shop-production-1");
        assertThat(shop.path("hostname").asText()).isEqualTo("shop-production-1");
        assertThat(shop.path("command"))
                .extracting(JsonNode::asText)
                .containsExactly("run", "shop-production-1", "768m", "256m");
    }

    @Test
    void givesAWorkerNoRights() {
        JsonNode shop = of(SHOP).path("services").path("shop-production-1");
        assertThat(shop.path("user").asText()).isEqualTo("20000:20000");
        assertThat(shop.path("read_only").asBoolean()).isTrue();
        assertThat(shop.path("cap_drop")).extracting(JsonNode::asText).containsExactly("ALL");
        assertThat(shop.path("security_opt")).extracting(JsonNode::asText).containsExactly("no-new-privileges:true");
        assertThat(shop.has("ports")).isFalse();
        assertThat(shop.has("privileged")).isFalse();
        assertThat(shop.toString()).doesNotContain("docker.sock");
    }

    @Test
    void showsAWorkerItsOwnGroupsSecretsAndItsOwnFolderAlone() {
        JsonNode file = of(SHOP, DESK);
        JsonNode shop = file.path("services").path("shop-production-1");
        assertThat(shop.path("secrets"))
                .extracting(secret -> secret.path("source").asText())
                .containsExactly(
                        "shop-production-environment",
                        "shop-production-management-password",
                        "shop-production-configuration");
        assertThat(shop.path("volumes"))
                .filteredOn(volume -> volume.path("type").asText().equals("volume"))
                .extracting(volume -> volume.path("volume").path("subpath").asText())
                .containsExactly("shop-production-1");
        assertThat(shop.path("volumes"))
                .extracting(volume -> volume.path("type").asText())
                .containsExactly("volume", "tmpfs");
        assertThat(file.path("secrets").findValuesAsText("file"))
                .hasSize(6)
                .allMatch(path -> path.startsWith("./.slipway/containers/secrets/"));
    }

    @Test
    void putsEachGroupInANetworkOfItsOwn() {
        JsonNode services = of(SHOP, DESK).path("services");
        assertThat(services.path("shop-production-1").path("networks"))
                .extracting(JsonNode::asText)
                .containsExactly("group-1");
        assertThat(services.path("desk-staging-1").path("networks"))
                .extracting(JsonNode::asText)
                .containsExactly("group-2");
        assertThat(of(SHOP).has("networks")).isFalse();
    }

    /** Whoever is in all of them is started anew for that: not once for each group. */
    @Test
    void addsNetworksByTheEight() {
        JsonNode file = of(SHOP, new Container("ninth-production-1", "ninth-production", 20_008, 9, 256, 256));
        assertThat(file.path("networks").fieldNames())
                .toIterable()
                .hasSize(8)
                .contains("group-9", "group-16")
                .doesNotContain("group-8", "group-17");
        for (String service : List.of("httpd", "line", "postgresql")) {
            assertThat(file.path("services").path(service).path("networks").fieldNames())
                    .toIterable()
                    .hasSize(8);
        }
    }

    /** A service calls another one, or signs people in, by the line's public names, whichever group it is. */
    @Test
    void callsHttpdTheSameInAllNetworks() throws IOException {
        JsonNode first = json(Files.readString(Path.of("../docker-compose.yml")));
        JsonNode more = of(new Container("ninth-production-1", "ninth-production", 20_008, 9, 256, 256));
        assertThat(more.at("/services/httpd/networks/group-16/aliases"))
                .isNotEmpty()
                .isEqualTo(first.at("/services/httpd/networks/group-8/aliases"));
    }

    @Test
    void callsHttpdByTheNamesOfAllServicesInAllNetworks() throws IOException {
        JsonNode first = json(Files.readString(Path.of("../docker-compose.yml")));
        List<String> hosts = List.of("ninth", "shop");
        JsonNode networks = json(text(hosts, SHOP)).at("/services/httpd/networks");
        assertThat(networks.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        () -> first.at("/services/httpd/networks").fieldNames());
        assertThat(networks)
                .allSatisfy(network -> assertThat(network.path("aliases"))
                        .extracting(JsonNode::asText)
                        .containsExactly(
                                "ninth.${SLIPWAY_DOMAIN:-localtest.me}", "shop.${SLIPWAY_DOMAIN:-localtest.me}"));
        Container ninth = new Container("ninth-production-1", "ninth-production", 20_008, 9, 256, 256);
        assertThat(json(text(hosts, SHOP, ninth)).at("/services/httpd/networks/group-9/aliases"))
                .extracting(JsonNode::asText)
                .contains("auth.${SLIPWAY_DOMAIN:-localtest.me}", "shop.${SLIPWAY_DOMAIN:-localtest.me}");
        assertThat(json(text(hosts, SHOP)).path("services").has("line")).isFalse();
    }

    /** Compose refuses a network that no file has. */
    @Test
    void hasTheNetworkThatAnEarlierVersionLacks() {
        assertThat(json(text(List.of("shop"), SHOP)).path("networks").fieldNames())
                .toIterable()
                .containsExactly("gitlab");
    }

    @Test
    void limitsAWorkerByWhatItsServerIsGiven() {
        JsonNode limits = of(SHOP).path("services")
                .path("shop-production-1")
                .path("deploy")
                .path("resources")
                .path("limits");
        assertThat(limits.path("memory").asText()).isEqualTo("1472m");
        assertThat(DESK.limit()).isEqualTo(832);
        assertThat(limits.path("pids").asInt()).isPositive();
    }

    /** Or else the engine kills a worker that still answers a request. */
    @Test
    void waitsLongerForAWorkerThanItsServerForRequests() throws IOException {
        Matcher patience = Pattern.compile("-Dorg\\.wildfly\\.sigterm\\.suspend\\.timeout=([0-9]+) ")
                .matcher(Files.readString(Path.of("../ear/bin/worker")));
        assertThat(patience.find()).isTrue();
        Duration grace = Duration.parse("PT"
                + of(SHOP).at("/services/shop-production-1/stop_grace_period").asText());
        assertThat(grace).isGreaterThan(Duration.ofSeconds(Long.parseLong(patience.group(1)) + 30));
    }

    @Test
    void isTheSameForTheSameWorkersAndEmptyForNone() {
        assertThat(text(List.of("desk", "shop"), SHOP, DESK)).isEqualTo(text(List.of("desk", "shop"), SHOP, DESK));
        assertThat(of().path("services")).isEmpty();
        assertThat(of().has("secrets")).isFalse();
    }

    /** A stack's file knows none of the short forms, and drops or refuses them: what is written can become one. */
    @Test
    void saysNothingThatSwarmRefuses() {
        assertThat(text(List.of("desk", "shop"), SHOP, DESK))
                .doesNotContain("mem_limit")
                .doesNotContain("pids_limit")
                .doesNotContain("content:")
                .doesNotContain("depends_on")
                .doesNotContain("links")
                .doesNotContain("profiles")
                .doesNotContain("group_add");
    }
}
