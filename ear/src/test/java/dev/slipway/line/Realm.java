package dev.slipway.line;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** People and clients for one test class, removed when the class is over. */
public final class Realm implements AutoCloseable {
    /** In seconds: a command that waits on a slow machine does so for longer than the realm's tokens last. */
    private static final String LONGER_THAN_A_COMMAND = "1800";

    /** For how long such a token is shown: a command still has the rest. */
    private static final Duration USED_FOR = Duration.ofMinutes(10);

    private final Line line;
    private final String name;
    private final Deque<Runnable> removals = new ArrayDeque<>();
    private final Map<List<String>, Caller> shared = new ConcurrentHashMap<>();
    private final Map<List<String>, Caller> sharedPeople = new ConcurrentHashMap<>();
    private Keycloak keycloak;
    private RealmResource realm;
    private RealmAdmin admin;

    /** Reaches Keycloak as {@code line/bin/local provision} does: from inside, for httpd lets nobody at its master realm. */
    public Realm() {
        this("slipway");
    }

    /** Another realm than the line's own. */
    public Realm(String name) {
        this(Line.running(), name);
    }

    /** Of another line than the one that all tests use: it is known by its clients alone. */
    public Realm(Line line) {
        this(line, "slipway");
    }

    private Realm(Line line, String name) {
        this.line = line;
        this.name = name;
        keycloak = keycloak();
        realm = keycloak.realm(name);
        admin = new RealmAdmin(realm);
    }

    /** By the secret that there is now. */
    public void signInAnew() {
        keycloak.close();
        keycloak = keycloak();
        realm = keycloak.realm(name);
        admin = new RealmAdmin(realm);
    }

    /** What tests ask and change in it. */
    public RealmAdmin admin() {
        return admin;
    }

    private Keycloak keycloak() {
        return KeycloakBuilder.builder()
                .serverUrl("http://127.0.0.1:" + line.port("SLIPWAY_KEYCLOAK_PORT"))
                .realm("master")
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId("slipway-provisioner")
                .clientSecret(line.secret("provisioner-client-secret"))
                .build();
    }

    /** A new client with these roles, whose tokens are meant for the ledger. */
    public Caller client(String... roles) {
        return client(List.of(audience("web-api")), roles);
    }

    /**
     * The client with these roles that all who ask for it have, for to make one takes six requests to Keycloak. Whoever changes the account or
     * its roles, asks one worker alone or needs somebody else takes a {@link #client} of their own.
     */
    public Caller shared(String... roles) {
        return shared.computeIfAbsent(List.of(roles), key -> client(roles));
    }

    /** The same for a person, who signed in to the ledger's pages: a client's approval does not count under four eyes. */
    public Caller sharedPerson(String... roles) {
        return sharedPeople.computeIfAbsent(List.of(roles), key -> Caller.onThePages(person(roles)));
    }

    /** The same as {@link #client}, whose tokens are good for so many seconds. */
    public Caller clientWithTokensFor(int seconds, String... roles) {
        return client(List.of(audience("web-api")), String.valueOf(seconds), Caller.TOKEN_USED_FOR, roles);
    }

    /** A new client that may deploy one service, by a new role that brings no other along. */
    public Caller serviceDeployer(String service) {
        return client(serviceRole(service));
    }

    /** A new role that lets somebody deploy one service alone, and brings no other along. */
    public String serviceRole(String service) {
        String name = service + ".deployer";
        RoleRepresentation role = new RoleRepresentation();
        role.setName(name);
        realm.roles().create(role);
        // What is part of this one is in the tokens of people's sessions.
        realm.roles()
                .get("services")
                .addComposites(List.of(realm.roles().get(name).toRepresentation()));
        removals.push(() -> realm.roles().deleteRole(name));
        return name;
    }

    /** A new client with these roles, whose tokens are meant for the ledger and for the workers' management. */
    public Caller operator(String... roles) {
        return client(List.of(audience("web-api"), audience("wildfly-management")), roles);
    }

    /** A new client with these roles, whose tokens are meant for somebody else. */
    public Caller strangeClient(String... roles) {
        return client(List.of(), roles);
    }

