package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code up} leaves of an earlier build where it builds anew. */
class BuildScriptTest extends ScriptScene {
    private static final String SCRIPTS = """
            . "$SLIPWAY_ROOT/line/lib/common"
            . "$SLIPWAY_ROOT/line/lib/build"
            """;

    private static final String BUILD = SCRIPTS + "build_archive";

    /** As {@code up} builds. */
    private static final String JOBS = """
            . "$SLIPWAY_ROOT/line/lib/common"
            . "$SLIPWAY_ROOT/line/lib/jobs"
            . "$SLIPWAY_ROOT/line/lib/build"
            logs=$SLIPWAY_STATE
            begin_build
            finish_backing
            echo 'Keycloak starts'
            touch "$SLIPWAY_STATE/started"
            finish archive 'Building the archive' ''
            """;

    /** What Keycloak's module writes at its end. */
    private static final String STAMP = "keycloak/target/.backing";

    private static final String OUTPUT = "web-api/target/classes/old.properties";

    private static final Instant AHEAD = Instant.parse("2100-01-01T00:00:00Z");

    /** What Maven does here. */
    private static final String COPY =
            "mkdir -p web-api/target/classes && cp web-api/src/main/resources/* web-api/target/classes/\n";

    @BeforeEach
    void make() throws IOException {
        for (String module : List.of("line", "web-api", "web-static", "ear")) {
            checkout.write(module + "/src/main/resources/kept", "");
        }
        checkout.write("web-static/src/docs/index.adoc", "");
        checkout.stub("mvnw", COPY);
    }

    private void build() throws Exception {
        checkout.run(Map.of(), "-c", BUILD).expect(0);
    }

    /** With what is not made by the stub of Maven. */
    private void buildAll() throws Exception {
        build();
        for (String stamp : StubCheckout.BUILT) {
            checkout.write(stamp, "");
        }
    }

    /** As {@code up} asks. */
    private boolean needsBuild() throws Exception {
        return isBuiltAfter("touch_changed_sources; needs_build");
    }

    private boolean isAnythingNewer() throws Exception {
        return isBuiltAfter("needs_build");
    }

    private boolean isBuiltAfter(String commands) throws Exception {
        Ended asked = checkout.run(Map.of(), "-c", SCRIPTS + commands);
        assertThat(asked.code()).as(asked.output()).isBetween(0, 1);
        return asked.code() == 0;
    }

    /** They are for other programs, and Maven's JVM would not start: .mvn/jvm.config has others. */
    @Test
    void leavesNoOtherHeapOrCollectorToMaven() throws Exception {
        checkout.stub("mvnw", "echo $MAVEN_OPTS, $JAVA_TOOL_OPTIONS, $_JAVA_OPTIONS");
        Map<String, String> variables = Map.of(
                "MAVEN_OPTS",
                "-Xmx512m -Xms1g -Dhttp.proxyHost=proxy -XX:+UseG1GC -XX:-UseGCOverheadLimit",
                "JAVA_TOOL_OPTIONS",
                "-XX:+UseZGC -Da=b",
                "_JAVA_OPTIONS",
                "-XX:MaxHeapSize=64m -XX:InitialHeapSize=32m -Xmn16m -Dc=d");
        assertThat(checkout.run(variables, "-c", BUILD).output())
                .isEqualTo("-Dhttp.proxyHost=proxy -XX:-UseGCOverheadLimit, -Da=b -XX:TieredStopAtLevel=1"
                        + " -XX:+UseSerialGC, -Dc=d\n");
    }

    /** As a service of the system has none. */
    @Test
    void buildsWithoutTheVariableHome() throws Exception {
        checkout.stub("mvnw", ": \"${HOME:?}\"\n");
        checkout.run(Map.of(), "-c", "unset HOME\n" + BUILD).expect(0);
        checkout.run(Map.of(), "-c", "HOME=\n" + BUILD).expect(0);
    }

    /** Of which wget reads only those in small letters. */
    @Test
    void downloadsByTheProxyInEitherSpelling() throws Exception {
        checkout.stub("mvnw", "echo $https_proxy, $no_proxy");
        String unset = "unset https_proxy no_proxy\n" + BUILD;
        Map<String, String> capitals = Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", "repo.example.org");
        assertThat(checkout.run(capitals, "-c", unset).output()).isEqualTo("http://proxy:3128, repo.example.org\n");
        String small = "export https_proxy=http://other no_proxy=\n" + BUILD;
        assertThat(checkout.run(capitals, "-c", small).output()).isEqualTo("http://other,\n");
        Map<String, String> unknown = Map.of("HTTPS_PROXY", "socks5h://proxy:1080");
        assertThat(checkout.run(unknown, "-c", unset).output()).isEqualTo(",\n");
    }

    @Test
    void goesOnOnceKeycloakIsBuilt() throws Exception {
        checkout.stub("mvnw", """
                mkdir -p keycloak/target
                touch %s
                for look in $(seq 600); do
                  if [ -e "$SLIPWAY_STATE/started" ]; then exit; fi
                  sleep 0.1
                done
                exit 1
                """.formatted(STAMP));
        assertThat(checkout.run(Map.of(), "-c", JOBS).expect(0).output())
                .containsSubsequence("✓ Building Keycloak", "Keycloak starts", "✓ Building the archive");
    }

    /** An earlier build had one. */
    @Test
    void startsNoKeycloakWhereItsBuildFails() throws Exception {
        checkout.write(STAMP, "");
        checkout.stub("mvnw", "echo 'no such archive'\nexit 1\n");
        assertThat(checkout.run(Map.of(), "-c", JOBS).expect(1).output())
                .containsSubsequence("✗ Building Keycloak", "no such archive")
                .doesNotContain("Keycloak starts");
    }

