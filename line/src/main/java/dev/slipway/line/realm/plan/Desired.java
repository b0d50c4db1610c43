package dev.slipway.line.realm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The realm's file, with the placeholders filled in.
 *
 * @param file the whole file; the people in it are only used when a realm is created
 */
public record Desired(ObjectNode file) {
    /** The browser flow if admins need a second factor. */
    public static final String SECOND_FACTOR_FLOW = "slipway browser";

    private static final List<String> SETTLED_APART = List.of(
            "adminPermissions",
            "attributesOfAdmins",
            "authenticationFlows",
            "authenticatorConfig",
            "clientPolicies",
            "clientProfiles",
            "clients",
            "clientScopeMappings",
            "roles",
            "scopeMappings",
            "users");

    /** For an existing realm: excludes users, which stay unchanged. */
    public static Desired ofExisting(Path file, Placeholders placeholders) throws IOException {
        ObjectNode content = read(file);
        content.withArray("/users").removeIf(user -> !user.has("serviceAccountClientId"));
        return new Desired((ObjectNode) placeholders.fill(content));
    }

    /** For a new realm, with additional credentials for the first admin. */
    public static RealmRepresentation whole(Path file, Placeholders placeholders, List<CredentialRepresentation> admins)
            throws IOException {
        ObjectNode content = read(file);
        content.remove(List.of("adminPermissions", "attributesOfAdmins"));
        RealmRepresentation realm = Trees.representation(placeholders.fill(content), RealmRepresentation.class);
        realm.getUsers().stream()
                .filter(user -> user.getUsername().equals("admin"))
                .forEach(user -> {
                    List<CredentialRepresentation> all = new ArrayList<>(user.getCredentials());
                    all.addAll(admins);
                    user.setCredentials(all);
                });
        return realm;
    }

    private static ObjectNode read(Path file) throws IOException {
        return (ObjectNode) Trees.JSON.readTree(Files.readAllBytes(file));
    }

    /** A hexadecimal digest of everything here. */
    public String digest() {
        return Sha256.hex(file + "\n");
    }

    /** The realm's own settings. */
    ObjectNode realm() {
        return file.deepCopy().remove(SETTLED_APART);
    }

    /** Whether the browser flow requires a second factor of admins. */
    boolean asksForSecondFactor() {
        return file.path("browserFlow").asText().equals(SECOND_FACTOR_FLOW);
    }

    List<JsonNode> profiles() {
        return Trees.stream(file.at("/clientProfiles/profiles")).toList();
    }

    List<JsonNode> policies() {
        return Trees.stream(file.at("/clientPolicies/policies")).toList();
    }

    /** The realm's roles, without the roles that they include. */
    List<ObjectNode> roles() {
        return Trees.stream(file.at("/roles/realm"))
                .map(role -> ((ObjectNode) role.deepCopy()).without("composites"))
                .map(ObjectNode.class::cast)
                .toList();
    }

    List<ObjectNode> clients() {
        return Trees.stream(file.path("clients")).map(ObjectNode.class::cast).toList();
    }

    public List<AuthenticationFlowRepresentation> flows() {
        return Trees.representations(file.path("authenticationFlows"), AuthenticationFlowRepresentation.class);
    }

    public List<AuthenticatorConfigRepresentation> authenticatorConfigs() {
        return Trees.representations(file.path("authenticatorConfig"), AuthenticatorConfigRepresentation.class);
    }

    public List<AdminPermission> permissions() {
        return Trees.stream(file.path("adminPermissions"))
                .map(node -> new AdminPermission((ObjectNode) node))
                .toList();
    }

    /** The attributes of accounts that only admins can change. */
    public Set<String> attributesOfAdmins() {
        return names(file.path("attributesOfAdmins"));
    }

    /** The roles of every account and role that the file names. */
    public List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        for (JsonNode role : file.at("/roles/realm")) {
            if (role.has("composites")) {
                grants.add(new Grant(
                        new Holder.Role(role.path("name").asText()), null, names(role.at("/composites/realm"))));
            }
        }
        for (JsonNode mapping : file.path("scopeMappings")) {
            grants.add(new Grant(
                    new Holder.ClientScope(mapping.path("client").asText()), null, names(mapping.path("roles"))));
        }
        for (Map.Entry<String, JsonNode> owned :
                file.path("clientScopeMappings").properties()) {
            for (JsonNode mapping : owned.getValue()) {
                grants.add(new Grant(
                        new Holder.ClientScope(mapping.path("client").asText()),
                        owned.getKey(),
                        names(mapping.path("roles"))));
            }
        }
        for (JsonNode user : file.path("users")) {
            Holder account = new Holder.ServiceAccount(
                    user.path("serviceAccountClientId").asText());
            grants.add(new Grant(account, null, names(user.path("realmRoles"))));
            user.path("clientRoles")
                    .properties()
                    .forEach(owned -> grants.add(new Grant(account, owned.getKey(), names(owned.getValue()))));
        }
        return grants;
    }

    private static Set<String> names(JsonNode array) {
        return Trees.texts(array).collect(Collectors.toUnmodifiableSet());
    }
}
