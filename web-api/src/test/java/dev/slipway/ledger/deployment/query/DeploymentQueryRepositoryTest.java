package dev.slipway.ledger.deployment.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Outcome;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentQueryRepositoryTest {
    private static final DeploymentFilter SHOP = DeploymentFilter.of("web-shop", null);

    /** As many as the database has for each statement. */
    private List<Row> rows = List.of();

    private final Set<String> texts = new LinkedHashSet<>();
    private final DeploymentQueryRepository lists = new DeploymentQueryRepository();

    @BeforeEach
    void knowNames() {
        lists.entities = entities();
        lists.names = new NameRepository() {
            @Override
            String service(UUID id) {
                return "web-shop";
            }

            @Override
            String environment(UUID id) {
                return "production";
            }
        };
    }

    @Test
    void asksForPagesOfAnySizeByFourStatements() {
        IntStream.rangeClosed(2, 101).forEach(limit -> lists.newestFirst(SHOP, null, limit));
        assertThat(texts)
                .extracting(text -> text.replaceFirst("(?s).* limit ", ""))
                .containsExactly("2", "21", "51", "101");
    }

    @Test
    void asksForMoreAsIs() {
        lists.newestFirst(SHOP, null, 500);
        assertThat(texts).singleElement().asString().endsWith(" limit 500");
    }

    @Test
    void returnsNoMoreThanIsAskedFor() {
        rows = Stream.generate(() -> RowTest.row(null)).limit(21).toList();
        assertThat(lists.newestFirst(SHOP, null, 6)).hasSize(6);
        assertThat(lists.newestFirst(SHOP, null, 21)).hasSize(21);
        assertThat(lists.newestFirst(SHOP, null, 51)).hasSize(21);
    }

    /** PostgreSQL may not know the values of parameters when it chooses an index. */
    @Test
    void namesTheOutcomeInTheText() {
        lists.newestFirst(
                new DeploymentFilter(null, null, null, null, Outcome.FAILED, null, null, null, null, null, null, null),
                null,
                21);
        assertThat(texts).singleElement().asString().contains(" and d.outcome = Outcome.FAILED ");
    }

    private EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("createQuery");
                    texts.add((String) arguments[0]);
                    return query();
                });
    }

    private TypedQuery<?> query() {
        return (TypedQuery<?>) Proxy.newProxyInstance(
                TypedQuery.class.getClassLoader(),
                new Class<?>[] {TypedQuery.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "setParameter" -> proxy;
                    case "getResultList" -> rows;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
