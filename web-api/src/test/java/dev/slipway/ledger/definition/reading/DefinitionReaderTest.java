package dev.slipway.ledger.definition.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.ledger.definition.reading.Definition.Database;
import dev.slipway.ledger.definition.reading.Definition.Login;
import dev.slipway.ledger.definition.reading.Definition.Mail;
import dev.slipway.ledger.definition.reading.Definition.Messaging;
import dev.slipway.ledger.definition.reading.Definition.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a definition says, and what it need not say. */
class DefinitionReaderTest {
    private static final List<String> KNOWN = List.of("staging", "production");

    private static final String BEGINNING = "{service: shop, environments: {production: {}}, ";

    static final String SMALL = """
            service: shop
            environments:
              production:
            """;

    @Test
    void readsEverything() {
        assertThat(read("""
                        # a shop
                        service: shop
                        title: Web shop
                        environments:
                          staging: {workers: 1, memory: 384m, mail: false}
                          production: {workers: 2, memory: 2g, metaspace: 512M, mail: true}
                        database: {jndi: [java:jboss/datasources/ShopDS, "java:/Other"]}
                        login: {roles: [customer, shop.clerk]}
                        mail: {from: shop@example.org}
                        messaging:
                          queues:
                            - orders
                            - java:/queue/returns
                        contextRoot: /shop
                        probe: /shop/health
                        """).definition())
                .isEqualTo(new Definition(
                        "shop",
                        "Web shop",
                        Map.of(
                                "staging", new Size(1, new Memory(384), new Memory(256), false),
                                "production", new Size(2, new Memory(2048), new Memory(512), null)),
                        new Database(List.of("java:jboss/datasources/ShopDS", "java:/Other")),
                        new Login(List.of("customer", "shop.clerk")),
                        new Mail("shop@example.org", List.of()),
                        new Messaging(List.of("orders", "java:/queue/returns"), List.of()),
                        "/shop",
                        "/shop/health"));
    }

    @Test
    void fillsInWhatIsLeftOut() {
        assertThat(read(SMALL).definition())
                .isEqualTo(new Definition(
                        "shop",
                        "shop",
                        Map.of("production", new Size(1, new Memory(256), new Memory(256), null)),
                        null,
                        null,
                        null,
                        null,
                        "/",
                        "/"));
    }

    @Test
    void takesTrueForAllThatIsUsualAndFalseForNone() {
        Definition all = definition(SMALL + "database: true\nlogin: true\nmail: true\n");
        assertThat(all.database()).isEqualTo(new Database(List.of()));
        assertThat(all.login()).isEqualTo(new Login(List.of()));
        assertThat(all.mail()).isEqualTo(new Mail(null, List.of()));
        assertThat(definition(SMALL + "database: false\nlogin: false\nmail: false\n"))
                .isEqualTo(definition(SMALL));
    }

    @Test
    void readsJsonWhichIsYaml() {
        assertThat(definition("{\"service\": \"shop\", \"environments\": {\"production\": {}}}"))
                .isEqualTo(definition(SMALL));
    }

    @Test
    void takesSeveralNamesOfOneQueue() {
        assertThat(read(SMALL + "messaging: {queues: [orders, java:/a/orders, java:/b/orders, java:/c, c]}\n")
                        .mistakes())
                .isEmpty();
    }

    @Test
    void givesABrokerAlone() {
        assertThat(Objects.requireNonNull(read(SMALL + "messaging: true\n").definition())
                        .messaging())
                .isEqualTo(new Messaging(List.of(), List.of()));
    }

    @Test
    void readsWhatAnyEditorSaves() {
        assertThat(definition(SMALL.replace("\n", "\r\n"))).isEqualTo(definition(SMALL));
        assertThat(definition(SMALL.replace("\n", "\r"))).isEqualTo(definition(SMALL));
        assertThat(definition("\ufeff" + SMALL)).isEqualTo(definition(SMALL));
        assertThat(definition("---\n" + SMALL + "...\n")).isEqualTo(definition(SMALL));
        assertThat(definition("%YAML 1.2\n---\n" + SMALL)).isEqualTo(definition(SMALL));
        assertThat(definition(SMALL.strip())).isEqualTo(definition(SMALL));
        assertThat(definition(SMALL + "title: Caf\u00e9 \ud83e\uded6\n").title())
                .isEqualTo("Caf\u00e9 \ud83e\uded6");
    }

    /** The provisioner of server groups reads this file in its tests, too. */
    @Test
    void acceptsWhatTheProvisionerDoes() throws IOException {
        JsonNode accepted = fixture();
        for (JsonNode part : accepted.required("parts")) {
            assertThat(mistakes(part)).isEmpty();
        }
        for (JsonNode size : accepted.required("sizes")) {
            assertThat(read("{service: shop, environments: {production: " + size + "}}")
                            .mistakes())
                    .isEmpty();
        }
    }

    /** The agent, which suggests none of these, reads this file in its tests, too. */
    @Test
    void refusesWhatTheAgentDoesNotSuggest() throws IOException {
        for (JsonNode part : fixture().required("refused")) {
            assertThat(mistakes(part)).as(part.toString()).hasSize(1);
        }
    }

    private static JsonNode fixture() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(Path.of("../line/src/test/resources/groups/accepted.json")));
    }

    private static List<Mistake> mistakes(JsonNode part) {
        return read(BEGINNING + part.toString().substring(1)).mistakes();
    }

    static Reading read(String yaml) {
        return DefinitionReader.read(yaml, "shop", KNOWN);
    }

    private static Definition definition(String yaml) {
        Reading reading = read(yaml);
        return Objects.requireNonNull(
                reading.definition(), () -> reading.mistakes().toString());
    }
}
