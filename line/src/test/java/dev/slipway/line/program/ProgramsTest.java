package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.pace.Pace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs by a real shell. */
class ProgramsTest {
    @TempDir
    Path folder;

    @Test
    void tellsOutputErrorsAndExitCode() throws IOException {
        Outcome outcome = programs().run("sh", "-c", "pwd; echo wrong >&2; exit 3");
        assertThat(outcome.output()).isEqualTo(folder.toRealPath() + "\n");
        assertThat(outcome.errors()).isEqualTo("wrong\n");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.isSuccess()).isFalse();
        assertThat(programs().run("true").isSuccess()).isTrue();
    }

    @Test
    void readsNothingUnlessItIsGivenAText() throws IOException {
        assertThat(programs().run("cat").output()).isEmpty();
        assertThat(programs().given("given").run("cat").output()).isEqualTo("given");
    }

    /** More than a pipe holds. */
    @Test
    void isNotStoppedByMuchInput() throws IOException {
        Programs programs = programs().given("x".repeat(1 << 20));
        assertThat(programs.run("cat").output()).hasSize(1 << 20);
        assertThat(programs.run("true").isSuccess()).as("reads nothing").isTrue();
    }

    @Test
    void isEndedByAFailedCheck() throws Exception {
        Path file = folder.resolve("pid");
        assertThatThrownBy(() -> programs()
                        .runChecked(List.of("sh", "-c", "echo $$ >new; mv new pid; exec sleep 600"), () -> {
                            if (Files.exists(file)) {
                                throw new IllegalStateException("The disk is full.");
                            }
                        }))
                .hasMessage("The disk is full.");
        assertEnds(Long.parseLong(Files.readString(file).strip()));
        Outcome outcome = programs().runChecked(List.of("sh", "-c", "echo wrong >&2; exit 3"), () -> {});
        assertThat(outcome.errors()).isEqualTo("wrong\n");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void writesToAFileWithTheErrorsApart() throws IOException {
        Path file = folder.resolve("out");
        Outcome outcome = programs().to(file).run("sh", "-c", "echo dump; echo note >&2");
        assertThat(file).hasContent("dump");
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).isEqualTo("note\n");
    }

    @Test
    void readsTheOutputBesideErrorsThatAreShown() throws IOException {
        Outcome outcome = programs().errorsShown().run("sh", "-c", "echo '{}'; echo 'shown by a test' >&2; exit 3");
        assertThat(outcome.output()).isEqualTo("{}\n");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void givesSecretsByTheEnvironmentAlone() throws IOException {
        Programs programs = programs().with(Map.of("FIRST", "s3cret")).with(Map.of("SECOND", "t0ken"));
        Outcome outcome = programs.run("sh", "-c", "echo $FIRST $SECOND; tr '\\0' ' ' < /proc/$$/cmdline");
        assertThat(outcome.output()).startsWith("s3cret t0ken\n").containsOnlyOnce("s3cret");
        assertThat(programs.toString() + outcome).doesNotContain("s3cret", "t0ken");
    }

    @Test
    void handsOnWhatIsInherited() throws IOException {
        Programs programs = programs().inheriting("PATH"::equals).with(Map.of("MORE", "1"));
        assertThat(programs.run("env").output().lines().map(line -> line.replaceFirst("=.*", "")))
                .containsExactlyInAnyOrder("PATH", "MORE");
        assertThat(programs().run("env").output()).contains("HOME=");
    }

    @Test
    void mergesErrorsIntoTheOutput() throws IOException {
        Outcome outcome = programs().merging().run("sh", "-c", "echo one; echo two >&2; echo three; exit 1");
        assertThat(outcome.output()).isEqualTo("one\ntwo\nthree\n");
        assertThat(outcome.reason()).isEqualTo("three");
        Path file = folder.resolve("out");
        Outcome written = programs().merging().to(file).run("sh", "-c", "echo dump; echo note >&2");
        assertThat(written.errors()).isEmpty();
        assertThat(file).hasContent("dump\nnote");
    }

    @Test
    void handsOverEachLineAsItIsPrinted() throws IOException {
        Path gate = folder.resolve("gate");
        assertThat(programs().run("mkfifo", gate.toString()).isSuccess()).isTrue();
        List<String> lines = new ArrayList<>();
        Outcome outcome = programs()
                .run(List.of("sh", "-c", "echo one; read -r next < gate; echo $next; exit 7"), line -> {
                    lines.add(line);
                    if (line.equals("one")) {
                        write(gate, "two\n");
                    }
                });
        assertThat(lines).containsExactly("one", "two");
        assertThat(outcome.code()).isEqualTo(7);
    }

    @Test
    void isNotStoppedByMuchOfErrors() throws IOException {
        Outcome outcome = programs().run("sh", "-c", "head -c 9000000 /dev/zero | tr '\\0' x >&2; echo '\nlast' >&2");
        assertThat(outcome.isSuccess()).isTrue();
        assertThat(outcome.errors().length()).isBetween(2_000_000, 3_200_000);
        assertThat(outcome.errors())
                .contains("bytes of errors are left out here")
                .endsWith("\nlast\n");
    }

    @Test
    void refusesEndlessOutput() {
        assertThatThrownBy(() -> programs().run("cat", "/dev/zero")).hasMessage("cat printed more than 64 MB");
    }

    @Test
    void stopsWhatTakesTooLongWithItsChildren() throws Exception {
        Programs programs = programs().within(Duration.ofSeconds(2));
        Outcome outcome = programs.run("sh", "-c", "sleep 600 & echo $!; wait");
        assertThat(outcome.code()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(outcome.reason()).startsWith("it was stopped after");
        assertEnds(Long.parseLong(outcome.output().strip()));
    }

    @Test
    void stopsWhatTakesTooLongHoweverItRuns() throws Exception {
        Programs programs = programs().within(Duration.ofMillis(200));
        List<String> words = List.of("sleep", "600");
        assertThat(programs.show(words)).isEqualTo(Outcome.TIMED_OUT);
        assertThat(programs.runChecked(words, () -> {}).code()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(programs.pipe(words, Map.of(), words, () -> {}).code()).isEqualTo(Outcome.TIMED_OUT);
        Process started = programs.start(words);
        assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsAProgramWhoseCallerFails() throws Exception {
        List<Long> child = new ArrayList<>();
        assertThatThrownBy(() -> programs().run(List.of("sh", "-c", "sleep 600 & echo $!; wait"), line -> {
                    child.add(Long.parseLong(line));
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");
        assertEnds(child.get(0));
    }

    @Test
    void endsAProgramWhoseCallerIsInterrupted() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> programs().show(List.of("sleep", "600")))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("sleep was interrupted");
        assertThat(Thread.interrupted()).as("is said further").isTrue();
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            if (!before.contains(child)) {
                assertEnds(child.pid());
            }
        }
    }

    @Test
    void connectsTwoByAPipe() throws IOException {
        Path file = folder.resolve("copy");
        Outcome outcome = programs()
                .pipe(
                        List.of("sh", "-c", "echo data$COPY; echo first >&2; exit 4"),
                        Map.of("COPY", file.toString()),
                        List.of("sh", "-c", "cat > $COPY; echo second >&2"),
                        () -> {});
        assertThat(file).hasContent("data");
        assertThat(outcome.code()).as("the worse").isEqualTo(4);
        assertThat(outcome.errors().lines()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void showsAndGivesAText() throws IOException {
        assertThat(programs().show(List.of("sh", "-c", "exit 5"))).isEqualTo(5);
        List<String> test = List.of("sh", "-c", "read -r word; test \"$word\" = hidden");
        assertThat(programs().given("hidden\n").show(test)).isZero();
    }

    @Test
    void startsOneInAGroupOfItsOwn() throws Exception {
        Path log = folder.resolve("log");
        Process process = programs().to(log).start(List.of("sh", "-c", "cut -d ' ' -f 5 /proc/$$/stat; echo e >&2"));
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(log).hasContent(process.pid() + "\ne");
    }

    /** The signal comes when the thread ends that started it. */
    @Test
    void endsWithThisProcess() throws Exception {
        Path log = folder.resolve("log");
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread starter = new Thread(() -> {
            try {
                Programs programs = programs().endingWithThis("KILL").to(log);
                started.complete(programs.start(List.of("sh", "-c", "echo up; exec sleep 600")));
                new Pace().await(Duration.ofSeconds(20), Duration.ofMillis(10), () -> Files.size(log) > 0);
            } catch (IOException e) {
                started.completeExceptionally(e);
            }
        });
        starter.start();
        starter.join();
        assertThat(started.get().waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void failsWhereThereIsNoSuchProgram() {
        assertThatThrownBy(() -> programs().run("no-such-program")).isInstanceOf(IOException.class);
    }

    private Programs programs() {
        return Programs.in(folder);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDK waits longer each time that it looks after a process which is not its child. */
    private static void assertEnds(long pid) {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            assertThat(new Pace()
                            .await(
                                    Duration.ofSeconds(20),
                                    Duration.ofMillis(10),
                                    () -> !process.get().isAlive()))
                    .isTrue();
        }
    }
}
