package dev.slipway.line.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bootstrap makes what GitLab lacks, sets right what differs, and otherwise does nothing. Each test has a GitLab of its own. */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class BootstrapTest {
    private static final String TOKEN = "glpat-AbCdEfGhIjKlMnOpQrSt";
    private static final Map<String, String> SECRETS = Map.of(
            "gitlab-token", TOKEN,
            "gitlab-hook-secret", "hook-secret-0123456789abcdef",
            // It may deploy Slipway alone; that of the client `pipeline` stays on the line.
            "pipeline-slipway-client-secret", "client-secret-0123456789abcd");

    /** What it calls, and could show its arguments to others. */
    private static final List<String> PROGRAMS = List.of("git", "openssl");

    @TempDir
    Path folder;

    private GitlabStub gitlab;

    @BeforeEach
    void start() throws IOException {
        gitlab = new GitlabStub(TOKEN, folder);
        SECRETS.forEach((name, value) -> write("kept/secrets/" + name, value + "\n"));
        write("arguments", "");
        write("kept/tls/trusted.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        write("checkout/README", "Slipway\n");
        String checkout = folder.resolve("checkout").toString();
        GitBackend.git("init", "--quiet", "--initial-branch=topic", checkout);
        GitBackend.git("-C", checkout, "add", "README");
        commit("-m", "Start");
        for (String program : PROGRAMS) {
            write("bin/" + program, """
                    #!/bin/sh
                    printf '%%s\\n' "$0 $*" >> '%1$s/arguments'
                    PATH=${PATH#*:} exec %2$s "$@"
                    """.formatted(folder, program));
            Files.setPosixFilePermissions(
                    folder.resolve("bin").resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @AfterEach
    void stop() {
        gitlab.close();
        assertThat(gitlab.faults()).isEmpty();
    }

    @Test
    void makesEverythingInAnEmptyGitlab() throws IOException {
        Outcome outcome = run();
        outcome.succeeds();
        assertThat(gitlab.changes())
                .contains("PUT application/settings", "POST groups", "POST projects", "POST user/runners")
                .contains(
                        "POST projects/slipway%2Fslipway/protected_branches", "POST projects/slipway%2Fslipway/hooks");
        assertThat(gitlab.state("settings").path("signup_enabled").asBoolean()).isFalse();
        assertThat(gitlab.state("settings").path("outbound_local_requests_whitelist"))
                .extracting(name -> name.asText())
                .containsExactly("mail.example.org", "mywebapp.line.example");
        assertThat(gitlab.state("group").path("visibility").asText()).isEqualTo("internal");
        assertThat(gitlab.state("branch")
                        .at("/push_access_levels/0/access_level")
                        .asInt())
                .isEqualTo(40);
        assertThat(gitlab.state("branch").path("allow_force_push").asBoolean()).isFalse();
        for (String level : List.of("minimum_access_level_for_push", "minimum_access_level_for_delete")) {
            assertThat(gitlab.state("images").path(level).asText()).as(level).isEqualTo("maintainer");
        }
        assertThat(gitlab.state("SLIPWAY_CLIENT_SECRET").path("owner").asText()).isEqualTo("project");
        for (String property : List.of("protected", "masked", "hidden", "raw")) {
            assertThat(gitlab.state("SLIPWAY_CLIENT_SECRET").path(property).asBoolean())
                    .as(property)
                    .isTrue();
        }
        assertThat(gitlab.state("SLIPWAY_CLIENT_SECRET").path("value").asText())
                .isEqualTo(secret("pipeline-slipway-client-secret"));
        assertThat(gitlab.state("SLIPWAY_CA").path("variable_type").asText()).isEqualTo("file");
        assertThat(gitlab.state("SLIPWAY_LEDGER_URL").path("value").asText())
                .isEqualTo("https://mywebapp.line.example:8443");
        assertThat(gitlab.state("SLIPWAY_ISSUER").path("value").asText())
                .isEqualTo("https://auth.line.example:8443/realms/slipway");
        assertThat(gitlab.state("hook").path("url").asText())
                .isEqualTo("https://mywebapp.line.example:8443/api/v1/hooks/gitlab");
        assertThat(gitlab.state("hook").path("token").asText()).isEqualTo(secret("gitlab-hook-secret"));
        assertThat(head("main"))
                .isEqualTo(GitBackend.git("-C", folder.resolve("checkout").toString(), "rev-parse", "HEAD"));

        assertThat(folder.resolve("arguments")).content().contains("/git ", "/openssl ");
        Path runner = folder.resolve("kept/runner");
        assertThat(mode(runner.resolve("token"))).isEqualTo("rw-------");
        assertThat(mode(runner.resolve("config.toml"))).isEqualTo("rw-------");
        assertThat(runner.resolve("config.toml"))
                .content()
                .contains("token = \"" + gitlab.runnerTokens().get(0) + "\"", "url = \"" + gitlab.url() + "\"")
                .doesNotContain("${");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(gitlab.state("SLIPWAY_BUILDER_KEY")
                                        .path("value")
                                        .asText()),
                        StandardCharsets.UTF_8))
                .contains("PRIVATE KEY");
    }

    @Test
    void changesNothingTheSecondTime() {
        run().succeeds();
        gitlab.changes();
        Outcome outcome = run();
        outcome.succeeds();
        assertThat(outcome.output).contains("unchanged");
        assertThat(gitlab.changes()).isEmpty();
    }

    @Test
    void completesWhatWasLeftHalfDone() {
        run().succeeds();
        for (String name : List.of(
                "branch",
                "images",
                "delivery-branch",
                "tags",
                "hook",
                "SLIPWAY_CA",
                "SLIPWAY_CLIENT_SECRET",
                "SLIPWAY_BUILDER_KEY")) {
            gitlab.remove(name);
        }
        gitlab.changes();
        run().succeeds();
        assertThat(gitlab.changes())
                .containsExactlyInAnyOrder(
                        "POST groups/slipway/variables",
                        "POST projects/slipway%2Fslipway/variables",
                        "POST projects/slipway%2Fslipway/variables",
                        "POST projects/slipway%2Fslipway/protected_branches",
                        "POST projects/slipway%2Fslipway/registry/protection/repository/rules",
                        "POST projects/slipway%2Fdelivery/protected_branches",
                        "POST projects/slipway%2Fdelivery/protected_tags",
                        "POST projects/slipway%2Fslipway/hooks");
        assertThat(run().output).contains("unchanged");
    }

    @Test
    void setsRightWhatDiffers() {
        run().succeeds();
        gitlab.state("SLIPWAY_LEDGER_URL").put("value", "https://elsewhere.example");
        gitlab.state("SLIPWAY_CLIENT_SECRET").put("protected", false);
        gitlab.state("branch").put("allow_force_push", true);
        gitlab.state("delivery-branch").put("allow_force_push", true);
        gitlab.state("tags").putArray("create_access_levels").addObject().put("access_level", 30);
        gitlab.state("images").putNull("minimum_access_level_for_push");
        gitlab.state("hook").put("enable_ssl_verification", false);
        gitlab.state("settings").put("signup_enabled", true);
        gitlab.state("project").put("auto_devops_enabled", true);
        write("kept/secrets/pipeline-slipway-client-secret", "another-client-secret-0123\n");
        gitlab.changes();
        Outcome outcome = run();
        outcome.succeeds();
        assertThat(outcome.output)
                .contains("settings: set signup_enabled", "project slipway/slipway: set auto_devops_enabled");
        assertThat(gitlab.state("SLIPWAY_LEDGER_URL").path("value").asText())
                .isEqualTo("https://mywebapp.line.example:8443");
        assertThat(gitlab.state("SLIPWAY_CLIENT_SECRET").path("protected").asBoolean())
                .isTrue();
        assertThat(gitlab.state("SLIPWAY_CLIENT_SECRET").path("value").asText())
                .isEqualTo("another-client-secret-0123");
        assertThat(gitlab.state("branch").path("allow_force_push").asBoolean()).isFalse();
        assertThat(gitlab.state("delivery-branch").path("allow_force_push").asBoolean())
                .isFalse();
        assertThat(gitlab.state("tags")
                        .at("/create_access_levels/0/access_level")
                        .asInt())
                .isEqualTo(40);
        assertThat(gitlab.state("images").path("minimum_access_level_for_push").asText())
                .isEqualTo("maintainer");
        assertThat(gitlab.state("hook").path("enable_ssl_verification").asBoolean())
                .isTrue();
        assertThat(run().output).contains("unchanged");
    }

    @Test
    void makesAnotherRunnerWhenTheTokenIsLost() throws IOException {
        run().succeeds();
        int first = gitlab.runners().get(0);
        Files.delete(folder.resolve("kept/runner/token"));
        run().succeeds();
        assertThat(gitlab.runners()).hasSize(1).doesNotContain(first);
        assertThat(folder.resolve("kept/runner/config.toml"))
                .content()
                .contains(gitlab.runnerTokens().get(1));
    }

    @Test
    void makesAnotherRunnerWhenTheTokenIsRefused() {
        run().succeeds();
        gitlab.forgetRunnerToken();
        run().succeeds();
        assertThat(gitlab.runners()).hasSize(1);
        assertThat(gitlab.runnerTokens()).hasSize(2);
        assertThat(run().output).contains("unchanged");
    }

    @Test
    void saysWhatToDoWhenTheTokenIsWrong() {
        write("kept/secrets/gitlab-token", "glpat-00000000000000000000\n");
        Outcome outcome = run();
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.output)
                .contains("401 Unauthorized", "docker compose restart gitlab")
                .doesNotContain("glpat-");
        assertThat(gitlab.changes()).isEmpty();
    }

    @Test
    void saysWhatTheTokenLacks() {
        gitlab.narrowToken("api");
        Outcome outcome = run();
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.output).contains("lacks the scope create_runner, write_repository");
    }

    @Test
    void waitsWhileGitlabStarts() {
        gitlab.startSlowly(3);
        run().succeeds();
        assertThat(gitlab.runners()).hasSize(1);
    }

    @Test
    void saysWhenGitlabDoesNotStart() {
        gitlab.startSlowly(1000);
        Outcome outcome = run("SLIPWAY_GITLAB_WAIT", "2");
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.output).contains("does not come up", "502");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Files.delete(folder.resolve("kept/secrets/pipeline-slipway-client-secret"));
        Outcome outcome = run();
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.output).contains("no secret pipeline-slipway-client-secret", "prepare");
        write("kept/secrets/pipeline-slipway-client-secret", secret("pipeline-slipway-client-secret"));
        run().succeeds();
    }

    /** GitLab's rules for a component: templates/NAME.yml and a README; a version is a tag. */
    @Test
    void offersTheTemplateAsAComponent() throws IOException {
        run().succeeds();
        assertThat(component("1.0.0:templates/delivery.yml"))
                .isEqualTo(Files.readString(checkout().resolve(".gitlab/delivery.yml"))
                        .strip());
        assertThat(component("1.0.0:README.md")).contains("slipway/delivery/delivery@");
        assertThat(gitlab.state("delivery").path("visibility").asText()).isEqualTo("internal");
    }

    /** Who includes 1.0.0 keeps it. */
    @Test
    void offersAnotherTemplateAsAnotherVersion() {
        run().succeeds();
        String first = revision("1.0.0");
        GitBackend.git("--git-dir=" + folder.resolve("delivery.git"), "tag", "--delete", "1.0.0");
        String other = folder.resolve("other").toString();
        GitBackend.git("clone", "--quiet", folder.resolve("delivery.git").toString(), other);
        write("other/templates/delivery.yml", "spec:\n");
        GitBackend.git(
                "-C",
                other,
                "-c",
                "user.name=Alice",
                "-c",
                "user.email=alice@example.org",
                "commit",
                "--quiet",
                "-am",
                "Change");
        GitBackend.git("-C", other, "tag", "1.9.0");
        GitBackend.git("-C", other, "tag", "9.9rc.0");
        GitBackend.git("-C", other, "push", "--quiet", "origin", "main", "1.9.0", "9.9rc.0");
        assertThat(run().output).contains("component slipway/delivery: version 1.10.0");
        assertThat(revision("main")).isEqualTo(revision("1.10.0"));
        assertThat(revision("1.10.0^^")).isEqualTo(first);
        assertThat(component("1.9.0:templates/delivery.yml")).isEqualTo("spec:");
        assertThat(run().output).contains("unchanged");
    }

    /** Secrets that every project of the group had, whatever its service. */
    @Test
    void takesAwayWhatAnEarlierOneHasMade() {
        run().succeeds();
        gitlab.addVariable(
                "group", "SLIPWAY_BALANCER_PASSWORD", "*", "secret-of-the-balancer", "Slipway sets this (0123)");
        gitlab.addVariable("group", "SLIPWAY_DOMAIN", "*", "somebody else's", "");
        gitlab.changes();
        run().succeeds();
        assertThat(gitlab.changes()).containsExactly("DELETE groups/slipway/variables/SLIPWAY_BALANCER_PASSWORD");
    }

    @Test
    void leavesAProjectThatIsNotEmptyAlone() {
        run().succeeds();
        String before = head("main");
        commit("--allow-empty", "-m", "Go on");
        run().succeeds();
        assertThat(head("main")).isEqualTo(before);
    }

    /** After a change of the domain, GitLab would go on to send the token to the former one. */
    @Test
    void removesItsHookToAnotherAddress() {
        run().succeeds();
        int former = gitlab.state("hook")
                .put("url", "https://mywebapp.former.example/api/v1/hooks/gitlab")
                .path("id")
                .asInt();
        gitlab.changes();
        run().succeeds();
        assertThat(gitlab.changes())
                .containsExactly(
                        "POST projects/slipway%2Fslipway/hooks", "DELETE projects/slipway%2Fslipway/hooks/" + former);
        assertThat(gitlab.state("hook").path("url").asText())
                .isEqualTo("https://mywebapp.line.example:8443/api/v1/hooks/gitlab");
        assertThat(run().output).contains("unchanged");
    }

    @Test
    void readsListsToTheirEnd() {
        run().succeeds();
        for (int i = 0; i < 120; i++) {
            gitlab.addVariable("SHOP_" + i, "*", "value");
            gitlab.addHook("https://hooks.example.org/" + i);
        }
        // Behind all of these.
        gitlab.moveToTheEnd("SLIPWAY_BUILDER_KEY", "hook");
        gitlab.changes();
        Outcome outcome = run();
        outcome.succeeds();
        assertThat(outcome.output).contains("unchanged");
        assertThat(gitlab.changes()).isEmpty();
    }

    /** A list that is not there is no empty one. */
    @ParameterizedTest
    @ValueSource(strings = {"groups/slipway/variables", "projects/slipway%2Fslipway/hooks"})
    void saysWhichListIsMissing(String list) {
        gitlab.hide(list);
        Outcome outcome = run();
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.output).contains("GitLab answers 404 to GET /" + list, "404 Not Found");
    }

    /** Of two variables with one key, the one for all environments is Slipway's. */
    @Test
    void leavesVariablesOfOtherScopesAlone() {
        run().succeeds();
        gitlab.addVariable("SLIPWAY_BUILDER_CERT", "staging", "somebody else's");
        gitlab.addVariable("SLIPWAY_BUILDER_KEY", "staging", "somebody else's");
        gitlab.state("SLIPWAY_BUILDER_CERT").put("protected", false);
        gitlab.state("SLIPWAY_BUILDER_KEY").put("hidden", false);
        gitlab.changes();
        run().succeeds();
        assertThat(gitlab.changes())
                .containsExactly(
                        "PUT projects/slipway%2Fslipway/variables/SLIPWAY_BUILDER_CERT",
                        "DELETE projects/slipway%2Fslipway/variables/SLIPWAY_BUILDER_KEY",
                        "POST projects/slipway%2Fslipway/variables");
        assertThat(gitlab.state("SLIPWAY_BUILDER_CERT").path("protected").asBoolean())
                .isTrue();
        assertThat(gitlab.value("SLIPWAY_BUILDER_CERT", "staging")).isEqualTo("somebody else's");
        assertThat(gitlab.value("SLIPWAY_BUILDER_KEY", "staging")).isEqualTo("somebody else's");
        assertThat(run().output).contains("unchanged");
    }

    /** Without it, every hook to the ledger would be refused later on, and nobody would know why. */
    @Test
    void saysWhenGitlabHasNoListOfAllowedAddresses() {
        gitlab.state("settings").remove("outbound_local_requests_whitelist");
        Outcome outcome = run();
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.output).contains("outbound_local_requests_whitelist", "Outbound requests");
        assertThat(gitlab.changes()).isEmpty();
    }

    /** As Ctrl-C, or an engine that stops the container, while it waits. */
    @Test
    void saysThatItGoesOnWhenItIsInterrupted() throws IOException, InterruptedException {
        gitlab.startSlowly(1000);
        Process started = process().start();
        try (BufferedReader output = started.inputReader()) {
            assertThat(output.readLine()).isEqualTo("GitLab at " + gitlab.url());
            started.toHandle().destroy();
            assertThat(output.lines()).containsExactly("bootstrap: interrupted; run it again, and it goes on");
        }
        assertThat(started.waitFor()).isEqualTo(130);
        gitlab.startSlowly(0);
        run().succeeds();
    }

    /** Killed after each change that it makes, until there is nothing left to do. */
    @Test
    void goesOnWhereverItWasKilled() throws IOException, InterruptedException {
        int runs = 0;
        boolean isDone = false;
        while (!isDone) {
            assertThat(runs++).isLessThan(30);
            Process started = process().start();
            try (BufferedReader output = started.inputReader()) {
                output.readLine();
                isDone = "  unchanged".equals(output.readLine());
                started.destroyForcibly();
            }
            started.waitFor();
        }
        assertThat(runs).isGreaterThan(5);
        assertThat(gitlab.runners()).hasSize(1);
        assertThat(component("1.0.0:README.md")).isNotEmpty();
        assertThat(head("main")).isNotEmpty();
    }

    @Test
    void isAloneAtWork() throws IOException, InterruptedException {
        gitlab.startSlowly(1000);
        Process first = process().start();
        try (BufferedReader output = first.inputReader()) {
            output.readLine();
            Outcome second = run();
            assertThat(second.code).isEqualTo(1);
            assertThat(second.output).contains("Another bootstrap is at work.");
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    private void commit(String... words) {
        List<String> command =
                new ArrayList<>(List.of("-C", folder.resolve("checkout").toString()));
        command.addAll(List.of("-c", "user.name=Alice", "-c", "user.email=alice@example.org", "commit", "--quiet"));
        command.addAll(List.of(words));
        GitBackend.git(command.toArray(String[]::new));
    }

    private String head(String branch) {
        return GitBackend.git("--git-dir=" + folder.resolve("slipway.git"), "rev-parse", branch);
    }

    private String revision(String name) {
        return GitBackend.git("--git-dir=" + folder.resolve("delivery.git"), "rev-parse", name + "^{commit}");
    }

    private String component(String file) {
        return GitBackend.git("--git-dir=" + folder.resolve("delivery.git"), "show", file);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** Runs it, and looks for every secret in what it said and in what others could have seen of its processes. */
    private Outcome run(String... environment) {
        try {
            Process started = process(environment).start();
            started.getOutputStream().close();
            String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Outcome outcome = new Outcome(started.waitFor(), said);
            String arguments = Files.readString(folder.resolve("arguments"));
            for (String secret : secrets()) {
                assertThat(said).doesNotContain(secret);
                assertThat(arguments).doesNotContain(secret);
            }
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessBuilder process(String... environment) {
        Path program = checkout().resolve("line/bin/local");
        ProcessBuilder process = new ProcessBuilder(program.toString(), "bootstrap").redirectErrorStream(true);
        Map<String, String> variables = process.environment();
        String path = variables.get("PATH");
        variables.keySet().removeIf(name -> name.startsWith("SLIPWAY_") || name.startsWith("GIT_"));
        variables.put("PATH", folder.resolve("bin") + ":" + path);
        // Of those that are killed, something stays there.
        variables.put("TMPDIR", folder.toString());
        variables.put("SLIPWAY_DOMAIN", "line.example");
        variables.put("SLIPWAY_HTTPS_PORT", "8443");
        variables.put("SLIPWAY_CHECKOUT", folder.resolve("checkout").toString());
        variables.put("SLIPWAY_STATE", folder.resolve("kept").toString());
        variables.put("SLIPWAY_GITLAB_URL", gitlab.url().toString());
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return process;
    }

    private static String secret(String name) {
        return Objects.requireNonNull(SECRETS.get(name), name);
    }

    private List<String> secrets() throws IOException {
        List<String> secrets = new ArrayList<>(gitlab.runnerTokens());
        try (Stream<Path> files = Files.list(folder.resolve("kept/secrets"))) {
            secrets.addAll(files.map(BootstrapTest::read).map(String::strip).collect(Collectors.toList()));
        }
        secrets.add(Base64.getEncoder().encodeToString(("root:" + TOKEN).getBytes(StandardCharsets.UTF_8)));
        if (gitlab.variables().contains("SLIPWAY_BUILDER_KEY")) {
            secrets.add(gitlab.state("SLIPWAY_BUILDER_KEY").path("value").asText());
        }
        return secrets;
    }

    private void write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path checkout() {
        return Line.checkout();
    }

    private record Outcome(int code, String output) {
        void succeeds() {
            assertThat(code).as(output).isZero();
        }
    }
}
