package dev.slipway.line.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sends requests by wrk.
 *
 * @param front where httpd answers
 * @param host the host that is asked for
 */
record Wrk(InetSocketAddress front, String host, int connections) {
    /** It reads what it sends from files beside it: a token is for no command line. */
    private static final String SCRIPT = """
            local folder = "%s"
            local function read(name)
              local file = io.open(folder .. "/" .. name)
              return file and file:read("*a")
            end
            wrk.method = "%s"
            wrk.headers["Host"] = "%s"
            wrk.headers["Authorization"] = "Bearer " .. read("token")
            wrk.headers["Content-Type"] = "application/json"
            wrk.body = read("body")
            done = function(summary, latency)
              local errors = summary.errors
              print(string.format("row %%d %%d %%d %%d %%d", summary.requests, summary.duration, latency:percentile(50),
                latency:percentile(99), errors.status + errors.connect + errors.read + errors.write + errors.timeout))
            end
            """;

    /** Whether it is on the path of commands. */
    static boolean isInstalled(String path) {
        return Stream.of(path.split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
    }

    /** Sends a workload for so many seconds; nothing where nobody answered. */
    Optional<Answered> send(Workload workload, String token, int seconds) throws IOException {
        // Its permissions are its owner's alone.
        Path folder = Files.createTempDirectory("slipway-bench");
        try {
            Files.writeString(folder.resolve("token"), token);
            if (workload.body().isPresent()) {
                Files.writeString(folder.resolve("body"), workload.body().get());
            }
            Path script = folder.resolve("request.lua");
            Files.writeString(script, SCRIPT.formatted(folder, workload.method(), host));
            return Answered.of(run(
                    "wrk",
                    "-t2",
                    "-c" + connections,
                    "-d" + seconds + "s",
                    "-s",
                    script.toString(),
                    "https://" + front.getHostString() + ":" + front.getPort() + workload.path()));
        } finally {
            remove(folder);
        }
    }

    private static String run(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroy();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
