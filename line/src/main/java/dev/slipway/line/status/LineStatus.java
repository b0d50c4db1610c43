package dev.slipway.line.status;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;

/** The programs of the line, as a table. */
record LineStatus(List<ProgramStatus> programs) {
    private static final int NARROWEST = 14;

    LineStatus {
        programs = List.copyOf(programs);
    }

    /** Asks all at once, one thread per program: each that does not answer may take seconds. */
    static LineStatus of(List<String> names, Function<String, ProgramStatus> question) {
        List<CompletableFuture<ProgramStatus>> answers = names.stream()
                .map(name -> CompletableFuture.supplyAsync(
                        () -> question.apply(name), task -> new Thread(task, name).start()))
                .toList();
        try {
            return new LineStatus(answers.stream().map(CompletableFuture::join).toList());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Whether all of them answer. */
    boolean isWell() {
        return programs.stream().allMatch(ProgramStatus::isReady);
    }

    /** The heading, and a line for each of them. */
    List<String> lines() {
        return Stream.concat(
                        Stream.of(line("program", "state", "answers", "up", "memory")),
                        programs.stream().map(this::line))
                .toList();
    }

    private String line(ProgramStatus status) {
        String answers = status.isReady() ? "yes" : "no";
        String state = status.program().state();
        return status.program().isRunning()
                ? line(status.name(), state, answers, status.program().uptime(), status.megabytes() + " MB")
                : line(status.name(), state, answers, "-", "-");
    }

    private String line(String name, String state, String answers, String up, String memory) {
        int width = programs.stream().mapToInt(status -> status.name().length()).reduce(NARROWEST, Math::max);
        return ("  %-" + width + "s %-10s %-10s %-12s %s").formatted(name, state, answers, up, memory);
    }
}
