package dev.slipway.line.realm;

import dev.slipway.line.realm.plan.Change;
import dev.slipway.line.realm.plan.Trees;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * Gives clients other secrets. Keycloak takes a client's former secret beside its current one where its feature
 * {@code client-secret-rotation} is on, and where a policy with the executor {@code secret-rotation} is in force when the client is
 * changed; so there is such a policy for that moment alone. Any other change of the client ends it.
 */
public final class KeycloakSecrets {
    private static final String NAME = "slipway rotate";
    private static final Duration FORMER = Duration.ofDays(7);
    /** The executor says that a secret ends some day. */
    private static final Duration CURRENT = Duration.ofDays(3650);

    private static final String EXPIRATION = "client.secret.expiration.time";
    private static final String CREATION = "client.secret.creation.time";
    private static final String ROTATED = "client.secret.rotated";
    private static final String ROTATED_CREATION = "client.secret.rotated.creation.time";
    private static final String ROTATED_EXPIRATION = "client.secret.rotated.expiration.time";

    private final Connection connection;

    private KeycloakSecrets(Connection connection) {
        this.connection = connection;
    }

    /**
     * As the line's owner.
     *
     * @param next what the owner's own client may have got already, where that is being changed
     * @throws RealmException when Keycloak does not answer, or takes neither
     */
    public static KeycloakSecrets of(Settings settings, Optional<String> next) throws IOException {
        Connection current = new Connection(settings);
        try {
            current.run(keycloak -> {});
            return new KeycloakSecrets(current);
        } catch (RealmException e) {
            if (next.isEmpty()) {
                throw e;
            }
            Connection other = new Connection(settings, next.get());
            other.run(keycloak -> {});
            return new KeycloakSecrets(other);
        }
    }

    /** A secret that a client has, and the one that it gets. */
    public record Change(String client, String current, String next) {
        /** Nothing of the secrets. */
        @Override
        public String toString() {
            return client;
        }
    }

    /** From now on, Keycloak takes both. */
    public void accept(Collection<Change> changes) throws IOException {
        connection.inRealm(realm -> {
            removePolicy(realm);
            addPolicy(realm);
            try {
                for (Change change : changes) {
                    accept(realm, change);
                }
            } finally {
                removePolicy(realm);
            }
        });
    }

    private static void accept(RealmResource realm, Change change) {
        ClientRepresentation client = find(realm, change.client());
        long now = Instant.now().getEpochSecond();
        Map<String, String> attributes = new HashMap<>(client.getAttributes());
        attributes.put(CREATION, String.valueOf(now));
        attributes.put(EXPIRATION, String.valueOf(now + CURRENT.toSeconds()));
        attributes.put(ROTATED, change.current());
        attributes.put(ROTATED_CREATION, String.valueOf(now));
        attributes.put(ROTATED_EXPIRATION, String.valueOf(now + FORMER.toSeconds()));
        client.setAttributes(attributes);
        client.setSecret(change.next());
        realm.clients().get(client.getId()).update(client);
    }

    /** From now on, Keycloak refuses the former secrets of these clients. */
    public void retire(Collection<String> clients) throws IOException {
        connection.inRealm(realm -> {
            removePolicy(realm);
            for (String id : clients) {
                ClientRepresentation client = find(realm, id);
                Map<String, String> attributes = new HashMap<>(client.getAttributes());
                for (String name : List.of(EXPIRATION, ROTATED, ROTATED_CREATION, ROTATED_EXPIRATION)) {
                    attributes.put(name, "");
                }
                client.setAttributes(attributes);
                realm.clients().get(client.getId()).update(client);
            }
        });
    }

    /** The client that the line's owner is gets another secret at once. */
    public void administer(String client, String next) throws IOException {
        connection.run(keycloak -> {
            RealmResource master = keycloak.realm("master");
            ClientRepresentation own = find(master, client);
            own.setSecret(next);
            master.clients().get(own.getId()).update(own);
        });
    }

    /** Somebody gets another password, which they need not change; who is signed in stays so. */
    public void password(String person, String next) throws IOException {
        connection.inRealm(realm -> {
            String id = new Names(realm)
                    .user(person)
                    .orElseThrow(() -> new RealmException("There is nobody called '" + person + "'."));
            CredentialRepresentation password = new CredentialRepresentation();
            password.setType(CredentialRepresentation.PASSWORD);
            password.setValue(next);
            password.setTemporary(false);
            realm.users().get(id).resetPassword(password);
        });
    }

    /** Takes down that the realm is as its file says, with the secrets that there are now. */
    public static void settle(Settings settings) throws IOException {
        new Connection(settings).run(keycloak -> new Provisioner(keycloak, settings, Connection.REALM).provision());
    }

    private static ClientRepresentation find(RealmResource realm, String id) {
        return realm.clients().findByClientId(id).stream()
                .findFirst()
                .orElseThrow(() -> new RealmException("Keycloak has no client " + id));
    }

    private static void addPolicy(RealmResource realm) {
        ClientProfileRepresentation profile = new ClientProfileRepresentation();
        profile.setName(NAME);
        ClientPolicyExecutorRepresentation executor = new ClientPolicyExecutorRepresentation();
        executor.setExecutorProviderId("secret-rotation");
        executor.setConfiguration(Trees.tree(Map.of(
                "expiration-period", CURRENT.toSeconds(),
                "rotated-expiration-period", FORMER.toSeconds(),
                "remaining-rotation-period", 0)));
        profile.setExecutors(List.of(executor));
        ClientProfilesRepresentation profiles =
                realm.clientPoliciesProfilesResource().getProfiles(false);
        profiles.setProfiles(with(profiles.getProfiles(), profile));
        realm.clientPoliciesProfilesResource().updateProfiles(profiles);

        ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
        policy.setName(NAME);
        policy.setEnabled(true);
        ClientPolicyConditionRepresentation condition = new ClientPolicyConditionRepresentation();
        condition.setConditionProviderId("any-client");
        condition.setConfiguration(Trees.tree(Map.of()));
        policy.setConditions(List.of(condition));
        policy.setProfiles(List.of(NAME));
        ClientPoliciesRepresentation policies =
                realm.clientPoliciesPoliciesResource().getPolicies();
        policies.setPolicies(with(policies.getPolicies(), policy));
        realm.clientPoliciesPoliciesResource().updatePolicies(policies);
    }

    /** Also what a run has left that was cut off. */
    private static void removePolicy(RealmResource realm) {
        ClientPoliciesRepresentation policies =
                realm.clientPoliciesPoliciesResource().getPolicies();
        if (policies.getPolicies().removeIf(one -> one.getName().equals(NAME))) {
            realm.clientPoliciesPoliciesResource().updatePolicies(policies);
        }
        ClientProfilesRepresentation profiles =
                realm.clientPoliciesProfilesResource().getProfiles(false);
        if (profiles.getProfiles().removeIf(one -> one.getName().equals(NAME))) {
            realm.clientPoliciesProfilesResource().updateProfiles(profiles);
        }
    }

    private static <T> List<T> with(List<T> there, T one) {
        List<T> more = new ArrayList<>(there);
        more.add(one);
        return more;
    }
}
