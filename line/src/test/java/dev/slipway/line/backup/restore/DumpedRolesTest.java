package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DumpedRolesTest {
    @Test
    void doNotMakeThoseThatAreThereAgain() {
        assertThat(DumpedRoles.without(
                        "CREATE ROLE postgres;\nALTER ROLE postgres WITH SUPERUSER;\nCREATE ROLE \"it-1\";\nCREATE ROLE shop;",
                        Set.of("postgres", "\"it-1\"")))
                .isEqualTo("ALTER ROLE postgres WITH SUPERUSER;\nCREATE ROLE shop;\n");
    }

    @Test
    void letOnlyTheLineItselfLogInWhileItIsLoaded() {
        String others =
                "ALTER ROLE shop WITH NOSUPERUSER INHERIT LOGIN NOREPLICATION PASSWORD 'SCRAM-SHA-256$a LOGIN ';\n"
                        + "ALTER ROLE \"a WITH \"\"LOGIN\" WITH LOGIN;\n";
        String rest = "CREATE ROLE shop;\nALTER ROLE postgres WITH SUPERUSER LOGIN;\n"
                + "ALTER ROLE \"keycloak.2\" WITH NOSUPERUSER LOGIN NOREPLICATION;\nALTER ROLE aside WITH NOSUPERUSER NOLOGIN;\n"
                + "ALTER ROLE shop SET role TO 'LOGIN';\n";
        assertThat(DumpedRoles.withoutLogins(others + rest))
                .isEqualTo(
                        "ALTER ROLE shop WITH NOSUPERUSER INHERIT NOLOGIN NOREPLICATION PASSWORD 'SCRAM-SHA-256$a LOGIN ';\n"
                                + "ALTER ROLE \"a WITH \"\"LOGIN\" WITH NOLOGIN;\n" + rest);
        assertThat(DumpedRoles.logins(others + rest)).isEqualTo(others);
    }

    /** Loading the databases has dropped it by then. */
    @Test
    void openNoTemporaryLoginAgain() {
        for (String beginning : List.of("slipway-as-owner.", "slipway-restoring.")) {
            String temporary = "ALTER ROLE \"" + beginning + "abc\" WITH NOSUPERUSER LOGIN BYPASSRLS;\n";
            assertThat(DumpedRoles.logins(temporary)).isEmpty();
            assertThat(DumpedRoles.withoutLogins(temporary)).contains(" NOSUPERUSER NOLOGIN BYPASSRLS;");
        }
    }
}
