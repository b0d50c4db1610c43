package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.line.Line;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the API's description promises, all tests together have seen; each answer was held against it as it came. */
@Isolated
@Order(Integer.MAX_VALUE)
class ContractIT {
    /** It never ends, so it is no answer that could be held against its description: FeedIT follows it line by line. */
    private static final String STREAM = "followEvents";

    @Test
    void everySuccessThatIsPromisedWasSeen() {
        assumeTrue(isWholeRun(), "only some of the tests were run");
        Map<String, Set<String>> missing = new TreeMap<>();
        Line.running().contract().unseen().forEach((operation, statuses) -> {
            if (operation.equals(STREAM)) {
                return;
            }
            System.out.printf("%s: not seen: %s%n", operation, statuses);
            Set<String> successes = new TreeSet<>(statuses);
            successes.removeIf(status -> status.compareTo("300") >= 0);
            if (!successes.isEmpty()) {
                missing.put(operation, successes);
            }
        });
        assertThat(missing).as("promised and never exercised").isEmpty();
    }

    private static boolean isWholeRun() {
        return Boolean.getBoolean("line.whole")
                || System.getProperty("line.tests", "").isEmpty();
    }
}
