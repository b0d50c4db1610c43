package dev.slipway.line.drill;

import static org.awaitility.Awaitility.await;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A program of the line whose clock is wrong, and that of nothing else: in place of the one that the supervisor keeps, until that is
 * over. Its Java is the line's, under libfaketime.
 */
final class WrongClock implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    private final Program program;
    private final Process process;

    /**
     * Starts it.
     *
     * @param script what serves it, by its path in the checkout and its words
     * @param ahead how far its clock is ahead; less than zero where it is behind
     * @param folder where the Java goes that it is started with; its user must be able to enter
     */
    WrongClock(Program program, List<String> script, Duration ahead, Path folder) throws IOException {
        this.program = program;
        Path home = Path.of(System.getProperty("java.home"));
        Path java = folder.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(java, """
                #!/bin/sh
                exec env LD_PRELOAD=%s FAKETIME=%+ds FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1 %s/bin/java "$@"
                """.formatted(LIBRARY, ahead.toSeconds(), home));
        Files.writeString(folder.resolve("bin/javac"), "#!/bin/sh\nexec " + home + "/bin/javac \"$@\"\n");
        for (String name : List.of("java", "javac")) {
            Files.setPosixFilePermissions(
                    folder.resolve("bin").resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.copy(home.resolve("release"), folder.resolve("release"));
        program.stop();
        ProcessHandle gone = ProcessHandle.current();
        process = start(script, folder);
        await().atMost(START).ignoreExceptions().until(() -> program.process().pid() == process.pid());
        program.awaitAfter(gone);
    }

    /** As the supervisor does: a group of its own. */
    private static Process start(List<String> script, Path java) throws IOException {
        Line line = Line.running();
        ProcessBuilder builder = new ProcessBuilder("setsid", "bash", "-c", "exec \"$@\"", "bash");
        builder.command().addAll(script);
        builder.directory(Line.checkout().toFile())
                .redirectErrorStream(true)
                .redirectOutput(line.state().resolve("logs/wrong-clock.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
        builder.environment().put("SLIPWAY_STATE", line.state().toString());
        builder.environment().put("JAVA_HOME", java.toString());
        return builder.start();
    }

    /** Has the supervisor start it again, with the right time. */
    @Override
    public void close() {
        Command.bash(". line/lib/common && end_leftovers " + program.name()).run();
        await().atMost(START).until(() -> !process.isAlive());
        program.start();
        program.awaitAfter(process.toHandle());
    }
}
