package dev.slipway.line.realm;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.realm.secondfactor.QrCode;
import dev.slipway.line.realm.secondfactor.TotpSecret;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the second factor of the first admin. */
@Command(
        name = "totp",
        synopsisHeading = "Usage: ",
        usageHelpWidth = 132,
        customSynopsis = "./slipway totp",
        description = {
            "",
            "Shows the second factor of admin that was made on this machine, for an authenticator app: an otpauth:// address, and where"
                    + " qrencode is installed its QR code. Whoever sees it can make admin's one-time codes. A new one, or one for"
                    + " somebody else: ./slipway recover",
            ""
        })
public final class TotpVerb implements Callable<Integer> {
    @Mixin
    final Help help = new Help();

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.of(System.getenv());
        new Connection(settings).inRealmWithoutWaiting(realm -> {
            TotpSecret secret = new TotpSecret(settings.findSecret("admin-totp-secret")
                    .orElseThrow(() -> new RealmException("The file .slipway/secrets/admin-totp-secret is gone."
                            + " ./slipway recover admin --second-factor makes another.")));
            String admin = new Names(realm)
                    .user("admin")
                    .orElseThrow(() -> new RealmException("There is nobody called 'admin'."));
            // The secret in Keycloak cannot be read, but its label identifies it.
            if (realm.users().get(admin).credentials().stream()
                    .noneMatch(credential -> secret.label().equals(credential.getUserLabel()))) {
                throw new RealmException(
                        "The second factor of admin is none or another than the one in .slipway/secrets/admin-totp-secret."
                                + " ./slipway recover admin --second-factor gives admin a new one.");
            }
            QrCode.show(secret, "admin", settings.domain(), help.console());
        });
        return 0;
    }
}
