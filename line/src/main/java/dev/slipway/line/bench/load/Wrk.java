package dev.slipway.line.bench.load;

import dev.slipway.line.http.CallException;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sends requests by wrk. Its script reads their parameters and the token from files next to it.
 *
 * @param front httpd's address
 */
public record Wrk(Runner runner, InetSocketAddress front) {
    private static final int THREADS = 2;

    /** Whether it is on the PATH. */
    public static boolean isInstalled(String path) {
        return Stream.of(path.split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
    }

    /**
     * Sends the requests of a script.
     *
     * @param step the name of the step, for the progress
     * @param script the name of the workload's part of the script
     * @param host the host that gets the requests
     * @param more further arguments for the script
     * @throws CallException if there is no answer
     */
    public Load send(String step, String script, String host, Shape shape, String... more) throws IOException {
        String file = runner.scratch()
                .write(script + ".lua", Scratch.resource("common.lua") + "\n" + Scratch.resource(script + ".lua"))
                .toString();
        List<String> words = new ArrayList<>(List.of(
                "wrk",
                "-t" + Math.min(THREADS, shape.connections()),
                "-c" + shape.connections(),
                "-d" + shape.seconds() + "s",
                "--timeout",
                "10s",
                "-s",
                file,
                "https://" + front.getHostString() + ":" + front.getPort() + "/",
                "--",
                runner.scratch().folder().toString(),
                host));
        words.addAll(List.of(more));
        String output = runner.run(step, Duration.ofSeconds(shape.seconds()), words, Map.of());
        return Load.ofWrk(output)
                .orElseThrow(() -> new CallException(
                        "Nobody answers at " + host + ": "
                                + output.strip().lines().reduce("", (a, b) -> b) + ".",
                        "./slipway doctor finds out why."));
    }
}
