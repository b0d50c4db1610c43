package dev.slipway.line.realm;

import dev.slipway.line.realm.plan.AdminPermission;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.AuthorizationResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.ScopePermissionsResource;
import org.keycloak.admin.client.resource.UserPoliciesResource;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.authorization.AbstractPolicyRepresentation;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;

/** Sets admin permissions. Each is recreated, as Keycloak's API does not return them in full. */
final class Permissions {
    private final Names names;
    private final Map<String, RoleRepresentation> roles;
    private final UserPoliciesResource policies;
    private final ScopePermissionsResource permissions;
    private final Set<String> administrators;

    /** With the ids of the realm's administrators. */
    Permissions(RealmResource realm, Set<String> administrators) {
        this.administrators = administrators;
        names = new Names(realm);
        roles = Names.byName(realm.roles());
        AuthorizationResource authorization = names.client("admin-permissions").authorization();
        policies = authorization.policies().user();
        permissions = authorization.permissions().scope();
    }

    void set(AdminPermission desired) {
        String policy = set(desired.policy(names.account(desired.account())));
        Function<String, Optional<String>> id = desired.isAboutPeople()
                ? names::user
                : name -> Optional.ofNullable(roles.get(name)).map(RoleRepresentation::getId);
        desired.permission(policy, id, administrators).ifPresent(this::set);
    }

    private String set(UserPolicyRepresentation desired) {
        String there = id(policies.findByName(desired.getName()));
        if (there == null) {
            try (Response response = policies.create(desired)) {
                return id(response);
            }
        }
        policies.findById(there).update(desired);
        return there;
    }

    private void set(ScopePermissionRepresentation desired) {
        String there = id(permissions.findByName(desired.getName()));
        if (there == null) {
            try (Response response = permissions.create(desired)) {
                id(response);
            }
        } else {
            permissions.findById(there).update(desired);
        }
    }

    private static @Nullable String id(@Nullable AbstractPolicyRepresentation policy) {
        return policy == null ? null : policy.getId();
    }

    /** The answer has no Location header, from which Keycloak's client takes an id. */
    private static String id(Response response) {
        if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            throw new jakarta.ws.rs.WebApplicationException(response);
        }
        return response.readEntity(AbstractPolicyRepresentation.class).getId();
    }
}
