package dev.slipway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger's role may delete rows of the tables that its repositories delete rows of, and of no others. */
class GrantTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/slipway/ledger");
    private static final Path GRANTS = Path.of("src/main/resources/db/migration/afterMigrate__grant.sql");
    private static final Pattern DELETE = Pattern.compile("(?i)\\bdelete\\s+from\\s+(\\w+)");
    private static final Pattern REMOVE =
            Pattern.compile("\\((\\w+) (\\w+)\\) \\{\\s+entities\\.remove\\(\\2\\);", Pattern.DOTALL);
    private static final Pattern ENTITY =
            Pattern.compile("@Entity\\s(?:@Table\\(name = \"(\\w+)\"[^)]*\\)\\s)?[^{]*?class (\\w+)", Pattern.DOTALL);

    @Test
    void deletesWhatItsRepositoriesDelete() throws IOException {
        List<String> sources = sources();
        Map<String, String> tables = new HashMap<>();
        for (String source : sources) {
            ENTITY.matcher(source)
                    .results()
                    .forEach(found ->
                            tables.put(found.group(2), found.group(1) == null ? name(found.group(2)) : found.group(1)));
        }
        Set<String> deleted = new TreeSet<>();
        for (String source : sources) {
            Stream.of(DELETE, REMOVE)
                    .flatMap(pattern -> pattern.matcher(source).results())
                    .map(found -> tables.getOrDefault(found.group(1), found.group(1)))
                    .forEach(deleted::add);
        }
        assertThat(granted()).isNotEmpty().isEqualTo(deleted);
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(GrantTest::read)
                    .toList();
        }
    }

    private static Set<String> granted() {
        Matcher passing = Pattern.compile("passing constant text\\[\\] := array\\[([^]]*)]")
                .matcher(read(GRANTS));
        assertThat(passing.find()).isTrue();
        return Stream.of(passing.group(1).split(","))
                .map(name -> name.strip().replace("'", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
