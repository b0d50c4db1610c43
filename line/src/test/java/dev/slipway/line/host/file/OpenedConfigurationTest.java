package dev.slipway.line.host.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.configuration.OpeningKeys;
import dev.slipway.line.configuration.SealException;
import dev.slipway.line.configuration.SecretName;
import dev.slipway.line.group.Group;
import dev.slipway.line.host.Groups;
import dev.slipway.line.host.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedConfigurationTest {
    private static final OpeningKey KEY = OpeningKey.make();
    private static final OpeningKeys KEYS = new OpeningKeys(KEY, List.of());
    private static final SecretName API_KEY = new SecretName("shop", "production", "API_KEY");

    @TempDir
    Path folder;

    private static String seal(SecretName place, String value) {
        try {
            return KEY.sealing().seal(place, value);
        } catch (SealException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isEmptyWhereNothingWasEverSet() {
        assertThat(OpenedConfiguration.of(Groups.shop(), KEYS)).isEmpty();
        assertThat(Groups.shop().configurationVersion()).isZero();
    }

    @Test
    void hasVariablesAndOpenedSecretsByName() {
        Group shop =
                Groups.configured(Map.of("GREETING", "hello", "ZERO", ""), Map.of("API_KEY", seal(API_KEY, "s3cret")));
        assertThat(OpenedConfiguration.of(shop, KEYS)).isEqualTo("API_KEY=czNjcmV0\nGREETING=aGVsbG8=\nZERO=\n");
        assertThat(shop.configurationVersion()).isEqualTo(7);
        assertThat(shop.digestText()).isEqualTo(Groups.shop().digestText());
    }

    @Test
    void hasSecretsThatWereSealedForAFormerKey() throws SealException {
        OpeningKey current = OpeningKey.make();
        SecretName later = new SecretName("shop", "production", "LATER");
        Group shop = Groups.configured(
                Map.of(),
                Map.of(
                        "API_KEY",
                        seal(API_KEY, "s3cret"),
                        "LATER",
                        current.sealing().seal(later, "hello")));
        assertThat(OpenedConfiguration.of(shop, new OpeningKeys(current, List.of(OpeningKey.make(), KEY))))
                .isEqualTo("API_KEY=czNjcmV0\nLATER=aGVsbG8=\n");
    }

    @Test
    void hasNoReservedName() {
        assertThat(OpenedConfiguration.of(
                        Groups.configured(
                                Map.of("LD_PRELOAD", "x.so", "WILDFLY_OVERRIDING_ENV_VARS", "1", "GREETING", "hello"),
                                Map.of()),
                        KEYS))
                .isEqualTo("GREETING=aGVsbG8=\n");
    }

    @Test
    void saysWhatToDoWhereASecretCannotBeOpened() {
        String why = "API_KEY was sealed for another key (or place): set it again:"
                + " slipway config set shop --secret API_KEY --environment production";
        assertThatThrownBy(() -> OpenedConfiguration.of(
                        Groups.configured(
                                Map.of(),
                                Map.of("API_KEY", seal(new SecretName("shop", "staging", "API_KEY"), "s3cret"))),
                        KEYS))
                .isInstanceOf(HostException.class)
                .hasMessage(why);
        assertThatThrownBy(() -> OpenedConfiguration.of(
                        Groups.configured(Map.of(), Map.of("API_KEY", seal(API_KEY, "s3cret"))),
                        new OpeningKeys(OpeningKey.make(), List.of())))
                .hasMessage(why);
    }

    @Test
    void opensNoLongerSecretThanThereMayBe() {
        Group shop = Groups.configured(Map.of(), Map.of("API_KEY", seal(API_KEY, "x".repeat(16_385))));
        assertThatThrownBy(() -> OpenedConfiguration.of(shop, KEYS))
                .hasMessageStartingWith("API_KEY has more than 16384 characters");
    }

    @Test
    void hasBounds() {
        Map<String, String> secrets = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            String name = "KEY_" + i;
            secrets.put(name, seal(new SecretName("shop", "production", name), "x".repeat(4_000)));
        }
        assertThatThrownBy(() -> OpenedConfiguration.of(Groups.configured(Map.of(), secrets), KEYS))
                .hasMessageContaining("more than 32768 bytes");
    }

    /** Read as the worker's own program reads it. */
    @Test
    void reachesTheApplicationAsItWasSet() throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LINES", "one\ntwo\n\n");
        variables.put("QUOTED", "a=b=\"c\" 'd' `e` $HOME $(id) \\n !x *");
        variables.put("WORDS", "Grüße, 世界 🚢");
        variables.put("BLANK", "  around \t");
        variables.put("NOTHING", "");
        // Names of the program's own.
        variables.put("user", "nobody");
        variables.put("names", "a list");
        variables.put("options", "none");
        variables.put("java", "of the island");
        Group shop = Groups.configured(variables, Map.of("API_KEY", seal(API_KEY, "-----BEGIN\nKEY==\n-----\n")));
        Map<String, String> expected = new TreeMap<>(variables);
        expected.put("API_KEY", "-----BEGIN\nKEY==\n-----\n");
        assertThat(told(OpenedConfiguration.of(shop, KEYS))).containsAllEntriesOf(expected);
    }

    @Test
    void isNothingWhereThereIsNoFile() throws Exception {
        assertThat(run(folder.resolve("none"))).doesNotContainKey("GREETING").containsKey("PATH");
    }

    @Test
    void tellsTheApplicationAlone() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path seen = folder.resolve("seen");
        Path decoder = Files.writeString(programs.resolve("base64"), """
                #!/bin/sh
                env >>'%s'
                PATH=${PATH#*:} exec base64 "$@"
                """.formatted(seen));
        assertThat(decoder.toFile().setExecutable(true)).isTrue();
        Path file = Files.writeString(folder.resolve("configuration"), "API_KEY=czNjcmV0\nGREETING=aGVsbG8=\n");
        assertThat(run(file, programs + ":" + System.getenv("PATH"))).containsEntry("API_KEY", "s3cret");
        assertThat(seen).content().contains("PATH=").doesNotContain("s3cret");
    }

    @Test
    void changesNothingOfWildFly() throws Exception {
        assertThat(told("GREETING=aGVsbG8=\nWILDFLY_OVERRIDING_ENV_VARS=MQ==\n"))
                .containsEntry("GREETING", "hello")
                .doesNotContainKey("WILDFLY_OVERRIDING_ENV_VARS");
    }

    private Map<String, String> told(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("configuration"), text);
        return run(file);
    }

    private static Map<String, String> run(Path file) throws IOException, InterruptedException {
        return run(file, System.getenv("PATH"));
    }

    private static Map<String, String> run(Path file, String path) throws IOException, InterruptedException {
        String program = Files.readString(Path.of("../ear/bin/worker"));
        int from = program.indexOf("with_configuration() {");
        String function = program.substring(from, program.indexOf("\n}\n", from) + 3);
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                "-euo",
                "pipefail",
                "-c",
                function + "with_configuration \"$@\"",
                "serve",
                file.toString(),
                "env",
                "-0");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        Map<String, String> all = new TreeMap<>();
        for (String one : output.split("\0", -1)) {
            if (!one.isEmpty()) {
                all.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
            }
        }
        return all;
    }
}
