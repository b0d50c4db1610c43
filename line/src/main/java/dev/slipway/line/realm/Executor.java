package dev.slipway.line.realm;

import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.realm.plan.Change;
import dev.slipway.line.realm.plan.Current;
import dev.slipway.line.realm.plan.Grant;
import dev.slipway.line.realm.plan.Holder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleMappingResource;
import org.keycloak.admin.client.resource.RoleResource;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** Executes changes by Keycloak's admin API. */
public final class Executor {
    private final RealmResource realm;
    private final Names names;

    Executor(RealmResource realm) {
        this.realm = realm;
        this.names = new Names(realm);
    }

    /** The existing objects that a plan may concern. */
    Current current() {
        return new Current(
                realm.toRepresentation(),
                realm.partialExport(false, false),
                realm.clientPoliciesProfilesResource().getProfiles(false),
                realm.clientPoliciesPoliciesResource().getPolicies(),
                realm.roles().list(false),
                realm.clients().findAll());
    }

    void make(Change change) {
        if (change instanceof Change.OfFlows ofFlows) {
            make(ofFlows);
        } else if (change instanceof Change.SetProfiles set) {
            realm.clientPoliciesProfilesResource().updateProfiles(set.profiles());
        } else if (change instanceof Change.SetPolicies set) {
            realm.clientPoliciesPoliciesResource().updatePolicies(set.policies());
        } else if (change instanceof Change.SetRealm set) {
            realm.update(set.realm());
        } else if (change instanceof Change.EndSessions) {
            realm.logoutAll();
        } else if (change instanceof Change.MakeRole make) {
            realm.roles().create(make.role());
        } else if (change instanceof Change.SetRole set) {
            realm.roles().get(set.role().getName()).update(set.role());
        } else if (change instanceof Change.MakeClient make) {
            created(realm.clients().create(make.client()));
        } else if (change instanceof Change.SetClient set) {
            realm.clients().get(set.client().getId()).update(set.client());
        } else if (change instanceof Change.SetScopes set) {
            setScopes(set);
        } else if (change instanceof Change.SetRoles set) {
            setRoles(set);
        } else {
            throw new IllegalStateException("unknown change: " + change.getClass());
        }
    }

    private void make(Change.OfFlows change) {
        if (change instanceof Change.RemoveFlow remove) {
            ifThere(() -> realm.flows().deleteFlow(remove.id()));
        } else if (change instanceof Change.RemoveAuthenticatorConfig remove) {
            ifThere(() -> realm.flows().removeAuthenticatorConfig(remove.id()));
        } else if (change instanceof Change.MakeFlow make) {
            created(realm.flows().createFlow(make.flow()));
        } else if (change instanceof Change.MakeExecution make) {
            created(realm.flows().addExecution(make.execution()));
        } else if (change instanceof Change.MakeAuthenticatorConfig make) {
            created(realm.flows().newExecutionConfig(make.execution(), make.config()));
        } else {
            throw new IllegalStateException("unknown change: " + change.getClass());
        }
    }

    /** Keycloak removes the subflows and configurations of a flow along with it. */
    private static void ifThere(Runnable removal) {
        Connection.find(() -> {
            removal.run();
            return true;
        });
    }

    private void setScopes(Change.SetScopes change) {
        Map<String, String> ids = realm.clientScopes().findAll().stream()
                .collect(Collectors.toMap(ClientScopeRepresentation::getName, ClientScopeRepresentation::getId));
        ClientResource client = realm.clients().get(change.client().getId());
        Consumer<String> add = change.isDefault() ? client::addDefaultClientScope : client::addOptionalClientScope;
        Consumer<String> remove =
                change.isDefault() ? client::removeDefaultClientScope : client::removeOptionalClientScope;
        change.added().stream().map(ids::get).forEach(add);
        change.removed().stream().map(ids::get).forEach(remove);
    }

    /** The change for a grant; empty if it is in place. */
    Optional<Change> change(Grant grant) {
        List<RoleRepresentation> current = grant.holder() instanceof Holder.Role role
                ? List.copyOf(realm.roles().get(role.name()).getRealmRoleComposites())
                : roles(grant).listAll();
        return grant.change(current.stream().map(RoleRepresentation::getName).collect(Collectors.toSet()));
    }

    private void setRoles(Change.SetRoles change) {
        Grant grant = change.grant();
        Map<String, RoleRepresentation> all = Names.byName(
                grant.owner() == null
                        ? realm.roles()
                        : names.client(grant.owner()).roles());
        List<RoleRepresentation> added = named(change.added(), all);
        List<RoleRepresentation> removed = named(change.removed(), all);
        if (grant.holder() instanceof Holder.Role name) {
            RoleResource role = realm.roles().get(name.name());
            unlessEmpty(added, role::addComposites);
            unlessEmpty(removed, role::deleteComposites);
        } else {
            unlessEmpty(added, roles(grant)::add);
            unlessEmpty(removed, roles(grant)::remove);
        }
    }

    private static void unlessEmpty(List<RoleRepresentation> roles, Consumer<List<RoleRepresentation>> change) {
        if (!roles.isEmpty()) {
            change.accept(roles);
        }
    }

    private static List<RoleRepresentation> named(Set<String> names, Map<String, RoleRepresentation> all) {
        return names.stream()
                .map(name -> Optional.ofNullable(all.get(name))
                        .orElseThrow(() -> new RealmException("There is no role '" + name + "' in Keycloak.")))
                .toList();
    }

    private RoleScopeResource roles(Grant grant) {
        RoleMappingResource roles = grant.holder() instanceof Holder.ServiceAccount account
                ? realm.users().get(names.account(account.client())).roles()
                : names.client(((Holder.ClientScope) grant.holder()).client()).getScopeMappings();
        return grant.owner() == null ? roles.realmLevel() : roles.clientLevel(names.clientId(grant.owner()));
    }

    /** The id of a created object. */
    public static String created(Response response) {
        try (response) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }
}
