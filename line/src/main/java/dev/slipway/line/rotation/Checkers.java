package dev.slipway.line.rotation;

import dev.slipway.line.agent.LedgerRestart;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.AgentLedger;
import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.database.Postgres;
import dev.slipway.line.handbook.FirstHandbookUser;
import dev.slipway.line.host.file.GroupSecrets;
import dev.slipway.line.host.file.KeyFile;
import dev.slipway.line.http.Json;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.realm.KeycloakSecrets;
import dev.slipway.line.rotation.plan.RotationStrategy;
import dev.slipway.line.rotation.plan.Secret;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Updates the checkers of secrets, idempotently. Not final, as tests have neither Keycloak nor a ledger. */
class Checkers {
    private final Settings settings;
    private final Secrets files;
    private final LinePrograms programs;
    private final RepositoryPasswords repositories;

    Checkers(Settings settings, RepositoryPasswords repositories) {
        this.settings = settings;
        this.repositories = repositories;
        files = new Secrets(settings);
        programs = new LinePrograms(settings, new Pace());
    }

    /** Makes repositories, which may be on other machines, accept the next one of these that is theirs as well. */
    final void acceptInRepositories(List<Secret> secrets) throws IOException {
        for (Secret secret : secrets) {
            if (secret.strategy() == RotationStrategy.REPOSITORY) {
                repositories.accept(files.of(secret).next());
            }
        }
    }

    /** Makes the checkers that can accept two values accept the next ones as well, except for repositories. */
    final void accept(List<Secret> secrets) throws IOException, SQLException {
        List<KeycloakSecrets.Change> clients = new ArrayList<>();
        boolean isFront = false;
        for (Secret secret : secrets) {
            SecretFiles rotated = files.of(secret);
            String next = rotated.proposed().orElseThrow();
            switch (secret.strategy()) {
                case CLIENT -> clients.add(new KeycloakSecrets.Change(secret.of(), rotated.current(), next));
                case LOGIN_PAIR -> postgres().open(role(secret), login(secret, next), login(secret, rotated.current()));
                case FRONT -> {
                    groups().shareFront(secret.group());
                    isFront = true;
                }
                case CONFIGURATION_KEY -> KeyFile.of(settings).keep();
                case REPOSITORY -> {
                    // Without the lock that this is called under.
                }
                default -> throw new IllegalStateException(secret.name() + " cannot have two valid values at once");
            }
        }
        if (!clients.isEmpty()) {
            keycloak().accept(clients);
        }
        if (isFront) {
            programs.refreshHttpdSecrets();
        }
    }

    /** Makes the next values current. A checker that cannot accept both is updated before the file, so that a later run can continue. */
    final void switchOver(List<Secret> secrets) throws IOException, SQLException {
        for (Secret secret : secrets) {
            SecretFiles rotated = files.of(secret);
            String next = rotated.proposed().orElseThrow();
            switch (secret.strategy()) {
                case ROLE -> postgres().password(secret.of(), next);
                case ADMINISTRATION -> keycloak().administer(secret.of(), next);
                case ADMINISTRATOR -> keycloak().password(secret.of(), next);
                case HANDBOOK_USER -> FirstHandbookUser.changePassword(settings, next);
                default -> {
                    // The checker reads the file, or accepts it already.
                }
            }
            rotated.complete();
        }
    }

    /** Regenerates the files that are derived from secrets. */
    final void install(List<Secret> secrets) throws IOException {
        Set<String> installed = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            switch (secret.strategy()) {
                case BALANCER -> installed.add("httpd");
                case MANAGEMENT_USER ->
                    settings.workers().forEach(worker -> installed.add(LedgerRestart.program(worker)));
                default -> {
                    if (secret.of().equals("keycloak")) {
                        programs.keycloakLogin();
                    }
                }
            }
        }
        for (String program : installed) {
            programs.install(program);
        }
    }

    /** Makes the checkers reject the former values, except for repositories, the ledger and, as it reads their files, httpd. */
    final void retire(List<Secret> secrets) throws IOException, SQLException {
        List<String> clients = new ArrayList<>();
        for (Secret secret : secrets) {
            switch (secret.strategy()) {
                case CLIENT -> clients.add(secret.of());
                case LOGIN_PAIR -> closeFormer(secret);
                default -> {
                    // Already rejected, or once the former value is deleted.
                }
            }
        }
        if (!clients.isEmpty()) {
            keycloak().retire(clients);
        }
        provision();
    }

    private void closeFormer(Secret secret) throws IOException, SQLException {
        DatabaseLogin current = login(secret, files.of(secret).current());
        if (secret.consumers().isEmpty()) {
            // Keycloak keeps its connections, and opens none with the former password.
            postgres().closeOther(role(secret), current);
        } else {
            postgres().closeOtherAndTerminate(role(secret), current);
        }
    }

    /** Provisions the realm with the current secrets. */
    void provision() throws IOException {
        KeycloakSecrets.provision(settings);
    }

    /** Makes the repositories reject the former password. */
    final void retireInRepositories(Secret secret) throws IOException {
        repositories.retire(files.of(secret).former());
    }

    /** Deletes the former values, the last trace of a rotation; only those that httpd sends before it is told. */
    final void forget(List<Secret> secrets) throws IOException {
        boolean isFront = false;
        for (Secret secret : secrets) {
            if (secret.strategy() == RotationStrategy.FRONT) {
                files.of(secret).forget();
                groups().shareFront(secret.group());
                isFront = true;
            }
        }
        if (isFront) {
            programs.refreshHttpdSecrets();
        }
        for (Secret secret : secrets) {
            files.of(secret).forget();
        }
    }

    /** From then on, the ledger gives nobody the former key to encrypt secrets for. The agent would report it a little later. */
    void publishKey() throws IOException {
        String key = KeyFile.of(settings).readOrMake().current().sealing().json();
        new AgentApi(AgentLedger.of(settings)).configurationKey(Json.read(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** The next content of a secret's file. */
    final String next(Secret secret, String random) throws IOException {
        return switch (secret.strategy()) {
            case LOGIN_PAIR ->
                login(secret, files.of(secret).current())
                        .turned(role(secret), random)
                        .text(role(secret));
            case CONFIGURATION_KEY -> OpeningKey.make().json();
            default -> random;
        };
    }

    private static String role(Secret secret) {
        return secret.group().isEmpty() ? secret.of() : GroupSecrets.database(secret.group());
    }

    private static DatabaseLogin login(Secret secret, String text) {
        return DatabaseLogin.of(role(secret), text);
    }

    private GroupSecrets groups() {
        return new GroupSecrets(settings);
    }

    private KeycloakSecrets keycloak() throws IOException {
        return KeycloakSecrets.of(
                settings, files.own("provisioner-client-secret").proposed());
    }

    /** With the superuser's password, or the next one, in case a run ended just after PostgreSQL had accepted that. */
    private Postgres postgres() throws IOException, SQLException {
        SecretFiles rotated = files.own("postgres-password");
        Postgres current = new Postgres(settings.database("postgres"), rotated.current());
        String next = rotated.proposed().orElse("");
        return next.isEmpty() || current.isPasswordValid()
                ? current
                : new Postgres(settings.database("postgres"), next);
    }
}
