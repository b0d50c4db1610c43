package dev.slipway.line.rotation.plan;

import static dev.slipway.line.rotation.plan.RotationStrategy.ADMINISTRATION;
import static dev.slipway.line.rotation.plan.RotationStrategy.ADMINISTRATOR;
import static dev.slipway.line.rotation.plan.RotationStrategy.BALANCER;
import static dev.slipway.line.rotation.plan.RotationStrategy.BY_HAND;
import static dev.slipway.line.rotation.plan.RotationStrategy.CLIENT;
import static dev.slipway.line.rotation.plan.RotationStrategy.CONFIGURATION_KEY;
import static dev.slipway.line.rotation.plan.RotationStrategy.FILE;
import static dev.slipway.line.rotation.plan.RotationStrategy.FRONT;
import static dev.slipway.line.rotation.plan.RotationStrategy.GROUP_MANAGEMENT;
import static dev.slipway.line.rotation.plan.RotationStrategy.HANDBOOK_USER;
import static dev.slipway.line.rotation.plan.RotationStrategy.LOGIN_PAIR;
import static dev.slipway.line.rotation.plan.RotationStrategy.MANAGEMENT_USER;
import static dev.slipway.line.rotation.plan.RotationStrategy.REPOSITORY;
import static dev.slipway.line.rotation.plan.RotationStrategy.ROLE;
import static dev.slipway.line.rotation.plan.SecretConsumer.AGENT;
import static dev.slipway.line.rotation.plan.SecretConsumer.LEDGER_WORKERS;
import static dev.slipway.line.rotation.plan.SecretConsumer.SERVICE_WORKERS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All secrets of a line, and how they are rotated. A new secret must be added here: {@code InventoryTest} finds those that are created
 * elsewhere and missing here.
 */
public final class Inventory {
    /** In {@code .slipway/secrets}. */
    public static final List<Secret> OWN = List.of(
            new Secret("postgres-password", "PostgreSQL's superuser", ROLE, "postgres", Set.of(), ""),
            new Secret("slipway-db-password", "the owner of the ledger's database", ROLE, "slipway", Set.of(AGENT), ""),
            new Secret(
                    "ledger-db-password",
                    "the ledger, to its database",
                    LOGIN_PAIR,
                    "ledger",
                    Set.of(LEDGER_WORKERS),
                    ""),
            new Secret("keycloak-db-password", "Keycloak, to its database", LOGIN_PAIR, "keycloak", Set.of(), ""),
            new Secret(
                    "provisioner-client-secret",
                    "the line's owner, to administer Keycloak",
                    ADMINISTRATION,
                    "slipway-provisioner",
                    Set.of(),
                    ""),
            new Secret("web-api-client-secret", "sign-in to the ledger", CLIENT, "web-api", Set.of(LEDGER_WORKERS), ""),
            new Secret(
                    "people-client-secret",
                    "the ledger's access to Keycloak's user administration",
                    CLIENT,
                    "people",
                    Set.of(LEDGER_WORKERS),
                    ""),
            new Secret(
                    "wildfly-management-client-secret",
                    "the ledger's workers, to ask whose a token is",
                    CLIENT,
                    "wildfly-management",
                    Set.of(LEDGER_WORKERS),
                    ""),
            new Secret("agent-client-secret", "the agent, to the ledger", CLIENT, "agent", Set.of(AGENT), ""),
            new Secret(
                    "pipeline-client-secret",
                    "pipelines, and the CLI on this machine, to the ledger",
                    CLIENT,
                    "pipeline",
                    Set.of(),
                    "Whoever keeps a copy, as SLIPWAY_PIPELINE_CLIENT_SECRET in a pipeline, needs the new one."),
            new Secret("gitlab-client-secret", "sign-in to the line's own GitLab", CLIENT, "gitlab", Set.of(), ""),
            new Secret(
                    "agent-management-password",
                    "the agent, to manage the ledger's workers",
                    MANAGEMENT_USER,
                    "agent",
                    Set.of(AGENT),
                    ""),
            new Secret(
                    "break-glass-password",
                    "whoever manages the ledger's workers while Keycloak is down",
                    MANAGEMENT_USER,
                    "break-glass",
                    // They check the password only when a connection is opened.
                    Set.of(LEDGER_WORKERS),
                    "Whoever keeps a copy for an emergency needs the new one."),
            new Secret("balancer-password", "the agent, to httpd's balancer", BALANCER, "pipeline", Set.of(AGENT), ""),
            new Secret(
                    "admin-password",
                    "the first administrator's sign-in",
                    ADMINISTRATOR,
                    "admin",
                    Set.of(),
                    "Whoever signs in as admin needs the new one."),
            new Secret(
                    "handbook-password",
                    "the handbook's first reader",
                    HANDBOOK_USER,
                    "handbook",
                    Set.of(),
                    "Readers signed in as handbook are asked anew within a minute."),
            new Secret(
                    "gitlab-hook-secret",
                    "GitLab's hooks, to the ledger",
                    FILE,
                    "",
                    Set.of(LEDGER_WORKERS),
                    "Each GitLab hook needs the new one as its secret token; until then the ledger refuses it."),
            new Secret(
                    "audit-key",
                    "the ledger, to sign the audit chain",
                    FILE,
                    "",
                    Set.of(LEDGER_WORKERS),
                    "What was signed before stays valid by the former public key, which every audit extract has."),
            new Secret(
                    "configuration-key",
                    "decrypts the services' secrets",
                    CONFIGURATION_KEY,
                    "",
                    Set.of(),
                    "What was sealed for the former one still opens, by .slipway/secrets/configuration-keys: set those secrets"
                            + " anew before you delete it."),
            new Secret(
                    "backup-password",
                    "opens the backups",
                    REPOSITORY,
                    "",
                    Set.of(),
                    "Keep the new one elsewhere, too: ./slipway backup key prints it. Copies of a repository that were made"
                            + " before still open with the old one."),
            new Secret(
                    "cluster-secret",
                    "the ledger's workers, to one another",
                    FILE,
                    "",
                    Set.of(LEDGER_WORKERS),
                    "Each worker takes the old one, too, until its next start; rotating it twice ends that."),
            byHand(
                    "admin-totp-secret",
                    "the first administrator's second factor",
                    "It is in a person's app: ./slipway recover admin --second-factor"),
            byHand("demo-password", "the people of the demonstration", "Nobody real uses it: change it in Keycloak."),
            byHand(
                    "smtp-password",
                    "the line, to your mail server",
                    "The mail server has the other copy: change it there, write it to .slipway/secrets/smtp-password,"
                            + " then ./slipway up."),
            byHand(
                    "backup-environment",
                    "the line, to where backups go",
                    "That place has the other copy: make new credentials there, and write them to the file."),
            byHand(
                    "gitlab-root-password",
                    "root of the line's own GitLab",
                    "GitLab took it at its first start: change it there, then in the file."),
            byHand(
                    "gitlab-token",
                    "the line, to set its own GitLab up",
                    "GitLab takes it at each start: remove .slipway/secrets/gitlab-token, run prepare, then make GitLab's"
                            + " container anew."));

