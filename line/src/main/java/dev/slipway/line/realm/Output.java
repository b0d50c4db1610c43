package dev.slipway.line.realm;

import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The output of a verb. */
final class Output {
    private final PrintWriter out;
    private final Ansi ansi;

    Output(CommandLine line) {
        out = line.getOut();
        ansi = line.getColorScheme().ansi();
    }

    void say(String text) {
        out.println(text);
    }

    void good(String text) {
        out.println(ansi.string("@|green   ✓ |@") + text);
    }

    void warn(String text) {
        out.println(ansi.string("@|yellow   ! |@") + text);
    }

    /** Shows a secret for an authenticator app: its URI and, if qrencode is installed, its QR code. */
    void show(TotpSecret secret, String person, String domain) {
        String address = secret.address(person, domain);
        say(address);
        out.flush();
        try {
            Programs.in(Path.of("/")).show(List.of("qrencode", "-t", "UTF8"), address);
        } catch (IOException e) {
            // qrencode is not installed.
        }
    }
}
