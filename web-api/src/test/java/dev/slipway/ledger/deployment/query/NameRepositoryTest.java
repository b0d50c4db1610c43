package dev.slipway.ledger.deployment.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NameRepositoryTest {
    private static final UUID SHOP = new UUID(0, 1);
    private static final UUID BANK = new UUID(0, 2);

    private final List<Name> rows = new ArrayList<>(List.of(new Name(SHOP, "shop")));
    private final List<String> queries = new ArrayList<>();
    private final NameRepository names = new NameRepository();

    @BeforeEach
    void connect() {
        TypedQuery<?> query = (TypedQuery<?>) Proxy.newProxyInstance(
                TypedQuery.class.getClassLoader(),
                new Class<?>[] {TypedQuery.class},
                (proxy, method, arguments) -> List.copyOf(rows));
        names.entities = (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    queries.add((String) arguments[0]);
                    return query;
                });
    }

    @Test
    void readsANameOnce() {
        assertThat(names.service(SHOP)).isEqualTo("shop");
        assertThat(names.service(SHOP)).isEqualTo("shop");
        assertThat(queries).hasSize(1);
    }

    @Test
    void readsANewName() {
        names.service(SHOP);
        rows.add(new Name(BANK, "bank"));
        assertThat(names.service(BANK)).isEqualTo("bank");
        assertThat(queries).hasSize(2);
    }

    @Test
    void keepsServicesAndEnvironmentsApart() {
        names.service(SHOP);
        names.environment(SHOP);
        assertThat(queries).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void failsWithoutSuchARow() {
        assertThatThrownBy(() -> names.service(BANK)).hasMessageContaining(BANK.toString());
    }
}
