package dev.slipway.line.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.realm.plan.Change;
import dev.slipway.line.realm.plan.Desired;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationExecutionRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

class FlowsTest {
    private static final String FORMS = "slipway browser forms";

    @Test
    void areNeverChanged() {
        RealmRepresentation current = realm(List.of("browser", Desired.SECOND_FACTOR_FLOW), List.of());
        current.getAuthenticationFlows().get(1).setAuthenticationExecutions(executions(Desired.SECOND_FACTOR_FLOW));
        assertThat(plan(current)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void beginAnewAfterARunThatWasCutShortInTheLast(int made) {
        RealmRepresentation current = realm(List.of("browser", FORMS, Desired.SECOND_FACTOR_FLOW), List.of());
        current.setBrowserFlow("browser");
        current.getAuthenticationFlows()
                .get(2)
                .setAuthenticationExecutions(
                        executions(Desired.SECOND_FACTOR_FLOW).subList(0, made));
        assertThat(plan(current))
                .startsWith(
                        new Change.RemoveFlow("id of " + FORMS),
                        new Change.RemoveFlow("id of " + Desired.SECOND_FACTOR_FLOW))
                .filteredOn(Change.MakeFlow.class::isInstance)
                .hasSize(4);
    }

    /** Keycloak would not remove it, either. */
    @Test
    void areLeftAsTheyAreWherePeopleSignInByThem() {
        RealmRepresentation current = realm(List.of("browser", Desired.SECOND_FACTOR_FLOW), List.of());
        current.setBrowserFlow(Desired.SECOND_FACTOR_FLOW);
        assertThat(plan(current)).isEmpty();
    }

    @Test
    void areMadeAfterTheOnesWithinThem() {
        List<Change> plan = plan(List.of("browser"), List.of());
        assertThat(plan).noneMatch(change -> change instanceof Change.RemoveFlow);
        List<AuthenticationFlowRepresentation> flows = plan.stream()
                .filter(Change.MakeFlow.class::isInstance)
                .map(change -> ((Change.MakeFlow) change).flow())
                .toList();
        assertThat(flows)
                .extracting(AuthenticationFlowRepresentation::getAlias)
                .containsExactly(
                        "slipway browser second factor", "slipway browser refusal", FORMS, Desired.SECOND_FACTOR_FLOW);
        assertThat(flows).allMatch(flow -> flow.getAuthenticationExecutions() == null);
        AuthenticationExecutionRepresentation forms = executions(plan).stream()
                .filter(execution ->
                        execution.getParentFlow().equals(flows.get(3).getId()))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(forms.getFlowId()).isEqualTo(flows.get(2).getId());
        assertThat(forms.isAuthenticatorFlow()).isTrue();
        assertThat(forms.getRequirement()).isEqualTo("ALTERNATIVE");
    }

    @Test
    void haveTheirConfigurations() {
        List<Change> plan = plan(List.of(), List.of());
        String refused = executions(plan).stream()
                .filter(execution -> "deny-access-authenticator".equals(execution.getAuthenticator()))
                .map(AuthenticationExecutionRepresentation::getId)
                .findFirst()
                .orElseThrow();
        assertThat(plan)
                .filteredOn(Change.MakeAuthenticatorConfig.class::isInstance)
                .hasSize(5)
                .map(Change.MakeAuthenticatorConfig.class::cast)
                .filteredOn(change -> change.execution().equals(refused))
                .singleElement()
                .satisfies(change -> assertThat(change.config().getConfig())
                        .containsEntry("denyErrorMessage", "secondFactorMissing"));
    }

    @Test
    void beginAnewAfterARunThatWasCutShort() {
        List<Change> plan = plan(List.of("browser", FORMS), List.of("slipway browser refusal message", "own"));
        assertThat(plan)
                .startsWith(
                        new Change.RemoveFlow("id of " + FORMS),
                        new Change.RemoveAuthenticatorConfig("id of slipway browser refusal message"))
                .filteredOn(change ->
                        change instanceof Change.RemoveFlow || change instanceof Change.RemoveAuthenticatorConfig)
                .hasSize(2);
        assertThat(plan).extracting(Change::what).containsOnly("flows");
    }

    private static List<AuthenticationExecutionRepresentation> executions(List<Change> plan) {
        return plan.stream()
                .filter(Change.MakeExecution.class::isInstance)
                .map(change -> ((Change.MakeExecution) change).execution())
                .toList();
    }

    /** Those of a flow in the file. */
    private static List<AuthenticationExecutionExportRepresentation> executions(String flow) {
        return TheFile.desired(Map.of()).flows().stream()
                .filter(one -> one.getAlias().equals(flow))
                .findFirst()
                .orElseThrow()
                .getAuthenticationExecutions();
    }

    private static List<Change> plan(List<String> flows, List<String> configs) {
        return plan(realm(flows, configs));
    }

    private static List<Change> plan(RealmRepresentation current) {
        AtomicInteger ids = new AtomicInteger();
        return Flows.plan(current, TheFile.desired(Map.of()), () -> "new-" + ids.incrementAndGet());
    }

    private static RealmRepresentation realm(List<String> flows, List<String> configs) {
        RealmRepresentation current = new RealmRepresentation();
        current.setAuthenticationFlows(flows.stream()
                .map(alias -> {
                    AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
                    flow.setAlias(alias);
                    flow.setId("id of " + alias);
                    return flow;
                })
                .toList());
        current.setAuthenticatorConfig(configs.stream()
                .map(alias -> {
                    AuthenticatorConfigRepresentation config = new AuthenticatorConfigRepresentation();
                    config.setAlias(alias);
                    config.setId("id of " + alias);
                    return config;
                })
                .toList());
        return current;
    }
}
