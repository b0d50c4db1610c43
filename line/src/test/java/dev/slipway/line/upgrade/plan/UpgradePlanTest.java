package dev.slipway.line.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upgrade says before it begins. */
class UpgradePlanTest {
    private static final String SERVICES_RESTART = "Services' workers restart afterwards, one after the other; a"
            + " service with one worker is unavailable meanwhile.";
    private static final String HTTPD = "httpd takes its new configuration by a reload, or restarts if its limits"
            + " change: then nothing answers for some seconds.";

    @Test
    void hasNothingAgainstOneThatChangesAnArchiveAlone() {
        UpgradePlan plan = new Situation().plan();
        assertThat(plan.isRefused()).isFalse();
        assertThat(plan.rollbackBlockers()).isEmpty();
        assertThat(plan.migrations()).isEmpty();
        assertThat(plan.parts())
                .containsExactly(
                        "Slipway 0.1.0 -> 0.2.0",
                        "WildFly 39.0.1.Final",
                        "Keycloak 26.7.3",
                        "PostgreSQL 15.19.0",
                        "JDK 17; 17 or newer is needed");
        assertThat(plan.effects()).containsExactly("No downtime: workers get the new archive one after the other.");
    }

    @Test
    void namesWhatNoCommitHas() {
        assertThat(new Situation().dirty("slipway", "x y").plan().refusals())
                .singleElement()
                .asString()
                .contains("slipway, x y", "git stash");
    }

    @Test
    void wantsALineThatRuns() {
        assertThat(new Situation().down().plan().refusals())
                .singleElement()
                .asString()
                .contains("./slipway up");
    }

    @Test
    void wantsAJdkThatIsNewEnough() {
        assertThat(new Situation().jdk(16).plan().refusals())
                .singleElement()
                .asString()
                .contains("17 or newer, and this is 16");
    }

    @Test
    void doesNotBeginWhatThePostgresDataDoesNotGoAlongWith() {
        assertThat(new Situation().newPart("PostgreSQL", "18.1.0").plan().refusals())
                .singleElement()
                .asString()
                .contains("PostgreSQL 18 cannot read the data of PostgreSQL 15");
        UpgradePlan minor = new Situation().newPart("PostgreSQL", "15.20.0").plan();
        assertThat(minor.isRefused()).isFalse();
        assertThat(minor.effects()).singleElement().asString().startsWith("PostgreSQL restarts");
    }

    @Test
    void saysThatAContractionBlocksARollback() {
        UpgradePlan plan = new Situation()
                .newMigration("V2__add_column.sql")
                .newMigration("V3__contract_column.sql")
                .plan();
        assertThat(plan.isRefused()).isFalse();
        assertThat(plan.migrations()).containsExactly("V2__add_column.sql", "V3__contract_column.sql");
        assertThat(plan.rollbackBlockers())
                .singleElement()
                .asString()
                .startsWith("V3__contract_column.sql: removes from the database");
    }

    @Test
    void saysThatANewKeycloakBlocksARollback() {
        UpgradePlan plan = new Situation().newPart("Keycloak", "26.8.0").plan();
        assertThat(plan.rollbackBlockers())
                .singleElement()
                .asString()
                .contains("Keycloak 26.8.0", "26.7.3 does not read that");
        assertThat(plan.effects()).singleElement().asString().startsWith("Keycloak restarts");
    }

    @Test
    void goesBackPastWhatOnlyWidened() {
        UpgradePlan plan = new Situation()
                .backwards()
                .appliedMigration("V2__add_column.sql")
                .plan();
        assertThat(plan.isRefused()).isFalse();
        assertThat(plan.migrations()).isEmpty();
    }

    @Test
    void doesNotGoBackPastAContraction() {
        assertThat(new Situation()
                        .backwards()
                        .appliedMigration("V3__contract_column.sql")
                        .plan()
                        .refusals())
                .singleElement()
                .asString()
                .contains("A backup is the only way to v0.1.0", "V3__contract_column.sql");
    }

    @Test
    void doesNotGoBackBehindKeycloaksData() {
        assertThat(new Situation()
                        .backwards()
                        .formerPart("Keycloak", "27.0.1")
                        .keycloakData("27.0.0")
                        .plan()
                        .refusals())
                .singleElement()
                .asString()
                .contains("Keycloak's database is of 27.0.0, and 26.7.3 does not read that");
        assertThat(new Situation()
                        .backwards()
                        .formerPart("Keycloak", "26.7.4")
                        .plan()
                        .isRefused())
                .as("its database did not change between the two")
                .isFalse();
    }

