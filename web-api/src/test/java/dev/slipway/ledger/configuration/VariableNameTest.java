package dev.slipway.ledger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FEATURE_X",
                "_x",
                "a",
                "quarkus_http_port",
                "PATHS",
                "JAVA",
                "MY_PATH",
                "LANGUAGE",
                "ENVIRONMENT",
                "TZ"
            })
    void isTaken(String name) {
        assertThat(VariableName.objection(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A.B", "A B", "Ä", "A=B", "A\n", "A\0"})
    void mustBeAWord(String name) {
        assertThat(VariableName.objection(name))
                .hasValueSatisfying(why -> assertThat(why).startsWith("must be 1 to 128"));
    }

    @Test
    void isNotTooLong() {
        assertThat(VariableName.objection("A".repeat(128))).isEmpty();
        assertThat(VariableName.objection("A".repeat(129))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLIPWAY_DATABASE_URL",
                "UID",
                "_",
                "JAVA_OPTS",
                "JDK_JAVA_OPTIONS",
                "JBOSS_HOME",
                "WILDFLY_OVERRIDING_ENV_VARS",
                "LD_PRELOAD",
                "BASH",
                "BASH_ENV",
                "PATH",
                "HOME",
                "USER",
                "SHELL",
                "IFS",
                "ENV",
                "LANG",
                "LC_ALL",
                "_JAVA_OPTIONS",
                "OPENJ9_JAVA_OPTIONS",
                "GCONV_PATH",
                "RES_OPTIONS",
                "MALLOC_ARENA_MAX",
                "GLIBC_TUNABLES",
                "PS4"
            })
    void isNotOneThatTheServerListensTo(String name) {
        assertThat(VariableName.objection(name))
                .hasValueSatisfying(why -> assertThat(why).startsWith("is reserved"));
    }

    @Test
    void takesThePlaceOfASystemProperty() {
        assertThat(VariableName.objection("JAVA_OPTS"))
                .hasValueSatisfying(why -> assertThat(why).endsWith("read as shop.config"));
        assertThat(VariableName.objection("PATH"))
                .hasValueSatisfying(why -> assertThat(why).endsWith("choose another name"));
    }
}
