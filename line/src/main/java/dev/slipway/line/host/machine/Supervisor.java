package dev.slipway.line.host.machine;

import dev.slipway.line.host.HostException;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** supervisord's programs for the workers, one file each. */
public final class Supervisor {
    private final Path run;
    private final Path root;
    private final Programs programs;

    Supervisor(Settings settings) {
        run = settings.state().resolve("run");
        root = settings.root();
        // The socket's path is relative to this folder.
        programs = HostPrograms.in(run);
    }

    /** The supervisord program section of a worker: it has as many retries as the line's own programs, as while a disk is full. */
    static String program(String worker) {
        return """
                [program:%1$s]
                command = "%%(ENV_SLIPWAY_ROOT)s/ear/bin/worker" serve %1$s
                priority = 35
                autostart = true
                autorestart = true
                startsecs = 5
                startretries = 1000
                stopwaitsecs = 60
                redirect_stderr = true
                stdout_logfile = %%(ENV_SLIPWAY_STATE)s/logs/%1$s.log
                stdout_logfile_maxbytes = 10MB
                stdout_logfile_backups = 5
                """.formatted(worker);
    }

    /** Starts or restarts a worker with its present program section. */
    void start(String worker) throws IOException {
        StateFile file = new StateFile(file(worker));
        String expected = program(worker);
        boolean isKnown = file.read().filter(expected::equals).isPresent()
                && !state(worker).isEmpty();
        if (isKnown) {
            call("stop", worker);
            call("start", worker);
        } else {
            file.write(expected, StateFile.FOR_ALL);
            // The update starts it.
            update(worker);
        }
        String state = state(worker);
        if (!state.equals("RUNNING") && !state.equals("STARTING") && !state.equals("BACKOFF")) {
            throw new HostException(
                    worker + " is not started: supervisord reports " + (state.isEmpty() ? "unknown" : state));
        }
    }

    /** Stops a worker permanently. */
    void remove(String worker) throws IOException {
        Files.deleteIfExists(file(worker));
        if (!state(worker).isEmpty()) {
            update(worker);
        }
        Files.deleteIfExists(run.resolve(worker + ".pid"));
    }

    /** Whether it is running or starting; one in a crash loop is not. */
    boolean isRunning(String worker) throws IOException {
        String state = state(worker);
        return state.equals("RUNNING") || state.equals("STARTING");
    }

    /** supervisord's state of a worker; empty if it does not know it. */
    String state(String worker) throws IOException {
        Outcome outcome = call("status", worker);
        String[] words = outcome.output().strip().split("\\s+");
        if (words.length > 1 && words[0].equals(worker)) {
            return words[1];
        }
        if (outcome.output().contains("ERROR (no such process)")) {
            return "";
        }
        throw new HostException("supervisord does not answer: " + outcome.reason());
    }

    /** What supervisord says of each of its programs; nothing if it does not answer. */
    public static Map<String, SupervisedProgram> programs(Settings settings) throws IOException {
        return SupervisedProgram.in(new Supervisor(settings).call("status").output());
    }

    private Path file(String worker) {
        return run.resolve("programs").resolve(worker + ".conf");
    }

    private Outcome call(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "supervisorctl", "-c", root.resolve("line/supervisord.conf").toString()));
        command.addAll(List.of(words));
        return programs.run(command);
    }

    /** Reloads the configuration and applies it to this program only. */
    private void update(String worker) throws IOException {
        Outcome outcome = call("update", worker);
        if (!outcome.isSuccess()) {
            throw new HostException("supervisord: " + outcome.reason());
        }
    }
}
