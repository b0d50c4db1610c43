package dev.slipway.line.realm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.authorization.Logic;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;

/**
 * What one client's service account may do with whom: one of Keycloak's fine-grained admin permissions. It stands on a policy that
 * says whom it is for.
 */
public record AdminPermission(ObjectNode wanted) {
    /** The client whose account it is for. */
    public String account() {
        return wanted.path("account").asText();
    }

    /** Whether it is about people; else about roles. */
    public boolean isAboutPeople() {
        return wanted.path("resourceType").asText().equals("Users");
    }

    /** The policy, for the account with this id. */
    public UserPolicyRepresentation policy(String user) {
        Logic logic = wanted.path("isDenied").asBoolean() ? Logic.NEGATIVE : Logic.POSITIVE;
        UserPolicyRepresentation policy = new UserPolicyRepresentation();
        policy.setName("account " + account() + ", " + logic);
        policy.setLogic(logic);
        policy.setUsers(Set.of(user));
        return policy;
    }

    /**
     * The permission by a policy; empty where it names some, and none of them is there: it would speak of everybody then. Whoever is
     * gone needs no protection.
     *
     * @param id the id of somebody or something that it names
     */
    public Optional<ScopePermissionRepresentation> permission(String policy, Function<String, Optional<String>> id) {
        Set<String> there = Trees.texts(wanted.path("resources"))
                .map(id)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (there.isEmpty() && wanted.has("resources")) {
            return Optional.empty();
        }
        ObjectNode tree = wanted.deepCopy().remove(List.of("account", "isDenied"));
        ScopePermissionRepresentation permission = Trees.representation(tree, ScopePermissionRepresentation.class);
        permission.setResources(there);
        permission.setPolicies(Set.of(policy));
        return Optional.of(permission);
    }
}
