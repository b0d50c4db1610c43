package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.AccountSignIn;
import dev.slipway.line.Beside;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.OneTimeCodes;
import dev.slipway.line.Realm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where admins need a second factor: in a realm of the same file beside the line's own. */
@Beside
class SecondFactorIT {
    private static final String NAME = Realm.name();

    @AutoClose
    static final Realm REALM = new Realm(NAME);

    @BeforeAll
    static void requireASecondFactor() {
        assertThat(provision()).contains("created");
        REALM.removeRealmLater();
    }

    @Test
    void asksTheFirstAdminForTheCodeThatTheMachineKnows() {
        AccountSignIn admin = admin();
        assertThat(admin.asksForACode()).isTrue();
        assertThat(admin.code("000000").isIn()).isFalse();
        admin.code(OneTimeCodes.of(Line.running().secret("admin-totp-secret")).now());
        assertThat(admin.isIn()).isTrue();
    }

    /** A form to enrol would be open to whoever has the password. */
    @Test
    void refusesAnAdminWhoHasNone() {
        Realm.Person person = REALM.person("admin");
        AccountSignIn refused = new AccountSignIn(NAME).password(person.name(), person.password());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text())
                .contains("has the role admin and no second factor", "./slipway recover NAME --second-factor");
        assertThat(refused.isStillIn()).isFalse();
    }

    @Test
    void asksNobodyElse() {
        Realm.Person person = REALM.person("deployer", "approver");
        assertThat(new AccountSignIn(NAME)
                        .password(person.name(), person.password())
                        .isIn())
                .isTrue();
    }

    private static AccountSignIn admin() {
        return new AccountSignIn(NAME).password("admin", Line.running().secret("admin-password"));
    }

    private static String provision() {
        return String.join(
                "\n",
                Command.bash("line/bin/local provision " + NAME)
                        .with("SLIPWAY_ADMIN_SECOND_FACTOR", "required")
                        .run()
                        .expectSuccess()
                        .output());
    }
}
