package dev.slipway.line.stub;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a class of the tests, or of what they test, as a program of its own. */
public final class TestProgram {
    private TestProgram() {}

    /** The command that runs this class's main method, in a JVM that costs little, as it soon ends. */
    public static List<String> command(Class<?> main, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        Stream.of(arguments))
                .toList();
    }

    /**
     * The same, for a program that Ctrl-C is to end: what is started in the background, as in CI, ignores the signal,
     * and so would its child.
     */
    public static List<String> interruptible(Class<?> main, String... arguments) {
        return Stream.concat(Stream.of("env", "--default-signal=INT"), command(main, arguments).stream())
                .toList();
    }
}
