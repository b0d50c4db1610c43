package dev.slipway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hibernate.internal.util.collections.BoundedConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Hibernate keeps the plans of the ledger's statements in a map of this kind. */
class PlanCacheTest {
    private static final Path SETTINGS = Path.of("src/main/resources/META-INF/persistence.xml");
    private static final Pattern SIZE = Pattern.compile("\"hibernate\\.query\\.plan_cache_max_size\" value=\"(\\d+)\"");

    /** How many segments Hibernate asks for. */
    private static final int CONCURRENCY = 20;

    /** More than the ledger's code has, with the usual filters of its lists. */
    private static final int STATEMENTS = 256;

    @Test
    void hasRoomForTheStatementsInUseHoweverTheyFallIntoSegments() throws IOException {
        Map<String, String> plans =
                new BoundedConcurrentHashMap<>(size(), CONCURRENCY, BoundedConcurrentHashMap.Eviction.LIRS);
        List<String> statements = IntStream.range(0, STATEMENTS)
                .mapToObj(number -> "from Deployment d where d.executor = " + number)
                .toList();
        statements.forEach(statement -> plans.put(statement, statement));
        assertThat(statements).allMatch(plans::containsKey);
    }

    private static int size() throws IOException {
        return SIZE.matcher(Files.readString(SETTINGS))
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
