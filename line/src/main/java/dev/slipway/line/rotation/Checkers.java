package dev.slipway.line.rotation;

import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.database.Postgres;
import dev.slipway.line.host.file.GroupSecrets;
import dev.slipway.line.reader.FirstReader;
import dev.slipway.line.realm.KeycloakSecrets;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Those who check secrets, told what they are to take. Each may be told again. */
final class Checkers {
    private final Settings settings;
    private final Secrets files;
    private final LinePrograms programs;

    Checkers(Settings settings, Secrets files, LinePrograms programs) {
        this.settings = settings;
        this.files = files;
        this.programs = programs;
    }

    /** Those with a time of two values take the next ones, too. */
    void accept(List<Secret> secrets) throws IOException, SQLException {
        List<KeycloakSecrets.Change> clients = new ArrayList<>();
        boolean isFront = false;
        for (Secret secret : secrets) {
            Turn turn = files.turn(secret);
            String next = turn.proposed().orElseThrow();
            switch (secret.way()) {
                case CLIENT -> clients.add(new KeycloakSecrets.Change(secret.of(), turn.current(), next));
                case LOGIN_PAIR -> postgres().open(role(secret), login(secret, next), login(secret, turn.current()));
                case FRONT -> {
                    groups().shareFront(secret.group());
                    isFront = true;
                }
                default -> throw new IllegalStateException(secret.name() + " has no time of two values");
            }
        }
        if (!clients.isEmpty()) {
            keycloak().accept(clients);
        }
        if (isFront) {
            programs.tellFront();
        }
    }

    /** What is next becomes current. Where nobody takes both, whoever checks it is told first: then only the file is behind, and a next run goes on. */
    void switchOver(List<Secret> secrets) throws IOException, SQLException {
        for (Secret secret : secrets) {
            Turn turn = files.turn(secret);
            String next = turn.proposed().orElseThrow();
            switch (secret.way()) {
                case ROLE -> postgres().password(secret.of(), next);
                case ADMINISTRATION -> keycloak().administer(secret.of(), next);
                case ADMINISTRATOR -> keycloak().password(secret.of(), next);
                case READER -> FirstReader.give(settings, next);
                default -> {
                    // Who checks it reads the file, or took it before.
                }
            }
            turn.complete();
        }
    }

    /** What is made of the files is made anew. */
    void install(List<Secret> secrets) throws IOException {
        Set<String> installed = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            switch (secret.way()) {
                case BALANCER -> installed.add("httpd");
                case MANAGEMENT_USER ->
                    settings.workers().forEach(worker -> installed.add(worker.replace("worker-", "wildfly-")));
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

    /** The former values are refused, and forgotten. */
    void retire(List<Secret> secrets) throws IOException, SQLException {
        List<String> clients = new ArrayList<>();
        Set<String> fronts = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            switch (secret.way()) {
                case CLIENT -> clients.add(secret.of());
                // Keycloak keeps the connections that it has, and makes no other ones by the former password.
                case LOGIN_PAIR ->
                    postgres()
                            .close(
                                    role(secret),
                                    login(secret, files.turn(secret).current()),
                                    !secret.uses().isEmpty());
                case FRONT -> fronts.add(secret.group());
                default -> {
                    // It is refused already.
                }
            }
        }
        if (!clients.isEmpty()) {
            keycloak().retire(clients);
        }
        for (Secret secret : secrets) {
            files.turn(secret).forget();
        }
        for (String group : fronts) {
            groups().shareFront(group);
        }
        if (!fronts.isEmpty()) {
            programs.tellFront();
        }
        KeycloakSecrets.settle(settings);
    }

    /** What a secret's file is to say next. */
    String next(Secret secret, String random) throws IOException {
        return secret.way() == Way.LOGIN_PAIR
                ? login(secret, files.turn(secret).current())
                        .turned(role(secret), random)
                        .text(role(secret))
                : random;
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

    /** By the superuser's password, or the next one, where a run ended just after PostgreSQL had taken that. */
    private Postgres postgres() throws IOException, SQLException {
        Turn turn = files.own("postgres-password");
        Postgres current = new Postgres(settings.database("postgres"), turn.current());
        String next = turn.proposed().orElse("");
        return next.isEmpty() || current.isLetIn() ? current : new Postgres(settings.database("postgres"), next);
    }
}
