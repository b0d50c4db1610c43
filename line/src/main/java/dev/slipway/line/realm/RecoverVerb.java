package dev.slipway.line.realm;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.program.Console;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.realm.secondfactor.QrCode;
import dev.slipway.line.realm.secondfactor.SecondFactor;
import dev.slipway.line.realm.secondfactor.TotpSecret;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Recovers an account that is locked out. It runs on the line's own machine, as the admins may be locked out as well.
 */
@Command(
        name = "recover",
        synopsisHeading = "Usage: ",
        usageHelpWidth = 132,
        customSynopsis = "./slipway recover NAME [--enable] [--second-factor] [--password] [--admin]",
        description = {"", "Ends the lock that wrong passwords or codes have put on somebody's account.", ""},
        sortOptions = false,
        footer = {
            "",
            "With any of these, they are signed out everywhere. Be sure who asks: what is shown here opens the account."
        })
public final class RecoverVerb implements Callable<Integer> {
    private static final String ADMIN = "admin";

    @Mixin
    final Help help = new Help();

    @Option(
            names = "--enable",
            description = "enables an account that 50 wrong codes in a row, or an admin, have disabled")
    boolean isToBeEnabled;

    @Option(
            names = "--second-factor",
            description =
                    "takes their passkeys and one-time codes away, gives them a new one, and shows it once, for an authenticator app")
    boolean needsSecondFactor;

    @Option(
            names = "--password",
            description =
                    "gives them a new password and shows it once; at the next sign-in they choose another. That of admin stays as it"
                            + " is shown, and is written to .slipway/secrets/admin-password")
    boolean needsPassword;

    @Option(
            names = "--admin",
            description =
                    "gives them the role admin, for a line whose admins are gone. Where admins need a second factor, they have one, or"
                            + " get one by --second-factor")
    boolean isToBeAdmin;

    @Parameters(arity = "0..1", paramLabel = "NAME", hidden = true)
    @Nullable
    String name;

    @Override
    public Integer call() throws IOException {
        String person = name;
        if (person == null) {
            throw help.wrong("recover takes a NAME");
        }
        Settings settings = Settings.of(System.getenv());
        Console console = help.console();
        new Connection(settings).inRealmWithoutWaiting(realm -> recover(realm, person, settings, console));
        return 0;
    }

    /**
     * Does what the options say. What may be refused comes first, and sessions end before anything else: whoever took the account over
     * may have one.
     *
     * @throws RealmException if there is nobody of this name, or they lack the second factor that an admin needs
     * @throws IOException if a secret of admin cannot be written, after it was shown
     */
    void recover(RealmResource realm, String person, Settings settings, Console console) throws IOException {
        String id = (MachineAccount.is(person) ? Optional.<String>empty() : new Names(realm).user(person))
                .orElseThrow(() -> new RealmException(
                        "There is nobody called '" + person + "'. The ledger's page \"People\" lists everybody."));
        UserResource user = realm.users().get(id);
        if (isToBeAdmin) {
            requireSecondFactor(user, person, settings);
        }
        realm.attackDetection().clearBruteForceForUser(id);
        console.good(person + " is not locked");
        boolean endsSessions = isToBeEnabled || needsSecondFactor || needsPassword || isToBeAdmin;
        if (endsSessions) {
            user.logout();
        }
        enable(user, person, console);
        if (needsPassword) {
            givePassword(user, person, settings, console);
        }
        if (needsSecondFactor) {
            giveSecondFactor(user, person, settings, console);
        }
        if (isToBeAdmin) {
            user.roles().realmLevel().add(List.of(realm.roles().get(ADMIN).toRepresentation()));
            console.good(person + " has the role admin");
        }
        if (endsSessions) {
            // With what was replaced, somebody may have signed in meanwhile.
            user.logout();
        }
    }

    /** Checked first: an admin without one is refused at the sign-in. */
    private void requireSecondFactor(UserResource user, String person, Settings settings) {
        if (settings.isSecondFactorRequired() && !needsSecondFactor && !TotpSecret.isAmong(user.credentials())) {
            throw new RealmException(
                    person + " has no second factor, which an admin needs here. With --second-factor they get one.");
        }
    }

    private static void givePassword(UserResource user, String person, Settings settings, Console console)
            throws IOException {
        String password = SecretFile.random();
        user.resetPassword(password(password, !person.equals(ADMIN)));
        console.good("The new password of " + person + "; it is shown this once:");
        console.say(password);
        keep(person, "admin-password", password, settings, console);
    }

    private static void giveSecondFactor(UserResource user, String person, Settings settings, Console console)
            throws IOException {
        TotpSecret secret = new TotpSecret(SecretFile.random());
        SecondFactor.takeAll(user);
        SecondFactor.give(user, secret);
        console.good("The new second factor of " + person + ", for an authenticator app; it is shown this once:");
        QrCode.show(secret, person, settings.domain(), console);
        keep(person, "admin-totp-secret", secret.value(), settings, console);
    }

    private void enable(UserResource user, String person, Console console) {
        UserRepresentation there = user.toRepresentation();
        if (!Boolean.FALSE.equals(there.isEnabled())) {
            return;
        }
        if (isToBeEnabled) {
            there.setEnabled(true);
            user.update(there);
            console.good(person + " is enabled");
        } else {
            console.warn(person + " is disabled, by too many wrong codes or by an admin; --enable makes that good");
        }
    }

    private static CredentialRepresentation password(String value, boolean isTemporary) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(value);
        password.setTemporary(isTemporary);
        return password;
    }

    /** Updates the file with a secret of admin, which containers cannot write. */
    private static void keep(String person, String name, String secret, Settings settings, Console console)
            throws IOException {
        if (!person.equals(ADMIN)) {
            return;
        }
        if (settings.isInContainers()) {
            console.warn(".slipway/secrets/" + name
                    + " is no longer right: on the machine itself, replace it or remove what is in it");
        } else {
            new SecretFile(settings.secrets().resolve(name)).write(secret);
        }
    }
}
