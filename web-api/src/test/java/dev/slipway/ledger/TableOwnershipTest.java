package dev.slipway.ledger;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A table is its feature's: only that one writes it, and others ask the feature instead of reading it. What reads it all the
 * same is listed here, each with the reason. SQL functions are read nowhere else than in the migrations, and not checked.
 */
class TableOwnershipTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/slipway/ledger");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern TABLE = Pattern.compile("(?im)^create table (\\w+)");

    /** The handbook's users, whom only the server's realm and {@code slipway} read and write. */
    private static final Set<String> NOT_THE_LEDGERS = Set.of("handbook_user");

    /** What the rows of other tables refer to: any query may join them, to tell a name from an identity. */
    private static final Set<String> REFERRED_TO = Set.of("service", "environment", "release");

    /**
     * A feature that reads tables of others.
     *
     * @param tables their names, with spaces between them
     */
    private record Reader(String feature, String why, String tables) {}

    private static final List<Reader> READERS = List.of(
            new Reader(
                    "agent",
                    "an agent's next work is of three kinds, in one order, in one query",
                    "deployment_lock deployment_request restart server_group sync"),
            new Reader(
                    "alert",
                    "an alert is of what has lasted too long, wherever that is noted",
                    "backup certificate deployment_request drift event log_gap worker worker_figures"),
            new Reader(
                    "archive",
                    "an archive may go when nothing refers to it, and is a service's whose worker has it",
                    "deployment deployment_request worker worker_archive"),
            new Reader(
                    "audit",
                    "the chain covers the rows of all tables of record, those of SealedTable too",
                    "deployment deployment_request deployment_request_step event gate_decision intervention policy"),
            new Reader(
                    "auditlog",
                    "how far a log was read is kept while its file is, which a group's data being dropped decides",
                    "server_group"),
            new Reader("configuration", "counts and lists what ran with each version in one query", "deployment"),
            new Reader("definition", "a name is taken by a group, too; groups come of definitions", "server_group"),
            new Reader(
                    "deployment",
                    "who asked for it, for whom its workers run, its sources and the environment's policy are told by"
                            + " features that know it",
                    "deployment_request event policy restart server_group sync worker"),
            new Reader(
                    "drift",
                    "what a worker started with, and what it lacks, counts unless its group is on the move: one query each",
                    "deployment_request restart server_group worker_figures"),
            new Reader(
                    "gate",
                    "a soak period depends on the last events of three kinds, in one order, and on whether workers would show them",
                    "deployment deployment_request drift intervention server_group"),
            new Reader(
                    "gitlab", "a report takes the nearest deployment that no other has, in one update", "deployment"),
            new Reader(
                    "group",
                    "has what its workers run with, which is older than their definition or not, and waits for what features"
                            + " that know it do",
                    "deployment_request service_configuration service_definition"),
            new Reader(
                    "metrics",
                    "a figure is an aggregate over deliveries and what repaired them",
                    "deployment intervention repair"),
            new Reader("notification", "a notification is of an event, and shows it", "event"),
            new Reader(
                    "promotion",
                    "what to promote by itself is one query over all services, however many",
                    "deployment deployment_request policy server_group service_definition"),
            new Reader("recovery", "what a rollback undoes is found and linked in one statement", "deployment"),
            new Reader(
                    "release",
                    "a page of those that were to go into an environment is one query",
                    "deployment_request"),
            new Reader("request", "an agent's signs of life come from two places, in one query", "deployment_lock"),
            new Reader("service", "a name is taken by a group, too; groups are of services", "server_group"),
            new Reader(
                    "telemetry",
                    "a scrape counts what there is in one statement, for all features",
                    "alert backup certificate deployment deployment_request drift log_gap log_position notification notification_channel server_group worker worker_figures"),
            new Reader(
                    "worker",
                    "a worker of a removed group may have left no more than how far its log was read",
                    "log_position server_group"));

    /** The tables that each feature names, by the feature. */
    private static final Map<String, Set<String>> USED = new TreeMap<>();

    /** The features that write each table, by the table. */
    private static final Map<String, Set<String>> OWNERS = new TreeMap<>();

    @BeforeAll
    static void readTheSources() {
        texts(MIGRATIONS, ".sql").values().stream()
                .flatMap(text -> TABLE.matcher(text).results())
                .map(match -> match.group(1))
                .filter(table -> !NOT_THE_LEDGERS.contains(table))
                .forEach(table -> OWNERS.put(table, new TreeSet<>()));
        Map<Path, String> sources = texts(SOURCES, ".java");
        TableNames names = new TableNames(OWNERS.keySet(), sources.values().stream());
        sources.forEach((path, text) -> {
            String feature = SOURCES.relativize(path).getName(0).toString();
            USED.computeIfAbsent(feature, any -> new TreeSet<>()).addAll(names.used(text));
            names.owned(text)
                    .forEach(table -> OWNERS.computeIfAbsent(table, any -> new TreeSet<>())
                            .add(feature));
        });
    }

    @Test
    void eachTableIsWrittenByOneFeature() {
        assertThat(OWNERS).isNotEmpty();
        assertThat(OWNERS)
                .allSatisfy((table, owners) -> assertThat(owners)
                        .as("the features that write or map %s", table)
                        .hasSize(1));
    }

    @Test
    void onlyItsFeatureReadsATable() {
        assertThat(without(foreign(), listed()))
                .as("reads of another feature's table that READERS lacks: call that feature's service, or say why not")
                .isEmpty();
    }

    @Test
    void everyListedReaderStillReads() {
        assertThat(without(listed(), foreign()))
                .as("entries of READERS that nothing needs")
                .isEmpty();
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        return all.stream().filter(one -> !others.contains(one)).collect(toCollection(TreeSet::new));
    }

    /** Which feature reads what of others, as {@code feature: table}. */
    private static Set<String> foreign() {
        List<String> reads = new ArrayList<>();
        USED.forEach((feature, tables) -> tables.stream()
                .filter(table -> !REFERRED_TO.contains(table))
                .filter(table -> !OWNERS.getOrDefault(table, Set.of()).contains(feature))
                .forEach(table -> reads.add(feature + ": " + table)));
        return new TreeSet<>(reads);
    }

    private static Set<String> listed() {
        return READERS.stream()
                .flatMap(reader -> Stream.of(reader.tables.split(" ")).map(table -> reader.feature + ": " + table))
                .collect(toCollection(TreeSet::new));
    }

    private static Map<Path, String> texts(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<Path, String> texts = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                texts.put(file, Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
