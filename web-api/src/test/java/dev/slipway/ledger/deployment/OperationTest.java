package dev.slipway.ledger.deployment;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/slipway/ledger");

    /** In SQL the operations are strings, in JPQL constants. */
    private static final Pattern LIST = Pattern.compile("operation (?:not )?in \\(([^)]*)\\)");

    @Test
    void queriesListWhatLeavesNothingRunningOrWhatDelivers() throws IOException {
        Set<String> stops = names(operation -> !operation.leavesRunning());
        Set<String> delivers = names(Operation::isDelivery);
        assertThat(listed()).contains(stops, delivers).isSubsetOf(List.of(stops, delivers));
    }

    private static Set<String> names(Predicate<Operation> which) {
        return Stream.of(Operation.values())
                .filter(which)
                .map(Operation::toString)
                .collect(toSet());
    }

    private static List<Set<String>> listed() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(path -> path.toString().endsWith(".java")).toList();
        }
        List<Set<String>> lists = new ArrayList<>();
        for (Path source : sources) {
            LIST.matcher(Files.readString(source))
                    .results()
                    .map(found -> read(found.group(1)))
                    .forEach(lists::add);
        }
        return lists;
    }

    private static Set<String> read(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(name ->
                        name.replace("Operation.", "").replace("'", "").strip().toLowerCase(Locale.ROOT))
                .collect(toSet());
    }
}
