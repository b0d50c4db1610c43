package dev.slipway.line.realm.secondfactor;

import dev.slipway.line.program.Console;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A secret on the terminal, for an authenticator app to scan. */
public final class QrCode {
    private QrCode() {}

    /** Shows its URI and, if qrencode is installed, its QR code. */
    public static void show(TotpSecret secret, String person, String domain, Console console) {
        String address = secret.address(person, domain);
        console.say(address);
        try {
            Programs.in(Path.of("/")).given(address).show(List.of("qrencode", "-t", "UTF8"));
        } catch (IOException e) {
            // qrencode is not installed.
        }
    }
}
