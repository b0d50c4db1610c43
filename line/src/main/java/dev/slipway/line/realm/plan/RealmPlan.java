package dev.slipway.line.realm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** The changes of an existing realm, except for grants of roles, which are computed once these are done. */
public final class RealmPlan {
    /** An attribute of the realm while all sessions are to be ended: a run may be cut off before that. */
    public static final String SESSIONS_TO_END = "slipway.sessions-to-end";

    private final Current current;
    private final Desired desired;
    private final List<Change> changes = new ArrayList<>();

    private RealmPlan(Current current, Desired desired) {
        this.current = current;
        this.desired = desired;
    }

    /** The changes, in an order in which they can be made; the flows come before them. */
    public static List<Change> of(Current current, Desired desired) {
        RealmPlan plan = new RealmPlan(current, desired);
        plan.planPolicies();
        plan.planRealm();
        desired.roles().forEach(plan::planRole);
        desired.clients().forEach(plan::planClient);
        return plan.changes;
    }

    private void planPolicies() {
        byName("profiles", current.profiles(), desired.profiles(), ClientProfilesRepresentation.class)
                .map(Change.SetProfiles::new)
                .ifPresent(changes::add);
        byName("policies", current.policies(), desired.policies(), ClientPoliciesRepresentation.class)
                .map(Change.SetPolicies::new)
                .ifPresent(changes::add);
    }

    /** The list with the elements that the file names, and the other existing ones. */
    private static <T> Optional<T> byName(String key, T current, List<JsonNode> desired, Class<T> type) {
        ObjectNode all = Trees.JSON.createObjectNode();
        ArrayNode array = all.putArray(key);
        List<JsonNode> names = desired.stream().map(one -> one.path("name")).toList();
        Trees.stream(Trees.tree(current).path(key))
                .filter(one -> !names.contains(one.path("name")))
                .forEach(array::add);
        array.addAll(desired);
        return Overlay.change(current, all, type);
    }

    private void planRealm() {
        ObjectNode target = desired.realm();
        boolean isToEndSessions = isToEndSessions();
        if (isToEndSessions) {
            target.withObject("/attributes").put(SESSIONS_TO_END, "true");
        }
        Overlay.change(current.realm(), target, RealmRepresentation.class)
                .map(Change.SetRealm::new)
                .ifPresent(changes::add);
        if (isToEndSessions) {
            changes.add(new Change.EndSessions());
        }
    }

    /** Present sessions may have been started without a second factor. */
    private boolean isToEndSessions() {
        return desired.asksForSecondFactor()
                && (!Desired.SECOND_FACTOR_FLOW.equals(current.realm().getBrowserFlow())
                        || current.realm().getAttributesOrEmpty().containsKey(SESSIONS_TO_END));
    }

    private void planRole(ObjectNode role) {
        RoleRepresentation there = current.roles().stream()
                .filter(one -> one.getName().equals(role.path("name").asText()))
                .findFirst()
                .orElse(null);
        if (there == null) {
            changes.add(new Change.MakeRole(Trees.representation(role, RoleRepresentation.class)));
        } else {
            Overlay.change(there, role, RoleRepresentation.class)
                    .map(Change.SetRole::new)
                    .ifPresent(changes::add);
        }
    }

    private void planClient(ObjectNode client) {
        ClientRepresentation desired = Trees.representation(client, ClientRepresentation.class);
        ClientRepresentation there = current.clients().stream()
                .filter(one -> one.getClientId().equals(desired.getClientId()))
                .findFirst()
                .orElse(null);
        if (there == null) {
            changes.add(new Change.MakeClient(desired));
            return;
        }
        ObjectNode settings = client.deepCopy().remove(List.of("defaultClientScopes", "optionalClientScopes"));
        Overlay.change(there, settings, ClientRepresentation.class)
                .map(Change.SetClient::new)
                .ifPresent(changes::add);
        planScopes(there, true, there.getDefaultClientScopes(), desired.getDefaultClientScopes());
        planScopes(there, false, there.getOptionalClientScopes(), desired.getOptionalClientScopes());
    }

    private void planScopes(
            ClientRepresentation client, boolean isDefault, List<String> there, @Nullable List<String> desired) {
        if (desired == null) {
            return;
        }
        TreeSet<String> added = new TreeSet<>(desired);
        there.forEach(added::remove);
        TreeSet<String> removed = new TreeSet<>(there);
        desired.forEach(removed::remove);
        if (!added.isEmpty() || !removed.isEmpty()) {
            changes.add(new Change.SetScopes(client, isDefault, added, removed));
        }
    }
}
