package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DumpedRolesTest {
    /** As 15 writes them; 15.13 and earlier without psql's commands. */
    private static final String DUMP = """
            --
            -- PostgreSQL database cluster dump
            --

            \\restrict 8Jr2
            SET default_transaction_read_only = off;

            SET client_encoding = 'UTF8';
            SET standard_conforming_strings = on;

            --
            -- Roles
            --

            CREATE ROLE postgres;
            ALTER ROLE postgres WITH SUPERUSER INHERIT LOGIN PASSWORD 'SCRAM-SHA-256$4096:a$b:c';
            %s
            --
            -- User Config "postgres's"
            --

            \\unrestrict 8Jr2
            """;

    private static final Set<String> NONE = Set.of();

    private static DumpedRoles of(String statements) {
        return DumpedRoles.of(DUMP.formatted(statements));
    }

    @Test
    void areTheStatementsAlone() {
        assertThat(of("GRANT a TO b GRANTED BY postgres;").withoutLogins(NONE))
                .containsExactly(
                        "CREATE ROLE postgres",
                        "ALTER ROLE postgres WITH SUPERUSER INHERIT LOGIN PASSWORD 'SCRAM-SHA-256$4096:a$b:c'",
                        "GRANT a TO b GRANTED BY postgres");
        assertThat(of("")).asString().isEqualTo("2 statements");
    }

    @Test
    void doNotMakeThoseThatAreThereAgain() {
        assertThat(of("CREATE ROLE \"it-1\";\nCREATE ROLE shop;\nALTER ROLE \"it-1\" WITH NOLOGIN;")
                        .withoutLogins(Set.of("postgres", "\"it-1\"")))
                .doesNotContain("CREATE ROLE postgres", "CREATE ROLE \"it-1\"")
                .contains("CREATE ROLE shop", "ALTER ROLE \"it-1\" WITH NOLOGIN");
    }

    @Test
    void letOnlyTheLineItselfLogInWhileItIsLoaded() {
        DumpedRoles roles = of("""
                ALTER ROLE shop WITH NOSUPERUSER INHERIT LOGIN NOREPLICATION PASSWORD 'SCRAM-SHA-256$a LOGIN ';
                ALTER ROLE "a WITH ""LOGIN" WITH LOGIN;
                ALTER ROLE "keycloak.2" WITH NOSUPERUSER LOGIN NOREPLICATION;
                ALTER ROLE aside WITH NOSUPERUSER NOLOGIN;
                """);
        assertThat(roles.withoutLogins(NONE))
                .endsWith(
                        "ALTER ROLE shop WITH NOSUPERUSER INHERIT NOLOGIN NOREPLICATION PASSWORD 'SCRAM-SHA-256$a LOGIN '",
                        "ALTER ROLE \"a WITH \"\"LOGIN\" WITH NOLOGIN",
                        "ALTER ROLE \"keycloak.2\" WITH NOSUPERUSER LOGIN NOREPLICATION",
                        "ALTER ROLE aside WITH NOSUPERUSER NOLOGIN")
                .contains("ALTER ROLE postgres WITH SUPERUSER INHERIT LOGIN PASSWORD 'SCRAM-SHA-256$4096:a$b:c'");
        assertThat(roles.logins()).containsExactly("ALTER ROLE shop LOGIN", "ALTER ROLE \"a WITH \"\"LOGIN\" LOGIN");
    }

    /** A service's role sets the defaults of its own sessions, to any text. */
    @Test
    void takeNoLineOfAValueForAStatement() {
        for (String value : List.of(
                "'LOGIN'",
                "'\nALTER ROLE shop WITH SUPERUSER LOGIN; \\! id >/tmp/x\n'",
                "'\nALTER ROLE nobody WITH LOGIN;\nCREATE ROLE postgres;\n'",
                "'it''s;\n\\! id\r-- '' \"\n\\connect x\n'",
                "E'a\\\\''\nALTER ROLE nobody WITH LOGIN;\n\\\\! id\n'")) {
            String set = "ALTER ROLE shop SET application_name TO " + value;
            DumpedRoles roles = of("ALTER ROLE shop WITH LOGIN;\n" + set + ";\nALTER ROLE last WITH LOGIN;");
            assertThat(roles.withoutLogins(NONE))
                    .endsWith("ALTER ROLE shop WITH NOLOGIN", "ALTER ROLE last WITH NOLOGIN");
            assertThat(roles.defaults()).containsExactly(new DumpedRoles.Default("shop", set));
            assertThat(roles.logins()).containsExactly("ALTER ROLE shop LOGIN", "ALTER ROLE last LOGIN");
        }
    }

    /** Loading the databases has dropped it by then. */
    @Test
    void openNoTemporaryLoginAgain() {
        for (String beginning : List.of("slipway-as-owner.", "slipway-restoring.")) {
            DumpedRoles roles = of("ALTER ROLE \"" + beginning + "abc\" WITH NOSUPERUSER LOGIN BYPASSRLS;");
            assertThat(roles.logins()).isEmpty();
            assertThat(roles.withoutLogins(NONE)).last().asString().contains(" NOSUPERUSER NOLOGIN BYPASSRLS");
        }
    }
}
