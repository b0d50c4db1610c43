package dev.slipway.line.realm;

import dev.slipway.line.realm.plan.Change;
import dev.slipway.line.realm.plan.Desired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationExecutionRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The authentication flows. An existing flow is never changed, since people may be signing in by it: a different flow takes another
 * name.
 */
final class Flows {
    private final Desired desired;
    private final Supplier<String> ids;
    private final Map<String, String> flowIds = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    private Flows(Desired desired, Supplier<String> ids) {
        this.desired = desired;
        this.ids = ids;
    }

    /**
     * The changes that create the missing flows; none if all top-level flows exist, with all their executions: a run may have been cut off
     * before it had made these. One by which people sign in is left as it is. Each comes after its subflows, as in the file.
     *
     * @param current the realm, as exported by Keycloak
     * @param ids supplies a new id for each object
     */
    static List<Change> plan(RealmRepresentation current, Desired desired, Supplier<String> ids) {
        Map<String, Set<String>> there = current.getAuthenticationFlows().stream()
                .collect(Collectors.toMap(AuthenticationFlowRepresentation::getAlias, Flows::executions));
        if (desired.flows().stream()
                .filter(AuthenticationFlowRepresentation::isTopLevel)
                .allMatch(flow -> flow.getAlias().equals(current.getBrowserFlow())
                        || there.getOrDefault(flow.getAlias(), Set.of()).containsAll(executions(flow)))) {
            return List.of();
        }
        Flows flows = new Flows(desired, ids);
        flows.removeLeftovers(current);
        desired.flows().forEach(flows::make);
        return flows.changes;
    }

    /** The authenticators and subflows of a flow. */
    private static Set<String> executions(AuthenticationFlowRepresentation flow) {
        return Stream.ofNullable(flow.getAuthenticationExecutions())
                .flatMap(List::stream)
                .map(execution -> execution.isAuthenticatorFlow()
                        ? "flow " + execution.getFlowAlias()
                        : "authenticator " + execution.getAuthenticator())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Leftovers of an interrupted run. */
    private void removeLeftovers(RealmRepresentation current) {
        Set<String> flows = desired.flows().stream()
                .map(AuthenticationFlowRepresentation::getAlias)
                .collect(Collectors.toSet());
        Set<String> configs = desired.authenticatorConfigs().stream()
                .map(AuthenticatorConfigRepresentation::getAlias)
                .collect(Collectors.toSet());
        current.getAuthenticationFlows().stream()
                .filter(flow -> flows.contains(flow.getAlias()))
                .forEach(flow -> changes.add(new Change.RemoveFlow(flow.getId())));
        current.getAuthenticatorConfig().stream()
                .filter(config -> configs.contains(config.getAlias()))
                .forEach(config -> changes.add(new Change.RemoveAuthenticatorConfig(config.getId())));
    }

    private void make(AuthenticationFlowRepresentation flow) {
        String id = ids.get();
        flowIds.put(flow.getAlias(), id);
        List<AuthenticationExecutionExportRepresentation> executions = flow.getAuthenticationExecutions();
        flow.setId(id);
        flow.setAuthenticationExecutions(null);
        changes.add(new Change.MakeFlow(flow));
        executions.forEach(execution -> make(id, execution));
    }

    private void make(String flow, AuthenticationExecutionExportRepresentation desired) {
        AuthenticationExecutionRepresentation execution = new AuthenticationExecutionRepresentation();
        execution.setId(ids.get());
        execution.setParentFlow(flow);
        execution.setAuthenticator(desired.getAuthenticator());
        execution.setAuthenticatorFlow(desired.isAuthenticatorFlow());
        execution.setRequirement(desired.getRequirement());
        execution.setPriority(desired.getPriority());
        Optional.ofNullable(desired.getFlowAlias()).map(flowIds::get).ifPresent(execution::setFlowId);
        changes.add(new Change.MakeExecution(execution));
        this.desired.authenticatorConfigs().stream()
                .filter(config -> config.getAlias().equals(desired.getAuthenticatorConfig()))
                .forEach(config -> changes.add(new Change.MakeAuthenticatorConfig(execution.getId(), config)));
    }
}
