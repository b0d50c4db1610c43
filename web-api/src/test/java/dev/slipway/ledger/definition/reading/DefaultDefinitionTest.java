package dev.slipway.ledger.definition.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DefaultDefinitionTest {

    @Test
    void saysNoMoreThanWhere() {
        assertThat(DefaultDefinition.yaml("shop", "production", null, null)).isEqualTo("""
                service: shop
                environments:
                  production: {workers: 2}
                """);
        assertThat(DefaultDefinition.yaml("shop", "staging", null, null)).contains("  staging: {workers: 1}");
    }

    @Test
    void getsOneMoreEnvironmentWithEachThatItIsDeployedTo() {
        String staging = DefaultDefinition.yaml("shop", "staging", "/store", null);
        assertThat(DefaultDefinition.yaml(staging, "production")).isEqualTo("""
                service: shop
                environments:
                  staging: {workers: 1}
                  production: {workers: 2}
                contextRoot: /store
                """);
    }

    @Test
    void takesOverWhereTheApplicationLiesAndWhatAnswersThere() {
        Definition definition = read(DefaultDefinition.yaml("shop", "staging", "/store", "/store/health"));
        assertThat(definition.contextRoot()).isEqualTo("/store");
        assertThat(definition.probe()).isEqualTo("/store/health");
    }

    @Test
    void leavesOutAProbeThatNoDefinitionCanHave() {
        Definition definition = read(DefaultDefinition.yaml("shop", "staging", "/store", "/health?deep=yes"));
        assertThat(definition.probe()).isEqualTo("/store");
    }

    @Test
    void isReadAsItIsMeant() {
        for (String name : List.of("on", "null", "y", "true")) {
            assertThat(read(DefaultDefinition.yaml(name, "staging", "/~x", null))
                            .service())
                    .isEqualTo(name);
        }
    }

    private static Definition read(String yaml) {
        String service = yaml.lines().findFirst().orElseThrow().replaceAll("service: |\"", "");
        Reading reading = DefinitionReader.read(yaml, service, List.of("staging", "production"));
        assertThat(reading.mistakes()).isEmpty();
        return Objects.requireNonNull(reading.definition());
    }
}
