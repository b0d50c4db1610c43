package dev.slipway.line.rotation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationPlanTest {
    private static final Secret PIPELINE = own("pipeline-client-secret");
    private static final Secret SIGN_IN = own("web-api-client-secret");
    private static final Secret AGENT = own("agent-management-password");
    private static final Secret EMERGENCY = own("break-glass-password");
    private static final Secret SUPERUSER = own("postgres-password");
    private static final Secret BACKUPS = own("backup-password");
    private static final Secret KEY = own("configuration-key");
    private static final Secret SHOP = ofShop("oidc-secret");
    private static final Secret FRONT = ofShop("front-secret");
    private static final Secret CLUSTER = own("cluster-secret");
    private static final Secret SHOPS_CLUSTER = ofShop("cluster-secret");

    private static Secret own(String name) {
        return Inventory.OWN.stream()
                .filter(secret -> secret.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Secret ofShop(String name) {
        return Inventory.OF_GROUP.stream()
                .filter(secret -> secret.name().equals(name))
                .findFirst()
                .orElseThrow()
                .of("shop-production");
    }

    private static List<RotationStep> plan(Object... secretsAndStages) {
        Map<Secret, Stage> stages = new LinkedHashMap<>();
        for (int i = 0; i < secretsAndStages.length; i += 2) {
            stages.put((Secret) secretsAndStages[i], (Stage) secretsAndStages[i + 1]);
        }
        return RotationPlan.of(stages);
    }

    @Test
    void doesNothingForNothing() {
        assertThat(plan()).isEmpty();
    }

    @Test
    void startsNobodyAnewWhereTheFileIsReadAtEachCall() {
        assertThat(plan(PIPELINE, Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(PIPELINE)),
                        new RotationStep.Accept(List.of(PIPELINE)),
                        new RotationStep.Switch(List.of(PIPELINE)),
                        new RotationStep.Retire(List.of(PIPELINE)));
    }

    @Test
    void hasRepositoriesTakeBothWithoutRestartingAnything() {
        assertThat(plan(BACKUPS, Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(BACKUPS)),
                        new RotationStep.Accept(List.of(BACKUPS)),
                        new RotationStep.Switch(List.of(BACKUPS)),
                        new RotationStep.RetireLast(List.of(BACKUPS)));
    }

    /** What was encrypted for the former key must still open once the new one is there. */
    @Test
    void keepsTheFormerKeyBeforeTheNewOneReplacesIt() {
        assertThat(plan(KEY, Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(KEY)),
                        new RotationStep.Accept(List.of(KEY)),
                        new RotationStep.Switch(List.of(KEY)),
                        new RotationStep.RetireLast(List.of(KEY)));
    }

    /** Where this fails, the others are complete. */
    @Test
    void revokesLastWhatDependsOnOtherMachines() {
        assertThat(plan(KEY, Stage.SWITCHED, BACKUPS, Stage.SWITCHED, PIPELINE, Stage.SWITCHED))
                .containsExactly(
                        new RotationStep.Retire(List.of(PIPELINE)), new RotationStep.RetireLast(List.of(KEY, BACKUPS)));
    }

    @Test
    void hasBothTakenBeforeAnybodyUsesTheNewOneAndUntilNobodyUsesTheFormer() {
        assertThat(plan(SIGN_IN, Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(SIGN_IN)),
                        new RotationStep.Accept(List.of(SIGN_IN)),
                        new RotationStep.StopAgent(),
                        new RotationStep.Switch(List.of(SIGN_IN)),
                        new RotationStep.RollLedger(),
                        new RotationStep.StartAgent(),
                        new RotationStep.Retire(List.of(SIGN_IN)));
    }

    @Test
    void stopsTheAgentWhileWhatItAloneUsesBecomesAnother() {
        assertThat(plan(AGENT, Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(AGENT)),
                        new RotationStep.StopAgent(),
                        new RotationStep.Switch(List.of(AGENT)),
                        new RotationStep.Install(List.of(AGENT)),
                        new RotationStep.StartAgent(),
                        new RotationStep.Retire(List.of(AGENT)));
    }

    /** A connection that is open outlives the password by which it was opened. */
    @Test
    void endsTheConnectionsOfWhoeverHadThePasswordForEmergencies() {
        assertThat(plan(EMERGENCY, Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(EMERGENCY)),
                        new RotationStep.StopAgent(),
                        new RotationStep.Switch(List.of(EMERGENCY)),
                        new RotationStep.Install(List.of(EMERGENCY)),
                        new RotationStep.RollLedger(),
                        new RotationStep.StartAgent(),
                        new RotationStep.Retire(List.of(EMERGENCY)));
    }

    @Test
    void startsEachAnewOnceForAllOfThem() {
        assertThat(plan(
                        SUPERUSER,
                        Stage.IDLE,
                        SIGN_IN,
                        Stage.IDLE,
                        AGENT,
                        Stage.IDLE,
                        SHOP,
                        Stage.IDLE,
                        FRONT,
                        Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(SUPERUSER, SIGN_IN, AGENT, SHOP, FRONT)),
                        new RotationStep.Accept(List.of(SIGN_IN, SHOP, FRONT)),
                        new RotationStep.StopAgent(),
                        new RotationStep.Switch(List.of(SUPERUSER, SIGN_IN, AGENT, SHOP, FRONT)),
                        new RotationStep.Install(List.of(AGENT)),
                        new RotationStep.RollLedger(),
                        new RotationStep.StartAgent(),
                        new RotationStep.RestartGroups(List.of("shop-production")),
                        new RotationStep.Retire(List.of(SUPERUSER, SIGN_IN, AGENT, SHOP, FRONT)));
    }

    /** One that starts anew is let in by those that have yet to. */
    @Test
    void startsTheWorkersOfAClusterAnewOnce() {
        assertThat(plan(CLUSTER, Stage.IDLE, SHOPS_CLUSTER, Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(CLUSTER, SHOPS_CLUSTER)),
                        new RotationStep.StopAgent(),
                        new RotationStep.Switch(List.of(CLUSTER, SHOPS_CLUSTER)),
                        new RotationStep.RollLedger(),
                        new RotationStep.StartAgent(),
                        new RotationStep.RestartGroups(List.of("shop-production")),
                        new RotationStep.Retire(List.of(CLUSTER, SHOPS_CLUSTER)));
    }

    /** They have to know the former value until each of them has the new one. */
    @Test
    void forgetsTheFormerSecretOfAClusterLast() {
        assertThat(plan(SHOPS_CLUSTER, Stage.SWITCHED))
                .containsExactly(
                        new RotationStep.RestartGroups(List.of("shop-production")),
                        new RotationStep.Retire(List.of(SHOPS_CLUSTER)));
    }

    @Test
    void goesOnWithTheValueThatWasProposed() {
        assertThat(plan(SIGN_IN, Stage.PROPOSED))
                .startsWith(new RotationStep.Accept(List.of(SIGN_IN)))
                .endsWith(new RotationStep.Retire(List.of(SIGN_IN)));
    }

    @Test
    void proposesNoOtherWhereSomebodyMayHaveTheNewOneAlready() {
        assertThat(plan(SIGN_IN, Stage.SWITCHED))
                .containsExactly(
                        new RotationStep.StopAgent(),
                        new RotationStep.RollLedger(),
                        new RotationStep.StartAgent(),
                        new RotationStep.Retire(List.of(SIGN_IN)));
    }

    @Test
    void writesAnewWhatIsMadeOfASecretThatWasSwitchedBefore() {
        assertThat(plan(AGENT, Stage.SWITCHED))
                .containsExactly(
                        new RotationStep.StopAgent(),
                        new RotationStep.Install(List.of(AGENT)),
                        new RotationStep.StartAgent(),
                        new RotationStep.Retire(List.of(AGENT)));
    }

    @Test
    void endsWhatIsLeftTogetherWithWhatIsNew() {
        assertThat(plan(SIGN_IN, Stage.SWITCHED, PIPELINE, Stage.PROPOSED, SHOP, Stage.IDLE))
                .containsExactly(
                        new RotationStep.Propose(List.of(SHOP)),
                        new RotationStep.Accept(List.of(PIPELINE, SHOP)),
                        new RotationStep.StopAgent(),
                        new RotationStep.Switch(List.of(PIPELINE, SHOP)),
                        new RotationStep.RollLedger(),
                        new RotationStep.StartAgent(),
                        new RotationStep.RestartGroups(List.of("shop-production")),
                        new RotationStep.Retire(List.of(SIGN_IN, PIPELINE, SHOP)));
    }
}
