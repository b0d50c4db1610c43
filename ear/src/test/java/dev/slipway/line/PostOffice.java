package dev.slipway.line;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** Where the running line, and its services, send mail to. */
public final class PostOffice {
    /** GreenMail's own two seconds are too few on a busy machine. */
    private static final long PATIENCE_MILLISECONDS = 60_000;

    private PostOffice() {}

    /** One that is not started yet. */
    public static GreenMail make() {
        ServerSetup setup =
                new ServerSetup(Line.running().port("SLIPWAY_SMTP_PORT"), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(PATIENCE_MILLISECONDS);
        return new GreenMail(setup);
    }
}
