package dev.slipway.line.realm;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What a verb says to whoever called it. */
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

    /** A one-time code's secret, for an authenticator app: its address, and where qrencode is installed its QR code. */
    void show(TotpSecret secret, String person, String domain) throws IOException {
        String address = secret.address(person, domain);
        say(address);
        out.flush();
        Process qrencode;
        try {
            qrencode = new ProcessBuilder("qrencode", "-t", "UTF8")
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return;
        }
        try (OutputStream input = qrencode.getOutputStream()) {
            input.write(address.getBytes(StandardCharsets.UTF_8));
        }
        try {
            qrencode.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
