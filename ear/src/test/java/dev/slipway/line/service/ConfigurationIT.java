package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import dev.slipway.line.canary.Canary;
import dev.slipway.line.canary.Hiding;
import dev.slipway.line.canary.ProcessWatch;
import dev.slipway.line.service.app.Refusal;
import dev.slipway.line.service.app.ToldServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An application is told something else, while somebody calls it all the time; and a secret stays one. */
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
class ConfigurationIT {
    /** What a shell would make something of. */
    private static final String NOTE = "a=b \"c\" 'd' $HOME `id`\nGrüße, 世界\n";

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Canary CANARY = new Canary();

    @AutoClose
    static final ProcessWatch PROCESSES = new ProcessWatch(CANARY);

    @TempDir
    static Path folder;

    private static final List<String> SAID = new ArrayList<>();
    private static Team team;

    @BeforeAll
    static void deploy() {
        team = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        team.apply("""
                service: %s
                environments:
                  production: {workers: 2}
                """.formatted(team.service())).expectSuccess();
        team.deploy(shop("one"), "1").expectSuccess();
    }

    @AfterAll
    static void remove() {
        team.remove();
    }

    private static WebArchive shop(String words) {
        return Wars.application("shop " + words, ToldServlet.class, Refusal.class);
    }

    @Test
    void isToldSomethingElseWithoutAGapAndComesBackWithItsArchive() throws Exception {
        try (Calls calls = new Calls(team, 25, "/")) {
            setsVariables();
            setsASecret();
            putsBackWhatItDoesNotStartWith();
            bringsBothBack();
            keepsItsConfigurationWhereItIsTo();
            takesAVariableAway();
            calls.close();
            System.out.println(calls);
            assertThat(calls.failures()).as("of %d calls", calls.count()).isEmpty();
            assertThat(calls.count()).isGreaterThan(500);
        }
        saysWhatItWas();
        isASecretStill();
    }

    private static void setsVariables() {
        Command.Result set = config("set", team.service(), "GREETING=hello", "NOTE=" + NOTE, "--reason", "first words")
                .expectSuccess();
        assertThat(set.output())
                .anyMatch(line -> line.contains("Version 1 of the configuration of"))
                .anyMatch(line -> line.contains("-1: Restarted"))
                .anyMatch(line -> line.contains("-2: Restarted"));
        assertThat(told("GREETING")).isEqualTo("hello|hello");
        assertThat(told("NOTE")).startsWith(NOTE + "|");
    }

    private static void setsASecret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), CANARY.secret() + "\n");
        Command.Result set = team.given(file, "config", "set", team.service(), "--secret", "API_KEY");
        SAID.addAll(set.output());
        set.expectSuccess();
        assertThat(told("API_KEY")).isEqualTo(CANARY.secret() + "|" + CANARY.secret());
        assertThat(told("GREETING")).isEqualTo("hello|hello");
    }

    private static void putsBackWhatItDoesNotStartWith() {
        Command.Result set = config("set", team.service(), "FAIL=yes");
        assertThat(set.code()).isEqualTo(1);
        assertThat(set.output())
                .anyMatch(line -> line.contains("FAIL says yes"))
                .anyMatch(line -> line.contains("All workers are rolled back"));
        assertThat(told("FAIL")).isEqualTo("null|null");
        assertThat(told("GREETING")).isEqualTo("hello|hello");
        assertThat(config("list", team.service()).expectSuccess().output())
                .anyMatch(line -> line.contains("version 2"))
                .anyMatch(line -> line.contains("GREETING=hello"))
                .anyMatch(line -> line.contains("API_KEY (a secret"))
                .noneMatch(line -> line.contains("FAIL"));
    }

    private static void bringsBothBack() {
        team.deploy(shop("two"), "2").expectSuccess();
        config("set", team.service(), "GREETING=hi").expectSuccess();
        assertThat(team.get("/").body()).isEqualTo("shop two");
        assertThat(told("GREETING")).isEqualTo("hi|hi");
        team.command("rollback", "--service", team.service()).expectSuccess();
        assertThat(team.get("/").body()).isEqualTo("shop one");
        assertThat(told("GREETING")).isEqualTo("hello|hello");
        assertThat(told("API_KEY")).startsWith(CANARY.secret());
    }

    private static void keepsItsConfigurationWhereItIsTo() {
        team.command("rollback", "2", "--service", team.service(), "--keep-configuration")
                .expectSuccess();
        assertThat(team.get("/").body()).isEqualTo("shop two");
        assertThat(told("GREETING")).isEqualTo("hello|hello");
    }

    private static void takesAVariableAway() {
        config("unset", team.service(), "NOTE").expectSuccess();
        assertThat(told("NOTE")).isEqualTo("null|null");
    }

    private static void saysWhatItWas() {
        assertThat(config("history", team.service()).expectSuccess().output())
                .anyMatch(line -> line.contains("first words"))
                .anyMatch(line -> line.contains("GREETING: hello → hi"))
                .anyMatch(line -> line.contains("for the rollback to"));
        assertThat(config("diff", team.service(), "--from", "1").expectSuccess().output())
                .anyMatch(line -> line.contains("API_KEY: none → a secret"));
    }

    private static void isASecretStill() throws Exception {
        String group = "groups/" + team.service() + "-production/";
        Path state = Line.running().state();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(group + "configuration"))))
                .isEqualTo(ServiceWorker.isRoot() ? "rw-r-----" : "rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(state.resolve("secrets/configuration-key"))))
                .isEqualTo("rw-------");
        Hiding hiding = new Hiding(CANARY);
        assertThat(hiding.files(state)).as("files that have it").containsExactly(group + "configuration");
        assertThat(hiding.databases()).as("databases that have it").isEmpty();
        assertThat(PROCESSES.commands()).as("command lines that had it").isEmpty();
        assertThat(SAID).noneMatch(CANARY::isIn);
    }

    private static Command.Result config(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "config";
        System.arraycopy(words, 0, all, 1, words.length);
        Command.Result result = team.command(all);
        SAID.addAll(result.output());
        return result;
    }

    /** From one worker or the other. */
    private static String told(String name) {
        return team.get("/told?name=" + name).body();
    }
}
