package dev.slipway.line.gitlab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a program of the system that knows nothing of the environment but the path and what it is given. */
final class Program {
    private static final int LINES = 3;

    private final String name;
    private final Path privateFolder;
    private final Map<String, String> environment;

    /**
     * For one program.
     *
     * @param privateFolder its home, which nobody else can read
     * @param environment what it is told, secrets among it: only this user reads that of its processes
     */
    Program(String name, Path privateFolder, Map<String, String> environment) {
        this.name = name;
        this.privateFolder = privateFolder;
        this.environment = environment;
    }

    /** The same, with more that it is told. */
    Program with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Program(name, privateFolder, all);
    }

    /**
     * How it ended.
     *
     * @param code its exit code
     * @param output what it printed, without the last end of line
     * @param reason the end of what it complained of, as one line
     */
    record Outcome(int code, String output, String reason) {
        boolean isSuccess() {
            return code == 0;
        }

        /** What it printed, where it succeeded and printed something. */
        Optional<String> find() {
            return isSuccess() && !output.isEmpty() ? Optional.of(output) : Optional.empty();
        }
    }

    /** Runs it to its end. */
    Outcome run(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(words));
        Path complaints = privateFolder.resolve("complaints");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
        Map<String, String> told = builder.environment();
        told.keySet().retainAll(List.of("PATH"));
        told.put("HOME", privateFolder.toString());
        told.putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            int code = process.waitFor();
            List<String> lines = Files.readAllLines(complaints);
            String reason = String.join(" ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
            return new Outcome(code, output, reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", e);
        }
    }

    /** Runs what cannot fail but by a fault of the machine. */
    String output(String... words) throws IOException {
        Outcome outcome = run(words);
        if (!outcome.isSuccess()) {
            throw new IOException(name + " " + words[0] + " ended with " + outcome.code() + ": " + outcome.reason());
        }
        return outcome.output();
    }
}
