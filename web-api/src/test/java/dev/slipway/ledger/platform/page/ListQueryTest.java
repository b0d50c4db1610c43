package dev.slipway.ledger.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.TypedQuery;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListQueryTest {
    private static final Cursor CURSOR = new Cursor(Instant.parse("2026-11-23T10:15:30Z"), new UUID(1, 2));

    private final Map<String, Object> parameters = new TreeMap<>();
    private String text = "";

    @Test
    void isTheBareListInItsOrderWhenNothingIsAskedFor() {
        build(new ListQuery("from Ship s where true")
                .and("s.name = :name", "name", null)
                .andIsNull("s.sunkAt", null)
                .newestFirst("s.builtAt", "s.id", null));

        assertThat(text).isEqualTo("from Ship s where true order by s.builtAt desc, s.id desc");
        assertThat(parameters).isEmpty();
    }

    @Test
    void hasAConditionForWhatIsAskedFor() {
        build(new ListQuery("from Ship s where true")
                .and("s.name = :name", "name", "ark")
                .andIsNull("s.sunkAt", true)
                .andIsNull("s.builtAt", false)
                .then(" and s.size > :least")
                .with("least", 3));

        assertThat(text)
                .isEqualTo("from Ship s where true and s.name = :name and s.sunkAt is null and s.builtAt is not null"
                        + " and s.size > :least");
        assertThat(parameters).isEqualTo(Map.of("name", "ark", "least", 3));
    }

    @Test
    void goesOnBehindTheCursor() {
        build(new ListQuery("from Ship s where true").newestFirst("s.builtAt", "s.id", CURSOR));

        assertThat(text)
                .isEqualTo("from Ship s where true and (s.builtAt, s.id) < (:afterAt, :afterId)"
                        + " order by s.builtAt desc, s.id desc");
        assertThat(parameters).isEqualTo(Map.of("afterAt", CURSOR.at(), "afterId", CURSOR.id()));
    }

    private void build(ListQuery list) {
        list.query(query -> {
            text = query;
            return query();
        });
    }

    @SuppressWarnings("unchecked") // a proxy has no type parameters
    private TypedQuery<Object> query() {
        return (TypedQuery<Object>) Proxy.newProxyInstance(
                ListQueryTest.class.getClassLoader(), new Class<?>[] {TypedQuery.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("setParameter");
                    parameters.put((String) arguments[0], arguments[1]);
                    return proxy;
                });
    }
}
