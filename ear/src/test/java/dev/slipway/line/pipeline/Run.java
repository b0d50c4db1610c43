package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One pipeline that runs, or has run. */
public final class Run {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern RESULT = Pattern.compile("^ (PASS|WARN|FAIL) +(\\S+) *(?:\\s+pre_script)?\\s*");

    private final Path project;
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "pipeline");

    Run(Path project, Process process) {
        this.project = project;
        this.process = process;
        reader.start();
    }

    /** What it has said until now. */
    public String output() {
        return String.join("\n", output);
    }

    /** Waits until it has said this. */
    public Run says(String words) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> output().contains(words) || !process.isAlive());
        assertThat(output()).contains(words);
        return this;
    }

    /** Waits for its end: these jobs must have been well, and no other one has run. */
    public void isGreen(String... jobs) {
        end();
        assertThat(jobs("FAIL")).as(output()).isEmpty();
        assertThat(jobs("WARN")).as(output()).isEmpty();
        assertThat(jobs("PASS")).as(output()).containsExactlyInAnyOrder(jobs);
        assertThat(process.exitValue()).as(output()).isZero();
    }

    /** Waits for its end: this job must have ended with a warning, these have been well, and no other one has run. */
    public void isOrange(String job, String... before) {
        end();
        assertThat(jobs("FAIL")).as(output()).isEmpty();
        assertThat(jobs("WARN")).as(output()).containsExactly(job);
        assertThat(jobs("PASS")).as(output()).containsExactlyInAnyOrder(before);
        assertThat(process.exitValue()).as(output()).isZero();
    }

    /**
     * Waits for its end: this job must have failed, these have been well, and no other one has run. How gitlab-ci-local itself
     * ends says nothing: of a job that may end with some code, it takes every code.
     */
    public void isRed(String job, String... before) {
        end();
        assertThat(jobs("FAIL")).as(output()).containsExactly(job);
        assertThat(jobs("WARN")).as(output()).isEmpty();
        assertThat(jobs("PASS")).as(output()).containsExactlyInAnyOrder(before);
    }

    /** Whatever it does. */
    private void end() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a pipeline ran", e);
        }
        assertThat(leaks()).isEmpty();
    }

    private List<String> jobs(String result) {
        return output.stream()
                .map(RESULT::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(1).equals(result))
                .map(line -> line.group(2))
                .toList();
    }

    /** In what it said, in what it keeps of that, and in what its jobs left behind. */
    private List<String> leaks() {
        Secrets secrets = Secrets.now();
        return Stream.concat(secrets.in(output(), "the output").stream(), secrets.inFiles(project).stream())
                .toList();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(COLOUR.matcher(line).replaceAll(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
