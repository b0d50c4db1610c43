package dev.slipway.line.realm;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.realm.plan.Change;
import dev.slipway.line.realm.plan.Current;
import dev.slipway.line.realm.plan.Desired;
import dev.slipway.line.realm.plan.Grant;
import dev.slipway.line.realm.plan.Placeholders;
import dev.slipway.line.realm.plan.RealmPlan;
import dev.slipway.line.realm.secondfactor.SecondFactor;
import dev.slipway.line.realm.secondfactor.TotpSecret;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Updates a realm to its file.
 *
 * <p>A missing realm is created in one request. In an existing one, the objects that the file names are set; all others, and people,
 * are left alone, except that the first admin gets a second factor if one is required.
 */
final class Provisioner {
    /** An attribute of the realm with the digest of the file: if it matches, nothing has to be done. */
    private static final String STAMP = "slipway.provisioned";
    /** An attribute with the digest of the administrators whom the permissions name: these come and go in Keycloak. */
    private static final String ADMINISTRATORS = "slipway.administrators";

    private final Keycloak keycloak;
    private final Settings settings;
    private final RealmResource realm;
    private final Path file;
    private final Placeholders placeholders;

    Provisioner(Keycloak keycloak, Settings settings, String name) {
        this.keycloak = keycloak;
        this.settings = settings;
        realm = keycloak.realm(name);
        file = settings.root().resolve("keycloak/slipway-realm.json");
        placeholders = Placeholders.of(settings, name);
    }

    /** Updates the realm; returns what was done. */
    String provision() throws IOException {
        Desired desired = Desired.ofExisting(file, placeholders);
        RealmRepresentation current = Connection.find(realm::toRepresentation);
        if (current == null) {
            List<CredentialRepresentation> factors =
                    settings.isSecondFactorRequired() ? List.of(totp().credential()) : List.of();
            keycloak.realms().create(Desired.whole(file, placeholders, factors));
            finish(desired, Administrators.of(realm));
            return "created";
        }
        if (desired.digest().equals(attribute(current, STAMP))) {
            Set<String> administrators = Administrators.of(realm);
            if (digest(administrators).equals(attribute(current, ADMINISTRATORS))) {
                return "up to date";
            }
            finish(desired, administrators);
            return "changed: permissions";
        }
        Set<String> changed = update(desired);
        finish(desired, Administrators.of(realm));
        return "changed: " + (changed.isEmpty() ? "nothing" : String.join(", ", changed));
    }

    private static @Nullable String attribute(RealmRepresentation realm, String name) {
        return realm.getAttributes() == null ? null : realm.getAttributes().get(name);
    }

    private static String digest(Set<String> administrators) {
        return Sha256.hex(String.join("\n", administrators) + "\n");
    }

    private Set<String> update(Desired desired) {
        Set<String> changed = new TreeSet<>();
        Executor executor = new Executor(realm);
        Current current = executor.current();
        make(
                executor,
                Flows.plan(current.flows(), desired, () -> UUID.randomUUID().toString()),
                changed);
        if (settings.isSecondFactorRequired()) {
            giveSecondFactor(changed);
        }
        make(executor, RealmPlan.of(current, desired), changed);
        for (Grant grant : desired.grants()) {
            make(executor, executor.change(grant).stream().toList(), changed);
        }
        return changed;
    }

    private static void make(Executor executor, List<Change> changes, Set<String> changed) {
        for (Change change : changes) {
            executor.make(change);
            changed.add(change.what());
        }
    }

    /** Gives the first admin the second factor in the machine's secrets, unless there is one. */
    private void giveSecondFactor(Set<String> changed) {
        new Names(realm).user("admin").ifPresent(id -> {
            UserResource admin = realm.users().get(id);
            if (!TotpSecret.isAmong(admin.credentials())) {
                SecondFactor.give(admin, totp());
                changed.add("second factor of admin");
            }
        });
    }

    private TotpSecret totp() {
        return TotpSecret.ofAdmin(settings);
    }

    /** Sets the digests last, so that the next run completes an interrupted one. */
    private void finish(Desired desired, Set<String> administrators) {
        Permissions permissions = new Permissions(realm, administrators);
        desired.permissions().forEach(permissions::set);
        new Attributes(realm).reserve(desired.attributesOfAdmins());
        RealmRepresentation stamped = realm.toRepresentation();
        Map<String, String> attributes = new HashMap<>(stamped.getAttributesOrEmpty());
        attributes.put(STAMP, desired.digest());
        attributes.put(ADMINISTRATORS, digest(administrators));
        attributes.remove(RealmPlan.SESSIONS_TO_END);
        stamped.setAttributes(attributes);
        realm.update(stamped);
    }
}
