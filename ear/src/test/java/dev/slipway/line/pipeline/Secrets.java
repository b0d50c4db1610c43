package dev.slipway.line.pipeline;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The line's secrets by their names, as they are now: none of them is ever to be read in what a job says, or in a log. */
record Secrets(Map<String, String> all) {
    static Secrets now() {
        try (Stream<Path> files = Files.list(Line.running().state().resolve("secrets"))) {
            Map<String, String> all = new TreeMap<>();
            // A rotation has a folder there.
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                // One that is just being written has a name of its own until it replaces the other.
                String text = name.startsWith(".") ? "" : valueOrNone(file);
                if (!text.isEmpty()) {
                    // Below a database's password may be its role, where that is the other one of the pair.
                    all.put(
                            name,
                            name.endsWith("-db-password")
                                    ? text.lines().toList().get(0)
                                    : text);
                }
            }
            return new Secrets(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a secret that has been removed, none. */
    private static String valueOrNone(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Those that are in the line's logs, those of the ledger's workers among them. */
    static List<String> inLogs() {
        Secrets secrets = now();
        Line line = Line.running();
        Stream<Path> ofWorkers = IntStream.rangeClosed(1, Integer.parseInt(line.setting("SLIPWAY_WORKERS")))
                .mapToObj(number -> line.state().resolve("workers/worker-" + number))
                .flatMap(worker -> Stream.of(worker.resolve("log"), worker.resolve("data/audit-log.log")));
        return Stream.concat(Stream.of(line.state().resolve("logs")), ofWorkers)
                .flatMap(place -> secrets.inFiles(place).stream())
                .toList();
    }

    /** Those that are in the command lines of the processes there are, which everybody on the machine sees. */
    static List<String> inCommandLines() {
        Secrets secrets = now();
        return ProcessHandle.allProcesses()
                .map(process -> Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                .flatMap(file -> secrets.in(textOrNone(file), file.toString()).stream())
                .toList();
    }

    /** Those that are in a file, or in a folder's files. */
    List<String> inFiles(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> in(text(file), file.toString()).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that are in a text. */
    List<String> in(String text, String name) {
        return all.entrySet().stream()
                .filter(secret -> text.contains(secret.getValue()))
                .map(secret -> secret.getKey() + " in " + name)
                .toList();
    }

    /** Of a process that has ended, none. */
    private static String textOrNone(Path file) {
        try {
            return text(file);
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
