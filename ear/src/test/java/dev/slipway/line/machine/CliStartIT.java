package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The CLI on the line's machine keeps the classes of its jar as the JVM has parsed them, and nobody notices but by the clock. */
@Isolated
class CliStartIT {
    private static final int AT_ONCE = 2;

    private final Path classes = Path.of(Command.bash(". line/lib/common && . line/lib/classes"
                    + " && class_archive \"$SLIPWAY_ROOT/line/target/slipway\" \"$(java_home)/bin/java\"")
            .run()
            .expectSuccess()
            .output()
            .get(0));

    @TempDir
    Path folder;

    @AfterEach
    void leaveNone() throws IOException {
        Files.deleteIfExists(classes);
    }

    @Test
    @Tag("long")
    void keepsItsClassesHoweverManyStartAtOnce() throws IOException {
        Files.deleteIfExists(classes);
        List<String> said = whoami();
        assertThat(said).singleElement().asString().startsWith("service-account-");
        assertThat(classes).isNotEmptyFile();
        Files.delete(classes);
        List<CompletableFuture<List<String>>> starts = Stream.generate(
                        () -> CompletableFuture.supplyAsync(CliStartIT::whoami))
                .limit(AT_ONCE)
                .toList();
        assertThat(starts).extracting(CompletableFuture::join).containsOnly(said);
        assertThat(classes).isNotEmptyFile();
        try (Stream<Path> files = Files.list(Line.checkout().resolve("line/target"))) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("classes."));
        }
        assertThat(whoami()).isEqualTo(said);
    }

    @Test
    void saysNothingOfClassesThatItCannotUse() throws IOException {
        List<String> said = whoami();
        Path other = Files.writeString(folder.resolve("other"), "No classes.");
        Files.move(other, classes, StandardCopyOption.REPLACE_EXISTING);
        assertThat(whoami()).isEqualTo(said);
    }

    private static List<String> whoami() {
        return Command.slipway("whoami").run().expectSuccess().output();
    }
}
