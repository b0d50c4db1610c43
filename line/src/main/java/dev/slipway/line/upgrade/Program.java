package dev.slipway.line.upgrade;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs programs of the system and of the line.
 *
 * @param folder their working directory
 * @param environment what they are told beside what this program is. What it is told of settings is not theirs, for it is of the version
 *     that ran; each reads them itself
 */
record Program(Path folder, Map<String, String> environment) {
    private static final String SETTING = "SLIPWAY_";
    /** The variables with the credentials for the ledger. */
    private static final Set<String> SIGNED_IN =
            Set.of("SLIPWAY_TOKEN", "SLIPWAY_ID_TOKEN", "SLIPWAY_CLIENT_ID", "SLIPWAY_CLIENT_SECRET");

    /** Ends the programs when this one is killed. */
    private static final List<String> UNTIL_THIS_ENDS = List.of("setpriv", "--pdeathsig", "TERM");

    /** Keeps a copy. */
    Program {
        environment = Map.copyOf(environment);
    }

    /** Hides the environment, which may have secrets. */
    @Override
    public String toString() {
        return "programs in " + folder;
    }

    /** Runs a program with visible output; returns its exit code. */
    int show(List<String> words) throws IOException {
        List<String> all = new ArrayList<>(UNTIL_THIS_ENDS);
        all.addAll(words);
        return waitFor(builder(all).inheritIO().start());
    }

    /**
     * Runs a program that must succeed.
     *
     * @return what it printed
     * @throws UpgradeException if it fails, with its last line
     */
    String require(List<String> words) throws IOException {
        Path errors = Files.createTempFile("slipway-", ".errors");
        try {
            Process process = builder(words)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(errors.toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (waitFor(process) != 0) {
                throw new UpgradeException(words.get(0) + ": " + last(Files.readString(errors)), "");
            }
            return said;
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static String last(String errors) {
        return errors.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("it failed without any output");
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a program ran", e);
        }
    }

    private ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith(SETTING) && !SIGNED_IN.contains(name));
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().putAll(environment);
        return builder;
    }
}
