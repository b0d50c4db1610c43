package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A checkout that has some scripts of this one, with what they source, and stubs in place of what they call. */
final class StubCheckout {
    /** Where the archive of Slipway itself is, whose content is a test's. */
    static final String ARCHIVE = "ear/target/slipway.ear";

    /** What a build leaves, by whose times the next one sees what there is to do. */
    static final List<String> BUILT = List.of(
            "target/postgresql",
            "keycloak/target/keycloak/.built",
            "ear/target/server/.provisioned",
            "ear/target/service-server/.built",
            ARCHIVE);

    private final Path folder;
    private final Path state;

    /** What scripts run with, besides what a test gives them. */
    private final Map<String, String> environment = new HashMap<>();

    StubCheckout(Path folder) throws IOException {
        this.folder = folder;
        state = Files.createDirectory(folder.resolve("state"));
        environment.put("SLIPWAY_ROOT", folder.toString());
        environment.put("SLIPWAY_STATE", state.toString());
        environment.put("PATH", folder.resolve("programs") + ":" + System.getenv("PATH"));
        copy("src/main/resources/dev/slipway/line/setting/settings");
        try (Stream<Path> files = Files.list(Path.of("lib"))) {
            for (Path file : files.toList()) {
                copy(file.toString());
            }
        }
        write("httpd/lib/children", Files.readString(Path.of("../httpd/lib/children")));
        write(ARCHIVE, "an archive");
    }

    /** The state folder of its line. */
    Path state() {
        return state;
    }

    /** One of its files. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Of the checkout's folder {@code line}, in which Maven runs the tests. */
    void copy(String file) throws IOException {
        write("line/" + file, Files.readString(Path.of(file)));
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(file(file).getParent());
        Files.writeString(file(file), text);
    }

    void append(String file, String text) throws IOException {
        Files.writeString(file(file), text, StandardOpenOption.APPEND);
    }

    /** Sets when it was last changed. */
    void modified(String file, Instant time) throws IOException {
        Files.setLastModifiedTime(file(file), FileTime.from(time));
    }

    /** A program that is a script of {@code sh}. One in the folder {@code programs} is found by its name. */
    void stub(String program, String script) throws IOException {
        write(program, "#!/bin/sh\n" + script);
        assertThat(file(program).toFile().setExecutable(true)).isTrue();
    }

    /** A JDK for the scripts, whose {@code java} is this script. */
    void stubJdk(String java) throws IOException {
        write("jdk/release", "JAVA_VERSION=\"25\"\n");
        stub("jdk/bin/javac", "");
        stub("jdk/bin/java", java);
        environment.put("JAVA_HOME", file("jdk").toString());
    }

    /** How root becomes a program's user, which a machine of tests may not have. */
    void stubSetpriv() throws IOException {
        stub("programs/setpriv", """
                while [ "${1#-}" != "$1" ]; do
                  if [ "$1" = --pdeathsig ]; then shift; fi
                  shift
                done
                exec "$@"
                """);
    }

    /** What a stub has written to a file in the state folder. */
    List<String> lines(String name) throws IOException {
        Path file = state.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The last of them. */
    String lastLine(String name) throws IOException {
        List<String> lines = lines(name);
        return lines.get(lines.size() - 1);
    }

    /** How a script ended, and all its output. */
    record Ended(int code, String output) {
        /** Fails, with its output, where it ended with another code. */
        Ended expect(int expected) {
            assertThat(code).as(output).isEqualTo(expected);
            return this;
        }
    }

    Ended run(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("bash"), Stream.of(words)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("SLIPWAY_"));
        builder.environment().putAll(environment);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
