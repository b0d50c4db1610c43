package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.AccountSignIn;
import dev.slipway.line.Beside;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Where admins need a second factor from now on: in a realm beside the line's own, which had it optional before. */
@Beside
@Tag("long")
@TestMethodOrder(OrderAnnotation.class)
class SecondFactorChangeIT {
    private static final String NAME = Realm.name();

    @AutoClose
    static final Realm REALM = new Realm(NAME);

    private static AccountSignIn before;
    private static String change;

    @BeforeAll
    static void requireASecondFactor() {
        assertThat(provision("optional")).contains("created");
        REALM.removeRealmLater();
        before = new AccountSignIn(NAME).password("admin", Line.running().secret("admin-password"));
        assertThat(before.isIn()).isTrue();
        change = provision("required");
    }

    @Test
    void changesWhatIsThere() {
        assertThat(change).contains("second factor of admin");
    }

    @Test
    void endsTheSessionsThatBeganWithoutOne() {
        assertThat(before.isStillIn()).isFalse();
    }

    /** Last, so that the others see what the first change has done. */
    @Test
    @Order(Order.DEFAULT + 1)
    void changesNothingTheSecondTime() {
        assertThat(provision("required")).contains("up to date");
    }

    private static String provision(String secondFactor) {
        return String.join(
                "\n",
                Command.bash("line/bin/local provision " + NAME)
                        .with("SLIPWAY_ADMIN_SECOND_FACTOR", secondFactor)
                        .run()
                        .expectSuccess()
                        .output());
    }
}
