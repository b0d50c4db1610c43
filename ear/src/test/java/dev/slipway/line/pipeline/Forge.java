package dev.slipway.line.pipeline;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;

import dev.slipway.line.Command;
import dev.slipway.line.Folders;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in for GitLab and its runner, on a machine that is not the line's: gitlab-ci-local, and a user for the jobs, who has
 * a JDK, Maven, curl and Git, the ledger's address, the line's authority, and the credential of the service that a project is; and
 * nothing else of the line.
 */
public final class Forge implements AutoCloseable {
    /** A lock of tests: there is one place for its tools and projects. */
    static final String LOCK = "forge";

    private static final String JOB_USER = "slipway-job";
    private static final String HOST = "gitlab.example.org";

    private static final Line LINE = Line.running();

    private final boolean isRoot = "root".equals(System.getProperty("user.name"));
    private final Path folder = place();
    private final Path home = folder.resolve("home");
    private final Path bin = folder.resolve("bin");
    private final Path installed = folder.resolve("installed");
    private final Path component = folder.resolve("component");
    private final Path projects = folder.resolve("projects");
    private final Realm realm = new Realm();
    /** By the service, which is the group of its projects, too. */
    private final Map<String, String> clientSecrets = new TreeMap<>();

    /** With the line's template, and nobody's project. */
    public Forge() {
        try {
            Folders.delete(projects);
            for (Path path : List.of(home, bin, installed, component, projects)) {
                Files.createDirectories(path);
            }
            expect(Line.checkout(), List.of(".ci/npm-tools", folder.toString()));
            install();
            offer();
            // Each start of it would compile its modules anew.
            script(
                    "gitlab-ci-local",
                    "NODE_COMPILE_CACHE='%1$s/home/.node-cache' exec '%1$s/node' '%1$s/node_modules/.bin/gitlab-ci-local' \"$@\"",
                    folder);
            script("mvn", "exec '%s' \"$@\"", installed.resolve("mvnw"));
            Files.copy(LINE.state().resolve("tls/ca/rootCA.pem"), home.resolve("line.pem"), REPLACE_EXISTING);
            resolveNames();
            Files.writeString(home.resolve(".gitconfig"), """
                    [user]
                        name = Alice Archer
                        email = alice@example.org
                    [safe]
                        directory = *
                    [url "file://%s"]
                        insteadOf = https://gitlab.example.org/slipway/slipway.git
                    [url "file://%s"]
                        insteadOf = https://gitlab.example.org/slipway/delivery.git
                    """.formatted(installed, component));
            setVariables();
            give(home);
            give(projects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What GitLab and its groups have as variables: from the environment, gitlab-ci-local puts none into others. It takes
     * the path of a file for a variable of type file, unless told otherwise, and leaves a copy of that in /tmp for each job.
     */
    private void setVariables() throws IOException {
        StringBuilder variables = new StringBuilder("""
                global:
                  SLIPWAY_LEDGER_URL: "%s"
                  SLIPWAY_CA:
                    type: variable
                    values:
                      "*": "%s"
                  SLIPWAY_JOB_TOKEN: given.by.gitlab
                """.formatted(LINE.url("mywebapp"), home.resolve("line.pem")));
        if (!clientSecrets.isEmpty()) {
            variables.append("group:\n");
        }
        clientSecrets.forEach((service, secret) -> variables.append("""
                  %s/%s/:
                    SLIPWAY_CLIENT_SECRET: "%s"
                """.formatted(HOST, service, secret)));
        Path folder = Files.createDirectories(home.resolve(".gitlab-ci-local"));
        Files.writeString(folder.resolve("variables.yml"), variables);
        give(folder);
    }

    /** Has a client made that may deploy this service alone, and gives its secret to the projects of the group of that name. */
    public void giveCredential(String service) {
        Command.slipway("pipeline", service).run().expectSuccess();
        realm.removePipelineLater(service);
        clientSecrets.put(service, LINE.secret(secretOf(service)));
        try {
            setVariables();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secretOf(String service) {
        return "pipeline-" + service + "-client-secret";
    }

    /** Where a project is, for Git. */
    static String remote(String group, String name) {
        return "https://" + HOST + "/" + group + "/" + name + ".git";
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

    /** Starts a command as a job of a group does: as the jobs' user, with the variables of a protected branch. */
    Process start(String group, Path project, List<String> command) throws IOException {
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
        // For what is no job of GitLab's.
        environment.put("SLIPWAY_LEDGER_URL", LINE.url("mywebapp").toString());
        environment.put("SLIPWAY_CA", home.resolve("line.pem").toString());
        if (clientSecrets.containsKey(group)) {
            environment.put("SLIPWAY_CLIENT_SECRET", clientSecrets.get(group));
        }
        return process.start();
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

    /** Slipway as GitLab has it: this checkout, committed or not. */
    private void install() throws IOException {
        Folders.delete(installed.resolve(".git"));
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
        commit(installed);
    }

    /** The component as the line's own GitLab has it. */
    private void offer() throws IOException {
        Folders.delete(component.resolve(".git"));
        Files.createDirectories(component.resolve("templates"));
        Files.copy(
                Line.checkout().resolve(".gitlab/delivery.yml"),
                component.resolve("templates/delivery.yml"),
                REPLACE_EXISTING);
        commit(component);
    }

    private static void commit(Path repository) {
        for (String git : List.of(
                "init -q -b main",
                "add -A",
                "-c user.name=Test -c user.email=test@example.org commit -q -m Checkout")) {
            List<String> command = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
            command.addAll(List.of(git.split(" ")));
            expect(repository, command);
        }
    }

    /** The line's names lead to this machine, for the two programs that ask for them; Maven knows all others from DNS. */
    private void resolveNames() throws IOException {
        Path hosts = home.resolve("hosts");
        Files.writeString(hosts, "");
        Files.writeString(home.resolve(".curlrc"), "");
        know("mywebapp");
        know("auth");
        script(
                "java",
                "exec '" + System.getProperty("java.home")
                        + "/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 '-Djdk.net.hosts.file=%s' \"$@\"",
                hosts);
    }

    /** From now on, jobs find a name in front of the line's domain. */
    public void know(String name) {
        try {
            Files.writeString(home.resolve("hosts"), "127.0.0.1 " + LINE.host(name) + "\n", APPEND);
            Files.writeString(
                    home.resolve(".curlrc"),
                    "resolve = " + LINE.host(name) + ":" + LINE.port("SLIPWAY_HTTPS_PORT") + ":127.0.0.1\n",
                    APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    @Override
    public void close() throws IOException {
        Folders.delete(projects);
        realm.close();
        for (String service : clientSecrets.keySet()) {
            Files.delete(LINE.state().resolve("secrets").resolve(secretOf(service)));
        }
    }
}
