package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What whoever runs the line calls on a line that is up. After all the others, whatever they have done to it. */
@Isolated
@Order(Integer.MAX_VALUE - 1)
class OperatorIT {
    @TempDir
    Path folder;

    @Test
    void changesNothingBySecondUp() throws IOException {
        Map<String, String> before = processes();
        assertThat(before).containsKeys("agent", "httpd", "keycloak", "postgresql", "wildfly-1", "wildfly-2");
        // The line got it after its start, and with another password of the mail server its workers are restarted.
        Path password = Line.running().state().resolve("secrets/smtp-password");
        Path aside = folder.resolve("smtp-password");
        boolean isThere = Files.exists(password);
        if (isThere) {
            Files.move(password, aside);
        }
        try {
            Command.slipway("up").run().expectSuccess();
        } finally {
            if (isThere) {
                Files.move(aside, password);
            }
        }
        assertThat(processes()).isEqualTo(before);
        assertThat(Line.running().state().resolve("logs/up-realm.log"))
                .content()
                .contains("realm slipway: up to date");
    }

    @Test
    void findsNothingWrong() {
        Command.slipway("status").run().expectSuccess();
        Command.slipway("doctor").run().expectSuccess();
    }

    /** As on a full disk, where {@code ./slipway backup key >FILE} would leave nothing, and say nothing. */
    @Test
    void failsWhereItsOutputIsLost() {
        for (String verb : List.of("users list", "whoami")) {
            Command.Result result =
                    Command.bash("./slipway " + verb + " >/dev/full").run();
            assertThat(result.code()).as(verb).isEqualTo(1);
            assertThat(result.output()).anyMatch(line -> line.contains("Standard output cannot be written: "));
        }
    }

    /** By the line that the handbook has for a shell's start-up file. */
    @Test
    void completesItsVerbsInBash() {
        Command.bash("eval \"$(./slipway completion bash)\" && complete -p slipway")
                .run()
                .expectSuccess();
    }

    /** By the names of programs. */
    private static Map<String, String> processes() throws IOException {
        Map<String, String> processes = new TreeMap<>();
        try (Stream<Path> files = Files.list(Line.running().state().resolve("run"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".pid")).toList()) {
                String name = file.getFileName().toString();
                processes.put(
                        name.substring(0, name.length() - ".pid".length()),
                        Files.readString(file).strip());
            }
        }
        return processes;
    }
}
