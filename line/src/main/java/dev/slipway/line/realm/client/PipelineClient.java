package dev.slipway.line.realm.client;

import dev.slipway.line.ledger.Name;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/**
 * The client of a service's pipeline.
 *
 * @param service the only service that it may deploy
 * @param gitlab the GitLab project whose jobs sign in by an ID token; null for a client with a secret
 */
public record PipelineClient(String service, @Nullable Gitlab gitlab) {
    /** The way in which it signs in without a secret. */
    static final String ID_TOKEN = "federated-jwt";

    private static final String LIFESPAN = "access.token.lifespan";
    private static final String ISSUER = "jwt.credential.issuer";
    private static final String SUBJECT = "jwt.credential.sub";

    /**
     * Checks the service's name.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public PipelineClient {
        if (!Name.isValid(service)) {
            throw new IllegalArgumentException("'" + service
                    + "' is not the name of a service: lower-case letters, digits and hyphens, a letter first");
        }
    }

    /** The client id. */
    public String name() {
        return "pipeline-" + service;
    }

    /** The name of the file with its secret. */
    public String secretFile() {
        return name() + "-client-secret";
    }

    /** The group of people with the same rights. */
    public String group() {
        return "/services/" + service + "/deployers";
    }

    /** The role that lets it deploy the service. */
    RoleRepresentation role() {
        return new RoleRepresentation(
                service + ".deployer", "puts releases of " + service + " into environments", false);
    }

    /** The client with a secret, and without what {@link #withIdToken} gives it: an empty attribute is removed. */
    ClientRepresentation withSecret(String secret) {
        ClientRepresentation client = client();
        client.setClientAuthenticatorType("client-secret");
        client.setSecret(secret);
        client.setAttributes(Map.of(ISSUER, "", SUBJECT, "", LIFESPAN, ""));
        return client;
    }

    /**
     * The client for ID tokens of the project's protected branches and tags. A job's token is accepted once, within five minutes; the
     * resulting access token lasts as long as a job may wait for an approval.
     */
    ClientRepresentation withIdToken(Gitlab issuer) {
        ClientRepresentation client = client();
        client.setClientAuthenticatorType(ID_TOKEN);
        client.setAttributes(Map.of(ISSUER, issuer.alias(), SUBJECT, issuer.subject(), LIFESPAN, "3600"));
        return client;
    }

    /**
     * The name of another client for ID tokens of the same project. Keycloak finds a token's client by issuer and subject, and with two of
     * them accepts the token for neither.
     *
     * @param clients the realm's clients
     */
    Optional<String> rival(Gitlab issuer, Collection<ClientRepresentation> clients) {
        return clients.stream()
                .filter(client -> !name().equals(client.getClientId()) && client.getAttributes() != null)
                .filter(client -> issuer.alias().equals(client.getAttributes().get(ISSUER))
                        && issuer.subject().equals(client.getAttributes().get(SUBJECT)))
                .map(ClientRepresentation::getClientId)
                .findFirst();
    }

    private ClientRepresentation client() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(name());
        client.setName("Pipeline of " + service);
        client.setPublicClient(false);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setFullScopeAllowed(false);
        client.setDefaultClientScopes(List.of("basic", "profile", "roles", "service_account"));
        client.setOptionalClientScopes(List.of());
        client.setProtocolMappers(List.of(audience()));
        return client;
    }

    private static ProtocolMapperRepresentation audience() {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("audience web-api");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-audience-mapper");
        mapper.setConfig(Map.of("access.token.claim", "true", "included.client.audience", "web-api"));
        return mapper;
    }

    /**
     * A GitLab project.
     *
     * @param url the URL of GitLab, without a trailing slash
     * @param project the project id
     */
    public record Gitlab(String url, String project) {
        /** Keycloak accepts plain HTTP from this machine only. */
        private static final Pattern URL = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._/-]+)?"
                + "|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?");

        private static final Pattern PROJECT = Pattern.compile("[1-9][0-9]*");

        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if one is invalid
         */
        public Gitlab {
            url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            if (!URL.matcher(url).matches()) {
                throw new IllegalArgumentException("'" + url + "' is not the https address of a GitLab");
            }
            if (!PROJECT.matcher(project).matches()) {
                throw new IllegalArgumentException(
                        "'" + project + "' is not the number of a project: GitLab shows it as the project ID");
            }
        }

        /** Its alias as an identity provider in Keycloak. */
        String alias() {
            return "gitlab-" + url.replaceFirst("^[^:]*://", "").replaceAll("[^a-z0-9]", "-");
        }

        /**
         * The issuer of another GitLab's identity provider with this alias: an alias keeps only letters and digits, so
         * two GitLabs can share one.
         */
        Optional<String> rival(IdentityProviderRepresentation there) {
            return there.getConfig() == null
                    ? Optional.empty()
                    : Optional.ofNullable(there.getConfig().get("issuer")).filter(issuer -> !issuer.equals(url));
        }

        /** The subject of the ID tokens of its protected branches and tags. */
        String subject() {
            return "project_id:" + project + ":ref_protected:true";
        }

        /** The identity provider, which is trusted for client assertions but not offered for sign-in. */
        IdentityProviderRepresentation issuer() {
            IdentityProviderRepresentation issuer = new IdentityProviderRepresentation();
            issuer.setAlias(alias());
            issuer.setProviderId("oidc");
            issuer.setDisplayName(url);
            issuer.setEnabled(true);
            issuer.setHideOnLogin(true);
            issuer.setLinkOnly(true);
            issuer.setConfig(Map.of(
                    "issuer", url,
                    "useJwksUrl", "true",
                    "jwksUrl", url + "/oauth/discovery/keys",
                    "validateSignature", "true",
                    "supportsClientAssertions", "true",
                    "supportsClientAssertionReuse", "false",
                    "clientId", "none",
                    "clientSecret", "none",
                    "authorizationUrl", url + "/oauth/authorize",
                    "tokenUrl", url + "/oauth/token"));
            return issuer;
        }
    }
}
