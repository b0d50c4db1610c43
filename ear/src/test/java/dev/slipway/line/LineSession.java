package dev.slipway.line;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Brings a line up before the first test and down after the last one, also when the tests are interrupted.
 *
 * <p>With {@code -Dslipway.state=FOLDER} the tests use the line that runs there, and leave it running. With {@code
 * -Dline.none=true} they need none. With {@code -Dline.one.jdk=true} the ledger's workers of the line that they start run on the JDK of
 * all programs.
 */
public final class LineSession implements LauncherSessionListener {
    /** For a wait that names none of its own: Awaitility's ten seconds are too few on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Between two looks of a wait that says nothing else: most of them ask the line, which Awaitility's ten times a second keep busy. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Before the first look of a wait that says nothing else: what is waited for is often there already. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private static boolean opened;

    /** Runners may open a session to look for tests and another one to run them: the line is the same. */
    @Override
    public synchronized void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollInterval(PAUSE);
        Awaitility.setDefaultPollDelay(FIRST_PAUSE);
        if (opened || Boolean.getBoolean("line.none")) {
            return;
        }
        opened = true;
        String state = System.getProperty("slipway.state");
        Line.use(state == null ? start() : Path.of(state).toAbsolutePath());
        Line line = Line.running();
        // Read by arquillian.xml.
        System.setProperty("line.management.port", line.setting("SLIPWAY_MANAGEMENT_PORT"));
        System.setProperty("line.management.user", "agent");
        System.setProperty("line.management.password", line.secret("agent-management-password"));
    }

    private static Path start() {
        OwnLine own = new OwnLine(Line.target().resolve("line"));
        Runtime.getRuntime().addShutdownHook(new Thread(own::stop));
        own.start();
        return own.state();
    }
}
