package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When Maven builds Keycloak itself, and when it copies what an earlier build of the same wrote. */
class AugmentScriptTest extends ScriptScene {
    private static final String SCRIPT = "keycloak/bin/augment";

    private static final String GENERATED = "home/lib/quarkus/generated";

    /** What it writes tells one build from another. */
    private static final String BUILD = """
            echo "$* ${KC_DB:-} ${JAVA_TOOL_OPTIONS:-}" >>"$SLIPWAY_STATE/builds"
            wc -l <"$SLIPWAY_STATE/builds" >"$(dirname "$0")/../lib/quarkus/generated"
            """;

    @BeforeEach
    void make() throws IOException {
        checkout.write(SCRIPT, Files.readString(Path.of("..", SCRIPT)));
        unpack();
    }

    /** A server as it is before its build. */
    private void unpack() throws IOException {
        checkout.write("home/version.txt", "26");
        checkout.write("home/conf/keycloak.conf", "db=postgres");
        checkout.write("home/providers/one", "");
        checkout.write(GENERATED, "as unpacked");
        checkout.stub("home/bin/kc.sh", BUILD);
    }

    private Ended augment(String java, Map<String, String> variables) throws Exception {
        return checkout.run(
                variables,
                SCRIPT,
                checkout.file("home").toString(),
                checkout.file("cache").toString(),
                java);
    }

    private void augment() throws Exception {
        augment("17", Map.of()).expect(0);
    }

    private List<String> builds() throws IOException {
        return checkout.lines("builds");
    }

    private String generated() throws IOException {
        return Files.readString(checkout.file(GENERATED)).strip();
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> entries = Files.list(checkout.file("cache"))) {
            return entries.toList();
        }
    }

    @Test
    void copiesWhatWasBuiltOfTheSame() throws Exception {
        augment();
        assertThat(generated()).isEqualTo("1");
        unpack();
        augment();
        assertThat(generated()).isEqualTo("1");
        assertThat(builds()).hasSize(1);
        assertThat(checkout.file("home/lib/quarkus.new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"home/version.txt", "home/conf/keycloak.conf", "home/providers/one", "home/providers/two"})
    void buildsWhereAnInputIsAnother(String input) throws Exception {
        augment();
        unpack();
        checkout.write(input, "other");
        augment();
        assertThat(generated()).isEqualTo("2");
    }

    @Test
    void buildsWhereItCallsTheBuildInAnotherWay() throws Exception {
        augment();
        unpack();
        checkout.append(SCRIPT, "# other options\n");
        augment();
        assertThat(generated()).isEqualTo("2");
    }

    @Test
    void buildsForAnotherJava() throws Exception {
        augment();
        unpack();
        augment("25", Map.of()).expect(0);
        assertThat(generated()).isEqualTo("2");
    }

    /** They would enter what others copy. */
    @Test
    void leavesTheCallersVariablesOutOfTheBuild() throws Exception {
        augment("17", Map.of("KC_DB", "mariadb", "JAVA_TOOL_OPTIONS", "-Dkc.db=mariadb"))
                .expect(0);
        assertThat(builds()).containsExactly("build  ");
    }

    @Test
    void keepsNothingOfABuildThatFailed() throws Exception {
        checkout.stub("home/bin/kc.sh", BUILD + "exit 1\n");
        augment("17", Map.of()).expect(1);
        unpack();
        augment();
        assertThat(generated()).isEqualTo("2");
    }

    /** As one leaves it that was killed while it copied. */
    @Test
    void takesNothingThatWasNotCopiedToItsEnd() throws Exception {
        checkout.stub("programs/sync", "kill -KILL $PPID\n");
        assertThat(augment("17", Map.of()).code()).isNotZero();
        assertThat(cached()).hasSize(1);
        Files.delete(checkout.file("programs/sync"));
        unpack();
        augment();
        assertThat(generated()).isEqualTo("2");
        unpack();
        augment();
        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsWhereItCannotKeepACopy() throws Exception {
        checkout.write("cache", "a file");
        augment();
        assertThat(generated()).isEqualTo("1");
    }

    /** Its folder is renewed by each use. */
    @Test
    void dropsWhatWasNotUsedForAMonth() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofDays(32));
        augment();
        checkout.modified("cache/" + cached().get(0).getFileName(), longAgo);
        unpack();
        augment();
        checkout.write("cache/former/generated", "");
        checkout.modified("cache/former", longAgo);
        unpack();
        checkout.write("home/conf/keycloak.conf", "other");
        augment();
        assertThat(cached()).hasSize(2).doesNotContain(checkout.file("cache/former"));
    }
}
