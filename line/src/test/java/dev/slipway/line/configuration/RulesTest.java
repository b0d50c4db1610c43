package dev.slipway.line.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GREETING",
                "feature_x",
                "_hidden",
                "A1",
                "PATHS",
                "LANGUAGE",
                "LDAP_URL",
                "JAVAX",
                "name",
                "HOSTNAME",
                "TZ"
            })
    void takesNames(String name) {
        assertThat(Rules.wrongName(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "a.b", "A B", "A=B", "Ä", "A\n"})
    void takesNothingElse(String name) {
        assertThat(Rules.wrongName(name))
                .hasValueSatisfying(why -> assertThat(why).startsWith("is no name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLIPWAY_STATE",
                "JAVA_HOME",
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "OPENJ9_JAVA_OPTIONS",
                "GCONV_PATH",
                "RES_OPTIONS",
                "JBOSS_HOME",
                "WILDFLY_OVERRIDING_ENV_VARS",
                "LD_PRELOAD",
                "BASH_ENV",
                "BASHOPTS",
                "PATH",
                "HOME",
                "USER",
                "SHELL",
                "IFS",
                "ENV",
                "LANG",
                "LC_ALL",
                "MALLOC_ARENA_MAX",
                "GLIBC_TUNABLES",
                "PS4",
                "UID",
                "EUID",
                "RANDOM",
                "_"
            })
    void leavesTheSystemItsNames(String name) {
        assertThat(Rules.wrongName(name))
                .hasValueSatisfying(why -> assertThat(why).startsWith("is a name of the system's own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_OPTS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
    void sayWhatTakesThePlaceOfASystemProperty(String name) {
        assertThat(Rules.wrongName(name))
                .hasValueSatisfying(why -> assertThat(why).contains("read SHOP_CONFIG as shop.config"));
        assertThat(Rules.wrongName("LD_PRELOAD")).contains("is a name of the system's own");
    }

    @Test
    void bounds() {
        assertThat(Rules.wrongName("A".repeat(128))).isEmpty();
        assertThat(Rules.wrongName("A".repeat(129))).isPresent();
        assertThat(Rules.wrongValue("ä".repeat(16_384))).isEmpty();
        assertThat(Rules.wrongValue("ä".repeat(16_385))).contains("has more than 16384 characters");
        assertThat(Rules.wrongValue("two\nlines = \"and\" more")).isEmpty();
        assertThat(Rules.wrongValue("a\0b")).contains("has a NUL in it");
    }
}
