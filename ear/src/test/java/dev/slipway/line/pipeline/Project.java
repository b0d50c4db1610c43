package dev.slipway.line.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A team's Git project, pushed to a forge that is not there. */
public final class Project {
    private final Forge forge;
    private final String group;
    private final Path folder;

    /** An empty one, in a group's folder of the forge. */
    public Project(Forge forge, String group, String name) {
        this.forge = forge;
        this.group = group;
        this.folder = forge.newFolder(name);
        run("git init -q -b main && git remote add origin " + Forge.remote(group, name));
        write(".gitignore", "target/\n.gitlab-ci-local/\n");
    }

    /** Writes a file. */
    public Project write(String name, String content) {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file. */
    public Project write(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Delivers {@code built.war} as a service by the template, with a test's report and a list of what it is made of.
     *
     * @param inputs more of the template's inputs, a line each
     */
    public Project deliver(String service, String... inputs) {
        return write("report.xml", "<testsuite name='kiosk'><testcase name='opens' time='0.1'/></testsuite>")
                .write(
                        "bom.json",
                        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"version\": 1, \"components\": []}")
                .write(
                        ".gitlab-ci.yml",
                        """
                        include:
                          - project: slipway/slipway
                            file: /.gitlab/delivery.yml
                            inputs:
                              service: %1$s
                              artifact: target/%1$s.war
                              build: mkdir -p target && cp built.war target/%1$s.war
                              test: mkdir -p target/surefire-reports && cp report.xml target/surefire-reports/TEST-kiosk.xml
                              sbom: cp bom.json "$DELIVERY_SBOM"
                        """.formatted(service)
                                + Stream.of(inputs)
                                        .map(input -> "      " + input + "\n")
                                        .collect(Collectors.joining()));
    }

    /** Puts other words in the place of these, in one file. */
    public Project replace(String name, String words, String others) {
        try {
            String content = Files.readString(folder.resolve(name));
            if (!content.contains(words)) {
                throw new IllegalArgumentException(name + " does not have " + words);
            }
            return write(name, content.replace(words, others));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits and pushes everything to the default branch, and has the pipeline run. */
    public Run push(String message) {
        commit(message);
        return start("gitlab-ci-local", "--force-shell-executor", "--shell-isolation");
    }

    /** Commits everything, as if it was pushed. */
    public Project commit(String message) {
        run("git add -A && git commit -q -m '" + message + "' && git update-ref refs/remotes/origin/main HEAD"
                + " && git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main");
        return this;
    }

    /** Starts a command in it, as the jobs' user. */
    Run start(String... command) {
        try {
            return new Run(folder, forge.start(group, folder, List.of(command)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs some lines of shell in it, as the jobs' user; prints what they said. */
    public String run(String lines) {
        try {
            Process process = forge.start(group, folder, List.of("bash", "-euc", lines));
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(lines + " ended with " + code + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + lines, e);
        }
    }
}