    private Caller client(List<ProtocolMapperRepresentation> mappers, String... roles) {
        return client(mappers, LONGER_THAN_A_COMMAND, USED_FOR, roles);
    }

    private Caller client(
            List<ProtocolMapperRepresentation> mappers, String lifespan, Duration usedFor, String... roles) {
        String name = name();
        String secret = password();
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(name);
        client.setSecret(secret);
        client.setPublicClient(false);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        client.setProtocolMappers(mappers);
        client.setAttributes(Map.of("access.token.lifespan", lifespan));
        String id = created(realm.clients().create(client));
        removals.push(() -> realm.clients().get(id).remove());
        admin.grant(realm.clients().get(id).getServiceAccountUser().getId(), roles);
        return Caller.client(line, name, secret, usedFor);
    }

    /** A new person with these roles. */
    public Person person(String... roles) {
        return personNamed(name(), roles);
    }

    /** The same, of this name. */
    public Person personNamed(String name, String... roles) {
        String password = password();
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(name);
        user.setEnabled(true);
        user.setFirstName("Test");
        user.setLastName("Person");
        user.setEmail(name + "@example.org");
        user.setEmailVerified(true);
        user.setCredentials(List.of(credential));
        String id = created(realm.users().create(user));
        removals.push(() -> realm.users().get(id).remove());
        admin.grant(id, roles);
        return new Person(id, name, password);
    }

    /** A new public client that would take people's passwords. */
    public String clientWithPasswordGrant() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(name());
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        String id = created(realm.clients().create(client));
        removals.push(() -> realm.clients().get(id).remove());
        return client.getClientId();
    }

    /** For how long a client's access tokens are good from now on. */
    public void shortenTokens(String client, int seconds) {
        String id = admin.clientId(client);
        setTokenLifespan(id, String.valueOf(seconds));
        removals.push(() -> setTokenLifespan(id, ""));
    }

    private void setTokenLifespan(String id, String seconds) {
        ClientRepresentation client = realm.clients().get(id).toRepresentation();
        client.getAttributes().put("access.token.lifespan", seconds);
        realm.clients().get(id).update(client);
    }

    /** The whole realm goes in the end. */
    public void removeRealmLater() {
        removals.push(realm::remove);
    }

    /** Somebody whom this answer says was invited: removed like all others. */
    public Answer removeInvitedLater(Answer invited) {
        if (invited.status() == 201) {
            String id = invited.json().path("id").asText();
            removals.push(() -> realm.users().get(id).remove());
        }
        return invited;
    }

    /** Somebody of this name, whom a page invited: removed like all others. */
    public void removePersonLater(String name) {
        String id = admin.user(name);
        removals.push(() -> realm.users().get(id).remove());
    }

    /** What {@code ./slipway pipeline} makes for a service goes in the end. */
    public void removePipelineLater(String service) {
        removals.push(() -> {
            realm.clients().get(admin.clientId("pipeline-" + service)).remove();
            realm.groups()
                    .group(realm.getGroupByPath("/services/" + service).getId())
                    .remove();
            realm.roles().deleteRole(service + ".deployer");
        });
    }

    /** The GitLab whose word it takes goes in the end; others' stay. */
    public void removeIssuerLater(GitlabIssuer gitlab) {
        String alias = "gitlab-127-0-0-1-" + URI.create(gitlab.address()).getPort();
        removals.push(() -> realm.identityProviders().get(alias).remove());
    }

    @Override
    public void close() {
        removals.forEach(Runnable::run);
        keycloak.close();
    }

    private static ProtocolMapperRepresentation audience(String client) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("audience " + client);
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-audience-mapper");
        mapper.setConfig(Map.of("access.token.claim", "true", "included.client.audience", client));
        return mapper;
    }

    private static String created(Response response) {
        try (response) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    /** A name that nobody else has. */
    public static String name() {
        return "it-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
    }

    private static String password() {
        byte[] bytes = new byte[20];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Somebody who signs in with a password.
     *
     * @param id the account
     * @param name the user name
     * @param password the password
     */
    public record Person(String id, String name, String password) {}
}
