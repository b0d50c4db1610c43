package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A checkout that has some scripts of this one, with what they source, and stubs in place of what they call. */
final class StubCheckout {
    /** Where the archive of Slipway itself is, whose content is a test's. */
    static final String ARCHIVE = "ear/target/slipway.ear";

    private final Path folder;
    private final Path state;

    StubCheckout(Path folder) throws IOException {
        this.folder = folder;
        state = Files.createDirectory(folder.resolve("state"));
        copy("src/main/resources/dev/slipway/line/setting/settings");
        try (Stream<Path> files = Files.list(Path.of("lib"))) {
            for (Path file : files.toList()) {
                copy(file.toString());
            }
        }
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

    /** A program that is a script of {@code sh}. */
    void stub(String program, String script) throws IOException {
        write(program, "#!/bin/sh\n" + script);
        assertThat(file(program).toFile().setExecutable(true)).isTrue();
    }

    /** What a stub has written to a file in the state folder. */
    List<String> lines(String name) throws IOException {
        Path file = state.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** How a script ended, and all its output. */
    record Ended(int code, String output) {}

    Ended run(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("bash"), Stream.of(words)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("SLIPWAY_"));
        builder.environment().put("SLIPWAY_ROOT", folder.toString());
        builder.environment().put("SLIPWAY_STATE", state.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
