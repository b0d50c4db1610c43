package dev.slipway.line.pipeline;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What stands in for GitLab and its runner: gitlab-ci-local, and a user for the jobs, who may read the line's settings and
 * certificate authority and has its secrets as variables alone.
 */
final class Forge implements AutoCloseable {
    private static final String JOB_USER = "slipway-job";

    /** By the names that the handbook gives them. */
    private static final Map<String, String> VARIABLES = Map.of(
            "SLIPWAY_PIPELINE_CLIENT_SECRET", "pipeline-client-secret",
            "SLIPWAY_BALANCER_PASSWORD", "balancer-password");

    private static final Line LINE = Line.running();

    private final boolean isRoot = "root".equals(System.getProperty("user.name"));
    private final Path folder = place();
    private final Path home = folder.resolve("home");
    private final Path bin = folder.resolve("bin");
    private final Path installed = folder.resolve("installed");
    private final Path projects = folder.resolve("projects");

    Forge() {
        try {
            remove(projects);
            for (Path path : List.of(home, bin, installed, projects)) {
                Files.createDirectories(path);
            }
            expect(Line.checkout(), List.of(".ci/npm-tools", folder.toString()));
            install();
            script("gitlab-ci-local", "exec '%1$s/node' '%1$s/node_modules/.bin/gitlab-ci-local' \"$@\"", folder);
            script("mvn", "exec '%s' \"$@\"", installed.resolve("mvnw"));
            script("slipway", "exec '%s' \"$@\"", installed.resolve("slipway"));
            Files.writeString(home.resolve(".gitconfig"), """
                    [user]
                        name = Alice Archer
                        email = alice@example.org
                    [safe]
                        directory = *
                    [url "file://%s"]
                        insteadOf = https://gitlab.example.org/slipway/slipway.git
                    """.formatted(installed));
            give(home);
            give(projects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty folder for a project. */
    Path newFolder(String name) {
        try {
            Path project = Files.createDirectory(projects.resolve(name));
            give(project);
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command as a job does: as the jobs' user, with the variables of a protected branch. */
    Process start(Path project, List<String> command) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot) {
            words.addAll(List.of(
                    "setpriv",
                    "--reuid=" + JOB_USER,
                    "--regid=" + JOB_USER,
                    "--clear-groups",
                    "--no-new-privs",
                    "--inh-caps=-all"));
        }
        words.addAll(command);
        ProcessBuilder process = new ProcessBuilder(words)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        Map<String, String> environment = process.environment();
        String java = System.getProperty("java.home");
        environment.clear();
        environment.put("HOME", home.toString());
        // Java takes the home that the machine's list of users says, where this user has none.
        environment.put("MAVEN_OPTS", "-Duser.home=" + home);
        environment.put("JAVA_HOME", java);
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", bin + ":" + java + "/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin");
        environment.put("SLIPWAY_STATE", LINE.state().toString());
        VARIABLES.forEach((variable, secret) -> environment.put(variable, LINE.secret(secret)));
        return process.start();
    }

    /** Every secret of the line, by its name: none of them is ever to be read in what a job says. */
    static Map<String, String> secrets() {
        try (Stream<Path> files = Files.list(LINE.state().resolve("secrets"))) {
            Map<String, String> secrets = new TreeMap<>();
            files.map(file -> file.getFileName().toString()).forEach(name -> secrets.put(name, LINE.secret(name)));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where tools and what Maven has fetched are kept from one run to the next. A checkout in root's home is closed to others. */
    private Path place() {
        Path place = Line.target().resolve("ci-tools");
        try {
            Files.createDirectories(place);
            if (isRoot
                    && run(place, List.of("setpriv", "--reuid=" + JOB_USER, "--clear-groups", "test", "-x", "."))
                            != 0) {
                place = Files.createDirectories(Path.of("/var/lib/slipway/ci-tools"));
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Slipway as it is installed on the runner's machine, and as GitLab has it: this checkout, committed or not. */
    private void install() throws IOException {
        remove(installed.resolve(".git"));
        expect(
                Line.checkout(),
                List.of(
                        "rsync",
                        "-a",
                        "--delete",
                        "--exclude=target",
                        "--exclude=.slipway",
                        "--exclude=.git",
                        "./",
                        installed + "/"));
        for (String git : List.of(
                "init -q -b main",
                "add -A",
                "-c user.name=Test -c user.email=test@example.org commit -q -m Checkout")) {
            List<String> command = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
            command.addAll(List.of(git.split(" ")));
            expect(installed, command);
        }
    }

    private void script(String name, String line, Path path) throws IOException {
        Path script = bin.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + line.formatted(path) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void give(Path path) {
        if (isRoot) {
            expect(folder, List.of("chown", "-R", JOB_USER + ":", path.toString()));
        }
    }

    private static void expect(Path folder, List<String> command) {
        int code = run(folder, command);
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
        }
    }

    private static int run(Path folder, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The secrets that are in a file. */
    static List<String> leaks(Path file) {
        try {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            return secrets().entrySet().stream()
                    .filter(secret -> content.contains(secret.getValue()))
                    .map(secret -> secret.getKey() + " in " + file)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        remove(projects);
    }
}
