package dev.slipway.line.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs what the scripts share, {@code line/lib/common}, with settings of a test's own alone. */
public final class Shell {
    /** Maven runs a module's tests in its folder. */
    private static final Path CHECKOUT = Path.of("..");

    private Shell() {}

    /** What these commands print, on standard error too, with this state folder and these variables. */
    public static String run(Path state, Map<String, String> environment, String commands)
            throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", ". line/lib/common; " + commands)
                .directory(CHECKOUT.toFile())
                .redirectErrorStream(true);
        bash.environment().keySet().removeIf(variable -> variable.startsWith("SLIPWAY_"));
        bash.environment().put("SLIPWAY_STATE", state.toString());
        bash.environment().putAll(environment);
        Process process = bash.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
