package dev.slipway.line.bench.load;

import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs statements in the ledger's database by pgbench, with the ledger's role. */
public record Pgbench(Runner runner, Path program, Settings settings) {
    /** The ledger's role, which owns no tables. */
    private static final String ROLE = "ledger";

    private static final int THREADS = 2;

    /** The program: from the PATH, else from Debian's folder; empty if it is not installed. */
    public static Optional<Path> find(String path) throws IOException {
        List<Path> places =
                new ArrayList<>(Stream.of(path.split(":", -1)).map(Path::of).toList());
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(debian)) {
                versions.forEach(version -> places.add(version.resolve("bin")));
            }
        }
        return places.stream()
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a script's statements repeatedly, as prepared statements like the ledger's.
     *
     * @param variables the script's variables
     * @return its output
     */
    public String run(String step, String script, Map<String, String> variables, Shape shape) throws IOException {
        Scratch scratch = runner.scratch();
        String host = settings.databaseHost();
        String port = String.valueOf(settings.databasePort());
        DatabaseLogin login = DatabaseLogin.of(ROLE, settings.secret("ledger-db-password"));
        Path password = scratch.write(
                "pgpass", String.join(":", host, port, "slipway", login.user(), escaped(login.password())) + "\n");
        Path file = scratch.write(script + ".sql", Scratch.resource(script + ".sql"));
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + shape.connections(),
                "--jobs=" + Math.min(THREADS, shape.connections()),
                "--time=" + shape.seconds(),
                "--file=" + file,
                "--host=" + host,
                "--port=" + port,
                "--username=" + login.user()));
        variables.forEach((name, value) -> words.add("--define=" + name + "=" + value));
        words.add("slipway");
        return runner.run(
                step,
                Duration.ofSeconds(shape.seconds()),
                words,
                Map.of("PGPASSFILE", password.toString(), "PGREQUIREAUTH", "scram-sha-256"));
    }

    /** Escaped for a password file, whose fields are separated by colons. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }
}