    /** Its own step says so. */
    @Test
    void goesOnWithKeycloakWhereAnotherModuleFails() throws Exception {
        checkout.stub("mvnw", "mkdir -p keycloak/target\ntouch %s\nexit 1\n".formatted(STAMP));
        assertThat(checkout.run(Map.of(), "-c", JOBS).expect(1).output())
                .containsSubsequence("✓ Building Keycloak", "Keycloak starts", "✗ Building the archive");
    }

    @Test
    void waitsForWhatTheModulesWriteLast() throws Exception {
        assertThat(Files.readString(Path.of("../keycloak/pom.xml")))
                .contains("<touch file=\"${project.build.directory}/.backing\"");
        assertThat(Files.readString(Path.of("pom.xml")))
                .containsSubsequence(
                        "<goal>copy-dependencies</goal>",
                        "<goal>shade</goal>",
                        "<touch file=\"${project.build.directory}/.packaged\"");
    }

    /** Maven loads a plugin with all its libraries also where it skips it. */
    @Test
    void loadsNoPluginThatOnlyChecks() throws Exception {
        String pom = Files.readString(Path.of("../pom.xml"));
        assertThat(pom.substring(pom.indexOf("</pluginManagement>"), pom.indexOf("<profiles>")))
                .doesNotContain("spotless-maven-plugin", "maven-enforcer-plugin");
        assertThat(pom.substring(pom.indexOf("<id>checks</id>")))
                .containsOnlyOnce("<name>!skipChecks</name>")
                .contains("<goal>check</goal>", "<goal>enforce</goal>");
    }

    @Test
    void keepsWhatIsStillMadeOfSomething() throws Exception {
        checkout.write("web-api/src/main/resources/old.properties", "");
        build();
        checkout.write("web-api/target/classes/made.xml", "");
        build();
        assertThat(checkout.file("web-api/target/classes/made.xml")).exists();
        assertThat(checkout.file(OUTPUT)).exists();
    }

    /** As tar leaves them, which keeps their times: those of their commit, from before the last build. */
    @Test
    void buildsOtherSourcesThatAreOlder() throws Exception {
        buildAll();
        assertThat(needsBuild()).isFalse();
        checkout.write("web-api/src/main/resources/kept", "other");
        checkout.modified("web-api/src/main/resources/kept", Instant.EPOCH);
        assertThat(needsBuild()).isTrue();
    }

    @Test
    void asksWhetherToBuildWithoutChangingASource() throws Exception {
        buildAll();
        checkout.write("web-api/src/main/resources/kept", "other");
        checkout.modified("web-api/src/main/resources/kept", Instant.EPOCH);
        assertThat(isAnythingNewer()).isFalse();
        assertThat(Files.getLastModifiedTime(checkout.file("web-api/src/main/resources/kept")))
                .isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @Test
    void buildsWhereKeycloaksBuildIsAnother() throws Exception {
        checkout.write("keycloak/bin/augment", "");
        buildAll();
        assertThat(needsBuild()).isFalse();
        checkout.write("keycloak/bin/augment", "other");
        assertThat(needsBuild()).isTrue();
    }

    /** After the build had listed it, and before what the build made. */
    @Test
    void buildsASourceThatChangedDuringTheLastBuild() throws Exception {
        buildAll();
        checkout.modified("target/sources", Instant.EPOCH);
        assertThat(needsBuild()).isFalse();
        checkout.write("web-api/src/main/resources/kept", "other");
        checkout.modified("web-api/src/main/resources/kept", Instant.EPOCH.plusSeconds(120));
        assertThat(needsBuild()).isTrue();
    }

    /** Until its time has come, what that build made is newer than any change. */
    @Test
    void makesAllAnewOnceASourceHasChangedSinceTheClockWasAhead() throws Exception {
        buildAll();
        checkout.write(OUTPUT, "");
        checkout.write("line/target/line.jar", "");
        for (String stamp : StubCheckout.BUILT) {
            checkout.modified(stamp, AHEAD);
        }
        checkout.modified("target/sources", AHEAD);
        assertThat(needsBuild()).isFalse();
        checkout.write("web-api/src/main/resources/kept", "other");
        assertThat(needsBuild()).isTrue();
        build();
        assertThat(checkout.file("web-api/target/classes/kept")).hasContent("other");
        assertThat(checkout.file(OUTPUT)).doesNotExist();
        assertThat(checkout.file("keycloak/target/keycloak/.built")).doesNotExist();
        assertThat(Files.getLastModifiedTime(checkout.file("line/target/line.jar")))
                .isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @Test
    void makesAllAnewWhereASourceIsGone() throws Exception {
        checkout.write("web-api/src/main/resources/old.properties", "");
        checkout.write("line/target/line.jar", "");
        build();
        Files.delete(checkout.file("web-api/src/main/resources/old.properties"));
        build();
        assertThat(checkout.file(OUTPUT)).doesNotExist();
        assertThat(checkout.file("web-api/target/classes/kept")).exists();
        assertThat(checkout.file("line/target/line.jar")).exists();
    }

    @Test
    void makesAllAnewWhereABuildThatFailedHadMore() throws Exception {
        build();
        checkout.write("web-api/src/main/resources/old.properties", "");
        checkout.stub("mvnw", COPY + "exit 1\n");
        checkout.run(Map.of(), "-c", BUILD).expect(1);
        Files.delete(checkout.file("web-api/src/main/resources/old.properties"));
        checkout.stub("mvnw", COPY);
        build();
        assertThat(checkout.file(OUTPUT)).doesNotExist();
    }

    @Test
    void makesAllAnewWhereNobodyKnowsWhatThereWas() throws Exception {
        checkout.write(OUTPUT, "");
        build();
        assertThat(checkout.file(OUTPUT)).doesNotExist();
    }
}
