package dev.slipway.line.realm.client;

import dev.slipway.line.realm.Executor;
import dev.slipway.line.realm.client.PipelineClient.Gitlab;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** Creates what a service's pipeline and people need to deploy that service; existing objects stay. */
public final class PipelineAccess {
    private final RealmResource realm;
    private final PipelineClient desired;
    private final SecretFile secret;

    /** In a realm; the secret of a client that has one is kept in the file. */
    public PipelineAccess(RealmResource realm, PipelineClient desired, SecretFile secret) {
        this.realm = realm;
        this.desired = desired;
        this.secret = secret;
    }

    /**
     * Creates or updates the access. On a line with rotatable secrets, the caller holds the lock of the server groups'
     * provisioning.
     *
     * @throws RealmException if another client signs in by the same ID tokens, or another GitLab has the alias; nothing
     *     is changed then
     */
    public void reconcile() throws IOException {
        refuseRival(desired.gitlab());
        RoleRepresentation role = reconcileRole();
        realm.groups()
                .group(reconcileGroup(desired.group()))
                .roles()
                .realmLevel()
                .add(List.of(role));
        ClientResource client = reconcileClient();
        if (desired.gitlab() != null) {
            // Only now is it void.
            secret.remove();
        }
        client.getScopeMappings().realmLevel().add(List.of(role));
        RoleScopeResource account = realm.users()
                .get(client.getServiceAccountUser().getId())
                .roles()
                .realmLevel();
        account.add(List.of(role));
        List<RoleRepresentation> others = account.listAll().stream()
                .filter(other -> !other.getName().equals(role.getName()))
                .toList();
        if (!others.isEmpty()) {
            account.remove(others);
        }
    }

    private void refuseRival(@Nullable Gitlab gitlab) {
        if (gitlab == null) {
            return;
        }
        desired.rival(gitlab, realm.clients().findAll()).ifPresent(rival -> {
            throw new RealmException("The client " + rival + " signs in by the ID tokens of project "
                    + gitlab.project() + " at " + gitlab.url()
                    + ", and Keycloak accepts these for one client only. Give this one a secret: ./slipway pipeline "
                    + desired.service() + ", without --gitlab; or give " + rival + " one, and run this again.");
        });
        present(gitlab.alias()).flatMap(gitlab::rival).ifPresent(rival -> {
            throw new RealmException("The identity provider " + gitlab.alias() + " in Keycloak is the GitLab at "
                    + rival
                    + ", and the one at " + gitlab.url() + " would have the same name. Give this client a secret:"
                    + " ./slipway pipeline " + desired.service() + ", without --gitlab; or, if nothing uses " + rival
                    + " any more, remove that identity provider in Keycloak, and run this again.");
        });
    }

    private Optional<IdentityProviderRepresentation> present(String alias) {
        return Optional.ofNullable(
                Connection.find(() -> realm.identityProviders().get(alias).toRepresentation()));
    }

    /** It includes viewer, as the role deployer does, and is included in {@code services}, which is in the scope of people's clients. */
    private RoleRepresentation reconcileRole() {
        String name = desired.role().getName();
        RoleRepresentation role = Connection.find(() -> realm.roles().get(name).toRepresentation());
        if (role == null) {
            realm.roles().create(desired.role());
            role = realm.roles().get(name).toRepresentation();
        }
        RoleRepresentation viewer = realm.roles().get("viewer").toRepresentation();
        realm.roles().get(name).addComposites(List.of(viewer));
        realm.roles().get("services").addComposites(List.of(role));
        return role;
    }

    /** Creates it and its parent groups; returns its id. */
    private String reconcileGroup(String path) {
        GroupRepresentation there = Connection.find(() -> realm.getGroupByPath(path));
        if (there != null) {
            return there.getId();
        }
        int slash = path.lastIndexOf('/');
        GroupRepresentation group = new GroupRepresentation();
        group.setName(path.substring(slash + 1));
        return Executor.created(
                slash == 0
                        ? realm.groups().add(group)
                        : realm.groups()
                                .group(reconcileGroup(path.substring(0, slash)))
                                .subGroup(group));
    }

    private ClientResource reconcileClient() throws IOException {
        ClientRepresentation client = credential(desired.gitlab());
        return GroupClient.createOrUpdate(realm, client, there -> {
            client.setProtocolMappers(null);
            client.setAttributes(attributes(there, client));
            GroupClient.update(realm, there, client);
        });
    }

    /** Without those that are empty, which removes them, and are not there anyway: they would be a change. */
    private static @Nullable Map<String, String> attributes(ClientRepresentation there, ClientRepresentation client) {
        Map<String, String> present = there.getAttributes() == null ? Map.of() : there.getAttributes();
        Map<String, String> attributes = new HashMap<>(client.getAttributes());
        attributes
                .entrySet()
                .removeIf(attribute -> attribute.getValue().isEmpty() && !present.containsKey(attribute.getKey()));
        return attributes.isEmpty() ? null : attributes;
    }

    /** The client with its credential. */
    private ClientRepresentation credential(@Nullable Gitlab gitlab) throws IOException {
        if (gitlab == null) {
            return desired.withSecret(secret.readOrMake());
        }
        reconcile(gitlab.issuer());
        return desired.withIdToken(gitlab);
    }

    private void reconcile(IdentityProviderRepresentation issuer) {
        String alias = issuer.getAlias();
        if (present(alias).isEmpty()) {
            Executor.created(realm.identityProviders().create(issuer));
        } else {
            realm.identityProviders().get(alias).update(issuer);
        }
    }
}
