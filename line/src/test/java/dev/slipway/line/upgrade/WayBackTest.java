package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.upgrade.Upgrade.Point;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has closed the way back since the upgrade began, or may have. */
class WayBackTest {
    private static final Point FROM = point("0.1.0", "V0__contract_before.sql", "V1__create_all.sql");
    private static final Point WIDER = point("0.2.0", "V0__contract_before.sql", "V1__create_all.sql", "V2__add.sql");
    private static final Point NARROWER = point(
            "0.2.0",
            "V0__contract_before.sql",
            "V1__create_all.sql",
            "V2__add.sql",
            "V3__contract_column.sql",
            "V4__contract_row.sql");

    private static Point point(String version, String... migrations) {
        return new Point("v" + version, version + "+aaaaaaaaa", "aaa", null, Set.of(migrations));
    }

    private static Upgrade to(Point point) {
        return Upgrade.begin(FROM, point, true, "26.7.0");
    }

    @Test
    void isOpenPastWhatOnlyWidened() {
        assertThat(WayBack.of(to(NARROWER), true, WIDER.migrations(), "26.7.0")).isEqualTo(WayBack.OPEN);
    }

    @Test
    void isClosedByWhatHasRun() {
        WayBack way =
                WayBack.of(to(NARROWER), true, Set.of("V0__contract_before.sql", "V3__contract_column.sql"), "26.8.0");
        assertThat(way.closed())
                .containsExactly(
                        "V3__contract_column.sql has run", "Keycloak's database was of 26.7.0 and is of 26.8.0");
        assertThat(way.isOpen()).isFalse();
        assertThat(way.isClosed()).isTrue();
        assertThat(way.remedy()).contains("the backup");
    }

    @Test
    void isUnknownWhereTheDatabaseThatMayHaveContractedDoesNotAnswer() {
        WayBack way = WayBack.of(to(NARROWER), true, null, null);
        assertThat(way.unknown())
                .containsExactly(
                        "V3__contract_column.sql may have run",
                        "V4__contract_row.sql may have run",
                        "Keycloak may have migrated its database");
        assertThat(way.isOpen()).isFalse();
        assertThat(way.isClosed()).isFalse();
        assertThat(way.remedy()).contains("web-api/bin/postgresql serve");
    }

    @Test
    void isOpenWhereTheTargetClosesNothing() {
        assertThat(WayBack.of(to(WIDER), false, null, null)).isEqualTo(WayBack.OPEN);
    }
}