    /** In {@code .slipway/groups/GROUP/secrets}: those of each service in each environment. */
    public static final List<Secret> OF_GROUP = List.of(
            new Secret(
                    "database-password",
                    "the service, to its database",
                    LOGIN_PAIR,
                    "GROUP",
                    Set.of(SERVICE_WORKERS),
                    ""),
            new Secret("oidc-secret", "sign-in to the service", CLIENT, "GROUP", Set.of(SERVICE_WORKERS), ""),
            new Secret(
                    "management-secret",
                    "its workers, to ask whose a token is",
                    CLIENT,
                    "GROUP.management",
                    Set.of(SERVICE_WORKERS),
                    ""),
            new Secret(
                    "management-password",
                    "the agent, to manage its workers",
                    GROUP_MANAGEMENT,
                    "agent",
                    Set.of(SERVICE_WORKERS),
                    ""),
            new Secret("front-secret", "httpd, to its workers", FRONT, "", Set.of(SERVICE_WORKERS), ""),
            new Secret(
                    "cluster-secret",
                    "its workers, to one another",
                    FILE,
                    "",
                    Set.of(SERVICE_WORKERS),
                    "Each worker takes the old one, too, until its next start; rotating it twice ends that."));

    /** Of a client that {@code slipway pipeline NAME} creates; one for GitLab has no secret. */
    private static final Pattern PIPELINE = Pattern.compile("(pipeline-[a-z][a-z0-9-]*)-client-secret");

    private Inventory() {}

    /** The secret of a service's pipeline, by the name of its file. */
    public static Optional<Secret> ofPipeline(String file) {
        Matcher name = PIPELINE.matcher(file);
        return name.matches()
                ? Optional.of(new Secret(
                        file,
                        "the pipeline of one service, to the ledger",
                        CLIENT,
                        name.group(1),
                        Set.of(),
                        "Each copy, as a masked variable of the project, becomes the new one."))
                : Optional.empty();
    }

    private static Secret byHand(String name, String purpose, String note) {
        return new Secret(name, purpose, BY_HAND, "", Set.of(), note);
    }
}
