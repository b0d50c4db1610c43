package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@code up} builds the servers, and when it copies what an earlier build of the same left. */
class ServersScriptTest extends ScriptScene {
    private static final String SERVER = "ear/target/server";

    private static final String SERVICE_SERVER = "ear/target/service-server";

    private static final String KEPT = "repository/.cache/slipway-servers";

    /** As {@code up} builds, and what it does at its end. */
    private static final String BUILD = """
            . "$SLIPWAY_ROOT/line/lib/files"
            . "$SLIPWAY_ROOT/line/lib/processes"
            . "$SLIPWAY_ROOT/line/lib/servers"
            . "$SLIPWAY_ROOT/line/lib/build"
            set -euo pipefail
            digest_servers
            build_archive
            keep_servers
            """;

    /** Maven, which leaves alone what has its stamp; what it writes tells one build from another. */
    private static final String MAVEN = """
            for stamp in server/.provisioned service-server/.built; do
              if [ -e "ear/target/$stamp" ]; then continue; fi
              echo "${stamp%/*}" >>"$SLIPWAY_STATE/builds"
              mkdir -p "ear/target/${stamp%/*}/modules"
              wc -l <"$SLIPWAY_STATE/builds" >"ear/target/${stamp%/*}/modules/generated"
              touch -d 'now + 1 minute' "ear/target/$stamp"
            done
            """;

    @BeforeEach
    void make() throws IOException {
        checkout.write("pom.xml", "<version>1.0</version>\n<version.wildfly>39</version.wildfly>\n");
        checkout.write("ear/pom.xml", "<version>1.0</version>\n<version>3.2.0</version>\n");
        for (String source :
                List.of("java/Pool.java", "server/module.xml", "scripts/server.cli", "scripts/service.cli")) {
            checkout.write("ear/src/main/" + source, "");
        }
        checkout.stub("mvnw", MAVEN);
        checkout.stub("programs/df", "printf 'Avail\\n9000000\\n'\n");
    }

    private Ended build(Map<String, String> variables) throws Exception {
        Map<String, String> all = new HashMap<>(variables);
        all.put("MAVEN_OPTS", "-Dmaven.repo.local=repository");
        return checkout.run(all, "-c", BUILD);
    }

    private void build() throws Exception {
        build(Map.of()).expect(0);
    }

    /** As in another checkout. */
    private void buildAnew() throws Exception {
        forget();
        build();
    }

    private void forget() throws Exception {
        checkout.run(Map.of(), "-c", "rm -r ear/target").expect(0);
    }

    private List<String> builds() throws IOException {
        return checkout.lines("builds");
    }

    private String generated(String server) throws IOException {
        return Files.readString(checkout.file(server + "/modules/generated")).strip();
    }

    private List<Path> kept() throws IOException {
        if (!Files.exists(checkout.file(KEPT))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(checkout.file(KEPT))) {
            return entries.toList();
        }
    }

