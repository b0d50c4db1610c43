package dev.slipway.line;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Queries and changes of a realm; whatever is made for a test, {@link Realm} makes and removes. */
public final class RealmAdmin {
    private final RealmResource realm;

    RealmAdmin(RealmResource realm) {
        this.realm = realm;
    }

    /** The realm's clients with their secrets, empty for those that have none. */
    public Map<String, String> clientSecrets() {
        return realm.clients().findAll().stream()
                .collect(Collectors.toMap(
                        ClientRepresentation::getClientId, client -> requireNonNullElse(client.getSecret(), "")));
    }

    /** Shuts an account. */
    public void disable(Realm.Person person) {
        UserRepresentation user = realm.users().get(person.id()).toRepresentation();
        user.setEnabled(false);
        realm.users().get(person.id()).update(user);
    }

    /** Gives the account of this name an address. */
    public void setEmail(String name, String email) {
        UserRepresentation user = realm.users().search(name, true).get(0);
        user.setEmail(email);
        realm.users().get(user.getId()).update(user);
    }

    /** How many sessions a person has. */
    public int sessions(Realm.Person person) {
        return realm.users().get(person.id()).getUserSessions().size();
    }

    /** Whether a person who signs in with this password is asked for another one. */
    public boolean asksForANewPassword(String name, String password) {
        UserRepresentation user = realm.users().search(name, true).get(0);
        return user.getRequiredActions().contains("UPDATE_PASSWORD")
                && realm.users().get(user.getId()).credentials().stream()
                        .anyMatch(credential -> credential.getType().equals(CredentialRepresentation.PASSWORD))
                && !password.isEmpty();
    }

    /** The id of a person. */
    public String user(String name) {
        return realm.users().search(name, true).get(0).getId();
    }

    /** The id of a client's service account. */
    public String account(String client) {
        return realm.clients().get(clientId(client)).getServiceAccountUser().getId();
    }

    /** The id of a client. */
    public String clientId(String client) {
        return realm.clients().findByClientId(client).get(0).getId();
    }

    /** Puts somebody into a group, such as {@code /services/shop/deployers}. */
    public void join(Realm.Person person, String group) {
        realm.users().get(person.id()).joinGroup(realm.getGroupByPath(group).getId());
    }

    /** A role of the realm, as the admin API takes it. */
    public String role(String name) {
        return json(realm.roles().get(name).toRepresentation());
    }

    /** A role of a client, as the admin API takes it. */
    public String clientRole(String client, String name) {
        return json(realm.clients().get(clientId(client)).roles().get(name).toRepresentation());
    }

    private static String json(RoleRepresentation role) {
        return "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(role.getId(), role.getName());
    }

    /** The status of a GET from inside, where httpd hides nothing. */
    public static int inside(String path, String token) {
        Line line = Line.running();
        URI address = URI.create("http://127.0.0.1:" + line.port("SLIPWAY_KEYCLOAK_PORT") + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        return Caller.join(line.http().sendAsync(request, BodyHandlers.discarding()))
                .statusCode();
    }

    /** Gives an account these roles. */
    public void grant(String id, String... roles) {
        realm.users().get(id).roles().realmLevel().add(roles(roles));
    }

    /** Gives somebody a role of a client's own. */
    public void grantClientRole(Realm.Person person, String client, String role) {
        String id = clientId(client);
        realm.users()
                .get(person.id())
                .roles()
                .clientLevel(id)
                .add(List.of(realm.clients().get(id).roles().get(role).toRepresentation()));
    }

    /** Takes a role of a client's own from somebody. */
    public void revokeClientRole(Realm.Person person, String client, String role) {
        String id = clientId(client);
        realm.users()
                .get(person.id())
                .roles()
                .clientLevel(id)
                .remove(List.of(realm.clients().get(id).roles().get(role).toRepresentation()));
    }

    /** What somebody is by a client's own roles. */
    public List<String> clientRoles(Realm.Person person, String client) {
        return realm.users().get(person.id()).roles().clientLevel(clientId(client)).listAll().stream()
                .map(RoleRepresentation::getName)
                .toList();
    }

    /** Whether somebody can sign in by a client. */
    public boolean isEnabled(String client) {
        return realm.clients().findByClientId(client).get(0).isEnabled();
    }

    /** Takes these roles from an account. */
    public void revoke(String id, String... roles) {
        realm.users().get(id).roles().realmLevel().remove(roles(roles));
    }

    private List<RoleRepresentation> roles(String... names) {
        return Stream.of(names)
                .map(name -> realm.roles().get(name).toRepresentation())
                .toList();
    }
}
