package dev.slipway.ledger.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.definition.reading.DefinitionReader;
import dev.slipway.ledger.definition.reading.Mistake;
import dev.slipway.ledger.definition.reading.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GroupNamesTest {

    @Test
    void areOfTheServiceAndTheEnvironment() {
        assertThat(GroupNames.group("shop", "production")).isEqualTo("shop-production");
        assertThat(GroupNames.host("shop", "production")).isEqualTo("shop");
        assertThat(GroupNames.host("shop", "staging")).isEqualTo("shop-staging");
    }

    @Test
    void theOptionOfProductionIsEmpty() {
        assertThat(GroupNames.option("production")).isEmpty();
        assertThat(GroupNames.option("staging")).isEqualTo(" --environment staging");
    }

    @Test
    void areAllAskedFor() {
        Reading reading = read("shop", "staging", "production");
        assertThat(GroupNames.of(definition(reading)))
                .containsExactlyInAnyOrder("shop-staging", "shop-production", "shop");
    }

    @Test
    void canBeHadWhereNobodyHasThem() {
        assertThat(check("shop", Map.of("store", "the service store"), "staging", "production"))
                .isEmpty();
    }

    /** The provisioner of server groups reads this file in its tests, too. */
    @Test
    void areNoneOfTheLinesOwn() throws IOException {
        JsonNode reserved = new ObjectMapper()
                .readTree(Files.readString(Path.of("../line/src/test/resources/groups/accepted.json")))
                .required("reserved");
        for (JsonNode name : reserved) {
            assertRefused(name.asText());
        }
        assertRefused("shop--rehearsal");
    }

    private static void assertRefused(String service) {
        assertThat(check(service, Map.of(), "production"))
                .singleElement()
                .satisfies(
                        mistake -> assertThat(mistake.toString()).startsWith("line 1: service must not be " + service));
    }

    @Test
    void areNoneOfTheLinesOwnWithTheEnvironmentEither() {
        assertThat(check("slipway", Map.of(), "waiting")).isNotEmpty();
        assertThat(check("admin-shop-production-1", Map.of(), "production"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.rule()).contains("a name of the line's own"));
        assertThat(check("shop", Map.of(), "production--rehearsal")).isNotEmpty();
        assertThat(check("admins", Map.of(), "production")).isEmpty();
        assertThat(check("shop-rehearsal", Map.of(), "rehearsal")).isEmpty();
    }

    @Test
    void areNobodyElses() {
        assertThat(check("shop", Map.of("shop-staging", "the service shop-staging"), "production", "staging"))
                .hasToString(
                        "[line 4: environments.staging makes the name shop-staging, which is the service shop-staging; give the"
                                + " service another name]");
        assertThat(check("shop-staging", Map.of("shop-staging", "of shop in staging"), "production"))
                .hasSize(1);
    }

    @Test
    void fitIntoAHostName() {
        String longest = "a".repeat(47);
        assertThat(check(longest, Map.of(), "staging")).isEmpty();
        assertThat(check(longest + "b", Map.of(), "staging"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.rule())
                        .contains("admin-" + longest + "b-staging-1", "more than 63 characters", "by 1"));
        assertThat(check("shop-", Map.of(), "production")).hasSize(1);
    }

    private static List<Mistake> check(String service, Map<String, String> taken, String... environments) {
        Reading reading = read(service, environments);
        return GroupNames.check(definition(reading), reading, taken);
    }

    private static Reading read(String service, String... environments) {
        return DefinitionReader.read(
                "service: " + service + "\nenvironments:\n  " + String.join(":\n  ", environments) + ":\n",
                service,
                List.of(environments));
    }

    private static Definition definition(Reading reading) {
        return Objects.requireNonNull(
                reading.definition(), () -> reading.mistakes().toString());
    }
}
