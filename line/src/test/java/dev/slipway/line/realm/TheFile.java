package dev.slipway.line.realm;

import dev.slipway.line.realm.plan.Desired;
import dev.slipway.line.realm.plan.Placeholders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The realm's very file, filled in for tests. */
public final class TheFile {
    public static final Path PATH = Path.of("..", "keycloak", "slipway-realm.json");

    private TheFile() {}

    /** As for a realm that is there; these values before what stands for all others. */
    public static Desired desired(Map<String, String> values) {
        try {
            return Desired.ofExisting(PATH, placeholders(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Placeholders placeholders(Map<String, String> values) {
        return new Placeholders(
                name -> values.getOrDefault(name, "value of " + name),
                List.of("https://admin.example.org", "https://admin-2.example.org"));
    }
}
