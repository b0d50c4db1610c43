package dev.slipway.line.realm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.authorization.Logic;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;

/**
 * One of Keycloak's fine-grained admin permissions, for a client's service account. It refers to a policy that names the account.
 */
public record AdminPermission(ObjectNode desired) {
    /** The client whose service account holds this permission. */
    public String account() {
        return desired.path("account").asText();
    }

    /** Whether it is for users; else it is for roles. */
    public boolean isAboutPeople() {
        return desired.path("resourceType").asText().equals("Users");
    }

    /** The policy for the account with this id. */
    public UserPolicyRepresentation policy(String user) {
        Logic logic = desired.path("isDenied").asBoolean() ? Logic.NEGATIVE : Logic.POSITIVE;
        UserPolicyRepresentation policy = new UserPolicyRepresentation();
        policy.setName("account " + account() + ", " + logic);
        policy.setLogic(logic);
        policy.setUsers(Set.of(user));
        return policy;
    }

    /**
     * The permission with a policy; empty if none of the objects that it names exists, as it would then apply to all. Objects that
     * are gone need no protection.
     *
     * @param id the id of an object by name
     * @param administrators the ids of the realm's administrators, whom it may be about, too
     */
    public Optional<ScopePermissionRepresentation> permission(
            String policy, Function<String, Optional<String>> id, Set<String> administrators) {
        Set<String> there = Trees.texts(desired.path("resources"))
                .map(id)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(HashSet::new));
        if (desired.path("isAboutAdministrators").asBoolean()) {
            there.addAll(administrators);
        }
        if (there.isEmpty() && desired.has("resources")) {
            return Optional.empty();
        }
        ObjectNode tree = desired.deepCopy().remove(List.of("account", "isAboutAdministrators", "isDenied"));
        ScopePermissionRepresentation permission = Trees.representation(tree, ScopePermissionRepresentation.class);
        permission.setResources(there);
        permission.setPolicies(Set.of(policy));
        return Optional.of(permission);
    }
}