    @Test
    void saysWhatIsNoticed() {
        assertThat(new Situation()
                        .changed("ear/src/main/scripts/server.cli")
                        .plan()
                        .effects())
                .singleElement()
                .asString()
                .contains("at its turn, while the others answer");
        assertThat(new Situation()
                        .changed("ear/src/main/scripts/server.cli")
                        .workers(1)
                        .plan()
                        .effects())
                .singleElement()
                .asString()
                .contains("it is unavailable");
        assertThat(new Situation().changed("httpd/httpd.conf").plan().effects()).containsExactly(HTTPD);
        assertThat(new Situation()
                        .changed("line/supervisord.conf", "httpd/httpd.conf")
                        .plan()
                        .effects())
                .singleElement()
                .asString()
                .startsWith("Everything is stopped and started once");
        assertThat(new Situation().otherJdk().plan().effects())
                .singleElement()
                .asString()
                .contains("the JDK is another");
    }

    @Test
    void saysThatALedgerOfOneWorkerIsUnavailableForItsArchive() {
        String unavailable = "The ledger has one worker: it is unavailable while that gets the new archive.";
        assertThat(new Situation().workers(1).plan().effects()).containsExactly(unavailable);
        assertThat(new Situation().workers(1).changed("httpd/httpd.conf").plan().effects())
                .containsExactly(unavailable, HTTPD);
    }

    @Test
    void saysThatAnotherWildFlyRestartsTheServicesWorkersToo() {
        assertThat(new Situation().newPart("WildFly", "40.0.0.Final").plan().effects())
                .containsExactly(
                        "Each of the ledger's workers gets its new server at its turn, while the others answer.",
                        SERVICES_RESTART);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ear/pom.xml",
                "ear/src/main/server/standalone/configuration/compiler.directives",
                "ear/src/main/java/dev/slipway/request/FormLimit.java"
            })
    void saysWhatRestartsForASourceOfBothServers(String source) {
        assertThat(new Situation().changed(source).plan().effects())
                .containsExactly(
                        "Each of the ledger's workers gets its new server at its turn, while the others answer.",
                        SERVICES_RESTART);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ear/src/main/scripts/service.cli", "ear/src/main/java/dev/slipway/worker/ShutdownLimit.java"})
    void tellsTheServicesServerFromTheLedgers(String source) {
        Situation ofServices = new Situation().changed(source);
        assertThat(ofServices.plan().effects()).containsExactly(SERVICES_RESTART);
        assertThat(ofServices.workers(1).plan().effects())
                .containsExactly(
                        "The ledger has one worker: it is unavailable while that gets the new archive.",
                        SERVICES_RESTART);
    }

    @Test
    void passesOnWhatHasToBeDone() {
        assertThat(new Situation().withToDo("Tell people.", "Nothing.").plan().toDo())
                .containsExactly("Tell people.");
    }

    @Test
    void passesOnWhatHasToBeDoneBeforeGoingBack() {
        Situation back = new Situation()
                .backwards()
                .withSection("### Added", "A thing")
                .withToDo("Tell people.")
                .withSection("### Before you go back", "Take an extract.");
        assertThat(back.plan().toDo()).containsExactly("Take an extract.");
        assertThat(PlanText.of(back.facts(), back.plan()))
                .containsSequence("What you must do", "  Take an extract.")
                .doesNotContain("What 0.2.0 changes", "  Tell people.");
    }

    /** Both have the same number. */
    @Test
    void saysThatTheTargetIsAnEarlierCommit() {
        Situation back = new Situation().commitsSince(37).formerPart("Keycloak", "26.7.4");
        assertThat(PlanText.of(back.facts(), back.plan()))
                .first()
                .isEqualTo("From v0.2.0 to v0.2.0, which is 37 commits earlier");
        assertThat(back.plan().rollbackBlockers()).isEmpty();
        Situation one = new Situation().commitsSince(1);
        assertThat(PlanText.of(one.facts(), one.plan())).first().asString().endsWith(", which is 1 commit earlier");
        Situation earlier = new Situation().backwards();
        assertThat(PlanText.of(earlier.facts(), earlier.plan()))
                .first()
                .isEqualTo("From v0.2.0 to v0.1.0, which is an earlier version");
        Situation later = new Situation();
        assertThat(PlanText.of(later.facts(), later.plan())).first().isEqualTo("From v0.1.0 to v0.2.0");
    }

    @Test
    void namesTheCommitsThatTheTargetDoesNotHave() {
        UpgradePlan plan = new Situation()
                .withToDo("Tell people.")
                .leftBehind("abc1234 Change httpd.conf", "def5678 Add a name")
                .plan();
        assertThat(plan.isRefused()).isFalse();
        assertThat(plan.toDo()).hasSize(2).contains("Tell people.");
        assertThat(plan.toDo().get(1))
                .startsWith("v0.2.0 does not have these commits")
                .contains("abc1234 Change httpd.conf, def5678 Add a name", "git cherry-pick");
    }
}
