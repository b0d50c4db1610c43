package dev.slipway.ledger.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A rollback puts the release before back, and leaves the schema: so what that release uses may go only when nobody will
 * want it back any more, with a migration whose name says so, {@code V…__contract_….sql}.
 */
class MigrationRuleTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final String CONTRACT = "V[0-9]+__contract_[a-z0-9_]+[.]sql";

    /** The ledger compares versions as numbers, and would not miss a repeatable migration, which has none. */
    private static final String NAME = "V[0-9]{12}__[a-z0-9_]+[.]sql|afterMigrate__[a-z0-9_]+[.]sql";

    private static final List<Pattern> BREAKING = Stream.of(
                    "^drop (table|view|materialized view|schema) .*",
                    // Without `column` too; what only loosens a rule takes nothing away.
                    "^alter table .*\\bdrop (?!constraint |not null|default|expression|identity).*",
                    "^alter table .*\\brename (?!constraint ).*",
                    "^alter table .*\\balter (column )?(?:(?!,).)*\\b(set data )?type .*",
                    "^alter table .*\\bset not null.*")
            .map(Pattern::compile)
            .toList();

    static Stream<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void isNamedByItsTime(Path migration) {
        assertThat(migration.getFileName().toString()).matches(NAME);
    }

    @Test
    void hasAVersionOfItsOwn() throws IOException {
        assertThat(migrations().map(file -> file.getFileName().toString().replaceFirst("__.*", "")))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void leavesWhatTheReleaseBeforeUses(Path migration) throws IOException {
        if (!migration.getFileName().toString().matches(CONTRACT)) {
            assertThat(breaches(Files.readString(migration)))
                    .as("%s takes away; call it …__contract_….sql", migration.getFileName())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table a;",
                "DROP TABLE IF EXISTS a;",
                "alter table a drop column b;",
                "alter table a drop b;",
                "alter table a add column c text, drop column b;",
                "alter table a rename to b;",
                "alter table a rename column b to c;",
                "alter table a rename b to c;",
                "alter table a alter column b type bigint;",
                "alter table a alter b set data type bigint;",
                "alter table a\n    alter column b set not null;",
                "create table c (d text); -- well\nalter table a drop column b;"
            })
    void knowsWhatTakesAway(String sql) {
        assertThat(breaches(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (b text not null, type text);",
                "alter table a add column type text not null default '';",
                "alter table a alter column b drop not null;",
                "alter table a alter column b drop default, add column type text;",
                "alter table a drop constraint ck_a_b;",
                "alter table a rename constraint ck_a_b to ck_a_c;",
                "alter table a alter column b set storage external;",
                "drop index ix_a_b;",
                "-- drop table a;\ncreate index ix_a_b on a (b);",
                "/* alter table a\n drop b; */ create index ix_a_b on a (b);"
            })
    void knowsWhatDoesNot(String sql) {
        assertThat(breaches(sql)).isEmpty();
    }

    private static List<String> breaches(String sql) {
        String bare = sql.replaceAll("--[^\n]*", "")
                .replaceAll("(?s)/[*].*?[*]/", "")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        return Stream.of(bare.split(";", -1))
                .map(String::strip)
                .filter(statement -> BREAKING.stream()
                        .anyMatch(rule -> rule.matcher(statement).matches()))
                .toList();
    }
}
