package dev.slipway.line.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.setting.Setting.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of settings, and all that says the same. Where a document's rows differ, this writes them anew:
 * {@code ./mvnw -pl line test -Dtest=SettingTableTest -Dsettings.write}.
 */
class SettingTableTest {
    private static final SettingTable TABLE = SettingTable.read();

    /** Maven runs a module's tests in its folder. */
    private static final Path CHECKOUT = Path.of("..");

    @TempDir
    Path state;

    @Test
    void isComplete() {
        assertThat(TABLE.all()).allSatisfy(setting -> {
            assertThat(setting.name()).matches("SLIPWAY_[A-Z_]+");
            assertThat(setting.help()).isNotEmpty();
            assertThat(setting.byDefault().isEmpty() || setting.derivation().isEmpty())
                    .isTrue();
            assertThat(setting.wrong().isEmpty()).isEqualTo(setting.scope() == Scope.CONTAINERS);
            if (!setting.byDefault().isEmpty()) {
                assertThat(setting.checked(setting.byDefault())).isEqualTo(setting.byDefault());
            }
        });
    }

    @Test
    void takesARuleFromAnotherSetting() {
        SettingTable table = SettingTable.parse("""
                # A comment.
                SLIPWAY_A
                  default  1
                  rule [0-9]+
                  wrong is no number.
                  fix Count.
                  help   what counts

                SLIPWAY_B
                  like SLIPWAY_A
                  only native
                """);
        assertThat(table.get("SLIPWAY_A").byDefault()).isEqualTo("1");
        assertThat(table.get("SLIPWAY_A").help()).isEqualTo("what counts");
        assertThat(table.get("SLIPWAY_B").byDefault()).isEmpty();
        assertThat(table.get("SLIPWAY_B").scope()).isEqualTo(Scope.NATIVE);
        assertThatThrownBy(() -> table.get("SLIPWAY_B").checked("x")).hasMessage("SLIPWAY_B 'x' is no number. Count.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SLIPWAY_DOMAIN                | Example.org
            SLIPWAY_DOMAIN                | -example.org
            SLIPWAY_HTTPS_PORT            | 0
            SLIPWAY_HTTP_PORT             | 65536
            SLIPWAY_KEYCLOAK_HEALTH_PORT  | many
            SLIPWAY_LISTEN                | localhost
            SLIPWAY_WORKERS               | 9
            SLIPWAY_POSTGRES_CONNECTIONS  | 150
            SLIPWAY_POSTGRES_CONNECTIONS  | 10000
            SLIPWAY_SMTP_HOST             | smtp.example.org:25
            SLIPWAY_SMTP_ENCRYPTION       | ssl
            SLIPWAY_SMTP_USER             | Line <line@example.org>
            SLIPWAY_ADMIN_SECOND_FACTOR   | perhaps
            SLIPWAY_AUTH_ADMIN_FROM       | 127.0.0.1,10.8.0.0/16
            SLIPWAY_ENVIRONMENT           | 1st
            SLIPWAY_ENVIRONMENTS          | staging, production
            SLIPWAY_DRIFT_GRACE           | 15s
            SLIPWAY_ARCHIVES_KEPT         | 0
            SLIPWAY_GITLAB_ISSUERS        | https://gitlab.com/
            SLIPWAY_GITLAB_ISSUERS        | https://gitlab.com,
            SLIPWAY_JAVA_OPTIONS          | -Da=b;id
            SLIPWAY_JAVA_OPTIONS          | -XX:+UseG1GC
            SLIPWAY_JAVA_OPTIONS          | -Da=b -XX:+UseZGC -Dc=d
            SLIPWAY_JAVA_OPTIONS          | -agentlib:jdwp=transport=dt_socket,server=y,address=5005
            SLIPWAY_JAVA_OPTIONS          | -Da=b -agentpath:/opt/profiler.so
            SLIPWAY_JAVA_OPTIONS          | -Xrunjdwp:address=5005
            SLIPWAY_CERTIFICATES          | bought
            SLIPWAY_ACME_EMAIL            | you@example org
            SLIPWAY_ACME_DIRECTORY        | http://ca.example.org
            SLIPWAY_ACME_PROFILE          | short lived
            SLIPWAY_ACME_DNS_HOOK         | hook
            SLIPWAY_ACME_CA               | ca.pem
            """)
    void isReadByTheShellAlike(String name, String value) throws Exception {
        assertThatThrownBy(() -> TABLE.get(name).checked(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " '" + value + "' ")
                .satisfies(refused -> assertThat(shell(name, value)).isEqualTo("slipway: " + refused.getMessage()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SLIPWAY_HTTPS_PORT      | 65535
            SLIPWAY_POSTGRES_CONNECTIONS | 1000
            SLIPWAY_JAVA_OPTIONS    | -Xss512k -Da=b
            SLIPWAY_JAVA_OPTIONS    | -XX:+DisableExplicitGC -XX:+UseStringDeduplication -Da=-agentlib
            SLIPWAY_JAVA_OPTIONS    | -XX:+UseGCOverheadLimit -XX:+UseDynamicNumberOfGCThreads
            SLIPWAY_AUTH_ADMIN_FROM | 127.0.0.1 10.8.0.0/16
            SLIPWAY_GITLAB_ISSUERS  | https://gitlab.com,https://gitlab.example.org:8443/git
            SLIPWAY_ACME_EMAIL      | you@example.org
            """)
    void letsPassWhatTheShellDoes(String name, String value) throws Exception {
        assertThat(TABLE.get(name).checked(value)).isEqualTo(value);
        assertThat(shell(name, value)).isEmpty();
    }

    /** What {@code ./slipway up} says of a line that has this setting. */
    private String shell(String name, String value) throws Exception {
        Map<String, String> environment = new HashMap<>();
        if (name.startsWith("SLIPWAY_ACME_")) {
            environment.put("SLIPWAY_CERTIFICATES", "acme");
            environment.put("SLIPWAY_ACME_EMAIL", "you@example.org");
        }
        environment.put(name, value);
        return Shell.run(state, environment, "check_settings");
    }

    @Test
    void hasTheRowsOfTheHandbook() throws IOException {
        Path page = CHECKOUT.resolve("web-static/src/docs/asciidoc/operate/configuration.adoc");
        String head = "|Variable |Default |Meaning\n\n";
        String text = Files.readString(page);
        int from = text.indexOf(head) + head.length();
        int to = text.indexOf("\n|===\n", from);
        if (System.getProperty("settings.write") != null) {
            Files.writeString(page, text.substring(0, from) + rows() + text.substring(to));
        } else {
            assertThat(text.substring(from, to).lines())
                    .as("the settings in %s; -Dsettings.write puts them right", page)
                    .containsExactlyElementsOf(rows().lines().toList());
        }
    }

    private static String rows() {
        return TABLE.all().stream()
                .map(setting -> "|" + shownName(setting) + "\n|" + shownDefault(setting) + "\n|" + help(setting) + "\n")
                .collect(Collectors.joining("\n"));
    }

    private static String shownName(Setting setting) {
        return String.format(setting.scope() == Scope.NATIVE ? "`_%s_`" : "`%s`", setting.name());
    }

    private static String shownDefault(Setting setting) {
        if (!setting.derivation().isEmpty() || setting.byDefault().matches("[0-9]*")) {
            return setting.derivation() + setting.byDefault();
        }
        return "`" + setting.byDefault() + "`";
    }

    private static String help(Setting setting) {
        return setting.scope() == Scope.CONTAINERS ? "in containers only: " + setting.help() : setting.help();
    }

    /** An empty default there is the table's: the programs in the containers read that. */
    @Test
    void hasTheDefaultsOfCompose() throws IOException {
        List<Map.Entry<String, String>> used = Pattern.compile("\\$\\{(SLIPWAY_\\w+):?-([^}]*)}")
                .matcher(Files.readString(CHECKOUT.resolve("docker-compose.yml")))
                .results()
                .map(use -> Map.entry(use.group(1), use.group(2)))
                .distinct()
                .toList();
        assertThat(used).allSatisfy(use -> {
            Setting setting = TABLE.get(use.getKey());
            if (!use.getValue().isEmpty() && !setting.derivation().contains(use.getValue())) {
                assertThat(use.getValue()).as(use.getKey()).isEqualTo(setting.byDefault());
            }
        });
        assertThat(used.stream().map(Map.Entry::getKey).distinct())
                .containsExactlyInAnyOrderElementsOf(TABLE.all().stream()
                        .filter(setting -> setting.scope() != Scope.NATIVE)
                        .map(Setting::name)
                        .toList());
    }
}
