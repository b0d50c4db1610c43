package dev.slipway.line.realm;

import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.realm.plan.Change;
import dev.slipway.line.realm.plan.Trees;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * Rotates client secrets. Keycloak accepts the former secret along with the current one only if its feature {@code
 * client-secret-rotation} is enabled and a policy with the executor {@code secret-rotation} is in force when the client
 * is changed. The policy exists for that moment only, and applies only to changes by an administrator: during sign-ins,
 * the executor would also write to the client, and one of two concurrent writes fails. Any other change of the client
 * invalidates the former secret.
 */
public final class KeycloakSecrets {
    private static final String NAME = "slipway rotate";
    private static final Duration FORMER = Duration.ofDays(7);
    /** The executor requires that secrets expire. */
    private static final Duration CURRENT = Duration.ofDays(3650);

    /** The secret of the line's owner. */
    private static final String OWN = "provisioner-client-secret";

    private static final String EXPIRATION = "client.secret.expiration.time";
    private static final String CREATION = "client.secret.creation.time";
    private static final String ROTATED = "client.secret.rotated";
    private static final String ROTATED_CREATION = "client.secret.rotated.creation.time";
    private static final String ROTATED_EXPIRATION = "client.secret.rotated.expiration.time";

    /** Several groups are provisioned at a time, and the realm has one policy for all. */
    private static final Object POLICY = new Object();

    private final Connection connection;

    private KeycloakSecrets(Connection connection) {
        this.connection = connection;
    }

    /**
     * With the credentials of the line's owner.
     *
     * @param next the owner's new client secret, which may already be in effect; empty unless that is being rotated
     * @throws RealmException if Keycloak does not answer, or accepts neither
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

    /**
     * Takes the owner's next client secret, if a rotation was interrupted after Keycloak had accepted it, and before its
     * file had.
     *
     * @throws RealmException if Keycloak does not answer
     */
    static void takeNext(Settings settings) throws IOException {
        Path current = settings.secrets().resolve(OWN);
        Path next = current.resolveSibling("rotation").resolve(OWN + ".next");
        if (Files.exists(next)
                && !new Connection(settings).isSecretValid()
                && new Connection(settings, Files.readString(next).strip()).isSecretValid()) {
            new SecretFile(current).take(next);
        }
    }

    /** A client's current and next secret. */
    public record Change(String client, String current, String next) {
        /** Hides the secrets. */
        @Override
        public String toString() {
            return client;
        }
    }

    /** Makes Keycloak accept both secrets of these clients. */
    public void accept(Collection<Change> changes) throws IOException {
        connection.inRealm(realm -> keepingFormer(realm, () -> changes.forEach(change -> accept(realm, change))));
    }

    /** Whether this is one of two secrets that Keycloak accepts from a client, as they are being rotated. */
    public static boolean isRotating(ClientRepresentation client, @Nullable String secret) {
        String former =
                client.getAttributes() == null ? null : client.getAttributes().get(ROTATED);
        return secret != null
                && former != null
                && !former.isEmpty()
                && (secret.equals(former) || secret.equals(client.getSecret()));
    }

    /** Runs updates of clients that leave their former secrets valid. The caller holds the lock of the server groups' provisioning. */
    public static void keepingFormer(RealmResource realm, Runnable updates) {
        synchronized (POLICY) {
            removePolicy(realm);
            addPolicy(realm);
            try {
                updates.run();
            } finally {
                removePolicy(realm);
            }
        }
    }

    /** Runs an update of a client that voids its former secret: not while the policy is in force for another one. */
    public static void voidingFormer(Runnable update) {
        synchronized (POLICY) {
            update.run();
        }
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

    /** Makes Keycloak reject the former secrets of these clients. */
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

    /** Changes the secret of the line owner's client, with immediate effect. */
    public void administer(String client, String next) throws IOException {
        connection.run(keycloak -> {
            RealmResource master = keycloak.realm("master");
            ClientRepresentation own = find(master, client);
            own.setSecret(next);
            master.clients().get(own.getId()).update(own);
        });
    }

    /** Sets a person's password, which is not temporary; sessions continue. */
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

    /** Provisions the realm with the current secrets, so that its digest matches again. */
    public static void provision(Settings settings) throws IOException {
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
        condition.setConditionProviderId("client-updater-context");
        condition.setConfiguration(Trees.tree(Map.of("update-client-source", List.of("ByAuthenticatedUser"))));
        policy.setConditions(List.of(condition));
        policy.setProfiles(List.of(NAME));
        ClientPoliciesRepresentation policies =
                realm.clientPoliciesPoliciesResource().getPolicies();
        policies.setPolicies(with(policies.getPolicies(), policy));
        realm.clientPoliciesPoliciesResource().updatePolicies(policies);
    }

    /** Removes the policy, also that of an interrupted run. */
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
