package dev.slipway.ledger.definition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.definition.reading.Definition;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionColumnTest {

    @Test
    void readsWhatTheNextReleaseWrites() {
        Definition definition = requireNonNull(new DefinitionColumn().convertToEntityAttribute("""
                        {"service":"shop","title":"Web shop","contextRoot":"/","probe":"/health/ready","later":1,
                         "environments":{"production":{"workers":2,"memory":"768m","metaspace":"256m","later":1}},
                         "database":{"jndi":["java:jboss/datasources/ShopDS"],"later":1}}"""));
        assertThat(definition.service()).isEqualTo("shop");
        assertThat(definition.environments()).hasSize(1);
        assertThat(definition.database()).isEqualTo(new Definition.Database(List.of("java:jboss/datasources/ShopDS")));
    }
}
