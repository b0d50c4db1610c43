package dev.slipway.line.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How the program's output is encoded. */
final class OutputEncoding {
    private OutputEncoding() {}

    /** That of this process. */
    static Charset ofProcess(boolean isTerminal) {
        return of(
                isTerminal && System.getProperty("os.name", "").startsWith("Windows"),
                System.getProperty("stdout.encoding"),
                System.getProperty("sun.stdout.encoding"));
    }

    /**
     * UTF-8, which pipes, files and other systems' terminals take; that of the code page for a terminal of Windows.
     *
     * @param name the code page's encoding; null before JDK 19
     * @param former the same on JDK 17 and 18; null after that
     */
    static Charset of(boolean isWindowsTerminal, @Nullable String name, @Nullable String former) {
        String known = name == null ? former : name;
        if (!isWindowsTerminal || known == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(known);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