    @Test
    void copiesWhatWasBuiltOfTheSame() throws Exception {
        build();
        String first = generated(SERVER);
        String second = generated(SERVICE_SERVER);
        forget();
        Instant before = Instant.now().minusSeconds(1);
        assertThat(build(Map.of()).expect(0).output()).contains("Copied from");
        assertThat(generated(SERVER)).isEqualTo(first);
        assertThat(generated(SERVICE_SERVER)).isEqualTo(second);
        assertThat(builds()).containsExactlyInAnyOrder("server", "service-server");
        assertThat(Files.getLastModifiedTime(checkout.file(SERVER + "/.provisioned"))
                        .toInstant())
                .as("newer than its sources")
                .isBetween(before, Instant.now().plusSeconds(1));
        assertThat(checkout.file(SERVER + ".new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "ear/pom.xml", "ear/src/main/java/Pool.java", "ear/src/main/server/new.xml"})
    void buildsBothWhereAnInputIsAnother(String input) throws Exception {
        build();
        checkout.write(input, "other");
        buildAnew();
        assertThat(builds()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"server.cli, server", "service.cli, service-server"})
    void buildsTheServerWhoseScriptIsAnother(String script, String server) throws Exception {
        build();
        checkout.write("ear/src/main/scripts/" + script, "other");
        buildAnew();
        assertThat(builds()).hasSize(3).endsWith(server);
    }

    @Test
    void copiesThemToAnotherVersion() throws Exception {
        build();
        checkout.write("pom.xml", "<version>1.1</version>\n<version.wildfly>39</version.wildfly>\n");
        checkout.write("ear/pom.xml", "<version>1.1</version>\n<version>3.2.0</version>\n");
        buildAnew();
        assertThat(builds()).hasSize(2);
        checkout.write("ear/pom.xml", "<version>1.1</version>\n<version>3.2.1</version>\n");
        buildAnew();
        assertThat(builds()).hasSize(4);
    }

    @Test
    void buildsForAnotherJava() throws Exception {
        build();
        checkout.stubJdk("");
        buildAnew();
        assertThat(builds()).hasSize(4);
    }

    /** They are what Maven takes for a server's sources. */
    @ParameterizedTest
    @CsvSource({"is-server-current, server.cli", "is-service-server-current, service.cli"})
    void knowsAllThatTheyAreBuiltOf(String execution, String script) throws Exception {
        String pom = Files.readString(Path.of("../ear/pom.xml"));
        int from = pom.indexOf("<id>" + execution + "</id>");
        assertThat(Pattern.compile("<include>(.*)</include>")
                        .matcher(pom.substring(from, pom.indexOf("</fileSet>", from)))
                        .results()
                        .map(include -> include.group(1)))
                .containsExactly(
                        "pom.xml",
                        "ear/pom.xml",
                        "ear/src/main/java/**",
                        "ear/src/main/scripts/" + script,
                        "ear/src/main/server/**");
    }

    @Test
    void knowsSlipwaysOwnVersion() throws Exception {
        Pattern version = Pattern.compile("(?s)<artifactId>slipway</artifactId>\\s*<version>(.*?)</version>");
        for (String pom : List.of("../pom.xml", "../ear/pom.xml")) {
            String text = Files.readString(Path.of(pom));
            MatchResult own = version.matcher(text).results().findFirst().orElseThrow();
            assertThat(text.indexOf("<version>" + own.group(1))).as(pom).isEqualTo(text.indexOf("<version>"));
        }
    }

    /** Nobody knows of what. */
    @Test
    void keepsNoneThatWasThereBefore() throws Exception {
        checkout.write(SERVER + "/.provisioned", "");
        checkout.modified(SERVER + "/.provisioned", Instant.EPOCH);
        build();
        assertThat(kept()).singleElement().asString().contains("/service-server-");
    }

    @Test
    void keepsNoneWhoseSourcesChangedMeanwhile() throws Exception {
        checkout.stub("mvnw", MAVEN + "echo other >ear/src/main/server/module.xml\n");
        build();
        assertThat(kept()).isEmpty();
    }

    /** By another Maven. */
    @Test
    void keepsNoneThatIsBuiltWhileItIsCopied() throws Exception {
        checkout.stub("programs/cp", "rm ear/target/*server/.[bp]*\nexec /bin/cp \"$@\"\n");
        build();
        assertThat(kept()).isEmpty();
    }

    @Test
    void keepsNoneWhereThereIsNoRoom() throws Exception {
        checkout.stub("programs/df", "printf 'Avail\\n4000000\\n'\n");
        build();
        assertThat(kept()).isEmpty();
    }

    /** As one leaves it that was killed while it copied. */
    @Test
    void takesNothingThatWasNotCopiedToItsEnd() throws Exception {
        checkout.stub("programs/sync", "kill -KILL $PPID\n");
        assertThat(build(Map.of()).code()).isNotZero();
        assertThat(kept()).hasSize(1);
        Files.delete(checkout.file("programs/sync"));
        buildAnew();
        assertThat(builds()).hasSize(4);
        buildAnew();
        assertThat(builds()).hasSize(4);
    }

    @Test
    void completesWhatABuildThatWasCutOffHasLeft() throws Exception {
        build();
        String first = generated(SERVER);
        forget();
        checkout.write(SERVER + "/modules/half", "");
        build();
        assertThat(generated(SERVER)).isEqualTo(first);
        assertThat(checkout.file(SERVER + "/modules/half")).doesNotExist();
    }

    /** A module that an earlier version had would be part of the server. */
    @Test
    void buildsThemOfNothingThatAnEarlierBuildLeft() throws Exception {
        checkout.write("ear/target/server-content/modules/former.jar", "");
        build();
        assertThat(checkout.file("ear/target/server-content")).doesNotExist();
    }

    @Test
    void dropsAllButTheLastTwo() throws Exception {
        build();
        for (String script : List.of("first", "second", "first", "third", "second")) {
            checkout.write("ear/src/main/scripts/server.cli", script);
            buildAnew();
        }
        assertThat(builds())
                .filteredOn("server"::equals)
                .as("the second was dropped")
                .hasSize(5);
        assertThat(kept()).as("two, and one of the services").hasSize(3);
    }

    /** Its folder is renewed by each use. */
    @Test
    void dropsWhatWasNotUsedForAMonth() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofDays(32));
        build();
        for (Path folder : kept()) {
            checkout.modified(KEPT + "/" + folder.getFileName(), longAgo);
        }
        checkout.write("ear/src/main/scripts/server.cli", "other");
        buildAnew();
        assertThat(builds()).hasSize(3);
        assertThat(kept()).as("one of each").hasSize(2);
    }
}
