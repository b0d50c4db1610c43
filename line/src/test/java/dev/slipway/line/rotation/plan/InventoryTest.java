package dev.slipway.line.rotation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that nobody knows how to rotate makes one of these red: it belongs into the inventory. */
class InventoryTest {
    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern LIST_OF_PREPARE = Pattern.compile("for name in ([a-z\\s\\\\-]+); do");
    private static final Pattern IN_SHELL = Pattern.compile("\\$\\(secret ([a-z-]+)");
    private static final Pattern IN_JAVA = Pattern.compile("(?:[sS]ecret|secrets\\(\\)\\.resolve)\\(\"([a-z-]+)\"\\)");
    private static final Pattern KEY_FILE = Pattern.compile("NAME = \"([a-z-]+)\"");

    private static Set<String> names() {
        return Stream.concat(Inventory.OWN.stream(), Inventory.OF_GROUP.stream())
                .map(Secret::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) throws IOException {
        return Files.readString(CHECKOUT.resolve(file));
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void hasWhatPrepareMakes() throws IOException {
        String list = String.join(" ", found(LIST_OF_PREPARE, read("line/bin/prepare")));
        List<String> made = List.of(list.replace("\\", " ").strip().split("\\s+"));
        assertThat(made).hasSizeGreaterThan(20);
        assertThat(names()).containsAll(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ear/bin/wildfly",
                "ear/bin/worker",
                "httpd/bin/httpd",
                "keycloak/bin/keycloak",
                "line/bin/agent",
                "line/bin/cli",
                "web-api/bin/postgresql"
            })
    void hasWhatTheScriptsRead(String script) throws IOException {
        assertThat(names()).containsAll(found(IN_SHELL, read(script)));
    }

    @Test
    void hasWhatContainersAreShown() throws IOException {
        List<String> shown =
                found(Pattern.compile("file: \\./\\.slipway/secrets/([a-z-]+)"), read("docker-compose.yml"));
        assertThat(shown).hasSizeGreaterThan(15);
        assertThat(shown)
                .filteredOn(name -> Inventory.ofPipeline(name).isEmpty())
                .isSubsetOf(names());
    }

    @Test
    void hasWhatTheProgramsInJavaReadOrMake() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                read.addAll(found(IN_JAVA, text));
                if (text.contains("secrets()") && text.contains("readOrMake")) {
                    read.addAll(found(KEY_FILE, text));
                }
            }
        }
        assertThat(read).contains("configuration-key", "agent-client-secret", "database-password", "smtp-password");
        assertThat(names()).containsAll(read);
    }

    @Test
    void saysWhatToDoForWhatTheLineDoesNotRotate() {
        assertThat(Stream.concat(Inventory.OWN.stream(), Inventory.OF_GROUP.stream())
                        .filter(secret -> !secret.strategy().isRotated()))
                .allSatisfy(
                        secret -> assertThat(secret.note()).as(secret.name()).hasSizeGreaterThan(30));
    }

    @Test
    void knowsEachOnce() {
        assertThat(Inventory.OWN).extracting(Secret::name).doesNotHaveDuplicates();
        assertThat(Inventory.OF_GROUP).extracting(Secret::name).doesNotHaveDuplicates();
    }

    @Test
    void callsEachClientAsTheRealmDoes() throws IOException {
        String realm = read("keycloak/slipway-realm.json");
        assertThat(Inventory.OWN.stream().filter(secret -> secret.strategy() == RotationStrategy.CLIENT))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(realm)
                        .contains("\"clientId\": \"" + secret.of() + "\"")
                        .contains("\"${SLIPWAY_"
                                + secret.name().toUpperCase(Locale.ROOT).replace('-', '_') + "}\""));
    }

    @Test
    void startsWhoeverKeepsOneAnew() throws IOException {
        // What a program reads at its start stays in its environment.
        assertThat(users("line/bin/agent", SecretConsumer.AGENT)).isEmpty();
        assertThat(users("ear/bin/wildfly", SecretConsumer.LEDGER_WORKERS)).isEmpty();
    }

    /** Those that a program is started with, and that nobody starts it anew for. */
    private static List<String> users(String script, SecretConsumer consumer) throws IOException {
        List<String> kept = found(Pattern.compile("_(?:SECRET|PASSWORD)=\\$\\(secret ([a-z-]+)"), read(script));
        assertThat(kept).isNotEmpty();
        return Inventory.OWN.stream()
                .filter(secret -> kept.contains(secret.name())
                        && secret.strategy().isRotated()
                        && !secret.consumers().contains(consumer))
                .map(Secret::name)
                .toList();
    }

    @Test
    void takesTheSecretsOfPipelinesFromTheirFiles() {
        assertThat(Inventory.ofPipeline("pipeline-shop-client-secret"))
                .hasValueSatisfying(secret -> assertThat(secret.of()).isEqualTo("pipeline-shop"));
        assertThat(Inventory.ofPipeline("pipeline-client-secret")).isEmpty();
        assertThat(Inventory.ofPipeline("people-client-secret")).isEmpty();
    }

    @Test
    void callsWhatIsOfAGroupByTheGroup() {
        Secret secret = Inventory.OF_GROUP.get(0).of("shop-production");
        assertThat(secret.name()).isEqualTo("shop-production/database-password");
        assertThat(secret.group()).isEqualTo("shop-production");
        assertThat(secret.file()).isEqualTo("database-password");
    }
}
